-- Who acts at a post on a day: of those whose days cover it the highest turn, alone.

-- name: acting_still
-- Whether this person ever held the post, and whether he acts there on the day.
SELECT count(*), coalesce(sum(:day BETWEEN h.from_day AND h.to_day
  AND NOT EXISTS (SELECT 1 FROM holder_turn o WHERE o.position_id = h.position_id
    AND :day BETWEEN o.from_day AND o.to_day
    AND (o.turn > h.turn OR (o.turn = h.turn AND o.id > h.id)))), 0)
FROM holder_turn h WHERE h.person_id = :person AND h.position_id = :position;

-- name: acting_lapse
-- Of the posts that have a part in this letter, one at which this person's time is over, or
-- at which another acts for him: his manner, his last day, the post, who acts there now.
SELECT h.kind, min(h.to_day, :day), p.name, h.to_day >= :day,
  coalesce((SELECT o.kind FROM holder_turn o WHERE o.position_id = p.id
    AND :day BETWEEN o.from_day AND o.to_day ORDER BY o.turn DESC, o.id DESC LIMIT 1), ''),
  coalesce((SELECT n.name FROM holder_turn o JOIN person n ON n.id = o.person_id
    WHERE o.position_id = p.id AND :day BETWEEN o.from_day AND o.to_day
    ORDER BY o.turn DESC, o.id DESC LIMIT 1), '')
FROM holder_turn h JOIN position p ON p.id = h.position_id
WHERE h.person_id = :person AND h.from_day <= :day AND h.to_day >= h.from_day
  AND h.position_id IN (SELECT s.position_id FROM letter_sight s WHERE s.letter_id = :letter)
  AND NOT EXISTS (SELECT 1 FROM holder_turn m WHERE m.person_id = :person
    AND m.position_id = h.position_id AND :day BETWEEN m.from_day AND m.to_day
    AND NOT EXISTS (SELECT 1 FROM holder_turn o WHERE o.position_id = m.position_id
      AND :day BETWEEN o.from_day AND o.to_day
      AND (o.turn > m.turn OR (o.turn = m.turn AND o.id > m.id))))
ORDER BY h.to_day DESC, h.id DESC LIMIT 1;

-- name: posts_of_person
SELECT p.id, p.unit_id, p.code, p.name, p.role, h.kind
FROM holder_turn h JOIN position p ON p.id = h.position_id
WHERE h.person_id = :person AND :day BETWEEN h.from_day AND h.to_day
  AND NOT EXISTS (SELECT 1 FROM holder_turn o WHERE o.position_id = h.position_id
    AND :day BETWEEN o.from_day AND o.to_day
    AND (o.turn > h.turn OR (o.turn = h.turn AND o.id > h.id)))
GROUP BY p.id
ORDER BY h.kind <> 'definitif', p.id;

-- name: posts_fallen
-- Posts without holder below his, through other such posts, where letters wait.
WITH RECURSIVE held(id) AS (
    SELECT position_id FROM holder_turn WHERE :day BETWEEN from_day AND to_day),
  down(id) AS (
    SELECT p.id FROM position p WHERE p.superior_id IN (SELECT value FROM json_each(:posts))
      AND p.id NOT IN (SELECT id FROM held)
    UNION
    SELECT p.id FROM position p JOIN down ON p.superior_id = down.id
    WHERE p.id NOT IN (SELECT id FROM held))
SELECT p.id, p.unit_id, p.code, p.name, p.role FROM down JOIN position p ON p.id = down.id
WHERE (p.valid_from IS NULL OR p.valid_from <= :day)
  AND (p.valid_to IS NULL OR p.valid_to >= :day)
  AND (EXISTS (SELECT 1 FROM letter l WHERE l.desk_position_id = p.id
      AND l.state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'didisposisi', 'terdistribusi',
        'ditindaklanjuti', 'konsep', 'terketik', 'diperiksa-tu', 'dikoreksi',
        'ditandatangani', 'tercatat-keluar'))
    OR EXISTS (SELECT 1 FROM tray t WHERE t.position_id = p.id
      AND t.state IN ('menunggu', 'terkirim', 'dibaca')))
ORDER BY p.id LIMIT 12;
