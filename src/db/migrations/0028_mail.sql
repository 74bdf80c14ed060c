-- 0028: mail that says a letter waits: each person's choice, and what goes out.

CREATE TABLE mail_choice (
  account_id INTEGER PRIMARY KEY REFERENCES account,
  how        TEXT NOT NULL CHECK (how IN ('tidak', 'segera', 'ringkasan')),
  address    TEXT NOT NULL,
  hour       INTEGER NOT NULL DEFAULT 7 CHECK (hour BETWEEN 0 AND 23), -- of a digest, office time
  changed_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE mail (                     -- the outbox: one row a letter and person, or a trial
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account, -- whom it is for, or who tries
  letter_id  INTEGER REFERENCES letter, -- a letter that came to him, ...
  notice_id  INTEGER REFERENCES notice, -- ... or what his post is told; neither: a trial
  moment     INTEGER NOT NULL,          -- when the letter came to him: once for each coming
  address    TEXT,                      -- of a trial; else that of mail_choice when it is sent
  made_ms    INTEGER NOT NULL,
  next_ms    INTEGER NOT NULL,          -- not before
  tries      INTEGER NOT NULL DEFAULT 0,
  state      TEXT NOT NULL DEFAULT 'menunggu' CHECK (state IN
    ('menunggu', 'diambil', 'terkirim', 'gagal', 'tidak-pasti', 'batal')),
  ended_ms   INTEGER,
  fault      TEXT,                      -- what was answered at the last try
  UNIQUE (account_id, letter_id, moment),
  UNIQUE (account_id, notice_id)
) STRICT;
CREATE INDEX mail_due ON mail (next_ms) WHERE state = 'menunggu';
CREATE INDEX mail_taken ON mail (id) WHERE state = 'diambil';
CREATE INDEX mail_ended ON mail (ended_ms) WHERE ended_ms IS NOT NULL;

CREATE TABLE mail_cursor (              -- acts (step_done) up to here are in the outbox
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  last INTEGER NOT NULL
) STRICT;
INSERT INTO mail_cursor (id, last) SELECT 1, coalesce(max(id), 0) FROM step_done;
