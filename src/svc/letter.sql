-- One letter: what an act needs to decide, and what its page shows.
-- Which positions are his, the one who asks, is looked at in C: acts run these often.

-- name: case_get
SELECT l.version, l.state, l.direction = 'in', l.procedure, l.step, l.step_ms,
       coalesce(l.opened_ms, 0), coalesce(l.desk_position_id, 0), l.unit_id, l.secrecy,
       l.urgency, l.sealed, l.subject, l.class_code,
       coalesce((SELECT i.copy_kind FROM incoming i WHERE i.letter_id = l.id), '')
FROM letter l WHERE l.id = :id;

-- name: case_duties
SELECT bp.duty, bp.position_id FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
WHERE a.letter_id = :id
UNION ALL
SELECT 'preparer', p.position_id FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
  AND bp.duty = 'head' JOIN preparer p ON p.head_position_id = bp.position_id
WHERE a.letter_id = :id ORDER BY 1, 2;

-- name: case_trays
SELECT t.id, t.position_id FROM tray t
WHERE t.letter_id = :id AND t.state IN ('terkirim', 'dibaca');

-- name: case_outgoing
SELECT o.drafter_position_id, o.signer_position_id, o.series FROM outgoing o
WHERE o.letter_id = :id;

-- name: case_move
UPDATE letter SET state = :state, version = :next, step = :step, step_ms = :step_ms,
  opened_ms = :opened, desk_position_id = :desk, closed_ms = coalesce(:closed, closed_ms),
  close_reason = coalesce(:reason, close_reason)
WHERE id = :id AND version = :version;

-- name: case_step
INSERT INTO step_done (letter_id, act, step, from_state, to_state, version_no, account_id,
  position_id, for_position_id, at_ms, wait_ms, work_ms, note)
VALUES (:letter, :act, :step, :from, :to, NULL, :account, :position, :for, :at, :wait, :work,
  :note);

-- name: case_open
UPDATE letter SET opened_ms = :at WHERE id = :id AND opened_ms IS NULL;

-- name: case_last_id
SELECT id FROM letter WHERE id < :below ORDER BY id DESC LIMIT 1;

-- name: case_sight
-- 1: named (or drafter, signer, addressee); 0: in the chain.
SELECT s.position_id, s.named FROM letter_sight s WHERE s.letter_id = :id;

-- name: case_secrecy
SELECT secrecy, direction = 'in' FROM letter WHERE id = :id;

-- name: case_name_reader
INSERT OR IGNORE INTO reader_right (letter_id, position_id, at_ms)
VALUES (:letter, :position, :at);

-- name: case_name_book
INSERT OR IGNORE INTO reader_right (letter_id, position_id, at_ms)
SELECT :letter, bp.position_id, :at FROM book_post bp
WHERE bp.book_id = :book AND bp.duty IN ('checker', 'head');

-- name: case_name_all
-- A letter that becomes secret: the posts of its books and who disposed it.  Whom it went to
-- his tray names, for as long as it is not taken back.
INSERT OR IGNORE INTO reader_right (letter_id, position_id, at_ms)
SELECT s.letter_id, s.position_id, :at FROM letter_sight s
WHERE s.letter_id = :letter AND s.named = 0;

-- name: idem_get
SELECT body_hash, reply FROM idempotency
WHERE account_id = :account AND key = :key AND at_ms > :since;

-- name: idem_put
INSERT OR REPLACE INTO idempotency (account_id, key, body_hash, status, reply, at_ms)
VALUES (:account, :key, :hash, :status, :reply, :at);

-- name: letter_row
SELECT l.id, l.version, l.state, l.direction = 'in', l.form, coalesce(l.number, ''),
       l.subject, coalesce(l.class_code, ''), l.urgency, l.secrecy, l.letter_day,
       l.due_day, l.step, l.step_ms, coalesce(l.opened_ms, 0), l.procedure,
       coalesce(l.desk_position_id, 0), coalesce(dp.name, ''), l.sealed,
       coalesce(l.attachments, ''), coalesce(l.close_reason, ''), coalesce(l.closed_ms, 0),
       i.received_day, coalesce(i.sender_name, ''), coalesce(i.no_scan, 0),
       coalesce(b.code, ''), coalesce(a.serial, 0), coalesce(a.year, 0),
       coalesce(o.recipient, ''), coalesce(f.folder, ''), coalesce(f.place, ''),
       coalesce(f.at_ms, 0), coalesce(a.book_id, 0), coalesce(l.class_scheme, ''),
       coalesce(du.due_ms, 0), coalesce(du.near_ms, 0)
