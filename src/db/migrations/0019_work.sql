-- 0019: the work list is the first hundred of an index, however many letters wait.

ALTER TABLE tray ADD COLUMN rank INTEGER NOT NULL DEFAULT 2; -- its letter's urgency: 0 first
UPDATE tray SET rank = (SELECT CASE l.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1
    ELSE 2 END FROM letter l WHERE l.id = tray.letter_id)
  WHERE state IN ('menunggu', 'terkirim', 'dibaca');
CREATE TRIGGER letter_urgency AFTER UPDATE OF urgency ON letter BEGIN
  UPDATE tray SET rank = CASE new.urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1
    ELSE 2 END WHERE letter_id = new.id;
END;
CREATE INDEX tray_work ON tray (position_id, rank, sent_ms) WHERE state IN ('terkirim', 'dibaca');
CREATE INDEX tray_waits ON tray (letter_id) WHERE state = 'menunggu';
CREATE INDEX letter_work ON letter (unit_id, state,
    CASE urgency WHEN 'sangat-penting' THEN 0 WHEN 'penting' THEN 1 ELSE 2 END, step_ms)
  WHERE direction = 'in'
    AND state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'ditindaklanjuti');
