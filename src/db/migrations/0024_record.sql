-- 0024: what the rows of a matter keep in writing, and the record books their lines stand in.

CREATE TABLE matter_record (            -- a value as written; the later one stands
  id          INTEGER PRIMARY KEY,
  matter_id   INTEGER NOT NULL REFERENCES matter,
  step        INTEGER NOT NULL,
  name        TEXT NOT NULL,            -- field of the procedure
  value       TEXT NOT NULL,            -- "" when it was taken out again
  account_id  INTEGER NOT NULL REFERENCES account,
  position_id INTEGER NOT NULL REFERENCES position,
  at_ms       INTEGER NOT NULL
) STRICT;
CREATE INDEX matter_record_matter ON matter_record (matter_id);
CREATE INDEX matter_record_value ON matter_record (name, value);
CREATE TRIGGER matter_record_stays BEFORE DELETE ON matter_record BEGIN
  SELECT raise(ABORT, 'what was written is never deleted');
END;
CREATE TRIGGER matter_record_fixed BEFORE UPDATE ON matter_record BEGIN
  SELECT raise(ABORT, 'what was written is never changed');
END;

CREATE TABLE matter_entry (             -- a line of a record book (buku induk, buku tamu …)
  id          INTEGER PRIMARY KEY,
  book        TEXT NOT NULL,
  period      INTEGER NOT NULL,         -- the year
  serial      INTEGER NOT NULL,         -- of the ledger, series "buku/" and the book
  matter_id   INTEGER NOT NULL REFERENCES matter,
  step        INTEGER NOT NULL,
  text        TEXT NOT NULL,            -- label and value a line, as it was closed
  account_id  INTEGER NOT NULL REFERENCES account,
  position_id INTEGER NOT NULL REFERENCES position,
  at_ms       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX matter_entry_line ON matter_entry (book, period, serial);
CREATE UNIQUE INDEX matter_entry_matter ON matter_entry (matter_id, step);
