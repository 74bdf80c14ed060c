-- 0023: what a post is told, once each; whoever sends mail or events reads the same rows.

CREATE TABLE notice (
  id          INTEGER PRIMARY KEY,
  position_id INTEGER NOT NULL REFERENCES position, -- to whom: whoever holds it that day
  kind        TEXT NOT NULL,            -- word of svc_notice.c: hampir-lewat, lewat …
  letter_id   INTEGER REFERENCES letter,
  matter_id   INTEGER REFERENCES matter,
  once        TEXT NOT NULL UNIQUE,     -- "lewat:tray:17:1795…": the same is told once
  due_ms      INTEGER,                  -- the deadline it is about
  words       TEXT NOT NULL DEFAULT '', -- beside the kind's label; nothing a letter says (S1)
  created_ms  INTEGER NOT NULL,
  read_ms     INTEGER, read_by INTEGER REFERENCES account,
  mailed_ms   INTEGER                   -- NULL: no mail of it went out yet
) STRICT;
CREATE INDEX notice_position ON notice (position_id, id);
CREATE INDEX notice_unread ON notice (position_id) WHERE read_ms IS NULL;
CREATE INDEX notice_unmailed ON notice (id) WHERE mailed_ms IS NULL;
