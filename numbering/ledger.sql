-- The ledger of numbers (num_ledger.c).

-- name: num_series_put
INSERT INTO series (key) VALUES (:key) ON CONFLICT (key) DO NOTHING;

-- name: num_series_id
SELECT id FROM series WHERE key = :key;

-- name: num_head
SELECT h.last FROM series s JOIN series_head h ON h.series_id = s.id
WHERE s.key = :key AND h.period = :period;

-- name: num_head_up
INSERT INTO series_head (series_id, period, last) VALUES (:series, :period, :serial)
ON CONFLICT (series_id, period) DO UPDATE SET last = excluded.last
WHERE series_head.last = excluded.last - 1;

-- name: num_line_put
INSERT INTO ledger (series_id, period, serial, kind, letter_id, day, reason, account_id, at_ms)
VALUES (:series, :period, :serial, :kind, :letter, :day, :reason, :account, :at);

-- name: num_line_letter
SELECT g.letter_id, g.day FROM ledger g JOIN series s ON s.id = g.series_id
WHERE s.key = :key AND g.period = :period AND g.serial = :serial AND g.insert_text = ''
  AND g.kind <> 'void';

-- name: num_last
SELECT g.serial, g.kind, coalesce(g.letter_id, 0), coalesce(g.day, 0), g.at_ms
FROM ledger g JOIN series s ON s.id = g.series_id
WHERE s.key = :key AND g.period = :period AND g.kind <> 'void'
ORDER BY g.serial DESC LIMIT :n;

-- name: num_check
-- Each period of each series: counter, lines, highest serial. All three are one number.
SELECT s.key, h.period, h.last, count(DISTINCT g.serial), coalesce(max(g.serial), 0)
FROM series s JOIN series_head h ON h.series_id = s.id
LEFT JOIN ledger g ON g.series_id = s.id AND g.period = h.period AND g.insert_text = ''
  AND g.kind <> 'void'
GROUP BY s.id, h.period ORDER BY s.key, h.period;
