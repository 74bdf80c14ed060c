-- 0007: what a letter is printed, numbered and walked by is fixed when it is submitted.

CREATE TABLE template (                 -- every version that a letter was submitted under
  sha    BLOB PRIMARY KEY,              -- SHA-256 of the bytes
  kind   TEXT NOT NULL CHECK (kind IN ('bentuk','aturan','nomor','prosedur')),
  name   TEXT NOT NULL,
  xml    TEXT NOT NULL,                 -- the bytes: an upgrade does not take them away
  at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pin (
  letter_id INTEGER NOT NULL REFERENCES letter,
  draft_no  INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  sha       BLOB NOT NULL REFERENCES template,
  PRIMARY KEY (letter_id, draft_no, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX pin_sha ON pin (sha);
