-- The head's desk: what waits for a disposition, and what was given before.

-- name: head_queue
/* scan: the books whose head he is */
WITH mine(book, unit) AS (SELECT bp.book_id, b.unit_id FROM book_post bp
    JOIN book b ON b.id = bp.book_id WHERE bp.duty = 'head'
      AND bp.position_id IN (SELECT value FROM json_each(:posts)))
SELECT l.id, CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, l.step_ms
FROM mine m CROSS JOIN letter l ON l.id IN (SELECT x.id FROM letter x
  WHERE x.unit_id = m.unit AND x.state = 'diperiksa' AND x.direction = 'in'
    AND x.state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'ditindaklanjuti')
    AND EXISTS (SELECT 1 FROM agenda a WHERE a.letter_id = x.id AND a.book_id = m.book
      AND a.void_reason IS NULL)
  ORDER BY CASE x.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, x.step_ms
  LIMIT :limit)
UNION
SELECT l.id, CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, l.step_ms
FROM letter l WHERE l.desk_position_id IN (SELECT value FROM json_each(:posts))
  AND l.state IN ('didisposisi', 'terdistribusi') AND l.direction = 'in'
  AND EXISTS (SELECT 1 FROM agenda a JOIN mine m ON m.book = a.book_id WHERE a.letter_id = l.id)
  AND NOT EXISTS (SELECT 1 FROM tray t WHERE t.letter_id = l.id AND t.copy_only = 0
    AND t.state IN ('menunggu', 'terkirim', 'dibaca'))
ORDER BY 2, 3, 1 LIMIT :limit;

-- name: head_given_sender
-- The newest letters of this letter's sender, and what these posts gave to them.
SELECT d.addressees, d.instructions
FROM (SELECT i.letter_id AS id FROM incoming i
    WHERE i.sender_id = (SELECT x.sender_id FROM incoming x WHERE x.letter_id = :letter)
      AND i.letter_id <> :letter ORDER BY i.letter_id DESC LIMIT 60) s
CROSS JOIN disposition_given d ON d.letter_id = s.id
WHERE d.parent_to_id IS NULL
  AND d.from_position_id IN (SELECT value FROM json_each(:posts)) LIMIT 60;

-- name: head_given_class
SELECT d.addressees, d.instructions
FROM (SELECT l.id FROM letter l
    WHERE l.class_code = (SELECT x.class_code FROM letter x WHERE x.id = :letter)
      AND l.id <> :letter ORDER BY l.id DESC LIMIT 60) s
CROSS JOIN disposition_given d ON d.letter_id = s.id
WHERE d.parent_to_id IS NULL
  AND d.from_position_id IN (SELECT value FROM json_each(:posts)) LIMIT 60;

-- name: head_given
SELECT d.addressees, d.instructions
FROM json_each(:posts) p CROSS JOIN disposition_given d ON d.id IN
  (SELECT x.id FROM disposition x WHERE x.from_position_id = p.value AND x.parent_to_id IS NULL
   ORDER BY x.id DESC LIMIT 100) LIMIT 200;

-- name: head_trays
SELECT t.id, t.version, d.letter_id FROM disposition d
JOIN tray t ON t.letter_id = d.letter_id AND t.disposition_id = d.id
WHERE d.id = :id AND t.state <> 'ditarik' ORDER BY t.id;

-- name: head_sent
SELECT (SELECT group_concat(coalesce('Kotak Masuk ' || (SELECT b.code FROM inbox_unit u
      JOIN book b ON b.id = u.book_id WHERE u.tray_id = t.id), p.name), ', ')
    FROM tray t JOIN position p ON p.id = t.position_id
    WHERE t.letter_id = d.letter_id AND t.disposition_id = d.id AND t.state <> 'ditarik'),
  l.subject,
  NOT EXISTS (SELECT 1 FROM tray t WHERE t.letter_id = d.letter_id AND t.disposition_id = d.id
    AND t.state NOT IN ('menunggu', 'terkirim', 'ditarik'))
FROM disposition d JOIN letter l ON l.id = d.letter_id
WHERE d.id = :id AND d.from_position_id IN (SELECT value FROM json_each(:posts));
