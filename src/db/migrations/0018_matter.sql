-- 0018: matters: work of the office that runs by a procedure and makes letters on its way.

CREATE TABLE matter (
  id          INTEGER PRIMARY KEY,      -- day number * 100000 + sequence, as letter.id
  procedure   TEXT NOT NULL,            -- "jambi-pendekatan-awal@…": the version it began with
  title       TEXT NOT NULL,
  state       TEXT NOT NULL,            -- state word of flow_work.h
  version     INTEGER NOT NULL DEFAULT 1,
  step        INTEGER NOT NULL,         -- row to be done next; 0: over
  step_ms     INTEGER NOT NULL,         -- since when; later by what it was put off
  paused_ms   INTEGER,                  -- since when it is put off
  secrecy     TEXT NOT NULL CHECK (secrecy = 'biasa' OR secrecy = 'terbatas'),
  unit_id     INTEGER NOT NULL REFERENCES unit,
  starter_position_id INTEGER NOT NULL REFERENCES position,
  created_ms  INTEGER NOT NULL,
  created_by  INTEGER NOT NULL REFERENCES account,
  closed_ms   INTEGER
) STRICT;
CREATE INDEX matter_state ON matter (state, id);
CREATE TRIGGER matter_stays BEFORE DELETE ON matter BEGIN
  SELECT raise(ABORT, 'matters are never deleted');
END;

CREATE TABLE matter_role (              -- which roles the open row waits for
  matter_id   INTEGER NOT NULL REFERENCES matter,
  role        TEXT NOT NULL,
  PRIMARY KEY (role, matter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_role_matter ON matter_role (matter_id);

CREATE TABLE matter_step (              -- its life, one row an act
  id          INTEGER PRIMARY KEY,
  matter_id   INTEGER NOT NULL REFERENCES matter,
  act         TEXT NOT NULL,            -- act word of flow/
  step        INTEGER NOT NULL,         -- row it was done at
  to_step     INTEGER NOT NULL,         -- row it leads to; 0: over
  account_id  INTEGER NOT NULL REFERENCES account,
  position_id INTEGER NOT NULL REFERENCES position,
  at_ms       INTEGER NOT NULL,
  spent_ms    INTEGER NOT NULL DEFAULT 0, -- office hours since the row was opened
  note        TEXT
) STRICT;
CREATE INDEX matter_step_matter ON matter_step (matter_id);

CREATE TABLE matter_letter (            -- letters that belong to it
  matter_id   INTEGER NOT NULL REFERENCES matter,
  letter_id   INTEGER NOT NULL REFERENCES letter,
  step        INTEGER NOT NULL,         -- row at which it was linked
  account_id  INTEGER NOT NULL REFERENCES account,
  at_ms       INTEGER NOT NULL,
  PRIMARY KEY (matter_id, letter_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_letter_letter ON matter_letter (letter_id);
