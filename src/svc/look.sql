-- Minta lihat: requests to open a letter of level biasa, and their answers.

-- name: look_put
INSERT INTO look_request (letter_id, position_id, account_id, reason, at_ms)
VALUES (:letter, :position, :account, :reason, :at);

-- name: look_get
SELECT r.letter_id, r.granted IS NULL, p.name FROM look_request r
JOIN position p ON p.id = r.position_id WHERE r.id = :id;

-- name: look_answer
UPDATE look_request SET granted = :granted, answered_ms = :at, answer_account_id = :account,
  answer_position_id = :position, answer = :answer WHERE id = :id AND granted IS NULL;

-- name: look_list
SELECT r.id, r.position_id, p.name, r.reason, r.at_ms, coalesce(r.granted, -1),
       coalesce(r.answered_ms, 0), coalesce(q.name, ''), coalesce(r.answer, '')
FROM look_request r JOIN position p ON p.id = r.position_id
LEFT JOIN position q ON q.id = r.answer_position_id
WHERE r.letter_id = :letter ORDER BY r.id DESC LIMIT 50;

-- name: look_work
-- Letters with an open request that these posts may have to answer; the table of acts
-- decides, this only keeps the rest of the office out.
/* scan: the partial index holds only what is not answered yet */
SELECT DISTINCT r.letter_id FROM look_request r JOIN letter l ON l.id = r.letter_id
WHERE r.granted IS NULL AND l.secrecy = 'biasa' AND (l.direction = 'out' OR EXISTS
  (SELECT 1 FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
   WHERE a.letter_id = r.letter_id
     AND bp.position_id IN (SELECT value FROM json_each(:posts))))
ORDER BY r.at_ms LIMIT 100;
