-- The acts on an incoming letter.

-- name: in_books
SELECT b.id, b.code, b.name,
  coalesce((SELECT group_concat(bp.duty, ' ') FROM book_post bp WHERE bp.book_id = b.id
    AND bp.position_id IN (SELECT value FROM json_each(:posts))), ''),
  EXISTS (SELECT 1 FROM book_closing c WHERE c.book_id = b.id AND c.year = :year),
  coalesce((SELECT a.serial FROM agenda a WHERE a.book_id = b.id AND a.year = :year
    ORDER BY a.serial DESC LIMIT 1), 0),
  b.unit_id, u.name
FROM book b JOIN unit u ON u.id = b.unit_id ORDER BY b.id;

-- name: in_book
SELECT b.code, b.name, b.unit_id,
  EXISTS (SELECT 1 FROM book_closing c WHERE c.book_id = b.id AND c.year = :year)
FROM book b WHERE b.id = :book;

-- name: in_book_posts
SELECT bp.duty, bp.position_id FROM book_post bp
WHERE bp.book_id = :book ORDER BY bp.duty, bp.position_id;

-- name: in_book_id
SELECT id FROM book WHERE code = :code COLLATE NOCASE;

-- name: in_close_book
INSERT INTO book_closing (book_id, year, at_ms, account_id)
VALUES (:book, :year, :at, :account);

-- name: in_sender_put
INSERT INTO sender (name, folded, uses, last_ms) VALUES (:name, :folded, 1, :at)
ON CONFLICT (folded) DO UPDATE SET uses = uses + 1, last_ms = :at;

-- name: in_sender_id
SELECT id FROM sender WHERE folded = :folded;

-- name: in_senders
/* scan: a word inside a name; the book of senders is some thousand lines */
SELECT id, name, coalesce(address, '') FROM sender
WHERE folded LIKE :start ESCAPE '\' OR folded LIKE :word ESCAPE '\'
ORDER BY uses DESC, last_ms DESC;

-- name: in_sender_letters
SELECT l.id, l.secrecy FROM incoming i JOIN letter l ON l.id = i.letter_id
WHERE i.sender_id = :sender;

-- name: in_letter
INSERT INTO letter (id, direction, form, state, version, procedure, step, step_ms, desk_position_id,
  unit_id, number, number_norm, letter_day, subject, class_scheme, class_code, urgency,
  secrecy, sealed, due_day, attachments, created_ms, created_by)
VALUES (:id, 'in', 'surat-masuk', :state, :version, :procedure, :step, :at, :desk, :unit, :number,
  :norm, :letter_day, :subject, :scheme, :class, :urgency, :secrecy, :sealed, :due,
  :attachments, :at, :account);

-- name: in_incoming
INSERT INTO incoming (letter_id, sender_id, sender_name, received_day, received_ms, channel,
  copy_kind, addressed_to, no_scan)
VALUES (:letter, :sender, :name, :day, :ms, :channel, :copy, :to, :no_scan);

-- name: in_agenda
INSERT INTO agenda (letter_id, book_id, year, serial, at_ms, account_id)
VALUES (:letter, :book, :year, :serial, :at, :account);

-- name: in_twins
SELECT l.id, b.code, a.serial, l.subject, i.received_day
FROM letter l JOIN incoming i ON i.letter_id = l.id
JOIN sender s ON s.id = i.sender_id
JOIN agenda a ON a.id = (SELECT min(x.id) FROM agenda x WHERE x.letter_id = l.id)
JOIN book b ON b.id = a.book_id
WHERE l.number_norm = :norm AND s.folded = :sender
  AND (:day IS NULL OR l.letter_day IS NULL OR l.letter_day = :day)
  AND l.state NOT IN ('batal-agenda', 'salah-alamat')
  AND (:book IS NULL OR EXISTS (SELECT 1 FROM agenda y
    WHERE y.letter_id = l.id AND y.book_id = :book))
ORDER BY l.id DESC LIMIT 5;

-- name: in_arrival
INSERT INTO arrival (letter_id, day, channel, copy_kind, account_id, at_ms)
VALUES (:letter, :day, :channel, :copy, :account, :at);

-- name: in_code
UPDATE letter SET class_code = :class, class_scheme = :scheme WHERE id = :id;

-- name: in_no_disposition
UPDATE incoming SET no_disposition = :reason WHERE letter_id = :id;

