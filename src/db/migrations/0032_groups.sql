-- 0032: groups of posts that a disposition can be addressed to, and the files of a result.
CREATE TABLE post_group (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,              -- "Semua Kasi"
  folded   TEXT NOT NULL UNIQUE,       -- utf8_fold(name)
  version  INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE post_group_member (       -- none: no longer offered
  group_id    INTEGER NOT NULL REFERENCES post_group,
  position_id INTEGER NOT NULL REFERENCES position,
  PRIMARY KEY (group_id, position_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tray_file (               -- bukti tindak lanjut
  tray_id        INTEGER NOT NULL REFERENCES tray,
  letter_file_id INTEGER NOT NULL REFERENCES letter_file,
  PRIMARY KEY (tray_id, letter_file_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE disposition ADD COLUMN groups TEXT NOT NULL DEFAULT ''; -- their names, as addressed
