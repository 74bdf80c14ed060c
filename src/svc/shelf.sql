-- The parts of a desk.  Each gives the letter, the tray and its version and state, copy_only,
-- whether he surely may see it (0: ask svc_secrecy.h), the day it is due (0: none).

-- name: shelf_duties
SELECT DISTINCT duty FROM book_post
WHERE position_id IN (SELECT value FROM json_each(:posts)) ORDER BY duty;

-- name: shelf_row
-- What waits at one row of the incoming procedure.
/* scan: the actor's books */
WITH mine(book, unit) AS (SELECT bp.book_id, b.unit_id FROM book_post bp
    JOIN book b ON b.id = bp.book_id WHERE bp.duty = :duty
      AND bp.position_id IN (SELECT value FROM json_each(:posts)))
SELECT l.id, 0, 0, '', 0, l.secrecy IN ('biasa', 'terbatas') OR EXISTS (SELECT 1 FROM json_each(:posts) p
         JOIN reader_right r ON r.letter_id = l.id AND r.position_id = p.value), coalesce(l.due_day, 0)
FROM mine m CROSS JOIN letter l ON l.id IN (SELECT x.id FROM letter x
  WHERE x.unit_id = m.unit AND x.state = :state AND x.direction = 'in'
    AND x.state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'ditindaklanjuti')
    AND EXISTS (SELECT 1 FROM agenda a WHERE a.letter_id = x.id AND a.book_id = m.book
      AND a.void_reason IS NULL)
  ORDER BY CASE x.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, x.step_ms
  LIMIT :limit)
ORDER BY CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, l.step_ms, l.id
LIMIT :limit;

-- name: shelf_back
-- Every tray came back: it lies on the head's desk again.
SELECT l.id, 0, 0, '', 0, l.secrecy IN ('biasa', 'terbatas') OR EXISTS (SELECT 1 FROM json_each(:posts) p
         JOIN reader_right r ON r.letter_id = l.id AND r.position_id = p.value), coalesce(l.due_day, 0)
FROM json_each(:posts) d CROSS JOIN letter l ON l.desk_position_id = d.value
WHERE l.state IN ('didisposisi', 'terdistribusi') AND +l.direction = 'in' -- by the desk's index
  AND EXISTS (SELECT 1 FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
    WHERE a.letter_id = l.id AND bp.duty = 'head'
      AND bp.position_id IN (SELECT value FROM json_each(:posts)))
  AND NOT EXISTS (SELECT 1 FROM tray t WHERE t.letter_id = l.id
    AND t.state IN ('menunggu', 'terkirim', 'dibaca'))
ORDER BY CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, l.step_ms
LIMIT :limit;

-- name: shelf_handout
-- Disposed, and not handed out yet.
/* scan: trays that are not handed out yet */
SELECT l.id, 0, 0, '', 0, l.secrecy IN ('biasa', 'terbatas') OR EXISTS (SELECT 1 FROM json_each(:posts) p
         JOIN reader_right r ON r.letter_id = l.id AND r.position_id = p.value), coalesce(l.due_day, 0)
FROM (SELECT DISTINCT t.letter_id FROM tray t WHERE t.state = 'menunggu' LIMIT :limit) d
JOIN letter l ON l.id = d.letter_id
WHERE l.direction = 'in' AND l.state IN ('didisposisi', 'terdistribusi')
  AND EXISTS (SELECT 1 FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
    WHERE a.letter_id = l.id AND bp.duty = 'keeper'
      AND bp.position_id IN (SELECT value FROM json_each(:posts)))
ORDER BY CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, l.step_ms
LIMIT :limit;

-- name: shelf_tray
SELECT l.id, t.id, t.version, t.state, t.copy_only, 1,
       coalesce((SELECT d.deadline_day FROM disposition d WHERE d.id = t.disposition_id),
         l.due_day, 0)
FROM json_each(:posts) p CROSS JOIN tray t ON t.id IN (SELECT x.id FROM tray x
  WHERE x.position_id = p.value AND x.copy_only = :copy AND x.state IN ('terkirim', 'dibaca')
    AND NOT EXISTS (SELECT 1 FROM inbox_unit u WHERE u.tray_id = x.id)
  ORDER BY x.rank, x.sent_ms LIMIT :limit)
CROSS JOIN letter l ON l.id = t.letter_id
ORDER BY t.rank, t.sent_ms, t.id LIMIT :limit;

-- name: shelf_out
SELECT l.id, 0, 0, '', 0, 1, coalesce(l.due_day, 0)
FROM json_each(:posts) p CROSS JOIN letter l ON l.id IN (SELECT x.id FROM letter x
  WHERE x.desk_position_id = p.value AND x.state = :state AND x.direction = 'out'
  ORDER BY x.step_ms LIMIT :limit)
ORDER BY CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, l.step_ms, l.id
LIMIT :limit;

-- name: shelf_initial
-- Of other units, asked to initial it.
SELECT l.id, 0, 0, '', 0, 1, coalesce(l.due_day, 0)
FROM json_each(:posts) p CROSS JOIN initial_request r ON r.position_id = p.value
CROSS JOIN letter l ON l.id = r.letter_id
WHERE r.state = 'diminta' AND l.state IN ('terketik', 'diperiksa-tu', 'dikoreksi')
ORDER BY CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, r.asked_ms, l.id
LIMIT :limit;

-- name: shelf_unfiled
-- Sent, and not filed yet.
/* scan: the actor's books */
WITH mine(unit) AS (SELECT DISTINCT b.unit_id FROM book_post bp
    JOIN book b ON b.id = bp.book_id WHERE bp.duty = 'keeper'
      AND bp.position_id IN (SELECT value FROM json_each(:posts)))
SELECT l.id, 0, 0, '', 0, l.secrecy = 'biasa', 0
FROM mine m CROSS JOIN letter l ON l.id IN (SELECT x.id FROM letter x
  WHERE x.unit_id = m.unit AND x.direction = 'out' AND x.state = 'terdistribusi-keluar'
  ORDER BY x.id LIMIT :limit)
ORDER BY l.id LIMIT :limit;
