-- Mail: who wants it, what goes out.

-- name: mail_choice_get
SELECT how, address, hour FROM mail_choice WHERE account_id = :account;

-- name: mail_choice_put
INSERT INTO mail_choice (account_id, how, address, hour, changed_ms)
VALUES (:account, :how, :address, :hour, :at)
ON CONFLICT (account_id) DO UPDATE SET how = :how, address = :address, hour = :hour,
  changed_ms = :at;

-- name: mail_wanted
SELECT m.account_id, m.how, m.hour FROM mail_choice m JOIN account a ON a.id = m.account_id
WHERE m.how <> 'tidak' AND a.disabled = 0;

-- name: mail_person
SELECT a.person_id, a.login, n.name, a.admin FROM account a JOIN person n ON n.id = a.person_id
WHERE a.id = :account AND a.disabled = 0;

-- name: mail_cursor_get
SELECT last FROM mail_cursor WHERE id = 1;

-- name: mail_cursor_set
UPDATE mail_cursor SET last = :last WHERE id = 1 AND last = :was;

-- name: mail_put
INSERT OR IGNORE INTO mail (account_id, letter_id, notice_id, moment, made_ms, next_ms)
VALUES (:account, :letter, :notice, :moment, :at, :next);

-- name: mail_notices
/* scan: the partial index holds only what no mail was made of yet */
SELECT id, position_id, created_ms FROM notice WHERE mailed_ms IS NULL ORDER BY id LIMIT :limit;

-- name: mail_notices_taken
UPDATE notice SET mailed_ms = :at WHERE mailed_ms IS NULL AND id <= :upto;

-- name: mail_notice
SELECT kind, coalesce(letter_id, 0), coalesce(matter_id, 0), words, position_id
FROM notice WHERE id = :id AND read_ms IS NULL;

-- name: mail_try
INSERT INTO mail (account_id, moment, address, made_ms, next_ms)
VALUES (:account, :at, :address, :at, :at);

-- name: mail_due
SELECT account_id, letter_id IS NULL AND notice_id IS NULL FROM mail WHERE state = 'menunggu' AND next_ms <= :now
ORDER BY next_ms LIMIT 1;

-- name: mail_of
SELECT id, coalesce(letter_id, 0), tries, coalesce(address, ''), coalesce(notice_id, 0) FROM mail
WHERE state = 'menunggu' AND next_ms <= :now AND account_id = :account
  AND (letter_id IS NULL AND notice_id IS NULL) = :trial ORDER BY next_ms, id LIMIT :limit;

-- name: mail_claim
UPDATE mail SET state = 'diambil' WHERE id = :id AND state = 'menunggu';

-- name: mail_end
UPDATE mail SET state = :state, tries = tries + :tried, next_ms = :next, ended_ms = :ended,
  fault = :fault WHERE id = :id AND state = 'diambil';

-- name: mail_left
/* scan: the partial index holds only what is being sent */
UPDATE mail SET state = 'tidak-pasti', ended_ms = :at,
  fault = 'Naskah berhenti ketika surel ini sedang dikirim; mungkin sampai, mungkin tidak.'
WHERE state = 'diambil';

-- name: mail_sweep
DELETE FROM mail WHERE ended_ms < :before;

-- name: mail_faults
/* scan: the partial index holds only what waits */
SELECT m.id, a.login, coalesce(m.address, c.address, ''), m.state, m.tries, m.made_ms,
       m.next_ms, coalesce(m.fault, ''), m.address IS NOT NULL
FROM mail m JOIN account a ON a.id = m.account_id
LEFT JOIN mail_choice c ON c.account_id = m.account_id
WHERE m.id IN (SELECT id FROM mail WHERE ended_ms IS NOT NULL ORDER BY ended_ms DESC LIMIT 500)
  AND (m.state IN ('gagal', 'tidak-pasti') OR m.address IS NOT NULL)
UNION ALL
SELECT m.id, a.login, coalesce(m.address, c.address, ''), m.state, m.tries, m.made_ms,
       m.next_ms, coalesce(m.fault, ''), m.address IS NOT NULL
FROM mail m JOIN account a ON a.id = m.account_id
LEFT JOIN mail_choice c ON c.account_id = m.account_id
WHERE m.state = 'menunggu' AND m.tries > 0
ORDER BY 1 DESC LIMIT 50;

-- name: mail_waiting
/* scan: the partial index holds only what waits */
SELECT count(*) FROM (SELECT 1 FROM mail WHERE state = 'menunggu' LIMIT 1000);

-- name: mail_last_fault
SELECT state, coalesce(fault, '') FROM mail
WHERE account_id = :account AND address IS NULL AND ended_ms IS NOT NULL
ORDER BY ended_ms DESC LIMIT 1;
