-- Groups of posts.

-- name: group_list
SELECT g.id, g.version, g.name, coalesce(m.position_id, 0), coalesce(p.name, '')
FROM post_group g LEFT JOIN post_group_member m ON m.group_id = g.id
LEFT JOIN position p ON p.id = m.position_id ORDER BY g.name, g.id, m.position_id LIMIT 4096;

-- name: group_get
SELECT name, version FROM post_group WHERE id = :id;

-- name: group_members
SELECT m.position_id FROM post_group_member m WHERE m.group_id = :id ORDER BY m.position_id LIMIT 64;

-- name: group_insert
INSERT INTO post_group (name, folded) VALUES (:name, :folded);

-- name: group_update
UPDATE post_group SET name = :name, folded = :folded, version = version + 1
WHERE id = :id AND version = :version;

-- name: group_same_name
SELECT count(*) FROM post_group WHERE folded = :folded AND id <> :id;

-- name: group_clear
DELETE FROM post_group_member WHERE group_id = :id;

-- name: group_member_put
INSERT OR IGNORE INTO post_group_member (group_id, position_id) VALUES (:id, :position);

-- name: tray_file_put
INSERT INTO tray_file (tray_id, letter_file_id)
SELECT :tray, f.id FROM letter_file f WHERE f.letter_id = :letter AND f.id > :after;

-- name: tray_file_last
SELECT coalesce(max(id), 0) FROM letter_file WHERE letter_id = :letter;

-- name: tray_files
SELECT x.tray_id, f.id, f.name, f.mime, f.role, f.size FROM letter_file f
JOIN tray_file x ON x.letter_file_id = f.id AND x.tray_id IN
  (SELECT t.id FROM tray t WHERE t.letter_id = :letter)
WHERE f.letter_id = :letter ORDER BY f.id LIMIT 200;
