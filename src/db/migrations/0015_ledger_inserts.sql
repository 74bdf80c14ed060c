-- 0015: an inserted number is given first (by Kasubbag TU, with a reason) and goes to its
-- letter afterwards, as a reserved one does.  '.' is a serial with a suffix that nobody has.

DROP TRIGGER ledger_step_no_insert;
DROP TRIGGER ledger_step_no_delete;
DELETE FROM ledger_step WHERE from_kind = '' AND to_kind = 'inserted';
INSERT INTO ledger_step VALUES ('.', 'inserted'), ('inserted', 'taken');
CREATE TRIGGER ledger_step_no_insert BEFORE INSERT ON ledger_step BEGIN
  SELECT raise(ABORT, 'the steps of a serial are the law');
END;
CREATE TRIGGER ledger_step_no_delete BEFORE DELETE ON ledger_step BEGIN
  SELECT raise(ABORT, 'the steps of a serial are the law');
END;

DROP TRIGGER ledger_lawful;
CREATE TRIGGER ledger_lawful BEFORE INSERT ON ledger
WHEN NOT EXISTS (SELECT 1 FROM ledger_step WHERE to_kind = new.kind AND from_kind =
    coalesce((SELECT max(kind) FROM ledger WHERE series_id = new.series_id
      AND period = new.period AND serial = new.serial AND insert_text = new.insert_text),
      CASE new.insert_text WHEN '' THEN '' ELSE '.' END))
  OR (new.kind <> 'void' AND EXISTS (SELECT 1 FROM series_head WHERE series_id = new.series_id
      AND period = new.period AND closed_ms IS NOT NULL))
  OR (new.id > 0 AND EXISTS (SELECT 1 FROM ledger WHERE id = new.id)) BEGIN
  SELECT raise(ABORT, 'not a step of the life of a serial');
END;

ALTER TABLE outgoing ADD COLUMN insert_text TEXT NOT NULL DEFAULT ''; -- of an inserted number
