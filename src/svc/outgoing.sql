-- The life of an outgoing letter.  :posts is a JSON array of position ids.

-- name: out_case
SELECT l.version, l.state, l.procedure, l.step, l.step_ms, coalesce(l.opened_ms, 0),
       coalesce(l.desk_position_id, 0), l.unit_id, l.form, l.subject,
       coalesce(l.class_scheme, ''), coalesce(l.class_code, ''), l.urgency, l.secrecy,
       coalesce(l.number, ''), l.letter_day, l.due_day, coalesce(o.recipient, ''),
       o.drafter_position_id, o.signer_position_id, o.profile, o.rule, o.series, o.draft_no,
       o.outside, coalesce(o.sign_kind, ''), coalesce(o.signed_ms, 0), coalesce(o.serial, 0),
       coalesce(o.verify_code, ''), o.pdf,
       (SELECT p.unit_id FROM position p WHERE p.id = o.drafter_position_id),
       coalesce(o.behalf_position_id, 0), coalesce(o.via_position_id, 0), l.created_ms
FROM letter l JOIN outgoing o ON o.letter_id = l.id WHERE l.id = :id;

-- name: out_role_post
-- The position of a role that stands nearest to the unit: its own, its parents', any.
WITH RECURSIVE up(id, depth) AS (
  SELECT :unit, 0
  UNION ALL
  SELECT u.parent_id, up.depth + 1 FROM unit u JOIN up ON u.id = up.id
  WHERE u.parent_id IS NOT NULL AND up.depth < 20)
SELECT p.id FROM position p LEFT JOIN up ON up.id = p.unit_id
WHERE p.role = :role
  AND (p.valid_from IS NULL OR p.valid_from <= :today)
  AND (p.valid_to IS NULL OR p.valid_to >= :today)
ORDER BY coalesce(up.depth, 99), p.id LIMIT 1;

-- name: out_position
SELECT p.code, p.name, p.title, p.role, p.unit_id, u.code, u.name
FROM position p JOIN unit u ON u.id = p.unit_id WHERE p.id = :id;

-- name: out_position_by_code
SELECT id FROM position WHERE code = :code;

-- name: out_position_named
-- An addressee of a nota dinas, by the words an office writes, with its unit's where another
-- unit has such a post too.  Posts of the writer's own unit stand first.
/* scan: the posts of one office */
SELECT p.id, p.unit_id = :unit FROM position p JOIN unit u ON u.id = p.unit_id
WHERE lower(:text) IN (lower(p.name), lower(p.title), lower(p.name || ' ' || u.code),
    lower(p.name || ' ' || u.short), lower(p.name || ' ' || u.name))
  AND (p.valid_from IS NULL OR p.valid_from <= :today)
  AND (p.valid_to IS NULL OR p.valid_to >= :today)
ORDER BY p.unit_id <> :unit, p.id LIMIT 2;

-- name: out_holder
-- Who holds the position on a day; one who acts stands before the holder.
SELECT n.name, coalesce(n.nip, ''), coalesce(n.rank, ''), h.kind, n.id
FROM holder_turn h JOIN person n ON n.id = h.person_id
WHERE h.position_id = :position AND :day BETWEEN h.from_day AND h.to_day
ORDER BY h.turn DESC, h.id DESC LIMIT 1;

-- name: out_letter_put
INSERT INTO letter (id, direction, form, state, procedure, step, step_ms, desk_position_id,
  unit_id, number, number_norm, letter_day, subject, class_scheme, class_code, urgency,
  secrecy, due_day, created_ms, created_by)
VALUES (:id, 'out', :form, :state, :procedure, :step, :at, :desk, :unit, :number, :norm,
  :day, :subject, :scheme, :class, :urgency, :secrecy, :due, :at, :account);

-- name: out_outgoing_put
INSERT INTO outgoing (letter_id, recipient, drafter_position_id, signer_position_id,
  behalf_position_id, via_position_id, profile, rule, series, draft_no, outside)
VALUES (:letter, :recipient, :drafter, :signer, :behalf, :via, :profile, :rule, :series,
  :draft, :outside);

-- name: out_draft_put
INSERT INTO draft (letter_id, no, xml, account_id, position_id, at_ms, sealed_ms)
VALUES (:letter, :no, :xml, :account, :position, :at, :sealed);

-- name: out_draft_write
UPDATE draft SET xml = :xml, account_id = :account, position_id = :position, at_ms = :at
WHERE letter_id = :letter AND no = :no AND sealed_ms IS NULL;

-- name: out_draft_seal
UPDATE draft SET sealed_ms = :at WHERE letter_id = :letter AND no = :no
  AND sealed_ms IS NULL;

