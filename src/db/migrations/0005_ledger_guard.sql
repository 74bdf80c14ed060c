-- 0005: what else must not happen to counters and ledger lines (rules N1, N2), and the
-- serial a period began with, for an office that goes on from its paper book.

ALTER TABLE series_head ADD COLUMN first INTEGER NOT NULL DEFAULT 1 CHECK (first >= 1);

CREATE TRIGGER series_no_update BEFORE UPDATE ON series BEGIN
  SELECT raise(ABORT, 'a series is never renamed');
END;
CREATE TRIGGER series_no_delete BEFORE DELETE ON series BEGIN
  SELECT raise(ABORT, 'a series is never deleted');
END;
CREATE TRIGGER series_head_forward BEFORE UPDATE ON series_head
WHEN new.series_id <> old.series_id OR new.period <> old.period OR new.first <> old.first
  OR new.last <> old.last + 1 BEGIN
  SELECT raise(ABORT, 'a counter only steps forward by one');
END;
CREATE TRIGGER series_head_no_delete BEFORE DELETE ON series_head BEGIN
  SELECT raise(ABORT, 'a counter is never deleted');
END;

-- INSERT OR REPLACE deletes without asking the DELETE trigger; so the insert asks.
CREATE TRIGGER ledger_append BEFORE INSERT ON ledger
WHEN EXISTS (SELECT 1 FROM ledger WHERE id = new.id)
  OR EXISTS (SELECT 1 FROM ledger WHERE new.kind <> 'void' AND kind <> 'void'
       AND series_id = new.series_id AND period = new.period AND serial = new.serial
       AND insert_text = new.insert_text)
  OR EXISTS (SELECT 1 FROM ledger WHERE new.kind = 'void' AND kind = 'void'
       AND series_id = new.series_id AND period = new.period AND serial = new.serial
       AND insert_text = new.insert_text) BEGIN
  SELECT raise(ABORT, 'a serial is given once and voided once');
END;
