-- The office's own forms.

-- name: template_versions
/* scan: all of them, an office has some dozen; of a day the last row counts */
SELECT v.name, v.sha, v.from_day, v.at_ms, p.name, t.xml
FROM template_version v LEFT JOIN template t ON t.sha = v.sha
LEFT JOIN account a ON a.id = v.account_id LEFT JOIN person p ON p.id = a.person_id
ORDER BY v.name, v.from_day, v.id;

-- name: template_version_put
INSERT INTO template_version (name, sha, from_day, account_id, at_ms)
VALUES (:name, :sha, :from, :account, :at);
