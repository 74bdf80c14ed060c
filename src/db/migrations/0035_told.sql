-- 0035: dispositions given by word, which the head confirms; and reminders.
ALTER TABLE disposition ADD COLUMN told TEXT NOT NULL DEFAULT ''; -- 'telepon', 'whatsapp'
ALTER TABLE disposition ADD COLUMN told_ms INTEGER;               -- when he gave it
ALTER TABLE disposition ADD COLUMN confirmed_ms INTEGER;          -- by the head, as it stands or corrected
ALTER TABLE disposition ADD COLUMN confirmed_by INTEGER REFERENCES account;
ALTER TABLE disposition ADD COLUMN corrected_by INTEGER REFERENCES disposition; -- what he gave instead
CREATE INDEX disposition_told ON disposition (from_position_id) WHERE told <> '' AND confirmed_ms IS NULL;
ALTER TABLE tray ADD COLUMN reminded_ms INTEGER;                  -- last time
