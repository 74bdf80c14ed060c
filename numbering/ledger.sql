-- The ledger of numbers (num_ledger.c).

-- name: num_series_put
INSERT INTO series (key) VALUES (:key) ON CONFLICT (key) DO NOTHING;

-- name: num_series_id
SELECT id FROM series WHERE key = :key;

-- name: num_head
SELECT s.id, h.last FROM series s
LEFT JOIN series_head h ON h.series_id = s.id AND h.period = :period WHERE s.key = :key;

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

-- name: num_head_open
INSERT INTO series_head (series_id, period, first, last) VALUES (:series, :period, :first, :first - 1);

-- name: num_line_void
SELECT 1 FROM ledger g JOIN series s ON s.id = g.series_id
WHERE s.key = :key AND g.period = :period AND g.serial = :serial AND g.insert_text = ''
  AND g.kind = 'void';

-- name: num_last
SELECT g.serial, g.insert_text, g.kind, coalesce(g.letter_id, 0), g.account_id, g.at_ms,
       g.day, v.reason
FROM series s JOIN ledger g ON g.series_id = s.id
LEFT JOIN ledger v ON v.series_id = g.series_id AND v.period = g.period
  AND v.serial = g.serial AND v.insert_text = g.insert_text AND v.kind = 'void'
WHERE s.key = :key AND g.period = :period AND g.kind <> 'void'
ORDER BY g.serial DESC, g.insert_text DESC LIMIT :n;

-- name: num_periods
SELECT s.key, h.period, h.first, h.last, h.series_id
FROM series_head h JOIN series s ON s.id = h.series_id ORDER BY s.key, h.period;

-- name: num_serials
-- What a period's counter is compared with, by the gap report.
SELECT serial FROM ledger
WHERE series_id = :series AND period = :period AND kind <> 'void' AND insert_text = ''
ORDER BY serial;

-- name: num_void_alone
SELECT v.serial FROM ledger v
WHERE v.series_id = :series AND v.period = :period AND v.kind = 'void' AND NOT EXISTS (
  SELECT 1 FROM ledger g WHERE g.series_id = v.series_id AND g.period = v.period
    AND g.serial = v.serial AND g.insert_text = v.insert_text AND g.kind <> 'void')
ORDER BY v.serial;