FROM letter l
LEFT JOIN due du ON du.what = 'letter' AND du.object_id = l.id
LEFT JOIN incoming i ON i.letter_id = l.id
LEFT JOIN agenda a ON a.id = (SELECT min(x.id) FROM agenda x WHERE x.letter_id = l.id)
LEFT JOIN book b ON b.id = a.book_id
LEFT JOIN outgoing o ON o.letter_id = l.id
LEFT JOIN filing f ON f.letter_id = l.id
LEFT JOIN position dp ON dp.id = l.desk_position_id
WHERE l.id = :id;

-- name: letter_live_trays
SELECT coalesce('Kotak Masuk ' || b.code, p.name), t.state, coalesce(t.sent_ms, 0),
       coalesce(d.deadline_day, 0), b.id IS NOT NULL, coalesce(t.reminded_ms, 0)
FROM tray t JOIN position p ON p.id = t.position_id
JOIN disposition d ON d.id = t.disposition_id
LEFT JOIN inbox_unit u ON u.tray_id = t.id AND u.agenda_id IS NULL
LEFT JOIN book b ON b.id = u.book_id
WHERE t.letter_id = :id AND t.state IN ('menunggu', 'terkirim', 'dibaca')
  AND (t.copy_only = 0 OR NOT EXISTS (SELECT 1 FROM tray o WHERE o.letter_id = t.letter_id
    AND o.copy_only = 0 AND o.state IN ('menunggu', 'terkirim', 'dibaca', 'selesai')))
ORDER BY t.id LIMIT 8;

-- name: letter_duty_post
SELECT p.name FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
JOIN position p ON p.id = bp.position_id
WHERE a.letter_id = :id AND bp.duty = :duty ORDER BY p.id LIMIT 1;

-- name: letter_incoming
SELECT i.sender_id, i.sender_name, i.received_ms, i.channel, i.copy_kind,
       coalesce(i.addressed_to, ''), coalesce(i.no_disposition, '')
FROM incoming i WHERE i.letter_id = :id;

-- name: letter_outgoing
SELECT coalesce(o.recipient, ''), o.drafter_position_id, o.signer_position_id, d.name,
       s.name || coalesce(' u.b. ' || v.name, '') || coalesce(' a.n. ' || b.name, ''),
       coalesce(o.sign_kind, ''), coalesce(o.verify_code, ''), o.profile,
       coalesce(o.signed_ms, 0), coalesce(o.recorded_ms, 0), o.draft_no, o.outside,
       o.pdf IS NOT NULL
FROM outgoing o JOIN position d ON d.id = o.drafter_position_id
JOIN position s ON s.id = o.signer_position_id
LEFT JOIN position b ON b.id = o.behalf_position_id
LEFT JOIN position v ON v.id = o.via_position_id
WHERE o.letter_id = :id;

-- name: letter_events
SELECT s.at_ms, s.act, coalesce(p.name, ''), coalesce(q.name, ''), coalesce(s.note, ''),
       s.wait_ms, s.work_ms, s.step, coalesce(s.version_no, 0)
FROM step_done s LEFT JOIN position p ON p.id = s.position_id
LEFT JOIN position q ON q.id = s.for_position_id
WHERE s.letter_id = :id ORDER BY s.id LIMIT 500;

-- name: letter_dispositions
SELECT d.id, coalesce(d.parent_to_id, 0), p.name, d.on_paper, d.instructions, d.note,
       coalesce(d.deadline_day, 0), d.answer_asked, d.at_ms, d.photo IS NOT NULL,
       coalesce((SELECT q.name FROM step_done s JOIN position q ON q.id = s.position_id
         WHERE s.letter_id = d.letter_id AND s.account_id = d.account_id
           AND s.at_ms = d.at_ms AND s.act IN ('dispose-paper', 'dispose-told') LIMIT 1), ''),
       d.report_back, d.groups, d.told, coalesce(d.told_ms, 0), coalesce(d.confirmed_ms, 0),
       coalesce(d.corrected_by, 0),
       coalesce((SELECT y.name FROM position y WHERE y.id = d.prepared_by), '')
FROM disposition d JOIN position p ON p.id = d.from_position_id
WHERE d.letter_id = :id ORDER BY d.id LIMIT 300;