-- name: in_disposition
INSERT INTO disposition (letter_id, parent_to_id, from_position_id, account_id, on_paper,
  photo, instructions, note, deadline_day, answer_asked, report_back, groups, at_ms)
VALUES (:letter, :parent, :from, :account, :paper, :photo, :instructions, :note, :deadline,
  :answer, :back, :groups, :at);

-- name: in_tray
INSERT INTO tray (disposition_id, letter_id, position_id, state, sent_ms, copy_only, part, rank)
VALUES (:disposition, :letter, :position, :state, :sent, :copy, :part,
  (SELECT CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END
   FROM letter l WHERE l.id = :letter));

-- name: in_position_ok
SELECT p.name, EXISTS (SELECT 1 FROM holder h WHERE h.position_id = p.id
    AND h.from_day <= :today AND (h.to_day IS NULL OR h.to_day >= :today)), coalesce(s.name, '')
FROM position p LEFT JOIN position s ON s.id = p.superior_id WHERE p.id = :id
  AND (p.valid_from IS NULL OR p.valid_from <= :today)
  AND (p.valid_to IS NULL OR p.valid_to >= :today);

-- name: in_tray_open_for
SELECT count(*) FROM tray WHERE letter_id = :letter AND position_id = :position
  AND state IN ('menunggu', 'terkirim', 'dibaca');

-- name: in_unit_book
SELECT b.id, b.name, (SELECT bp.position_id FROM book_post bp
  WHERE bp.book_id = b.id AND bp.duty = 'head' ORDER BY bp.position_id LIMIT 1)
FROM book b WHERE b.unit_id = :unit ORDER BY b.id LIMIT 1;

-- name: in_inbox_put
INSERT INTO inbox_unit (letter_id, tray_id, book_id, at_ms)
VALUES (:letter, :tray, :book, :at);

-- name: in_distribute
UPDATE tray SET state = 'terkirim', sent_ms = :at, version = version + 1
WHERE letter_id = :letter AND state = 'menunggu';

-- name: in_waits
SELECT count(*) FROM tray WHERE letter_id = :letter AND state = 'menunggu';

-- name: in_tray_get
SELECT t.letter_id, t.version, t.state, t.position_id, t.copy_only, t.disposition_id,
       d.from_position_id, coalesce(d.parent_to_id, 0), t.part
FROM tray t JOIN disposition d ON d.id = t.disposition_id WHERE t.id = :id;

-- name: in_tray_set
UPDATE tray SET state = :state, version = version + 1, read_ms = coalesce(read_ms, :read),
  ended_ms = :ended, result = :result
WHERE id = :id AND version = :version;

-- name: in_live
SELECT count(*) FROM tray WHERE letter_id = :letter
  AND state IN ('menunggu', 'terkirim', 'dibaca');

-- name: in_my_trays
SELECT id, version FROM tray WHERE letter_id = :letter AND state = 'terkirim'
  AND position_id IN (SELECT value FROM json_each(:posts));

-- name: in_origin_tray
-- The tray in the other book that waits for this letter.
SELECT u.tray_id, t.letter_id, u.id FROM agenda a
JOIN inbox_unit u ON u.agenda_id = a.id JOIN tray t ON t.id = u.tray_id
WHERE a.letter_id = :letter AND t.state IN ('terkirim', 'dibaca');

-- name: in_inbox
SELECT u.id, u.letter_id, coalesce(b.code, ''), i.sender_name, coalesce(l.number, ''),
       l.subject, coalesce(d.note, ''), u.at_ms, l.secrecy
FROM inbox_unit u JOIN letter l ON l.id = u.letter_id
JOIN incoming i ON i.letter_id = l.id
JOIN tray t ON t.id = u.tray_id JOIN disposition d ON d.id = t.disposition_id
LEFT JOIN agenda a ON a.id = (SELECT min(x.id) FROM agenda x WHERE x.letter_id = l.id)
LEFT JOIN book b ON b.id = a.book_id
WHERE u.agenda_id IS NULL AND t.state IN ('terkirim', 'dibaca')
  AND u.book_id IN (SELECT bp.book_id FROM book_post bp WHERE bp.duty = 'keeper'
    AND bp.position_id IN (SELECT value FROM json_each(:posts)))
ORDER BY u.id LIMIT 200;

-- name: in_inbox_get
SELECT u.letter_id, u.tray_id, u.book_id, coalesce(u.agenda_id, 0), t.state, t.version,
       coalesce(d.deadline_day, 0)
