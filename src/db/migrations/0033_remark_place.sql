-- 0033: a remark stands at words of the text, is answered, and is done.
ALTER TABLE remark ADD COLUMN field TEXT;        -- of the form; NULL: tied to no place
ALTER TABLE remark ADD COLUMN before_text TEXT;  -- what stood before and after the words
ALTER TABLE remark ADD COLUMN after_text TEXT;
ALTER TABLE remark ADD COLUMN answer TEXT;
ALTER TABLE remark ADD COLUMN answer_position INTEGER REFERENCES position;
ALTER TABLE remark ADD COLUMN answer_ms INTEGER;
ALTER TABLE remark ADD COLUMN done_account INTEGER REFERENCES account;
ALTER TABLE remark ADD COLUMN done_position INTEGER REFERENCES position;
ALTER TABLE remark ADD COLUMN done_ms INTEGER;
-- what was returned before this version was mended then
UPDATE remark SET done_ms = at_ms, done_position = position_id WHERE letter_id IN
  (SELECT id FROM letter WHERE state NOT IN ('konsep', 'terketik', 'diperiksa-tu', 'dikoreksi'));
