-- 0031: deadlines as instants, and what was told of them; one row a letter, tray or answer.

CREATE TABLE due (
  what      TEXT NOT NULL CHECK (what = 'letter' OR what = 'tray' OR what = 'answer'),
  object_id INTEGER NOT NULL,           -- the letter, the tray
  letter_id INTEGER NOT NULL REFERENCES letter,
  from_ms   INTEGER NOT NULL,           -- since when it runs
  near_ms   INTEGER NOT NULL,           -- the last quarter begins: amber, told once before
  due_ms    INTEGER NOT NULL,           -- the first instant that is late: red, told once after
  set_by    TEXT NOT NULL CHECK (set_by = 'kesegeraan' OR set_by = 'pengirim'
    OR set_by = 'disposisi' OR set_by = 'perpanjangan'),
  next_ms   INTEGER,                    -- when to look at it again; NULL: all is told
  PRIMARY KEY (what, object_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_next ON due (next_ms) WHERE next_ms IS NOT NULL;
CREATE INDEX due_letter ON due (letter_id);

-- A disposition's deadline is the end of its day; each of its trays has its own row, so
-- that more time can be given to one.
CREATE TRIGGER tray_due AFTER INSERT ON tray
WHEN new.copy_only = 0 AND (SELECT d.deadline_day FROM disposition d WHERE d.id = new.disposition_id)
  IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO due (what, object_id, letter_id, from_ms, near_ms, due_ms, set_by, next_ms)
  SELECT 'tray', new.id, new.letter_id, x.at_ms, x.due - max(x.due - x.at_ms, 0) / 4, x.due,
    'disposisi', x.due - max(x.due - x.at_ms, 0) / 4
  FROM (SELECT d.at_ms, (d.deadline_day + 1) * 86400000 - o.zone * 3600000 AS due
    FROM disposition d, office o WHERE d.id = new.disposition_id) x;
END;

-- An outgoing letter's date is its sender's.
CREATE TRIGGER out_due AFTER INSERT ON letter
WHEN new.direction = 'out' AND new.due_day IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO due (what, object_id, letter_id, from_ms, near_ms, due_ms, set_by, next_ms)
  SELECT 'letter', new.id, new.id, new.created_ms, x.due - max(x.due - new.created_ms, 0) / 4, x.due,
    'pengirim', x.due - max(x.due - new.created_ms, 0) / 4
  FROM (SELECT (new.due_day + 1) * 86400000 - o.zone * 3600000 AS due FROM office o) x;
END;
CREATE TRIGGER out_due_change AFTER UPDATE OF due_day ON letter
WHEN new.direction = 'out' AND new.due_day IS NOT NULL AND new.due_day IS NOT old.due_day
BEGIN
  INSERT OR REPLACE INTO due (what, object_id, letter_id, from_ms, near_ms, due_ms, set_by, next_ms)
  SELECT 'letter', new.id, new.id, new.created_ms, x.due - max(x.due - new.created_ms, 0) / 4, x.due,
    'pengirim', x.due - max(x.due - new.created_ms, 0) / 4
  FROM (SELECT (new.due_day + 1) * 86400000 - o.zone * 3600000 AS due FROM office o) x;
END;

-- What waits already keeps its day; of what is late already nobody is told again.
INSERT INTO due (what, object_id, letter_id, from_ms, near_ms, due_ms, set_by, next_ms)
SELECT 'letter', l.id, l.id, l.created_ms, x.due - max(x.due - l.created_ms, 0) / 4, x.due,
  CASE l.direction WHEN 'in' THEN 'kesegeraan' ELSE 'pengirim' END,
  CASE WHEN x.due > x.now THEN x.due - max(x.due - l.created_ms, 0) / 4 END
FROM letter l JOIN (SELECT y.id, (y.due_day + 1) * 86400000 - o.zone * 3600000 AS due,
    CAST(strftime('%s', 'now') AS INTEGER) * 1000 AS now FROM letter y, office o) x ON x.id = l.id
WHERE l.due_day IS NOT NULL AND l.state NOT IN ('diarsipkan', 'batal-agenda', 'salah-alamat',
  'diarsipkan-keluar', 'batal', 'dicabut', 'ditindaklanjuti', 'terdistribusi-keluar');
INSERT INTO due (what, object_id, letter_id, from_ms, near_ms, due_ms, set_by, next_ms)
SELECT 'tray', t.id, t.letter_id, d.at_ms, x.due - max(x.due - d.at_ms, 0) / 4, x.due, 'disposisi',
  CASE WHEN x.due > x.now THEN x.due - max(x.due - d.at_ms, 0) / 4 END
FROM tray t JOIN disposition d ON d.id = t.disposition_id
JOIN (SELECT y.id, (y.deadline_day + 1) * 86400000 - o.zone * 3600000 AS due,
    CAST(strftime('%s', 'now') AS INTEGER) * 1000 AS now FROM disposition y, office o) x ON x.id = d.id
WHERE d.deadline_day IS NOT NULL AND t.copy_only = 0
  AND t.state IN ('menunggu', 'terkirim', 'dibaca');
