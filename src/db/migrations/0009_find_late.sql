-- 0008: the index is written once a group of acts, and knows who may see a letter.
--
-- FTS5 writes a segment at every savepoint it is touched under, and each act has one.  So
-- triggers only note which letters are due, with the text the index still holds of them;
-- the writer brings the index up before the group's COMMIT (db/writer.c).
--
-- Facets are words that nobody types (each begins with U+E000): for whom a letter is (S1),
-- its direction, its code and the codes above.  Search joins them to the words asked for, so
-- that "newest first" stops early also for one who may see one letter in a thousand.  They
-- narrow; letter_sight still decides.

DROP TRIGGER letter_text_ai;
DROP TRIGGER letter_text_au;
DROP TRIGGER find_agenda;
DROP TRIGGER find_outgoing;
DROP TABLE letter_fts;

ALTER TABLE letter_text ADD COLUMN facets TEXT NOT NULL DEFAULT '';

-- LIMIT -1 keeps the inner SELECT to itself: merged into the one that concatenates, SQLite
-- would read all of letter_sight for each letter.
CREATE VIEW letter_facets (letter_id, facets) AS
  SELECT l.id, char(57344) || l.direction || facet_class(l.class_code) ||
    CASE WHEN l.secrecy = 'biasa' THEN ' ' || char(57344) || 'biasa' ELSE
      coalesce((SELECT group_concat(' ' || char(57344) || 'p' || position_id, '')
        FROM (SELECT s.position_id FROM letter_sight s WHERE s.letter_id = l.id
          AND (l.secrecy = 'terbatas' OR s.named = 1) LIMIT -1)), '') END
  FROM letter l;

CREATE VIRTUAL TABLE letter_fts USING fts5 (
  number, party, subject, body, facets, content = 'letter_text', content_rowid = 'letter_id',
  tokenize = 'indonesia remove_diacritics 2');

CREATE TABLE letter_word (          -- words as they are written, for what is half typed
  word  TEXT PRIMARY KEY,
  uses  INTEGER NOT NULL            -- at least half of the true number, since noted
) STRICT, WITHOUT ROWID;

UPDATE letter_text SET facets =
  (SELECT f.facets FROM letter_facets f WHERE f.letter_id = letter_text.letter_id);
INSERT INTO letter_fts (letter_fts) VALUES ('rebuild');

CREATE TABLE letter_due (           -- empty between groups
  letter_id INTEGER PRIMARY KEY,
  indexed   INTEGER NOT NULL,       -- 1: the index holds this text of it
  number TEXT NOT NULL, party TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
  facets TEXT NOT NULL
) STRICT;
CREATE TRIGGER letter_text_ai AFTER INSERT ON letter_text BEGIN
  INSERT INTO letter_due VALUES (new.letter_id, 0, '', '', '', '', '');
END;
CREATE TRIGGER letter_text_au AFTER UPDATE ON letter_text
WHEN NOT EXISTS (SELECT 1 FROM letter_due WHERE letter_id = old.letter_id) BEGIN
  INSERT INTO letter_due VALUES (old.letter_id, 1, old.number, old.party, old.subject,
    old.body, old.facets);
END;

-- VALUES, for INSERT with SELECT goes through a temporary table.
CREATE TRIGGER find_agenda AFTER INSERT ON agenda BEGIN
  INSERT INTO letter_text (letter_id, number, party, subject, facets) VALUES (new.letter_id,
    (SELECT coalesce(l.number, '') || ' ' || b.code || ' ' || new.serial
      FROM letter l JOIN book b ON b.id = new.book_id WHERE l.id = new.letter_id),
    coalesce((SELECT sender_name FROM incoming WHERE letter_id = new.letter_id), ''),
    (SELECT subject FROM letter WHERE id = new.letter_id),
    (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id))
  ON CONFLICT (letter_id) DO UPDATE SET number = letter_text.number || ' ' || excluded.number,
    facets = excluded.facets;
END;
CREATE TRIGGER find_outgoing AFTER INSERT ON outgoing BEGIN
  INSERT INTO letter_text (letter_id, number, party, subject, facets)
    SELECT l.id, coalesce(l.number, ''), coalesce(new.recipient, ''), l.subject, f.facets
    FROM letter l JOIN letter_facets f ON f.letter_id = l.id WHERE l.id = new.letter_id
  ON CONFLICT (letter_id) DO NOTHING;
END;

-- What letter_facets is made of: whoever adds to it here is found there.  The version stands
-- for the desk and for who did a step of an outgoing letter: svc_case_move() raises it last.
CREATE TRIGGER facet_letter AFTER UPDATE OF secrecy, class_code, version ON letter
WHEN new.secrecy IS NOT old.secrecy OR new.class_code IS NOT old.class_code
  OR (new.secrecy <> 'biasa' AND new.version <> old.version) BEGIN
  UPDATE letter_text SET facets = (SELECT facets FROM letter_facets WHERE letter_id = new.id)
    WHERE letter_id = new.id;
END;
CREATE TRIGGER facet_reader AFTER INSERT ON reader_right
WHEN (SELECT secrecy FROM letter WHERE id = new.letter_id) <> 'biasa' BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_tray AFTER INSERT ON tray
WHEN new.state NOT IN ('menunggu', 'ditarik')
  AND (SELECT secrecy FROM letter WHERE id = new.letter_id) <> 'biasa' BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_tray_state AFTER UPDATE OF state ON tray
WHEN (old.state IN ('menunggu', 'ditarik')) <> (new.state IN ('menunggu', 'ditarik'))
  AND (SELECT secrecy FROM letter WHERE id = new.letter_id) <> 'biasa' BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_outgoing AFTER UPDATE OF drafter_position_id, signer_position_id ON outgoing
WHEN (new.drafter_position_id <> old.drafter_position_id
    OR new.signer_position_id <> old.signer_position_id)
  AND (SELECT secrecy FROM letter WHERE id = new.letter_id) <> 'biasa' BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_disposition AFTER INSERT ON disposition
WHEN (SELECT secrecy FROM letter WHERE id = new.letter_id) <> 'biasa' BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_book AFTER INSERT ON book_post BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets f WHERE f.letter_id = letter_text.letter_id)
    WHERE letter_id IN (SELECT a.letter_id FROM agenda a JOIN letter l ON l.id = a.letter_id
      WHERE a.book_id = new.book_id AND l.secrecy <> 'biasa');
END;
