-- 0038: invitations with their day, templates and rules of dispositions, acts on several letters.

CREATE TABLE invitation (               -- an incoming letter that asks to come somewhere
  letter_id   INTEGER PRIMARY KEY REFERENCES letter,
  version     INTEGER NOT NULL DEFAULT 1,
  start_ms    INTEGER NOT NULL,
  end_ms      INTEGER NOT NULL,
  place       TEXT NOT NULL,
  attend      TEXT CHECK (attend IN ('hadir', 'diwakili', 'tidak')), -- NULL: not answered
  position_id INTEGER REFERENCES position, -- diwakili oleh
  account_id  INTEGER NOT NULL REFERENCES account,
  at_ms       INTEGER NOT NULL,
  CHECK (end_ms > start_ms), CHECK ((attend = 'diwakili') = (position_id IS NOT NULL))
) STRICT;
CREATE INDEX invitation_start ON invitation (start_ms);

CREATE TABLE dispose_template (         -- a disposition as it is often given
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL,
  addressees   TEXT NOT NULL,           -- ids of posts, 'u' before those of units: "5 7 u2"
  instructions TEXT NOT NULL,           -- codes: "TL LAPOR"
  note         TEXT NOT NULL DEFAULT '',
  account_id   INTEGER NOT NULL REFERENCES account,
  at_ms        INTEGER NOT NULL,
  ended_ms     INTEGER                  -- no longer offered
) STRICT;
CREATE UNIQUE INDEX dispose_template_name ON dispose_template (name) WHERE ended_ms IS NULL;

CREATE TABLE route_rule (               -- which letters a template is proposed for
  id          INTEGER PRIMARY KEY,
  template_id INTEGER NOT NULL REFERENCES dispose_template,
  sender      TEXT NOT NULL DEFAULT '', -- folded; words the sender's name has
  class       TEXT NOT NULL DEFAULT '', -- its code begins with it
  words       TEXT NOT NULL DEFAULT '', -- folded; words the subject has
  account_id  INTEGER NOT NULL REFERENCES account,
  at_ms       INTEGER NOT NULL,
  ended_ms    INTEGER,
  CHECK (sender <> '' OR class <> '' OR words <> '')
) STRICT;

CREATE TABLE bulk (                     -- one act on several letters, done by one press
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account,
  act        TEXT NOT NULL,
  at_ms      INTEGER NOT NULL,
  undone_ms  INTEGER
) STRICT;
CREATE TABLE bulk_item (
  bulk_id     INTEGER NOT NULL REFERENCES bulk,
  letter_id   INTEGER NOT NULL REFERENCES letter,
  version     INTEGER NOT NULL,         -- of the letter afterwards
  object      INTEGER NOT NULL DEFAULT 0, -- its tray, or the disposition that was given
  PRIMARY KEY (bulk_id, letter_id)
) STRICT, WITHOUT ROWID;
