-- 0003: what is searched. Triggers keep it, so that no act can forget it; the tokenizer
-- is words.c. Rowid is the letter's id, whose order is the order of dates.

CREATE TABLE letter_text (
  letter_id INTEGER PRIMARY KEY REFERENCES letter,
  number    TEXT NOT NULL DEFAULT '',   -- letter number, agenda books and numbers
  party     TEXT NOT NULL DEFAULT '',   -- sender or addressee
  subject   TEXT NOT NULL DEFAULT '',
  body      TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE letter_fts USING fts5 (
  number, party, subject, body, content = 'letter_text', content_rowid = 'letter_id',
  tokenize = 'indonesia remove_diacritics 2');

CREATE TRIGGER letter_text_ai AFTER INSERT ON letter_text BEGIN
  INSERT INTO letter_fts (rowid, number, party, subject, body)
    VALUES (new.letter_id, new.number, new.party, new.subject, new.body);
END;
CREATE TRIGGER letter_text_au AFTER UPDATE ON letter_text BEGIN
  INSERT INTO letter_fts (letter_fts, rowid, number, party, subject, body)
    VALUES ('delete', old.letter_id, old.number, old.party, old.subject, old.body);
  INSERT INTO letter_fts (rowid, number, party, subject, body)
    VALUES (new.letter_id, new.number, new.party, new.subject, new.body);
END;

-- A letter's words enter with the row that says who it is from or to: one index write.
CREATE TRIGGER find_agenda AFTER INSERT ON agenda BEGIN
  INSERT INTO letter_text (letter_id, number, party, subject)
    SELECT l.id, coalesce(l.number, '') || ' ' || b.code || ' ' || new.serial,
           coalesce(i.sender_name, ''), l.subject
    FROM letter l LEFT JOIN incoming i ON i.letter_id = l.id JOIN book b ON b.id = new.book_id
    WHERE l.id = new.letter_id
  ON CONFLICT (letter_id) DO UPDATE SET number = letter_text.number || ' ' || excluded.number;
END;
CREATE TRIGGER find_outgoing AFTER INSERT ON outgoing BEGIN
  INSERT INTO letter_text (letter_id, number, party, subject)
    SELECT l.id, coalesce(l.number, ''), coalesce(new.recipient, ''), l.subject
    FROM letter l WHERE l.id = new.letter_id
  ON CONFLICT (letter_id) DO NOTHING;
END;
CREATE TRIGGER find_letter AFTER UPDATE OF number, subject ON letter
WHEN new.number IS NOT old.number OR new.subject IS NOT old.subject BEGIN
  UPDATE letter_text SET subject = new.subject, number = coalesce(new.number, '') ||
      coalesce((SELECT group_concat(' ' || b.code || ' ' || a.serial, '') FROM agenda a
        JOIN book b ON b.id = a.book_id WHERE a.letter_id = new.id), '')
    WHERE letter_id = new.id;
END;
CREATE TRIGGER find_sender AFTER UPDATE OF sender_name ON incoming
WHEN new.sender_name IS NOT old.sender_name BEGIN
  UPDATE letter_text SET party = new.sender_name WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER find_recipient AFTER UPDATE OF recipient ON outgoing
WHEN new.recipient IS NOT old.recipient BEGIN
  UPDATE letter_text SET party = coalesce(new.recipient, '') WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER find_draft AFTER INSERT ON draft BEGIN
  UPDATE letter_text SET body = plain_text(new.xml) WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER find_draft_change AFTER UPDATE OF xml ON draft WHEN new.xml IS NOT old.xml BEGIN
  UPDATE letter_text SET body = plain_text(new.xml) WHERE letter_id = new.letter_id;
END;

-- Who may see a letter that is not biasa (S1), for search: one line a position.
CREATE VIEW letter_sight (letter_id, position_id, named) AS
  SELECT letter_id, position_id, 1 FROM reader_right
  UNION ALL SELECT letter_id, position_id, 1 FROM tray WHERE state NOT IN ('menunggu', 'ditarik')
  UNION ALL SELECT letter_id, drafter_position_id, 1 FROM outgoing
  UNION ALL SELECT letter_id, signer_position_id, 1 FROM outgoing
  UNION ALL SELECT id, desk_position_id, 1 FROM letter
    WHERE direction = 'out' AND desk_position_id IS NOT NULL
  UNION ALL SELECT letter_id, from_position_id, 0 FROM disposition
  UNION ALL SELECT s.letter_id, s.position_id, 0 FROM step_done s JOIN letter l
    ON l.id = s.letter_id WHERE l.direction = 'out' AND s.position_id IS NOT NULL
  UNION ALL SELECT a.letter_id, p.position_id, 0 FROM agenda a JOIN book_post p
    ON p.book_id = a.book_id;
