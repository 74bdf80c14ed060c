-- 0002: series of numbers and their ledger (N1, N2). Written by numbering/num_ledger.c alone.

CREATE TABLE series (
  id     INTEGER PRIMARY KEY,
  key    TEXT NOT NULL UNIQUE           -- "agenda/UPTD", "keluar/DINAS/surat", "ekspedisi"
) STRICT;

CREATE TABLE series_head (              -- the counter: the last serial of a period
  series_id INTEGER NOT NULL REFERENCES series,
  period    INTEGER NOT NULL,           -- year, or year * 100 + month
  last      INTEGER NOT NULL CHECK (last >= 0),
  PRIMARY KEY (series_id, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (                   -- appended, never changed
  id          INTEGER PRIMARY KEY,
  series_id   INTEGER NOT NULL REFERENCES series,
  period      INTEGER NOT NULL,
  serial      INTEGER NOT NULL CHECK (serial > 0),
  insert_text TEXT NOT NULL DEFAULT '', -- sisipan: ".01", ".A"
  kind        TEXT NOT NULL CHECK (kind = 'taken' OR kind = 'booked' OR kind = 'reserved'
    OR kind = 'inserted' OR kind = 'void'),
  letter_id   INTEGER,                  -- whose it is; a dispatch line: the dispatch
  day         INTEGER,                  -- date of the letter
  reason      TEXT,
  account_id  INTEGER NOT NULL,
  at_ms       INTEGER NOT NULL,
  CHECK (kind <> 'void' OR length(reason) > 0)
) STRICT;
CREATE UNIQUE INDEX ledger_given ON ledger (series_id, period, serial, insert_text)
  WHERE kind <> 'void';
CREATE UNIQUE INDEX ledger_void ON ledger (series_id, period, serial, insert_text)
  WHERE kind = 'void';
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN
  SELECT raise(ABORT, 'ledger lines are never changed');
END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN
  SELECT raise(ABORT, 'ledger lines are never deleted');
END;
