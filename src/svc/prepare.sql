-- What a secretary prepares for a head.

-- name: preparer_list
SELECT p.head_position_id, h.name, p.position_id, q.name FROM preparer p
JOIN position h ON h.id = p.head_position_id JOIN position q ON q.id = p.position_id
ORDER BY p.head_position_id, p.position_id LIMIT 1000;

-- name: preparer_clear
DELETE FROM preparer WHERE head_position_id = :head;

-- name: preparer_put
INSERT OR IGNORE INTO preparer (head_position_id, position_id) VALUES (:head, :position);

-- name: prepared_put
INSERT OR REPLACE INTO prepared (letter_id, position_id, addressees, instructions, note,
  deadline_day, answer_asked, at_ms)
VALUES (:letter, :position, :to, :instructions, :note, :deadline, :answer, :at);

-- name: prepared_get
SELECT p.position_id, q.name, p.addressees, p.instructions, p.note, coalesce(p.deadline_day, 0),
  p.answer_asked, p.at_ms, l.version
FROM prepared p JOIN position q ON q.id = p.position_id JOIN letter l ON l.id = p.letter_id
WHERE p.letter_id = :letter;

-- name: prepared_waiting
/* scan: what is prepared and not given yet, some dozens */
SELECT p.letter_id FROM prepared p JOIN letter l ON l.id = p.letter_id AND l.state = 'diperiksa'
JOIN agenda a ON a.letter_id = l.id JOIN book_post bp ON bp.book_id = a.book_id AND bp.duty = 'head'
WHERE p.at_ms <= :upto AND bp.position_id IN (SELECT value FROM json_each(:posts))
GROUP BY p.letter_id ORDER BY p.at_ms LIMIT 200;

-- name: prepared_by
UPDATE disposition SET prepared_by = (SELECT p.position_id FROM prepared p
  WHERE p.letter_id = disposition.letter_id AND p.at_ms = :at) WHERE id = :id;

-- name: prepared_is
SELECT at_ms FROM prepared WHERE letter_id = :letter;

-- name: prepared_over
DELETE FROM prepared WHERE letter_id = :letter;