-- name: out_draft_copy
INSERT INTO draft (letter_id, no, xml, account_id, position_id, at_ms)
SELECT letter_id, no + 1, xml, account_id, position_id, :at FROM draft
WHERE letter_id = :letter AND no = :no;

-- name: out_draft_get
SELECT xml, sealed_ms IS NOT NULL FROM draft WHERE letter_id = :letter AND no = :no;

-- name: out_draft_no
UPDATE outgoing SET draft_no = :no WHERE letter_id = :letter;

-- name: out_head
UPDATE letter SET subject = :subject, class_scheme = :scheme, class_code = :class,
  urgency = :urgency, secrecy = :secrecy, due_day = :due WHERE id = :id;

-- name: out_recipient
UPDATE outgoing SET recipient = :recipient WHERE letter_id = :letter;

-- name: out_typist
SELECT position_id FROM step_done WHERE letter_id = :letter AND act = :act
ORDER BY id DESC LIMIT 1;

-- name: out_move
UPDATE letter SET state = :state, version = version + 1, step = :step, step_ms = :at,
  opened_ms = :opened, desk_position_id = :desk, closed_ms = coalesce(:closed, closed_ms),
  close_reason = coalesce(:reason, close_reason)
WHERE id = :id AND version = :version;

-- name: out_step
INSERT INTO step_done (letter_id, act, step, from_state, to_state, version_no, account_id,
  position_id, at_ms, wait_ms, work_ms, note)
VALUES (:letter, :act, :step, :from, :to, :draft, :account, :position, :at, :wait, :work,
  :note);

-- name: out_parafs
-- The box Paraf Hierarki: the steps' initials that stand, the last first, then those of other
-- units.  What lapses an initial is as in initial_list (initial.sql).
SELECT p.title, s.at_ms, 0 FROM step_done s JOIN position p ON p.id = s.position_id
WHERE s.letter_id = :letter AND s.act = 'approve'
  AND NOT EXISTS (SELECT 1 FROM step_done n WHERE n.letter_id = s.letter_id AND n.id > s.id
    AND (n.act = 'edit' AND n.version_no > s.version_no OR n.act = 'return'
      AND instr('konsep terketik diperiksa-tu dikoreksi', n.to_state)
       <= instr('konsep terketik diperiksa-tu dikoreksi', s.from_state)))
UNION ALL
SELECT p.title || ' (koordinasi)', r.done_ms, 1 FROM initial_request r
JOIN position p ON p.id = r.position_id
WHERE r.letter_id = :letter AND r.state = 'diparaf'
ORDER BY 3, 2 DESC;

-- name: out_signed
UPDATE outgoing SET sign_kind = :kind, signed_ms = :at, signed_by = :account,
  signed_as = :as WHERE letter_id = :letter;

-- name: out_recorded
UPDATE outgoing SET serial = :serial, insert_text = :insert, recorded_ms = :at, verify_code = :code, pdf = :pdf
WHERE letter_id = :letter;

-- name: out_number
UPDATE letter SET number = :number, number_norm = :norm, letter_day = :day WHERE id = :id;

-- name: out_number_twin
SELECT id FROM letter WHERE number_norm = :norm AND number = :number AND direction = 'out'
  AND id <> :letter AND letter_day BETWEEN :from AND :to LIMIT 1;

-- name: out_last_day
-- The date of the last number of a series, so that numbers and dates rise together.
SELECT l.letter_day FROM outgoing o JOIN letter l ON l.id = o.letter_id
WHERE o.series = :series AND o.serial IS NOT NULL AND l.letter_day >= :from
  AND l.letter_day <= :to ORDER BY o.serial DESC LIMIT 1;

-- name: out_year_closed
-- Whether the book of whose letters these are is closed: of the signer's unit, or of the
-- nearest one above it that keeps one.
/* scan: an office has a handful of books */
WITH RECURSIVE up(id, n) AS (
  SELECT unit_id, 0 FROM position WHERE id = :signer
  UNION ALL SELECT u.parent_id, up.n + 1 FROM unit u JOIN up ON u.id = up.id
  WHERE u.parent_id IS NOT NULL)
SELECT EXISTS (SELECT 1 FROM book_closing c WHERE c.book_id = b.id AND c.year = :year)
FROM up JOIN book b ON b.unit_id = up.id ORDER BY up.n LIMIT 1;

-- name: out_withdrawn
UPDATE outgoing SET withdrawn_ms = :at, withdraw_reason = :reason WHERE letter_id = :letter;

-- name: out_link_put
INSERT INTO link (from_id, to_id, kind, tray_id, at_ms)
VALUES (:from, :to, :kind, :tray, :at);

