-- The store's own statements: the audit chain.

-- name: audit_head
SELECT seq, at_ms, hash FROM audit_head WHERE id = 1;

-- name: audit_head_set
UPDATE audit_head SET seq = :seq, at_ms = :at, hash = :hash WHERE id = 1;

-- name: audit_insert
INSERT INTO audit (seq, at_ms, object, bytes, hash)
VALUES (:seq, :at, :object, :bytes, :hash);

-- name: audit_clock_back
SELECT b.at_ms, a.at_ms FROM audit a JOIN audit b ON b.seq = a.seq - 1
WHERE a.object = 'clock' ORDER BY a.seq DESC LIMIT 1;

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

-- The index of words, brought up at the end of a group (migration 0009).

-- name: find_due
/* scan: empty between groups */
SELECT 1 FROM letter_due LIMIT 1;

-- name: find_leave
/* scan: empty between groups */
INSERT INTO letter_fts (letter_fts, rowid, number, party, subject, body, facets)
SELECT 'delete', letter_id, number, party, subject, body, facets
FROM letter_due WHERE indexed = 1 ORDER BY letter_id;

-- name: find_enter
/* scan: empty between groups */
INSERT INTO letter_fts (rowid, number, party, subject, body, facets)
SELECT t.letter_id, t.number, t.party, t.subject, t.body, t.facets
FROM letter_due d JOIN letter_text t ON t.letter_id = d.letter_id ORDER BY d.letter_id;

-- name: find_settled
/* scan: empty between groups */
DELETE FROM letter_due;

-- name: find_merge
INSERT INTO letter_fts (letter_fts, rank) VALUES ('merge', :pages);

-- name: find_word_put
INSERT INTO letter_word (word, uses) VALUES (:word, :n)
ON CONFLICT (word) DO UPDATE SET uses = uses + :n;
