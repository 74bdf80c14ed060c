-- 0012: what search needs to know beforehand: how often each word and each facet occurs, and
-- with one facet what it asked with two.  "open" is a letter that everybody may search, an
-- incoming one of level biasa; "line" one whose register line alone is for everybody, our own
-- of level biasa; "p7" says for whom it is beside them.  Intersections of two lists as long as
-- the archive ("biasa" and "in") were most of a search's work.

DROP VIEW letter_facets;
-- LIMIT -1 keeps the inner SELECT to itself: merged into the one that concatenates, SQLite
-- would read all of letter_sight for each letter.
CREATE VIEW letter_facets (letter_id, facets) AS
  SELECT l.id, char(57344) || l.direction || facet_class(l.class_code) ||
    CASE WHEN l.secrecy <> 'biasa' THEN '' WHEN l.direction = 'in'
      THEN ' ' || char(57344) || 'open' ELSE ' ' || char(57344) || 'line' END ||
    CASE WHEN l.secrecy = 'biasa' AND l.direction = 'in' THEN '' ELSE
      coalesce((SELECT group_concat(' ' || char(57344) || 'p' || position_id, '')
        FROM (SELECT s.position_id FROM letter_sight s WHERE s.letter_id = l.id
          AND (l.secrecy IN ('biasa', 'terbatas') OR s.named = 1) LIMIT -1)), '') END
  FROM letter l;

UPDATE letter_text SET facets =
  (SELECT f.facets FROM letter_facets f WHERE f.letter_id = letter_text.letter_id);
DELETE FROM letter_word;            -- counted anew while the index is built
INSERT INTO letter_fts (letter_fts) VALUES ('rebuild');
DELETE FROM letter_due;

-- Two segments of a level are merged when the writer is idle (find_merge): each word of a
-- search opens every segment.
INSERT INTO letter_fts (letter_fts, rank) VALUES ('usermerge', 2);
