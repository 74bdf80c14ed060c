-- 0026: the office's calendar as it was set here: years of the country, and its own.

CREATE TABLE calendar (                 -- versions, never changed: of each year the last wins
  id         INTEGER PRIMARY KEY,
  year       INTEGER NOT NULL,          -- 0: the office's own hours, days and limits
  xml        TEXT NOT NULL,             -- naskah-calendar(5)
  account_id INTEGER REFERENCES account, -- NULL: at the machine
  at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX calendar_year ON calendar (year, id);
CREATE TRIGGER calendar_kept BEFORE UPDATE ON calendar
BEGIN SELECT RAISE(ABORT, 'a version of the calendar is not changed'); END;
CREATE TRIGGER calendar_stays BEFORE DELETE ON calendar
BEGIN SELECT RAISE(ABORT, 'a version of the calendar is not deleted'); END;
