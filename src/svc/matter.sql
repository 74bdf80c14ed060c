-- Matters: work by a procedure of kind FLOW_WORK.

-- name: matter_last_id
SELECT id FROM matter WHERE id < :below ORDER BY id DESC LIMIT 1;

-- name: matter_put
INSERT INTO matter (id, procedure, title, state, step, step_ms, secrecy, unit_id,
  starter_position_id, created_ms, created_by)
VALUES (:id, :procedure, :title, :state, :step, :at, :secrecy, :unit, :post, :at, :account);

-- name: matter_get
SELECT m.version, m.procedure, m.title, m.state, m.step, m.step_ms, coalesce(m.paused_ms, 0),
  m.secrecy, m.unit_id, m.starter_position_id, m.created_ms, coalesce(m.closed_ms, 0), p.name
FROM matter m JOIN position p ON p.id = m.starter_position_id WHERE m.id = :id;

-- name: matter_did
-- Whether one of these posts did a row of it.
SELECT EXISTS (SELECT 1 FROM matter_step s WHERE s.matter_id = :id
  AND s.position_id IN (SELECT value FROM json_each(:posts)));

-- name: matter_role_held
-- Whether anybody holds one of the roles today.
SELECT EXISTS (SELECT 1 FROM position p JOIN holder h ON h.position_id = p.id
  WHERE (p.role IN (SELECT value FROM json_each(:roles))
      OR p.code IN (SELECT value FROM json_each(:roles))) AND h.from_day <= :today
    AND (h.to_day IS NULL OR h.to_day >= :today));

-- name: matter_move
UPDATE matter SET state = :state, version = version + 1, step = :step, step_ms = :step_ms,
  paused_ms = :paused, closed_ms = :closed WHERE id = :id AND version = :version;

-- name: matter_roles_clear
DELETE FROM matter_role WHERE matter_id = :id;

-- name: matter_role_put
INSERT OR IGNORE INTO matter_role (matter_id, role) VALUES (:id, :role);

-- name: matter_step_put
INSERT INTO matter_step (matter_id, act, step, to_step, account_id, position_id, at_ms, spent_ms,
  note) VALUES (:id, :act, :step, :to, :account, :post, :at, :spent, :note);

-- name: matter_steps
SELECT s.act, s.step, s.to_step, p.name, s.at_ms, s.spent_ms, coalesce(s.note, '')
FROM matter_step s JOIN position p ON p.id = s.position_id
WHERE s.matter_id = :id ORDER BY s.id LIMIT 1000;

-- name: matter_letter_put
INSERT OR IGNORE INTO matter_letter (matter_id, letter_id, step, account_id, at_ms)
VALUES (:id, :letter, :step, :account, :at);

-- name: matter_letters
SELECT x.letter_id, l.form, l.state, x.step, coalesce(l.number, ''), l.secrecy FROM matter_letter x
JOIN letter l ON l.id = x.letter_id WHERE x.matter_id = :id ORDER BY x.letter_id LIMIT 500;

-- name: matter_of_letter
SELECT x.matter_id FROM matter_letter x WHERE x.letter_id = :letter ORDER BY x.matter_id LIMIT 20;

-- name: matter_letter_named
-- Letters by their number as printed, newest first: several senders may use one.
SELECT l.id FROM letter l WHERE l.number_norm = :norm ORDER BY l.id DESC LIMIT 20;

-- name: matter_waiting
-- What waits for these roles, the oldest first; of one that is over, its report.
SELECT DISTINCT m.id, m.step_ms FROM matter_role r JOIN matter m ON m.id = r.matter_id
WHERE r.role IN (SELECT value FROM json_each(:roles)) AND m.state IN ('berjalan', 'selesai')
ORDER BY m.step_ms, m.id LIMIT 200;

-- name: matter_waiting_n
SELECT count(DISTINCT m.id) FROM matter_role r JOIN matter m ON m.id = r.matter_id
WHERE r.role IN (SELECT value FROM json_each(:roles)) AND m.state IN ('berjalan', 'selesai');

-- name: matter_list
SELECT m.id FROM matter m WHERE m.state = :state AND (:before = 0 OR m.id < :before)
ORDER BY m.id DESC LIMIT 400;

-- name: matter_counts
/* scan: matters are some thousand a year */
SELECT CASE instr(procedure, '@') WHEN 0 THEN procedure
  ELSE substr(procedure, 1, instr(procedure, '@') - 1) END, state, count(*)
FROM matter GROUP BY 1, 2 ORDER BY 1, 2;

-- name: matter_record_put
INSERT INTO matter_record (matter_id, step, name, value, account_id, position_id, at_ms)
VALUES (:id, :step, :name, :value, :account, :post, :at);

-- name: matter_records
-- In the order of writing: of one name the last stands.
SELECT r.name, r.value, p.name, r.at_ms FROM matter_record r JOIN position p ON p.id = r.position_id
WHERE r.matter_id = :id ORDER BY r.id LIMIT 5000;

-- name: matter_record_elsewhere
-- Whether another matter of this procedure says the same there.
SELECT EXISTS (SELECT 1 FROM matter_record r JOIN matter m ON m.id = r.matter_id
  WHERE r.name = :name AND r.value = :value AND r.matter_id <> :id
    AND m.procedure >= :procedure || '@' AND m.procedure < :procedure || 'A'
    AND m.state <> 'dihentikan');

-- name: matter_steps_done
SELECT DISTINCT s.step FROM matter_step s WHERE s.matter_id = :id AND s.act = 'matter-done';

-- name: matter_entry_put
INSERT INTO matter_entry (book, period, serial, matter_id, step, text, account_id, position_id, at_ms)
VALUES (:book, :period, :serial, :id, :step, :text, :account, :post, :at);

-- name: matter_entry_again
-- A row that is done once more keeps its number.
UPDATE matter_entry SET text = :text, at_ms = :at, account_id = :account, position_id = :post
WHERE matter_id = :id AND step = :step;

-- name: matter_entries
SELECT e.book, e.period, e.serial, e.step FROM matter_entry e WHERE e.matter_id = :id
ORDER BY e.step LIMIT 60;

-- name: matter_book_years
SELECT e.book, e.period, count(*), max(e.serial) FROM matter_entry e
WHERE e.book = :book GROUP BY e.period ORDER BY e.period DESC LIMIT 100;

-- name: matter_book_lines
SELECT e.serial, e.matter_id, e.at_ms, e.text, p.name, m.title FROM matter_entry e
JOIN position p ON p.id = e.position_id JOIN matter m ON m.id = e.matter_id
WHERE e.book = :book AND e.period = :period AND e.serial > :after ORDER BY e.serial LIMIT 500;

-- name: matter_role_read
DELETE FROM matter_role WHERE matter_id = :id AND role IN (SELECT value FROM json_each(:roles));

-- name: matter_role_of
SELECT EXISTS (SELECT 1 FROM matter_role r WHERE r.matter_id = :id
  AND r.role IN (SELECT value FROM json_each(:roles)));
