-- 0029: who does a row of an SOP, where the office says it itself.

CREATE TABLE sop_doer (
  procedure   TEXT NOT NULL,            -- id, without version
  step        INTEGER NOT NULL,
  position_id INTEGER NOT NULL REFERENCES position,
  account_id  INTEGER NOT NULL REFERENCES account,
  at_ms       INTEGER NOT NULL,
  PRIMARY KEY (procedure, step)
) STRICT, WITHOUT ROWID;
