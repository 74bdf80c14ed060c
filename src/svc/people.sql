-- Accounts, sessions, posts; and the rows a new data folder begins with.

-- name: office_get
SELECT name, xml, zone, demo, secret FROM office WHERE id = 1;

-- name: office_insert
INSERT INTO office (id, name, xml, zone, demo, public_url, secret)
VALUES (1, :name, :xml, :zone, :demo, :url, :secret);

-- name: unit_insert
INSERT INTO unit (code, parent_id, name, short)
VALUES (:code, (SELECT id FROM unit WHERE code = :parent), :name, :short);

-- name: position_insert
INSERT INTO position (code, unit_id, name, title, role)
VALUES (:code, (SELECT id FROM unit WHERE code = :unit), :name, :title, :role);

-- name: position_superior_set
UPDATE position SET superior_id = (SELECT id FROM position WHERE code = :superior)
WHERE code = :code;

-- name: position_id_by_code
SELECT id FROM position WHERE code = :code;

-- name: position_list
SELECT p.id, p.unit_id, p.code, p.name, p.role, u.name
FROM position p JOIN unit u ON u.id = p.unit_id
WHERE (p.valid_from IS NULL OR p.valid_from <= :day)
  AND (p.valid_to IS NULL OR p.valid_to >= :day)
ORDER BY p.id;

-- name: holder_list
-- The one who acts stands last.
SELECT h.position_id, h.kind, n.name
FROM holder_turn h JOIN person n ON n.id = h.person_id
WHERE :day BETWEEN h.from_day AND h.to_day
ORDER BY h.position_id, h.turn, h.id;

-- name: person_insert
INSERT INTO person (name, nip, rank) VALUES (:name, :nip, :rank);

-- name: holder_insert
INSERT INTO holder (person_id, position_id, kind, from_day, to_day, letter_no, letter_day, letter_id)
VALUES (:person, :position, :kind, :from, :to, :letter_no, :letter_day, :letter);

-- name: holder_letter
UPDATE holder SET letter_no = :letter_no, letter_day = :letter_day, letter_id = :letter
WHERE id = :id;

-- name: holder_letter_find
-- The letter of that number that lies here; the newest of several.
SELECT l.id FROM letter l WHERE l.number_norm = :norm ORDER BY l.id DESC LIMIT 1;

-- name: holder_end
-- A Plh. stands beside the others; holder, Plt. and Pj. follow one another.
UPDATE holder SET to_day = :to
WHERE position_id = :position AND (kind = 'plh') = (:kind = 'plh')
  AND from_day < :from AND (to_day IS NULL OR to_day >= :from);

-- name: holder_clash
SELECT n.name, h.kind, h.from_day FROM holder_turn h JOIN person n ON n.id = h.person_id
WHERE h.position_id = :position AND (h.kind = 'plh') = (:kind = 'plh')
  AND h.from_day >= :from AND (:to IS NULL OR h.from_day <= :to) AND h.to_day >= h.from_day
ORDER BY h.from_day LIMIT 1;

-- name: holder_covers
-- Who has the post on a day, the Plh. not counted.
SELECT n.name, h.kind, h.person_id FROM holder_turn h JOIN person n ON n.id = h.person_id
WHERE h.position_id = :position AND h.kind <> 'plh' AND :day BETWEEN h.from_day AND h.to_day
ORDER BY h.turn, h.id DESC LIMIT 1;

-- name: holding_list
SELECT h.id, h.person_id, h.position_id, n.name, p.name, h.kind, h.from_day, h.to_day,
  coalesce(h.letter_no, ''), coalesce(h.letter_day, 0), coalesce(h.letter_id, 0)
FROM holder h JOIN person n ON n.id = h.person_id JOIN position p ON p.id = h.position_id
WHERE (:position = 0 OR h.position_id = :position) AND (:person = 0 OR h.person_id = :person)
ORDER BY h.from_day DESC, h.id DESC LIMIT 2000;

-- name: holder_get
SELECT person_id, position_id, kind, from_day, to_day FROM holder WHERE id = :id;

-- name: holder_last
UPDATE holder SET to_day = :to WHERE id = :id;