-- name: letter_trays
SELECT t.id, t.version, t.position_id, coalesce('Kotak Masuk ' || b.code, p.name), t.state, coalesce(t.result, ''),
       coalesce(t.sent_ms, 0), coalesce(t.read_ms, 0), coalesce(t.ended_ms, 0), t.copy_only,
       d.from_position_id, t.disposition_id, t.part, coalesce(t.reminded_ms, 0)
FROM tray t JOIN position p ON p.id = t.position_id
JOIN disposition d ON d.id = t.disposition_id
LEFT JOIN inbox_unit u ON u.tray_id = t.id LEFT JOIN book b ON b.id = u.book_id
WHERE t.letter_id = :id ORDER BY t.disposition_id, t.id LIMIT 1000;

-- name: letter_files
SELECT f.id, f.name, f.mime, f.role, f.size, f.sha FROM letter_file f
WHERE f.letter_id = :id OR f.letter_id IN
  (SELECT k.to_id FROM link k WHERE k.from_id = :id AND k.kind = 'buku-lain')
ORDER BY f.id LIMIT 500;

-- name: letter_with_file
SELECT letter_id FROM letter_file WHERE sha = :sha ORDER BY id DESC LIMIT 50;

-- name: letter_links
SELECT k.to_id, k.kind, 0, coalesce(l.number, ''), l.subject
FROM link k JOIN letter l ON l.id = k.to_id WHERE k.from_id = :id
UNION ALL
SELECT k.from_id, k.kind, 1, coalesce(l.number, ''), l.subject
FROM link k JOIN letter l ON l.id = k.from_id WHERE k.to_id = :id
LIMIT 200;

-- name: letter_dispatches
SELECT id, version, coalesce(serial, 0), addressee, channel, coalesce(receiver, ''),
       coalesce(proof_note, ''), coalesce(due_day, 0), at_ms, coalesce(received_ms, 0)
FROM dispatch WHERE letter_id = :id ORDER BY id LIMIT 1000;

-- name: letter_drafts
SELECT d.no, d.xml, coalesce(p.name, ''), d.at_ms, d.sealed_ms IS NOT NULL,
       EXISTS (SELECT 1 FROM step_done s WHERE s.letter_id = d.letter_id
         AND s.version_no = d.no AND s.position_id IN (SELECT value FROM json_each(:posts)))
FROM draft d LEFT JOIN position p ON p.id = d.position_id
WHERE d.letter_id = :id ORDER BY d.no LIMIT 100;

-- name: letter_changes
SELECT c.field, coalesce(c.old_text, ''), coalesce(c.new_text, ''), coalesce(c.reason, ''),
       a.login, c.at_ms
FROM entry_change c JOIN account a ON a.id = c.account_id
WHERE c.letter_id = :id ORDER BY c.id LIMIT 300;

-- name: letter_work
-- What waits for the posts: their rows of the procedure, their trays, their desks.  Each part is
-- the first hundred of an index in the order of the list, however many wait.
/* scan: the actor's books, the four states, trays that are not handed out yet */
WITH mine(book, unit, duty) AS (SELECT bp.book_id, b.unit_id, bp.duty FROM book_post bp
    JOIN book b ON b.id = bp.book_id WHERE bp.position_id IN (SELECT value FROM json_each(:posts))),
  waits(duty, state) AS (VALUES ('keeper', 'tercatat'), ('keeper', 'ditindaklanjuti'),
    ('checker', 'terkodefikasi'), ('head', 'diperiksa'))
SELECT l.id, 0, 0, '', l.urgency, l.step_ms, 0,
       CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END
FROM mine m JOIN waits w ON w.duty = m.duty CROSS JOIN letter l ON l.id IN (SELECT x.id FROM letter x
  WHERE x.unit_id = m.unit AND x.state = w.state AND x.direction = 'in'
    AND x.state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'ditindaklanjuti')
    AND EXISTS (SELECT 1 FROM agenda a WHERE a.letter_id = x.id AND a.book_id = m.book)
  ORDER BY CASE x.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, x.step_ms
  LIMIT 100)
UNION
-- disposed, and not handed out yet
SELECT l.id, 0, 0, '', l.urgency, l.step_ms, 0,
       CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END
