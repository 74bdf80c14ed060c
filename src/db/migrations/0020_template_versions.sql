-- 0020: the office's own versions of forms; their bytes lie in `template`.

CREATE TABLE template_version (         -- published, never changed: of a day the later wins
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,             -- code of the form
  sha        BLOB REFERENCES template,  -- NULL: from that day the installed one counts again
  from_day   INTEGER NOT NULL,
  account_id INTEGER REFERENCES account, -- NULL: at the machine
  at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX template_version_sha ON template_version (sha);

CREATE TRIGGER template_version_kept BEFORE UPDATE ON template_version
BEGIN SELECT RAISE(ABORT, 'a published form is not changed'); END;
CREATE TRIGGER template_version_stays BEFORE DELETE ON template_version
BEGIN SELECT RAISE(ABORT, 'a published form is not deleted'); END;
