-- The office's calendar.

-- name: calendar_versions
-- Of each year the last.
SELECT c.year, c.xml FROM calendar c
WHERE c.id = (SELECT max(x.id) FROM calendar x WHERE x.year = c.year) ORDER BY c.year LIMIT 60
/* scan: one row a year and change */;

-- name: calendar_put
INSERT INTO calendar (year, xml, account_id, at_ms) VALUES (:year, :xml, :account, :at);
