-- What a post is told.

-- name: notice_put
INSERT OR IGNORE INTO notice (position_id, kind, letter_id, matter_id, once, due_ms, words,
  created_ms) VALUES (:position, :kind, :letter, :matter, :once, :due, :words, :at);

-- name: notice_list
-- The newest first; the same row once, also for one who holds two of the posts.
SELECT n.id, n.kind, coalesce(n.letter_id, 0), coalesce(n.matter_id, 0), coalesce(n.due_ms, 0),
  n.words, n.created_ms, coalesce(n.read_ms, 0), p.name
FROM notice n JOIN position p ON p.id = n.position_id
WHERE n.position_id IN (SELECT value FROM json_each(:posts)) ORDER BY n.id DESC LIMIT 400;

-- name: notice_unread
SELECT count(*) FROM (SELECT 1 FROM notice n
  WHERE n.position_id IN (SELECT value FROM json_each(:posts)) AND n.read_ms IS NULL LIMIT 1000);

-- name: notice_read
UPDATE notice SET read_ms = :at, read_by = :account
WHERE position_id IN (SELECT value FROM json_each(:posts)) AND read_ms IS NULL
  AND id <= :upto AND (:id = 0 OR id = :id);

-- name: notice_there
SELECT EXISTS (SELECT 1 FROM notice n WHERE n.id = :id
  AND n.position_id IN (SELECT value FROM json_each(:posts)));
