-- The office's own number rules; the versions of procedures that letters run by.

-- name: procedure_versions
/* scan: one row a version of whatever was ever pinned, an office has some hundred */
SELECT xml FROM template WHERE kind = 'prosedur' ORDER BY at_ms DESC LIMIT 200;

-- name: rule_versions
/* scan: all of them, an office has a handful */
SELECT t.xml FROM rule_version v JOIN template t ON t.sha = v.sha ORDER BY v.id;

-- name: rule_version_put
INSERT INTO rule_version (name, sha, from_day, account_id, at_ms)
VALUES (:name, :sha, :from, :account, :at);

-- name: rule_version_of
SELECT v.at_ms, p.name FROM rule_version v
LEFT JOIN account a ON a.id = v.account_id LEFT JOIN person p ON p.id = a.person_id
WHERE v.sha = :sha ORDER BY v.id DESC LIMIT 1;
