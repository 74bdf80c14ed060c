-- 0006: Minta lihat (S1): who asked to open a letter of level biasa, and what he was told.

CREATE TABLE look_request (
  id          INTEGER PRIMARY KEY,
  letter_id   INTEGER NOT NULL REFERENCES letter,
  position_id INTEGER NOT NULL REFERENCES position, -- the post that asks
  account_id  INTEGER NOT NULL REFERENCES account,
  reason      TEXT NOT NULL,
  at_ms       INTEGER NOT NULL,
  granted     INTEGER CHECK (granted IN (0, 1)),    -- NULL until answered
  answered_ms INTEGER,
  answer_account_id  INTEGER REFERENCES account,
  answer_position_id INTEGER REFERENCES position,
  answer      TEXT
) STRICT;
CREATE UNIQUE INDEX look_request_open ON look_request (letter_id, position_id)
  WHERE granted IS NULL;
CREATE INDEX look_request_letter ON look_request (letter_id);
CREATE INDEX look_request_waiting ON look_request (at_ms) WHERE granted IS NULL;

-- As before, and: a granted request opens a letter for as long as it is biasa.  Raised
-- later, it is again for those it went to.
DROP VIEW letter_sight;
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
    ON p.book_id = a.book_id
  UNION ALL SELECT r.letter_id, r.position_id, 0 FROM look_request r JOIN letter l
    ON l.id = r.letter_id WHERE r.granted = 1 AND l.secrecy = 'biasa';
