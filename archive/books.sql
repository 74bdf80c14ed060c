-- The books, line by line.  Days are day numbers; :from and :to are inclusive.

-- name: book_agenda
SELECT a.serial, i.received_day, i.sender_name, coalesce(l.number, ''), coalesce(l.letter_day, 0),
       l.subject, coalesce(l.attachments, ''), l.urgency, coalesce(l.class_code, ''), l.id,
       l.secrecy, coalesce(a.void_reason, ''), coalesce(l.close_reason, ''),
       coalesce((SELECT group_concat(DISTINCT p.name) FROM tray t
         JOIN position p ON p.id = t.position_id
         WHERE t.letter_id = l.id AND t.state <> 'ditarik'), ''),
       coalesce((SELECT group_concat(coalesce(c.old_text, ''), '; ') FROM entry_change c
         WHERE c.letter_id = l.id), '')
FROM agenda a JOIN letter l ON l.id = a.letter_id JOIN incoming i ON i.letter_id = l.id
WHERE a.book_id = :book AND a.year = :year AND i.received_day BETWEEN :from AND :to
ORDER BY a.serial;

-- name: book_duties
-- What the posts are to one agenda book, or to any of them.
SELECT DISTINCT bp.duty FROM book_post bp
WHERE (:book IS NULL OR bp.book_id = :book)
  AND bp.position_id IN (SELECT value FROM json_each(:posts));

-- name: book_name
SELECT b.code, b.name FROM book b WHERE b.id = :book;

-- name: book_out
SELECT coalesce(o.serial, 0), coalesce(l.letter_day, 0), coalesce(l.number, ''),
       coalesce(o.recipient, ''), l.subject, coalesce(l.attachments, ''),
       coalesce(l.class_code, ''), d.name, s.name, l.id, l.secrecy, l.state,
       coalesce(o.recorded_ms, 0), o.insert_text
FROM letter l JOIN outgoing o ON o.letter_id = l.id
JOIN position d ON d.id = o.drafter_position_id JOIN position s ON s.id = o.signer_position_id
WHERE l.direction = 'out' AND o.serial IS NOT NULL AND l.letter_day BETWEEN :from AND :to
ORDER BY o.series, o.serial, o.insert_text;

-- name: book_dispatch
SELECT coalesce(x.serial, 0), x.at_ms, coalesce(l.number, ''), x.addressee, x.channel,
       coalesce(x.receiver, ''), coalesce(x.received_ms, 0), l.id, l.secrecy
FROM dispatch x JOIN letter l ON l.id = x.letter_id
WHERE x.year = :year AND x.at_ms BETWEEN :from_ms AND :to_ms ORDER BY x.serial, x.id;

-- name: book_slip
SELECT i.sender_name, coalesce(l.number, ''), coalesce(l.letter_day, 0), i.received_day,
       b.code, a.serial, l.urgency, l.secrecy, l.subject, i.channel,
       coalesce(l.attachments, ''), a.year, u.code
FROM letter l JOIN incoming i ON i.letter_id = l.id
JOIN agenda a ON a.id = (SELECT min(z.id) FROM agenda z WHERE z.letter_id = l.id)
JOIN book b ON b.id = a.book_id JOIN unit u ON u.id = b.unit_id WHERE l.id = :id;

-- name: book_slip_given
SELECT d.id, p.name, d.instructions, d.note, d.at_ms FROM disposition d
JOIN position p ON p.id = d.from_position_id
WHERE d.letter_id = :id AND d.parent_to_id IS NULL ORDER BY d.id LIMIT 1;

-- name: book_slip_to
SELECT p.name, p.id FROM tray t JOIN position p ON p.id = t.position_id
WHERE t.disposition_id = :disposition AND t.state <> 'ditarik' ORDER BY t.id LIMIT 16;

-- name: book_pile
-- What came in on a day and is not disposed yet: the pile whose sheets are printed.
SELECT l.id FROM letter l JOIN incoming i ON i.letter_id = l.id
WHERE l.direction = 'in' AND l.state IN ('tercatat', 'terkodefikasi', 'diperiksa')
  AND i.received_day = :day ORDER BY l.id LIMIT 200;

-- name: book_posts_under
/* scan: the posts of one unit and of those below it */
WITH RECURSIVE under(id) AS (SELECT id FROM unit WHERE code = :unit
  UNION SELECT u.id FROM unit u JOIN under ON u.parent_id = under.id)
SELECT name, id FROM position WHERE unit_id IN (SELECT id FROM under) ORDER BY id LIMIT 24;

-- name: book_unit_code
SELECT code FROM unit WHERE id = :id;

-- name: book_steps
SELECT l.procedure, s.step, s.work_ms, s.wait_ms
FROM letter l CROSS JOIN step_done s ON s.letter_id = l.id
WHERE l.id BETWEEN :from AND :to AND s.step > 0 AND l.secrecy IN ('biasa', 'terbatas');

-- name: book_times
-- Steps by procedure, row, post and month of the act, each with how long it took, the
-- shortest first: the caller finds median and 90th percentile as it reads.
SELECT l.procedure, s.step, coalesce(s.position_id, 0), coalesce(p.name, ''),
  strftime('%Y-%m', s.at_ms / 1000 + :zone * 3600, 'unixepoch') AS month, s.work_ms + s.wait_ms
FROM letter l CROSS JOIN step_done s ON s.letter_id = l.id LEFT JOIN position p ON p.id = s.position_id
WHERE l.id BETWEEN :from AND :to AND s.step > 0 AND l.secrecy IN ('biasa', 'terbatas')
ORDER BY 1, 2, 5, 3, 6;
