-- Mutasi: many holders on one date, undone until then.

-- name: move_posts
SELECT p.id, p.code, p.name, u.name, u.short,
  coalesce((SELECT n.name FROM holder_turn h JOIN person n ON n.id = h.person_id
    WHERE h.position_id = p.id AND h.kind <> 'plh' AND :day BETWEEN h.from_day AND h.to_day
    ORDER BY h.turn DESC, h.id DESC LIMIT 1), '')
FROM position p JOIN unit u ON u.id = p.unit_id
WHERE (p.valid_from IS NULL OR p.valid_from <= :day)
  AND (p.valid_to IS NULL OR p.valid_to >= :day) ORDER BY p.id;

-- name: move_insert
INSERT INTO post_move (letter_no, letter_day, first_day, account_id, at_ms)
VALUES (:letter_no, :letter_day, :first, :account, :now);

-- name: move_keep_former
-- Whom the new holder of a post ends.
INSERT OR IGNORE INTO post_move_row (move_id, holder_id, began, was_to)
SELECT :move, id, 0, to_day FROM holder
WHERE position_id = :position AND (kind = 'plh') = (:kind = 'plh')
  AND from_day < :from AND (to_day IS NULL OR to_day >= :from);

-- name: move_keep_left
-- The posts he leaves.
INSERT OR IGNORE INTO post_move_row (move_id, holder_id, began, was_to)
SELECT :move, id, 0, to_day FROM holder
WHERE person_id = :person AND kind = 'definitif' AND position_id <> :position
  AND from_day < :from AND (to_day IS NULL OR to_day >= :from);

-- name: move_leave
UPDATE holder SET to_day = :from - 1
WHERE person_id = :person AND kind = 'definitif' AND position_id <> :position
  AND from_day < :from AND (to_day IS NULL OR to_day >= :from);

-- name: move_left
-- Their names, for one who looks before.
SELECT p.id, p.name FROM holder h JOIN position p ON p.id = h.position_id
WHERE h.person_id = :person AND h.kind = 'definitif' AND h.position_id <> :position
  AND h.from_day < :from AND (h.to_day IS NULL OR h.to_day >= :from);

-- name: move_began
INSERT INTO post_move_row (move_id, holder_id, began) VALUES (:move, :holder, 1);

-- name: move_list
/* scan: the last fifty, by their key */
SELECT m.id, coalesce(m.letter_no, ''), m.first_day, m.at_ms, coalesce(m.undone_ms, 0),
  (SELECT count(*) FROM post_move_row r WHERE r.move_id = m.id AND r.began = 1)
FROM post_move m ORDER BY m.id DESC LIMIT 50;

-- name: move_get
SELECT first_day, coalesce(undone_ms, 0) FROM post_move WHERE id = :move;

-- name: move_touched
-- A post of the move at which somebody was appointed, or ended, after it.
SELECT p.name FROM holder h JOIN position p ON p.id = h.position_id
WHERE h.position_id IN (SELECT k.position_id FROM post_move_row r JOIN holder k ON k.id = r.holder_id
    WHERE r.move_id = :move)
  AND ((h.id > (SELECT max(r.holder_id) FROM post_move_row r WHERE r.move_id = :move)
      AND (h.to_day IS NULL OR h.to_day >= h.from_day) AND h.kind <> 'plh')
    OR (h.id IN (SELECT r.holder_id FROM post_move_row r WHERE r.move_id = :move AND r.began = 1)
      AND h.to_day IS NOT NULL))
LIMIT 1;

-- name: move_void
UPDATE holder SET to_day = from_day - 1
WHERE id IN (SELECT holder_id FROM post_move_row WHERE move_id = :move AND began = 1);

-- name: move_restore
UPDATE holder SET to_day = (SELECT r.was_to FROM post_move_row r
    WHERE r.move_id = :move AND r.holder_id = holder.id)
WHERE id IN (SELECT holder_id FROM post_move_row WHERE move_id = :move AND began = 0);

-- name: move_undone
UPDATE post_move SET undone_ms = :now WHERE id = :move;
