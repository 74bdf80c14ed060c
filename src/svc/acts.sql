-- What was done in one's post while another acted there, and what one did oneself.  Rows of
-- step_done are in the order of their time: a span is walked by id, no index is kept for it.

-- name: absence_list
-- Another's time as Plh. at a post that is his, by days that have come; the newest first.
SELECT o.position_id, p.name, n.name, o.person_id, max(o.from_day, h.from_day),
  min(o.to_day, h.to_day), o.to_day >= :day
FROM holder_turn h JOIN holder_turn o ON o.position_id = h.position_id AND o.kind = 'plh'
  AND o.person_id <> h.person_id AND o.from_day <= h.to_day AND o.to_day >= h.from_day
JOIN position p ON p.id = h.position_id JOIN person n ON n.id = o.person_id
WHERE h.person_id = :person AND h.kind <> 'plh' AND o.from_day <= :day
  AND o.to_day >= o.from_day AND o.to_day >= :since
ORDER BY o.to_day DESC, o.id DESC LIMIT 20;

-- name: acts_last
SELECT coalesce(max(id), 0) FROM step_done;

-- name: acts_at
SELECT at_ms FROM step_done WHERE id >= :id ORDER BY id LIMIT 1;

-- name: acts_of_post
SELECT s.at_ms, s.act, s.letter_id, l.subject, coalesce(l.number, ''), n.name, p.name
FROM step_done s JOIN letter l ON l.id = s.letter_id JOIN account a ON a.id = s.account_id
JOIN person n ON n.id = a.person_id JOIN position p ON p.id = s.position_id
WHERE s.id >= :first AND s.position_id = :position AND a.person_id <> :person
  AND s.at_ms < :until ORDER BY s.id LIMIT 500;

-- name: acts_of_person
SELECT s.at_ms, s.act, s.letter_id, l.subject, coalesce(l.number, ''), n.name, coalesce(p.name, '')
FROM step_done s JOIN letter l ON l.id = s.letter_id JOIN account a ON a.id = s.account_id
JOIN person n ON n.id = a.person_id LEFT JOIN position p ON p.id = s.position_id
WHERE s.id >= :first AND a.person_id = :person ORDER BY s.id DESC LIMIT 500;

-- name: absence_logins
SELECT count(*) FROM session WHERE account_id = :account AND kind = 'web' AND created_ms >= :after;
