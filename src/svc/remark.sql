-- Remarks at a place of a draft's text, their answers, and when they are done.

-- name: remark_put
INSERT INTO remark (letter_id, draft_no, field, quote, before_text, after_text, text,
  account_id, position_id, at_ms)
VALUES (:letter, :draft, :field, :quote, :before, :after, :text, :account, :position, :at);

-- name: remark_get
SELECT done_ms IS NOT NULL FROM remark WHERE id = :id AND letter_id = :letter;

-- name: remark_answer
UPDATE remark SET answer = :answer, answer_position = :by, answer_ms = :at
WHERE id = :id AND letter_id = :letter;

-- name: remark_done
UPDATE remark SET done_account = :account, done_position = :by, done_ms = :at
WHERE id = :id AND letter_id = :letter AND done_ms IS NULL;

-- name: remark_again
UPDATE remark SET done_account = NULL, done_position = NULL, done_ms = NULL
WHERE id = :id AND letter_id = :letter;

-- name: remark_open
SELECT count(*) FROM remark WHERE letter_id = :letter AND done_ms IS NULL;

-- name: remark_own
-- Written by these posts on this version, and not done.
SELECT count(*) FROM remark WHERE letter_id = :letter AND draft_no = :draft
  AND done_ms IS NULL AND position_id IN (SELECT value FROM json_each(:posts));

-- name: remark_list
SELECT m.id, m.draft_no, p.name, coalesce(m.field, ''), coalesce(m.quote, ''),
  coalesce(m.before_text, ''), coalesce(m.after_text, ''), m.text, m.at_ms,
  coalesce(m.answer, ''), coalesce(q.name, ''), coalesce(m.answer_ms, 0),
  coalesce(m.done_ms, 0), coalesce(d.name, '')
FROM remark m JOIN position p ON p.id = m.position_id
LEFT JOIN position q ON q.id = m.answer_position
LEFT JOIN position d ON d.id = m.done_position
WHERE m.letter_id = :letter ORDER BY m.id;
