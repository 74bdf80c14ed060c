-- 0014: the life of a serial as one table, numbers set aside in blocks, a period that is
-- closed (N1).  No line of the ledger is touched.

-- From what a serial is to what it may become; '' is a serial that nobody has.  Each step
-- leads to a word later in the alphabet, so the greatest kind among the lines of a serial
-- is what it is now: one look at the end of an index.
CREATE TABLE ledger_step (
  from_kind TEXT NOT NULL,
  to_kind   TEXT NOT NULL CHECK (to_kind > from_kind),
  PRIMARY KEY (from_kind, to_kind)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_step VALUES
  ('', 'taken'), ('', 'booked'), ('', 'reserved'), ('', 'inserted'),
  ('booked', 'taken'), ('reserved', 'taken'),
  ('booked', 'void'), ('reserved', 'void'), ('inserted', 'void'), ('taken', 'void');
CREATE TRIGGER ledger_step_no_insert BEFORE INSERT ON ledger_step BEGIN
  SELECT raise(ABORT, 'the steps of a serial are the law');
END;
CREATE TRIGGER ledger_step_no_update BEFORE UPDATE ON ledger_step BEGIN
  SELECT raise(ABORT, 'the steps of a serial are the law');
END;
CREATE TRIGGER ledger_step_no_delete BEFORE DELETE ON ledger_step BEGIN
  SELECT raise(ABORT, 'the steps of a serial are the law');
END;

-- Who gave a serial of this series outside Naskah ("SRIKANDI"); NULL: this ledger did.
ALTER TABLE ledger ADD COLUMN giver TEXT;

DROP TRIGGER ledger_append;
DROP INDEX ledger_given;
DROP INDEX ledger_void;
CREATE UNIQUE INDEX ledger_serial ON ledger (series_id, period, serial, insert_text, kind);

-- A period that is closed (Tutup buku) gives nothing more; what it gave can still be void.
ALTER TABLE series_head ADD COLUMN closed_ms INTEGER;
ALTER TABLE series_head ADD COLUMN closed_by INTEGER REFERENCES account;

-- INSERT OR REPLACE deletes without asking the DELETE trigger; so the insert asks.
CREATE TRIGGER ledger_lawful BEFORE INSERT ON ledger
WHEN NOT EXISTS (SELECT 1 FROM ledger_step WHERE to_kind = new.kind AND from_kind =
    coalesce((SELECT max(kind) FROM ledger WHERE series_id = new.series_id
      AND period = new.period AND serial = new.serial AND insert_text = new.insert_text), ''))
  OR (new.kind <> 'void' AND (new.kind = 'inserted') <> (new.insert_text <> ''))
  OR (new.kind <> 'void' AND EXISTS (SELECT 1 FROM series_head WHERE series_id = new.series_id
      AND period = new.period AND closed_ms IS NOT NULL))
  OR (new.id > 0 AND EXISTS (SELECT 1 FROM ledger WHERE id = new.id)) BEGIN
  SELECT raise(ABORT, 'not a step of the life of a serial');
END;

DROP TRIGGER series_head_forward;
CREATE TRIGGER series_head_forward BEFORE UPDATE ON series_head
WHEN new.series_id <> old.series_id OR new.period <> old.period OR new.first <> old.first
  OR old.closed_ms IS NOT NULL
  OR new.last <> old.last + (new.closed_ms IS NULL) BEGIN
  SELECT raise(ABORT, 'a counter only steps forward by one, and stands when it is closed');
END;

-- Numbers set aside at once: for a unit, a day, or an outage.  A number of a block goes to
-- a letter dated up to expires_day; what is left is burnt by an act, with a reason.
CREATE TABLE number_block (
  id          INTEGER PRIMARY KEY,
  series_id   INTEGER NOT NULL REFERENCES series,
  period      INTEGER NOT NULL,
  first       INTEGER NOT NULL CHECK (first > 0),
  last        INTEGER NOT NULL CHECK (last >= first),
  purpose     TEXT NOT NULL CHECK (length(purpose) > 0),
  unit_id     INTEGER REFERENCES unit,  -- whose letters alone; NULL: anybody's
  day         INTEGER,                  -- letters of this day alone; NULL: any day
  expires_day INTEGER NOT NULL,
  code        TEXT NOT NULL UNIQUE,     -- in the QR of its sheet
  account_id  INTEGER NOT NULL REFERENCES account,
  at_ms       INTEGER NOT NULL,
  CHECK (day IS NULL OR day <= expires_day)
) STRICT;
CREATE INDEX number_block_series ON number_block (series_id, period, first);
CREATE TRIGGER number_block_no_update BEFORE UPDATE ON number_block BEGIN
  SELECT raise(ABORT, 'a block is never changed');
END;
CREATE TRIGGER number_block_no_delete BEFORE DELETE ON number_block BEGIN
  SELECT raise(ABORT, 'a block is never deleted');
END;
