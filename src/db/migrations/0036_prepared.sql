-- 0036: dispositions that a secretary prepares for the head.
CREATE TABLE preparer (
  head_position_id INTEGER NOT NULL REFERENCES position,
  position_id      INTEGER NOT NULL REFERENCES position, -- may prepare for that head
  PRIMARY KEY (head_position_id, position_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE prepared (                -- until the head disposes the letter, so or otherwise
  letter_id    INTEGER PRIMARY KEY REFERENCES letter,
  position_id  INTEGER NOT NULL REFERENCES position, -- who prepared it
  addressees   TEXT NOT NULL,          -- "5 k7 t9 u2 g3 h4": coordinator, told, unit, groups
  instructions TEXT NOT NULL,          -- codes, joined by ' '
  note         TEXT NOT NULL,
  deadline_day INTEGER,
  answer_asked INTEGER NOT NULL DEFAULT 0,
  at_ms        INTEGER NOT NULL
) STRICT;

ALTER TABLE disposition ADD COLUMN prepared_by INTEGER REFERENCES position;
