-- 0013: the office's own versions of number rules; their bytes lie in `template`.

CREATE TABLE rule_version (             -- published, never changed: the later one wins
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  sha        BLOB NOT NULL REFERENCES template,
  from_day   INTEGER NOT NULL,          -- as the rule says itself: <berlaku dari>
  account_id INTEGER REFERENCES account, -- NULL: at the machine
  at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX rule_version_sha ON rule_version (sha);

CREATE TRIGGER rule_version_kept BEFORE UPDATE ON rule_version
BEGIN SELECT RAISE(ABORT, 'a published rule is not changed'); END;
CREATE TRIGGER rule_version_stays BEFORE DELETE ON rule_version
BEGIN SELECT RAISE(ABORT, 'a published rule is not deleted'); END;
