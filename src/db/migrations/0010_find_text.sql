-- 0010: a letter of level biasa is found by everyone by its register line, but by its text
-- only by who may open it (S1).  Only our own letters have a text in the index; so their
-- facets now say who may open them at level biasa too, and search asks for the text of
-- those alone (svc_find.c).

DROP VIEW letter_facets;
-- LIMIT -1 keeps the inner SELECT to itself: merged into the one that concatenates, SQLite
-- would read all of letter_sight for each letter.
CREATE VIEW letter_facets (letter_id, facets) AS
  SELECT l.id, char(57344) || l.direction || facet_class(l.class_code) ||
    CASE WHEN l.secrecy = 'biasa' THEN ' ' || char(57344) || 'biasa' ELSE '' END ||
    CASE WHEN l.secrecy = 'biasa' AND l.direction = 'in' THEN '' ELSE
      coalesce((SELECT group_concat(' ' || char(57344) || 'p' || position_id, '')
        FROM (SELECT s.position_id FROM letter_sight s WHERE s.letter_id = l.id
          AND (l.secrecy IN ('biasa', 'terbatas') OR s.named = 1) LIMIT -1)), '') END
  FROM letter l;

-- Whose facets tell who may open them.
CREATE VIEW letter_told (letter_id) AS
  SELECT id FROM letter WHERE secrecy <> 'biasa' OR direction = 'out';

UPDATE letter_text SET facets =
  (SELECT f.facets FROM letter_facets f WHERE f.letter_id = letter_text.letter_id)
  WHERE letter_id IN (SELECT letter_id FROM letter_told);
INSERT INTO letter_fts (letter_fts) VALUES ('rebuild');
DELETE FROM letter_due;

DROP TRIGGER facet_letter;
DROP TRIGGER facet_reader;
DROP TRIGGER facet_tray;
DROP TRIGGER facet_tray_state;
DROP TRIGGER facet_outgoing;
DROP TRIGGER facet_disposition;

-- The version stands for the desk and for who did a step: the acts raise it last.
CREATE TRIGGER facet_letter AFTER UPDATE OF secrecy, class_code, version ON letter
WHEN new.secrecy IS NOT old.secrecy OR new.class_code IS NOT old.class_code
  OR ((new.secrecy <> 'biasa' OR new.direction = 'out') AND new.version <> old.version) BEGIN
  UPDATE letter_text SET facets = (SELECT facets FROM letter_facets WHERE letter_id = new.id)
    WHERE letter_id = new.id;
END;
CREATE TRIGGER facet_reader AFTER INSERT ON reader_right
WHEN EXISTS (SELECT 1 FROM letter_told WHERE letter_id = new.letter_id) BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_tray AFTER INSERT ON tray
WHEN new.state NOT IN ('menunggu', 'ditarik')
  AND EXISTS (SELECT 1 FROM letter_told WHERE letter_id = new.letter_id) BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_tray_state AFTER UPDATE OF state ON tray
WHEN (old.state IN ('menunggu', 'ditarik')) <> (new.state IN ('menunggu', 'ditarik'))
  AND EXISTS (SELECT 1 FROM letter_told WHERE letter_id = new.letter_id) BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_outgoing AFTER UPDATE OF drafter_position_id, signer_position_id ON outgoing
WHEN new.drafter_position_id <> old.drafter_position_id
    OR new.signer_position_id <> old.signer_position_id BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_disposition AFTER INSERT ON disposition
WHEN EXISTS (SELECT 1 FROM letter_told WHERE letter_id = new.letter_id) BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
CREATE TRIGGER facet_look AFTER UPDATE OF granted ON look_request
WHEN EXISTS (SELECT 1 FROM letter_told WHERE letter_id = new.letter_id) BEGIN
  UPDATE letter_text SET facets =
      (SELECT facets FROM letter_facets WHERE letter_id = new.letter_id)
    WHERE letter_id = new.letter_id;
END;
