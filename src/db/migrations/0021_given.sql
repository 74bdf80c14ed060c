-- 0021: a disposition as one line: whom it went to ("5 7 u2": posts, and units by their book),
-- what was taken back left out; NULL when all of it was.
CREATE VIEW disposition_given (id, letter_id, from_position_id, parent_to_id, addressees, instructions) AS
SELECT d.id, d.letter_id, d.from_position_id, d.parent_to_id,
  (SELECT group_concat(w, ' ') FROM (SELECT coalesce('u' || (SELECT b.unit_id
      FROM inbox_unit u JOIN book b ON b.id = u.book_id WHERE u.tray_id = t.id), t.position_id) AS w
    FROM tray t WHERE t.letter_id = d.letter_id AND t.disposition_id = d.id
      AND t.state <> 'ditarik' ORDER BY w)), d.instructions
FROM disposition d;
