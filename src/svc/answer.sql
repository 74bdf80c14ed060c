-- Answers owed, and more time.

-- name: answer_put
INSERT INTO answer_owed (letter_id, position_id, account_id, asked_ms, note)
VALUES (:letter, :position, :account, :at, :note)
ON CONFLICT (letter_id) DO UPDATE SET position_id = excluded.position_id, note = excluded.note,
  account_id = excluded.account_id, asked_ms = excluded.asked_ms, ended_ms = NULL,
  ended_by = NULL, reason = NULL;

-- name: answer_end
UPDATE answer_owed SET ended_ms = :at, ended_by = :account, reason = :reason
WHERE letter_id = :letter AND ended_ms IS NULL;

-- name: answer_of
SELECT w.position_id, p.name, w.asked_ms, w.note, coalesce(w.ended_ms, 0), coalesce(w.reason, ''),
  coalesce((SELECT k.from_id FROM link k JOIN letter x ON x.id = k.from_id
    WHERE k.to_id = w.letter_id AND k.kind = 'menjawab' AND x.state NOT IN ('konsep', 'terketik',
      'diperiksa-tu', 'dikoreksi', 'batal', 'batal-agenda', 'salah-alamat') LIMIT 1), 0)
FROM answer_owed w JOIN position p ON p.id = w.position_id WHERE w.letter_id = :letter;

-- name: answer_open
-- What is owed and not answered yet; the oldest first.
SELECT w.letter_id FROM answer_owed w WHERE w.ended_ms IS NULL AND NOT EXISTS (SELECT 1 FROM link k
  JOIN letter x ON x.id = k.from_id WHERE k.to_id = w.letter_id AND k.kind = 'menjawab'
    AND x.state NOT IN ('konsep', 'terketik', 'diperiksa-tu', 'dikoreksi', 'batal', 'batal-agenda',
      'salah-alamat'))
ORDER BY w.asked_ms LIMIT 500
/* scan: the index holds only what is owed */;

-- name: answer_link
INSERT OR IGNORE INTO link (from_id, to_id, kind, at_ms) VALUES (:from, :to, 'menjawab', :at);

-- name: answer_named
SELECT l.id, l.direction FROM letter l WHERE l.number_norm = :norm ORDER BY l.id DESC LIMIT 20;

-- name: answer_direction
SELECT l.direction, l.state FROM letter l WHERE l.id = :letter;

-- name: more_put
INSERT INTO more_time (letter_id, tray_id, to_day, reason, position_id, account_id, asked_ms)
VALUES (:letter, :tray, :day, :reason, :position, :account, :at);

-- name: more_answer
UPDATE more_time SET answered_ms = :at, answered_by = :account, answered_as = :position,
  granted = :granted, answer = :answer WHERE id = :id AND answered_ms IS NULL;

-- name: more_of
SELECT m.id, coalesce(m.tray_id, 0), m.to_day, m.reason, p.name, m.asked_ms,
  coalesce(m.answered_ms, 0), coalesce(m.granted, 0), coalesce(m.answer, ''), coalesce(q.name, ''),
  m.position_id, m.letter_id
FROM more_time m JOIN position p ON p.id = m.position_id
LEFT JOIN position q ON q.id = m.answered_as
WHERE m.letter_id = :letter ORDER BY m.id LIMIT 200;

-- name: more_get
SELECT m.letter_id, coalesce(m.tray_id, 0), m.to_day, m.position_id, m.answered_ms IS NOT NULL
FROM more_time m WHERE m.id = :id;

-- name: more_tray
SELECT t.letter_id, t.position_id, d.from_position_id, d.at_ms,
  t.state IN ('terkirim', 'dibaca', 'menunggu')
FROM tray t JOIN disposition d ON d.id = t.disposition_id WHERE t.id = :tray;

-- name: more_my_tray
SELECT t.id FROM tray t WHERE t.letter_id = :letter AND t.state IN ('terkirim', 'dibaca')
  AND t.copy_only = 0 AND t.position_id IN (SELECT value FROM json_each(:posts))
ORDER BY t.id LIMIT 1;

-- name: more_book_post
-- Who decides on the letter's own deadline: head and checker of its book.
SELECT bp.position_id FROM agenda a JOIN book_post bp ON bp.book_id = a.book_id
WHERE a.letter_id = :letter AND bp.duty IN ('head', 'checker') ORDER BY bp.duty = 'checker', bp.position_id;