FROM inbox_unit u JOIN tray t ON t.id = u.tray_id
JOIN disposition d ON d.id = t.disposition_id WHERE u.id = :id;

-- name: in_inbox_enter
UPDATE inbox_unit SET agenda_id = :agenda WHERE id = :id AND agenda_id IS NULL;

-- name: in_inbox_again
UPDATE inbox_unit SET agenda_id = NULL WHERE id = :id;

-- name: in_link
INSERT INTO link (from_id, to_id, kind, tray_id, at_ms)
VALUES (:from, :to, 'buku-lain', :tray, :at);

-- name: in_copy_source
SELECT l.number, l.number_norm, l.letter_day, l.subject, l.class_scheme, l.class_code,
       l.urgency, l.secrecy, l.sealed, l.attachments, i.sender_id, i.sender_name,
       i.copy_kind, i.addressed_to, i.no_scan
FROM letter l JOIN incoming i ON i.letter_id = l.id WHERE l.id = :id;

-- name: in_entry
SELECT i.sender_name, coalesce(l.number, ''), l.subject, coalesce(l.attachments, ''),
       coalesce(l.class_code, ''), coalesce(i.addressed_to, ''), l.urgency, l.secrecy,
       i.channel, i.copy_kind, coalesce(l.letter_day, 0), i.received_day,
       i.sender_id, l.number_norm, l.class_scheme, l.due_day
FROM letter l JOIN incoming i ON i.letter_id = l.id WHERE l.id = :id;

-- name: in_correct_letter
UPDATE letter SET number = :number, number_norm = :norm, subject = :subject,
  attachments = :attachments, class_code = :class, class_scheme = :scheme,
  urgency = :urgency, secrecy = :secrecy, letter_day = :letter_day, due_day = :due
WHERE id = :id;

-- name: in_correct_incoming
UPDATE incoming SET sender_id = :sender, sender_name = :name, addressed_to = :to,
  channel = :channel, copy_kind = :copy, received_day = :received WHERE letter_id = :id;

-- name: in_other_books
-- The entries of the same paper in other books, however many books it passed.
/* scan: the queue of the recursion, one row a book */
WITH RECURSIVE paper(id) AS (SELECT :id
  UNION SELECT k.to_id FROM link k JOIN paper p ON p.id = k.from_id WHERE k.kind = 'buku-lain'
  UNION SELECT k.from_id FROM link k JOIN paper p ON p.id = k.to_id WHERE k.kind = 'buku-lain')
SELECT id FROM paper WHERE id <> :id;

-- name: in_raise
UPDATE letter SET secrecy = :secrecy WHERE id = :id;

-- name: in_change
INSERT INTO entry_change (letter_id, field, old_text, new_text, reason, account_id, at_ms)
VALUES (:letter, :field, :old, :new, :reason, :account, :at);

-- name: in_void_agenda
UPDATE agenda SET void_reason = :reason WHERE letter_id = :id AND void_reason IS NULL;

-- name: in_agenda_of
SELECT b.code, a.year, a.serial FROM agenda a JOIN book b ON b.id = a.book_id
WHERE a.letter_id = :id ORDER BY a.id LIMIT 1;

-- name: in_head_row
UPDATE letter SET step = :step, step_ms = :at, opened_ms = NULL, desk_position_id = :desk
WHERE id = :id;

-- name: pile_letter
SELECT a.letter_id FROM book b CROSS JOIN agenda a ON a.book_id = b.id
WHERE (:book IS NULL OR b.code = :book) AND a.year = :year AND a.serial = :serial
  AND (:book IS NOT NULL OR EXISTS (SELECT 1 FROM book_post bp
    WHERE bp.book_id = b.id AND bp.duty = 'keeper'
      AND bp.position_id IN (SELECT value FROM json_each(:posts))))
LIMIT 2;

-- name: norm_by
SELECT sha FROM norm_by WHERE id = 1;

-- name: norm_by_put
INSERT INTO norm_by (id, sha) VALUES (1, :sha) ON CONFLICT (id) DO UPDATE SET sha = excluded.sha;

-- name: norm_next
SELECT id, number, coalesce(number_norm, '') FROM letter
WHERE id > :after AND direction = 'in' AND number IS NOT NULL ORDER BY id LIMIT :limit;

-- name: norm_put
UPDATE letter SET number_norm = :norm WHERE id = :id;