FROM (SELECT DISTINCT t.letter_id FROM tray t WHERE t.state = 'menunggu' LIMIT 1000) d
JOIN letter l ON l.id = d.letter_id JOIN agenda a ON a.letter_id = l.id
JOIN mine m ON m.book = a.book_id AND m.duty = 'keeper'
WHERE l.direction = 'in' AND l.state IN ('didisposisi', 'terdistribusi')
UNION
-- every tray came back: svc_settle.c put it on the head's desk again
SELECT l.id, 0, 0, '', l.urgency, l.step_ms, 0,
       CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END
FROM json_each(:posts) p CROSS JOIN letter l ON l.desk_position_id = p.value
WHERE EXISTS (SELECT 1 FROM mine WHERE duty = 'head')
  AND l.state IN ('didisposisi', 'terdistribusi') AND +l.direction = 'in' -- by the desk's index
  AND EXISTS (SELECT 1 FROM agenda a JOIN mine m ON m.book = a.book_id AND m.duty = 'head'
    WHERE a.letter_id = l.id)
  AND NOT EXISTS (SELECT 1 FROM tray t WHERE t.letter_id = l.id AND t.copy_only = 0
    AND t.state IN ('menunggu', 'terkirim', 'dibaca'))
UNION
SELECT t.letter_id, t.id, t.version, t.state, l.urgency, t.sent_ms, t.copy_only, t.rank
FROM json_each(:posts) p CROSS JOIN tray t ON t.id IN (SELECT x.id FROM tray x
  WHERE x.position_id = p.value AND x.state IN ('terkirim', 'dibaca')
    AND NOT EXISTS (SELECT 1 FROM inbox_unit u WHERE u.tray_id = x.id)
  ORDER BY x.rank, x.sent_ms LIMIT 100)
CROSS JOIN letter l ON l.id = t.letter_id
UNION
SELECT l.id, 0, 0, '', l.urgency, l.step_ms, 0,
       CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END
FROM json_each(:posts) p CROSS JOIN letter l ON l.desk_position_id = p.value
WHERE +l.direction = 'out'
  AND l.state IN ('konsep', 'terketik', 'diperiksa-tu', 'dikoreksi', 'ditandatangani',
                  'tercatat-keluar')
UNION
-- asked to initial what other units drafted
SELECT l.id, 0, 0, '', l.urgency, r.asked_ms, 0,
       CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END
FROM json_each(:posts) p CROSS JOIN initial_request r ON r.position_id = p.value
CROSS JOIN letter l ON l.id = r.letter_id
WHERE r.state = 'diminta' AND l.state IN ('terketik', 'diperiksa-tu', 'dikoreksi')
ORDER BY 8, 6, 1 LIMIT 100;

-- name: letter_unscanned
/* scan: the partial index holds only what is not scanned yet */
SELECT l.id FROM incoming i CROSS JOIN letter l ON l.id = i.letter_id
WHERE i.no_scan = 1 AND l.state NOT IN ('batal-agenda', 'salah-alamat')
  AND EXISTS (SELECT 1 FROM agenda a JOIN book_post bp
    ON bp.book_id = a.book_id WHERE a.letter_id = l.id AND bp.duty = 'keeper'
    AND bp.position_id IN (SELECT value FROM json_each(:posts)))
ORDER BY l.id DESC LIMIT 200;

-- name: letter_to_file
SELECT l.id FROM letter l
WHERE l.direction = 'in' AND l.state = 'ditindaklanjuti'
  AND EXISTS (SELECT 1 FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
    WHERE a.letter_id = l.id
    AND bp.position_id IN (SELECT value FROM json_each(:posts)))
UNION ALL
SELECT l.id FROM letter l
WHERE l.direction = 'out' AND l.state = 'terdistribusi-keluar'
  AND EXISTS (SELECT 1 FROM book b JOIN book_post bp ON bp.book_id = b.id
    WHERE b.unit_id = l.unit_id
    AND bp.position_id IN (SELECT value FROM json_each(:posts)))
ORDER BY 1 DESC LIMIT 200;

-- name: letter_attach
INSERT INTO letter_file (letter_id, sha, role, name, mime, size, account_id, at_ms)
VALUES (:letter, :sha, :role, :name, :mime, :size, :account, :at);

-- name: letter_scanned
UPDATE incoming SET no_scan = 0 WHERE letter_id = :id;

-- name: letter_file_put
INSERT INTO filing (letter_id, folder, place, account_id, at_ms)
VALUES (:letter, :folder, :place, :account, :at);
