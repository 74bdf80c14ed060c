-- 0000: what the store itself needs: the audit chain and the list of stored files.
-- Later migrations never touch these rows (rule A3).

CREATE TABLE audit (                -- the chain; nothing here is changed or deleted
  seq     INTEGER PRIMARY KEY CHECK (seq > 0),
  at_ms   INTEGER NOT NULL,
  object  TEXT NOT NULL,            -- "letter:17"; a copy, for the index
  bytes   BLOB NOT NULL,            -- the canonical entry; layout in src/db/audit.c
  hash    BLOB NOT NULL CHECK (length(hash) = 32) -- SHA-256(previous hash, bytes)
) STRICT;
CREATE INDEX audit_object ON audit (object, seq);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
  SELECT raise(ABORT, 'audit entries are never changed');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
  SELECT raise(ABORT, 'audit entries are never deleted');
END;

CREATE TABLE audit_head (           -- where the chain ends, so that a cut tail is seen
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  seq   INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  hash  BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO audit_head (id, seq, at_ms, hash) VALUES (1, 0, 0, zeroblob(32));

CREATE TABLE file (                 -- content-addressed files (rule A2)
  sha    BLOB PRIMARY KEY CHECK (length(sha) = 32),
  size   INTEGER NOT NULL CHECK (size >= 0),
  mime   TEXT NOT NULL,
  at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER file_no_update BEFORE UPDATE ON file BEGIN
  SELECT raise(ABORT, 'stored files are never changed');
END;
CREATE TRIGGER file_no_delete BEFORE DELETE ON file BEGIN
  SELECT raise(ABORT, 'stored files are never deleted');
END;
