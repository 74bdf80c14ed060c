-- The store's own statements: the audit chain.

-- name: audit_head
SELECT seq, at_ms, hash FROM audit_head WHERE id = 1;

-- name: audit_head_set
UPDATE audit_head SET seq = :seq, at_ms = :at, hash = :hash WHERE id = 1;

-- name: audit_insert
INSERT INTO audit (seq, at_ms, object, bytes, hash)
VALUES (:seq, :at, :object, :bytes, :hash);

-- name: audit_from
SELECT seq, at_ms, object, bytes, hash FROM audit WHERE seq >= :seq ORDER BY seq;

-- name: audit_hash_at
SELECT hash FROM audit WHERE seq = :seq;

-- Transactions, as statements that stay prepared: the writer's groups and their acts,
-- the readers' snapshots.

-- name: tx_group
BEGIN IMMEDIATE;

-- name: tx_act
SAVEPOINT act;

-- name: tx_act_undo
ROLLBACK TO act;

-- name: tx_act_end
RELEASE act;

-- name: tx_snapshot
BEGIN;

-- name: tx_commit
COMMIT;

-- name: tx_rollback
ROLLBACK;
