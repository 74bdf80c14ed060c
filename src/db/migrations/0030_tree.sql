-- 0030: the tree of dispositions: who of several answers for all, who is only told, and whether
-- the result comes back to the one who forwarded before it goes further up.
ALTER TABLE tray ADD COLUMN part TEXT NOT NULL DEFAULT ''; -- 'koordinator', 'anggota'; '': for himself
ALTER TABLE disposition ADD COLUMN report_back INTEGER NOT NULL DEFAULT 0;

-- As in 0021, with the coordinator as 'k5' and those only told as 't7'.
DROP VIEW disposition_given;
CREATE VIEW disposition_given (id, letter_id, from_position_id, parent_to_id, addressees, instructions) AS
SELECT d.id, d.letter_id, d.from_position_id, d.parent_to_id,
  (SELECT group_concat(w, ' ') FROM (SELECT coalesce('u' || (SELECT b.unit_id
      FROM inbox_unit u JOIN book b ON b.id = u.book_id WHERE u.tray_id = t.id),
      CASE WHEN t.part = 'koordinator' THEN 'k' WHEN t.copy_only = 1 AND EXISTS (SELECT 1
        FROM tray o WHERE o.letter_id = t.letter_id AND o.disposition_id = t.disposition_id
          AND o.copy_only = 0) THEN 't' ELSE '' END || t.position_id) AS w
    FROM tray t WHERE t.letter_id = d.letter_id AND t.disposition_id = d.id
      AND t.state <> 'ditarik' ORDER BY w)), d.instructions
FROM disposition d;
