-- What open pages are told of.

-- name: feed_last
SELECT coalesce(max(id), 0) FROM step_done;

-- name: feed_acts
SELECT s.id, s.letter_id, s.act, s.account_id, coalesce(s.position_id, 0), coalesce(p.name, ''),
       s.at_ms
FROM step_done s LEFT JOIN position p ON p.id = s.position_id
WHERE s.id > :since ORDER BY s.id LIMIT :limit;

-- name: feed_posts
-- Whose lists an act on this letter may change.
SELECT l.desk_position_id FROM letter l WHERE l.id = :letter AND l.desk_position_id IS NOT NULL
UNION SELECT t.position_id FROM tray t WHERE t.letter_id = :letter
UNION SELECT bp.position_id FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
  WHERE a.letter_id = :letter
UNION SELECT o.drafter_position_id FROM outgoing o WHERE o.letter_id = :letter
UNION SELECT o.signer_position_id FROM outgoing o WHERE o.letter_id = :letter
LIMIT 300;
