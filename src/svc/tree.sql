-- The tree of dispositions: what hangs below a tray, and what stands above it.

-- name: tree_standing
-- Of a whole letter: owed and open, only told and open, done, read by those told, returned to
-- the head and not answered by another disposition of his.
SELECT coalesce(sum(t.copy_only = 0 AND t.state IN ('menunggu', 'terkirim', 'dibaca')), 0),
  coalesce(sum(t.copy_only = 1 AND t.state IN ('menunggu', 'terkirim', 'dibaca')), 0),
  coalesce(sum(t.copy_only = 0 AND t.state = 'selesai'), 0),
  coalesce(sum(t.copy_only = 1 AND t.state IN ('selesai', 'diketahui')), 0),
  coalesce(sum(t.copy_only = 0 AND t.state = 'dikembalikan' AND d.parent_to_id IS NULL AND t.part <> 'anggota'
    AND NOT EXISTS (SELECT 1 FROM disposition e WHERE e.letter_id = t.letter_id AND e.id > d.id
      AND e.from_position_id = d.from_position_id AND e.at_ms >= t.ended_ms)), 0)
FROM tray t JOIN disposition d ON d.id = t.disposition_id WHERE t.letter_id = :letter;

-- name: tree_below
-- Of what one tray forwarded: still owed, done, and whether the result comes back to it first.
-- Of those returned, only what its newest disposition asked.
SELECT coalesce(sum(t.copy_only = 0
    AND t.state IN ('menunggu', 'terkirim', 'dibaca', 'diteruskan')), 0),
  coalesce(sum(t.copy_only = 0 AND t.state = 'selesai'), 0),
  coalesce(max(d.report_back), 0),
  coalesce(sum(t.copy_only = 0 AND t.state = 'dikembalikan' AND t.part <> 'anggota' AND d.id = (SELECT max(e.id)
    FROM disposition e WHERE e.letter_id = :letter AND e.parent_to_id = :parent)), 0)
FROM disposition d JOIN tray t ON t.letter_id = d.letter_id AND t.disposition_id = d.id
WHERE d.letter_id = :letter AND d.parent_to_id = :parent;

-- name: tree_owing
-- By name, who below a tray still owes; at most as many as a sentence bears.
SELECT p.name, t.state FROM disposition d
JOIN tray t ON t.letter_id = d.letter_id AND t.disposition_id = d.id
JOIN position p ON p.id = t.position_id
WHERE d.letter_id = :letter AND d.parent_to_id = :parent AND t.copy_only = 0
  AND t.state IN ('menunggu', 'terkirim', 'dibaca', 'diteruskan') ORDER BY t.id LIMIT 8;

-- name: tree_reopen
UPDATE tray SET state = 'dibaca', version = version + 1, ended_ms = NULL
WHERE id = :id AND state = 'diteruskan';

-- name: tree_close_up
UPDATE tray SET state = CASE copy_only WHEN 1 THEN 'diketahui' ELSE 'selesai' END,
  version = version + 1, ended_ms = :at, result = :result
WHERE id = :id AND state = 'diteruskan';

-- name: tree_members
-- The coordinator answered: what the others were asked, and what they asked of others, ends.
/* scan: the queue of the recursion, the trays of one letter */
WITH RECURSIVE below(id) AS (
  SELECT t.id FROM tray t WHERE t.letter_id = :letter AND t.disposition_id = :disposition
    AND t.part = 'anggota' AND t.state IN ('menunggu', 'terkirim', 'dibaca', 'diteruskan')
  UNION SELECT t.id FROM below b JOIN disposition d ON d.letter_id = :letter AND d.parent_to_id = b.id
    JOIN tray t ON t.letter_id = :letter AND t.disposition_id = d.id)
UPDATE tray SET state = 'selesai', version = version + 1, ended_ms = :at, result = :result
WHERE letter_id = :letter AND id IN (SELECT id FROM below) AND copy_only = 0
  AND state IN ('menunggu', 'terkirim', 'dibaca', 'diteruskan');

-- name: tree_leaderless
-- Nobody answers for the others any more: each answers for himself.
UPDATE tray SET part = '', version = version + 1
WHERE letter_id = :letter AND disposition_id = :disposition AND part = 'anggota'
  AND state IN ('menunggu', 'terkirim', 'dibaca', 'diteruskan');

-- name: tree_above
-- Does the post stand above this tray: gave it, or passed it on further up?
/* scan: the queue of the recursion, one row a level */
WITH RECURSIVE up(tray, giver) AS (
  SELECT d.parent_to_id, d.from_position_id FROM tray t JOIN disposition d ON d.id = t.disposition_id
    WHERE t.id = :tray
  UNION SELECT d.parent_to_id, d.from_position_id FROM up u JOIN tray t ON t.id = u.tray
    JOIN disposition d ON d.id = t.disposition_id)
SELECT count(*) FROM up WHERE giver = :position;

-- name: tree_decided
-- The last act on a letter, and what its newest disposition said.
SELECT s.act, coalesce(q.name, p.name, ''), s.at_ms,
  coalesce((SELECT group_concat(y.name, ', ') FROM tray t JOIN position y ON y.id = t.position_id
    WHERE t.letter_id = d.letter_id AND t.disposition_id = d.id), ''),
  coalesce(d.instructions, ''), coalesce(d.at_ms = s.at_ms, 0)
FROM step_done s LEFT JOIN position p ON p.id = s.position_id
LEFT JOIN position q ON q.id = s.for_position_id
LEFT JOIN disposition d ON d.id = (SELECT max(e.id) FROM disposition e
  WHERE e.letter_id = s.letter_id)
WHERE s.letter_id = :letter AND s.act <> 'read' ORDER BY s.id DESC LIMIT 1;

-- name: tree_post
SELECT name FROM position WHERE id = :id;
