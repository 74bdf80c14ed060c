-- 0034: answers that are owed, and more time asked for.

CREATE TABLE answer_owed (              -- a letter that demands an answer, ours or theirs
  letter_id   INTEGER PRIMARY KEY REFERENCES letter,
  position_id INTEGER NOT NULL REFERENCES position, -- who awaits it, or has to see to it
  account_id  INTEGER NOT NULL REFERENCES account,
  asked_ms    INTEGER NOT NULL,
  note        TEXT NOT NULL DEFAULT '',
  ended_ms    INTEGER, ended_by INTEGER REFERENCES account, -- given up, with the reason;
  reason      TEXT                      -- an answer that is linked ends it by itself
) STRICT;
CREATE INDEX answer_owed_open ON answer_owed (asked_ms) WHERE ended_ms IS NULL;

-- A disposition that asks for an answer owes one.
CREATE TRIGGER disposition_answer AFTER INSERT ON disposition WHEN new.answer_asked = 1
BEGIN
  INSERT OR IGNORE INTO answer_owed (letter_id, position_id, account_id, asked_ms)
  VALUES (new.letter_id, new.from_position_id, new.account_id, new.at_ms);
END;
INSERT OR IGNORE INTO answer_owed (letter_id, position_id, account_id, asked_ms)
SELECT d.letter_id, d.from_position_id, d.account_id, d.at_ms FROM disposition d
JOIN letter l ON l.id = d.letter_id WHERE d.answer_asked = 1
  AND l.state NOT IN ('diarsipkan', 'batal-agenda', 'salah-alamat');

CREATE TABLE more_time (                -- an extension that was asked for
  id          INTEGER PRIMARY KEY,
  letter_id   INTEGER NOT NULL REFERENCES letter,
  tray_id     INTEGER REFERENCES tray,  -- of a disposition; NULL: of the letter itself
  to_day      INTEGER NOT NULL,
  reason      TEXT NOT NULL,
  position_id INTEGER NOT NULL REFERENCES position,
  account_id  INTEGER NOT NULL REFERENCES account,
  asked_ms    INTEGER NOT NULL,
  answered_ms INTEGER, answered_by INTEGER REFERENCES account,
  answered_as INTEGER REFERENCES position,
  granted     INTEGER, answer TEXT
) STRICT;
CREATE INDEX more_time_letter ON more_time (letter_id);
