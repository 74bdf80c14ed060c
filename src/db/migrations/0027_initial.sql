-- 0027: paraf koordinasi: posts of other units asked to initial a letter beside its own
-- steps of review.  A row holds for one text: when what is printed changes, what was given
-- lapses and the post is asked again in a row of its own.
CREATE TABLE initial_request (
  id           INTEGER PRIMARY KEY,
  letter_id    INTEGER NOT NULL REFERENCES letter,
  position_id  INTEGER NOT NULL REFERENCES position, -- who is to initial
  state        TEXT NOT NULL DEFAULT 'diminta' CHECK (state IN
                 ('diminta','diparaf','gugur','dikembalikan','dikesampingkan','ditarik')),
  text_version INTEGER NOT NULL,   -- version of the letter since which this text stands
  draft_no     INTEGER NOT NULL,   -- version of the draft asked for, or decided on
  note         TEXT,               -- what the asker says
  asked_account  INTEGER NOT NULL REFERENCES account,
  asked_position INTEGER NOT NULL REFERENCES position,
  asked_ms       INTEGER NOT NULL,
  done_account   INTEGER REFERENCES account,  -- who initialled, returned, waived or took back
  done_position  INTEGER REFERENCES position,
  done_ms        INTEGER,
  done_note      TEXT,
  lapsed_position INTEGER REFERENCES position, -- whose change of the text ended it
  lapsed_ms       INTEGER
) STRICT;
CREATE UNIQUE INDEX initial_request_open ON initial_request (letter_id, position_id)
  WHERE state = 'diminta';
CREATE INDEX initial_request_letter ON initial_request (letter_id);
CREATE INDEX initial_request_waits ON initial_request (position_id) WHERE state = 'diminta';
