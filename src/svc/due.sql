-- Deadlines, and who is told of them.

-- name: due_put
-- A letter's deadline set, or set anew: it is told of anew.
INSERT INTO due (what, object_id, letter_id, from_ms, near_ms, due_ms, set_by, next_ms)
VALUES (:what, :object, :letter, :from, :near, :due, :by, :near)
ON CONFLICT (what, object_id) DO UPDATE SET from_ms = excluded.from_ms, near_ms = excluded.near_ms,
  due_ms = excluded.due_ms, set_by = excluded.set_by, next_ms = excluded.next_ms;

-- name: due_of
SELECT near_ms, due_ms, from_ms, set_by FROM due WHERE what = :what AND object_id = :object;

-- name: due_first
SELECT min(next_ms) FROM due WHERE next_ms IS NOT NULL;

-- name: due_ready
SELECT what, object_id, letter_id, near_ms, due_ms FROM due
WHERE next_ms IS NOT NULL AND next_ms <= :now ORDER BY next_ms LIMIT 50;

-- name: due_next
UPDATE due SET next_ms = :next WHERE what = :what AND object_id = :object;

-- name: due_letter_holders
-- With whom a letter lies that is not done: its desk, its live trays that have no deadline of
-- their own, the book's post whose turn it is.
SELECT l.desk_position_id FROM letter l WHERE l.id = :letter AND l.desk_position_id IS NOT NULL
  AND l.state IN ('tercatat', 'terkodefikasi', 'diperiksa', 'didisposisi', 'konsep', 'terketik',
    'diperiksa-tu', 'dikoreksi', 'ditandatangani', 'tercatat-keluar')
UNION
SELECT t.position_id FROM tray t JOIN letter l ON l.id = t.letter_id WHERE t.letter_id = :letter
  AND t.state IN ('terkirim', 'dibaca') AND t.copy_only = 0 AND l.direction = 'in'
  AND NOT EXISTS (SELECT 1 FROM due d WHERE d.what = 'tray' AND d.object_id = t.id)
UNION
SELECT bp.position_id FROM letter l JOIN agenda a ON a.letter_id = l.id
JOIN book_post bp ON bp.book_id = a.book_id
WHERE l.id = :letter AND l.desk_position_id IS NULL AND bp.duty = CASE l.state
  WHEN 'tercatat' THEN 'keeper' WHEN 'didisposisi' THEN 'keeper'
  WHEN 'terkodefikasi' THEN 'checker' WHEN 'diperiksa' THEN 'head' END;

-- name: due_answer_holder
-- Who awaits an answer that has not come.
SELECT w.position_id FROM answer_owed w WHERE w.letter_id = :letter AND w.ended_ms IS NULL
  AND NOT EXISTS (SELECT 1 FROM link k JOIN letter x ON x.id = k.from_id WHERE k.to_id = w.letter_id
    AND k.kind = 'menjawab' AND x.state NOT IN ('konsep', 'terketik', 'diperiksa-tu', 'dikoreksi',
      'batal', 'batal-agenda', 'salah-alamat'));

-- name: due_tray_holders
-- The addressee while it lies with him, and who gave it.
SELECT t.position_id, d.from_position_id, EXISTS (SELECT 1 FROM holder h
  WHERE h.position_id = t.position_id AND h.from_day <= :today
    AND (h.to_day IS NULL OR h.to_day >= :today))
FROM tray t JOIN disposition d ON d.id = t.disposition_id
WHERE t.id = :tray AND t.state IN ('terkirim', 'dibaca', 'menunggu');

-- name: due_by_urgency
-- Open letters whose deadline comes from their urgency, to be counted anew.
SELECT d.letter_id, l.urgency, d.from_ms, d.due_ms FROM due d JOIN letter l ON l.id = d.letter_id
WHERE d.what = 'letter' AND d.object_id > :after AND d.set_by = 'kesegeraan'
  AND d.next_ms IS NOT NULL ORDER BY d.object_id LIMIT 200;

-- name: due_day_put
UPDATE letter SET due_day = :day WHERE id = :id;