-- name: out_answered
-- What this letter answers, and for whom; an interim answer leaves the debt open.
SELECT k.to_id, k.tray_id, t.state, t.version FROM link k JOIN tray t ON t.id = k.tray_id
WHERE k.from_id = :letter AND k.kind = 'menjawab' AND t.state IN ('terkirim', 'dibaca');

-- name: out_tray_of
SELECT t.letter_id, t.position_id, t.state FROM tray t WHERE t.id = :id;

-- name: out_tray_live
SELECT t.id FROM tray t WHERE t.letter_id = :letter AND t.state IN ('terkirim', 'dibaca')
  AND t.position_id IN (SELECT value FROM json_each(:posts)) ORDER BY t.id LIMIT 1;

-- name: out_tray_done
UPDATE tray SET state = 'selesai', result = :result, ended_ms = :at,
  read_ms = coalesce(read_ms, :at), version = version + 1
WHERE id = :id AND state IN ('terkirim', 'dibaca');

-- name: out_source
-- What a reply needs of the letter it answers.
SELECT i.sender_name, coalesce(s.address, ''), coalesce(l.number, ''), l.letter_day,
  l.subject, l.urgency, l.secrecy, coalesce(l.class_code, '')
FROM letter l JOIN incoming i ON i.letter_id = l.id JOIN sender s ON s.id = i.sender_id
WHERE l.id = :id;

-- name: out_note_disposition
-- A nota dinas lies in its addressees' trays as a disposition of its sender.
INSERT INTO disposition (letter_id, from_position_id, account_id, instructions, at_ms)
VALUES (:letter, :from, :account, '', :at);

-- name: out_note_tray
INSERT INTO tray (disposition_id, letter_id, position_id, state, sent_ms, copy_only, rank)
VALUES (:disposition, :letter, :position, 'terkirim', :at, :copy,
  (SELECT CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END
   FROM letter l WHERE l.id = :letter));

-- name: out_file_put
INSERT INTO letter_file (letter_id, sha, role, name, mime, size, account_id, at_ms)
VALUES (:letter, :sha, :role, :name, :mime, :size, :account, :at);

-- name: out_dispatch_put
INSERT INTO dispatch (letter_id, serial, year, addressee, channel, due_day, at_ms, account_id)
VALUES (:letter, :serial, :year, :addressee, :channel, :due, :at, :account);

-- name: out_dispatch_get
SELECT letter_id, version, at_ms, received_ms IS NOT NULL FROM dispatch WHERE id = :id;

-- name: out_dispatch_prove
UPDATE dispatch SET receiver = :receiver, received_ms = :received, proof = :proof,
  proof_note = :note, version = version + 1 WHERE id = :id AND version = :version;

-- name: out_dispatch_late
-- Due and not delivered by then: still on the way, or delivered afterwards.
SELECT d.id, d.letter_id, coalesce(l.number, ''), l.subject, l.secrecy, d.addressee,
  d.channel, d.due_day, d.at_ms, coalesce(d.received_ms, 0)
FROM dispatch d JOIN letter l ON l.id = d.letter_id
WHERE d.due_day IS NOT NULL
  AND coalesce(d.received_ms, :now) >= (d.due_day + 1) * 86400000 - :zone * 3600000
ORDER BY d.due_day DESC, d.id DESC LIMIT 500;

-- name: out_verify
SELECT coalesce(l.number, ''), coalesce(o.serial, 0), l.letter_day, l.subject, l.secrecy,
  coalesce(o.sign_kind, ''), l.state = 'dicabut', l.id
FROM outgoing o JOIN letter l ON l.id = o.letter_id WHERE o.verify_code = :code;

-- name: out_amended_by
-- The issued letters that replace, correct or withdraw this one, the newest of each kind last.
SELECT k.kind, CASE WHEN l.secrecy IN ('biasa', 'terbatas') THEN l.number ELSE 'RAHASIA' END
FROM link k JOIN letter l ON l.id = k.from_id
WHERE k.to_id = :id AND k.kind IN ('pengganti', 'ralat', 'pencabutan') AND l.number IS NOT NULL
  AND l.state <> 'dicabut' ORDER BY l.id LIMIT 50;

-- name: pin_template
INSERT OR IGNORE INTO template (sha, kind, name, xml, at_ms)
VALUES (:sha, :kind, :name, :xml, :at);

-- name: pin_put
INSERT INTO pin (letter_id, draft_no, kind, sha) VALUES (:letter, :draft, :kind, :sha);

-- name: pin_get
-- A reader's correction is a version under the pins of the one it corrects.
SELECT t.sha, t.name, t.xml FROM pin p JOIN template t ON t.sha = p.sha
WHERE p.letter_id = :letter AND p.draft_no <= :draft AND p.kind = :kind
ORDER BY p.draft_no DESC LIMIT 1;
