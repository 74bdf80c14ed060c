-- Paraf koordinasi: who was asked, what each decided about which text.

-- name: initial_put
INSERT INTO initial_request (letter_id, position_id, text_version, draft_no, note,
  asked_account, asked_position, asked_ms)
VALUES (:letter, :position, :version, :no, :note, :account, :by, :at);

-- name: initial_held
-- Whether the post has decided about the text that stands, or is still asked.
SELECT state FROM initial_request WHERE letter_id = :letter AND position_id = :position
  AND state IN ('diminta', 'diparaf', 'dikesampingkan') LIMIT 1;

-- name: initial_open
SELECT r.id, r.position_id, p.name, r.text_version FROM initial_request r
JOIN position p ON p.id = r.position_id
WHERE r.letter_id = :letter AND r.state = 'diminta' ORDER BY r.id;

-- name: initial_end
UPDATE initial_request SET state = :state, draft_no = :no, done_account = :account,
  done_position = :by, done_ms = :at, done_note = :note WHERE id = :id AND state = 'diminta';

-- name: initial_again
-- Asked anew: those who decided about a text that is no more, or who sent it back.
INSERT INTO initial_request (letter_id, position_id, text_version, draft_no, note,
  asked_account, asked_position, asked_ms)
SELECT letter_id, position_id, :version, :no, note, asked_account, asked_position, :at
FROM initial_request WHERE letter_id = :letter AND state IN ('diparaf', 'dikesampingkan');

-- name: initial_lapse
UPDATE initial_request SET state = 'gugur', lapsed_position = :by, lapsed_ms = :at
WHERE letter_id = :letter AND state IN ('diparaf', 'dikesampingkan');

-- name: initial_new_text
UPDATE initial_request SET text_version = :version, draft_no = :no
WHERE letter_id = :letter AND state = 'diminta';

-- name: initial_list
-- The steps' own initials and those of other units, as they were given; an initial of a
-- step lapses when a reader corrects the text, and when it is returned to that row or below.
SELECT 0, s.at_ms, p.name, 'diparaf', coalesce(s.note, ''), s.version_no, '', 0, p.id,
  (SELECT n.id FROM step_done n WHERE n.letter_id = s.letter_id AND n.id > s.id
    AND (n.act = 'edit' AND n.version_no > s.version_no OR n.act = 'return'
      AND instr('konsep terketik diperiksa-tu dikoreksi', n.to_state)
       <= instr('konsep terketik diperiksa-tu dikoreksi', s.from_state))
    ORDER BY n.id LIMIT 1) AS lapse
FROM step_done s JOIN position p ON p.id = s.position_id
WHERE s.letter_id = :letter AND s.act = 'approve'
UNION ALL
SELECT r.id, coalesce(r.done_ms, r.asked_ms), p.name, r.state,
  coalesce(CASE WHEN r.done_ms IS NULL THEN r.note ELSE r.done_note END, ''),
  r.draft_no, coalesce(q.name, ''), coalesce(r.lapsed_ms, 0), p.id, NULL
FROM initial_request r JOIN position p ON p.id = r.position_id
LEFT JOIN position q ON q.id = coalesce(r.lapsed_position, r.done_position)
WHERE r.letter_id = :letter
ORDER BY 2, 1;

-- name: initial_lapse_of
SELECT s.at_ms, coalesce(p.name, '') FROM step_done s
LEFT JOIN position p ON p.id = s.position_id WHERE s.id = :id;
