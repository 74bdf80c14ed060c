-- Who does a row of an SOP, where the office says it itself.

-- name: sop_doers
SELECT d.step, p.id, p.code, p.name FROM sop_doer d JOIN position p ON p.id = d.position_id
WHERE d.procedure = :procedure ORDER BY d.step LIMIT 60;

-- name: sop_doer_of
SELECT p.code FROM sop_doer d JOIN position p ON p.id = d.position_id
WHERE d.procedure = :procedure AND d.step = :step;

-- name: sop_doer_put
INSERT INTO sop_doer (procedure, step, position_id, account_id, at_ms)
VALUES (:procedure, :step, :post, :account, :at)
ON CONFLICT (procedure, step) DO UPDATE SET position_id = excluded.position_id,
  account_id = excluded.account_id, at_ms = excluded.at_ms;

-- name: sop_doer_clear
DELETE FROM sop_doer WHERE procedure = :procedure AND step = :step;

-- name: sop_post_code
SELECT code FROM position WHERE id = :id;

-- name: sop_waiting
-- Matters that wait at that row now: their list follows.
SELECT m.id FROM matter m WHERE m.state = 'berjalan' AND m.step = :step
  AND m.procedure >= :procedure || '@' AND m.procedure < :procedure || 'A' LIMIT 100000;