-- name: position_waiting
SELECT count(*) FROM (
  SELECT l.id FROM letter l
  WHERE l.desk_position_id = :position
    AND l.state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'didisposisi', 'terdistribusi',
                    'ditindaklanjuti', 'konsep', 'terketik', 'diperiksa-tu', 'dikoreksi',
                    'ditandatangani', 'tercatat-keluar')
    AND l.secrecy IN ('biasa', 'terbatas')
  UNION
  SELECT t.letter_id FROM tray t JOIN letter l ON l.id = t.letter_id
  WHERE t.position_id = :position AND t.state IN ('menunggu', 'terkirim', 'dibaca')
    AND l.secrecy IN ('biasa', 'terbatas'));

-- name: account_insert
INSERT INTO account (person_id, login, password, admin, must_change, created_ms)
VALUES (:person, :login, :password, :admin, :must, :now);

-- name: account_by_login
SELECT id, password, disabled, must_change FROM account WHERE login = :login;

-- name: account_by_id
SELECT id, login, password, admin, disabled, must_change FROM account WHERE id = :id;

-- name: account_list
SELECT coalesce(a.id, 0), n.id, coalesce(a.login, ''), n.name, coalesce(n.nip, ''),
       coalesce(n.rank, ''), coalesce(a.admin, 0), coalesce(a.disabled, 0)
FROM person n LEFT JOIN account a ON a.person_id = n.id
ORDER BY n.name COLLATE NOCASE, n.id, a.id;

-- name: account_of_person
SELECT id FROM account WHERE person_id = :person LIMIT 1;

-- name: account_password_set
UPDATE account SET password = :password, must_change = :must WHERE id = :id;

-- name: account_disable
UPDATE account SET disabled = :disabled WHERE id = :id;

-- name: account_admins
SELECT count(*) FROM account WHERE admin = 1 AND disabled = 0;

-- name: person_exists
SELECT id FROM person WHERE id = :id;

-- name: position_exists
SELECT id FROM position WHERE id = :id;

-- name: book_insert
INSERT INTO book (code, unit_id, name)
VALUES (:code, (SELECT id FROM unit WHERE code = :unit), :name);

-- name: book_post_insert
INSERT INTO book_post (book_id, duty, position_id)
VALUES ((SELECT id FROM book WHERE code = :book), :duty,
        (SELECT id FROM position WHERE code = :position));

-- name: session_insert
INSERT INTO session (token_hash, account_id, kind, csrf, created_ms, seen_ms, expires_ms)
VALUES (:hash, :account, :kind, :csrf, :now, :now, :expires);

-- name: session_get
SELECT s.kind, s.csrf, s.created_ms, s.seen_ms, s.expires_ms, s.stepup_ms,
       a.id, a.person_id, a.login, n.name, a.admin, a.must_change
FROM session s JOIN account a ON a.id = s.account_id JOIN person n ON n.id = a.person_id
WHERE s.token_hash = :hash AND s.ended_ms IS NULL AND a.disabled = 0;

-- name: session_seen
UPDATE session SET seen_ms = :now, expires_ms = :expires
WHERE token_hash = :hash AND ended_ms IS NULL;

-- name: session_end
UPDATE session SET ended_ms = :now WHERE token_hash = :hash AND ended_ms IS NULL;

-- name: session_end_account
UPDATE session SET ended_ms = :now
WHERE account_id = :account AND token_hash <> :keep AND ended_ms IS NULL;

-- name: session_stepup
UPDATE session SET stepup_ms = :until WHERE token_hash = :hash AND ended_ms IS NULL;

-- name: session_sweep
DELETE FROM session WHERE expires_ms < :before OR expires_ms > :after;

-- name: penalty_get
SELECT fails, until_ms, last FROM login_penalty WHERE key = :key;

-- name: penalty_put
INSERT INTO login_penalty (key, fails, until_ms, last)
VALUES (:key, :fails, :until, :last)
ON CONFLICT (key) DO UPDATE SET fails = :fails, until_ms = :until, last = :last;

-- name: penalty_clear
DELETE FROM login_penalty WHERE key = :key;

-- name: penalty_sweep
DELETE FROM login_penalty WHERE until_ms < :before OR until_ms > :after;
