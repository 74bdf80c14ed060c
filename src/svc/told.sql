-- Dispositions given by telephone or WhatsApp, and reminders.

-- name: told_mark
UPDATE disposition SET told = :told, told_ms = :at WHERE id = :id;

-- name: told_get
SELECT d.letter_id, d.from_position_id, d.told, d.confirmed_ms IS NOT NULL FROM disposition d
WHERE d.id = :id;

-- name: told_confirm
UPDATE disposition SET confirmed_ms = :at, confirmed_by = :account
WHERE id = :id AND told <> '' AND confirmed_ms IS NULL;

-- name: told_corrected
UPDATE disposition SET corrected_by = :new WHERE id = :id;

-- name: told_trays_back
UPDATE tray SET state = 'ditarik', version = version + 1, ended_ms = :at, result = :result
WHERE letter_id = :letter AND disposition_id = :id AND state IN ('menunggu', 'terkirim', 'dibaca');

-- name: told_open
SELECT EXISTS (SELECT 1 FROM disposition d WHERE d.letter_id = :letter AND d.told <> ''
  AND d.confirmed_ms IS NULL);

-- name: told_waiting
-- What the posts have to confirm, the oldest first.
SELECT d.id, d.letter_id, d.told, d.told_ms, l.version, l.subject, d.instructions, d.note,
  (SELECT group_concat(q.name, ', ') FROM tray t JOIN position q ON q.id = t.position_id
    WHERE t.letter_id = d.letter_id AND t.disposition_id = d.id AND t.state <> 'ditarik'),
  coalesce((SELECT group_concat(t.position_id, ' ') FROM tray t
    WHERE t.letter_id = d.letter_id AND t.disposition_id = d.id AND t.state <> 'ditarik'), ''),
  coalesce((SELECT q.name FROM step_done s JOIN position q ON q.id = s.position_id
    WHERE s.letter_id = d.letter_id AND s.at_ms = d.at_ms AND s.act = 'dispose-told' LIMIT 1), ''),
  coalesce(b.code || ' ' || printf('%04d', a.serial), '')
FROM json_each(:posts) p CROSS JOIN disposition d ON d.from_position_id = p.value
  AND d.told <> '' AND d.confirmed_ms IS NULL
JOIN letter l ON l.id = d.letter_id
LEFT JOIN agenda a ON a.id = (SELECT min(x.id) FROM agenda x WHERE x.letter_id = l.id)
LEFT JOIN book b ON b.id = a.book_id
ORDER BY d.id LIMIT 100;

-- name: remind_set
UPDATE tray SET reminded_ms = :at WHERE id = :id;

-- name: remind_owed
SELECT EXISTS (SELECT 1 FROM tray WHERE letter_id = :letter AND copy_only = 0
  AND state IN ('terkirim', 'dibaca'));
