-- The ledger of numbers (num_ledger.c, num_block.c, num_check.c).  max(kind) among the lines
-- of a serial is what it is now (ledger_step).

-- name: num_series_put
INSERT INTO series (key) VALUES (:key) ON CONFLICT (key) DO NOTHING;

-- name: num_series_id
SELECT id FROM series WHERE key = :key;

-- name: num_head
SELECT s.id, h.last, h.closed_ms FROM series s
LEFT JOIN series_head h ON h.series_id = s.id AND h.period = :period WHERE s.key = :key;

-- name: num_step
-- SELECT, then this: with RETURNING it would cost three times as much (bench_number).
UPDATE series_head SET last = :serial
WHERE series_id = :series AND period = :period AND last = :serial - 1;

-- name: num_head_put
INSERT INTO series_head (series_id, period, first, last)
VALUES (:series, :period, :first, :serial);

-- name: num_line_put
INSERT INTO ledger (series_id, period, serial, insert_text, kind, letter_id, day, reason, giver,
  account_id, at_ms)
VALUES (:series, :period, :serial, :insert, :kind, :letter, :day, :reason, :giver, :account, :at);

-- name: num_line_state
SELECT coalesce(max(kind), '') FROM ledger
WHERE series_id = :series AND period = :period AND serial = :serial AND insert_text = :insert;

-- name: num_head_open
INSERT INTO series_head (series_id, period, first, last) VALUES (:series, :period, :first, :first - 1);

-- name: num_head_close
UPDATE series_head SET closed_ms = :at, closed_by = :account
WHERE series_id = :series AND period = :period AND closed_ms IS NULL;

-- name: num_before
-- The number that a letter of this day is inserted behind, and how many stand there already.
SELECT g.serial, (SELECT count(*) FROM ledger i WHERE i.series_id = g.series_id
    AND i.period = g.period AND i.serial = g.serial AND i.kind = 'inserted')
FROM series s JOIN ledger g ON g.series_id = s.id
WHERE s.key = :key AND g.period = :period AND g.insert_text = '' AND g.kind = 'taken'
  AND g.day <= :day
ORDER BY g.serial DESC LIMIT 1;

-- name: num_last
SELECT g.serial, g.insert_text, g.kind, coalesce(g.letter_id, 0), g.account_id, g.at_ms,
       g.day, coalesce(g.reason, o.reason), g.giver, v.reason, coalesce(v.at_ms, 0)
FROM series s JOIN ledger g ON g.series_id = s.id
LEFT JOIN ledger o ON g.kind = 'taken' AND o.series_id = g.series_id AND o.period = g.period
  AND o.serial = g.serial AND o.insert_text = g.insert_text AND o.kind < 'taken'
LEFT JOIN ledger v ON v.series_id = g.series_id AND v.period = g.period
  AND v.serial = g.serial AND v.insert_text = g.insert_text AND v.kind = 'void'
WHERE s.key = :key AND g.period = :period AND g.kind <> 'void' AND NOT (
  g.kind < 'taken' AND EXISTS (SELECT 1 FROM ledger t
    WHERE t.series_id = g.series_id AND t.period = g.period AND t.serial = g.serial
      AND t.insert_text = g.insert_text AND t.kind = 'taken'))
ORDER BY g.serial DESC, g.insert_text DESC LIMIT :n;

-- name: num_book
SELECT g.serial, g.insert_text, g.kind, coalesce(g.letter_id, 0), g.account_id, g.at_ms,
       g.day, coalesce(g.reason, o.reason), g.giver, v.reason, coalesce(v.at_ms, 0)
FROM series s JOIN ledger g ON g.series_id = s.id
LEFT JOIN ledger o ON g.kind = 'taken' AND o.series_id = g.series_id AND o.period = g.period
  AND o.serial = g.serial AND o.insert_text = g.insert_text AND o.kind < 'taken'
LEFT JOIN ledger v ON v.series_id = g.series_id AND v.period = g.period
  AND v.serial = g.serial AND v.insert_text = g.insert_text AND v.kind = 'void'
WHERE s.key = :key AND g.period = :period AND g.kind <> 'void' AND NOT (
  g.kind < 'taken' AND EXISTS (SELECT 1 FROM ledger t
    WHERE t.series_id = g.series_id AND t.period = g.period AND t.serial = g.serial
      AND t.insert_text = g.insert_text AND t.kind = 'taken'))
ORDER BY g.serial, length(g.insert_text), g.insert_text;

-- name: num_of
SELECT g.serial, g.insert_text, g.kind, coalesce(g.letter_id, 0), g.account_id, g.at_ms,
       g.day, coalesce(g.reason, o.reason), g.giver, v.reason, coalesce(v.at_ms, 0)
FROM series s JOIN ledger g ON g.series_id = s.id
LEFT JOIN ledger o ON g.kind = 'taken' AND o.series_id = g.series_id AND o.period = g.period
  AND o.serial = g.serial AND o.insert_text = g.insert_text AND o.kind < 'taken'
LEFT JOIN ledger v ON v.series_id = g.series_id AND v.period = g.period
  AND v.serial = g.serial AND v.insert_text = g.insert_text AND v.kind = 'void'
WHERE s.key = :key AND g.period = :period AND g.serial = :serial
  AND g.insert_text = :insert AND g.kind <> 'void' AND NOT (
  g.kind < 'taken' AND EXISTS (SELECT 1 FROM ledger t
    WHERE t.series_id = g.series_id AND t.period = g.period AND t.serial = g.serial
      AND t.insert_text = g.insert_text AND t.kind = 'taken'))
LIMIT 1;

-- name: num_periods
SELECT s.key, h.period, h.first, h.last, h.series_id, h.closed_ms IS NOT NULL
FROM series_head h JOIN series s ON s.id = h.series_id
WHERE :year = 0 OR h.period IN (0, :year) OR h.period BETWEEN :year * 100 AND :year * 100 + 12
  OR h.period BETWEEN :year * 10000 AND :year * 10000 + 1231
ORDER BY s.key, h.period;

-- name: num_serials
-- What a period's counter is compared with, by the gap report: each serial, how often it was
-- given, and what it is now: 0 taken, 1 given elsewhere, 2 inserted, 3 void, 4 waiting.
SELECT serial, insert_text, max(sum(kind = 'taken'), sum(kind NOT IN ('taken', 'void'))),
       CASE max(kind) WHEN 'void' THEN 3 WHEN 'taken' THEN
         CASE insert_text WHEN '' THEN max(giver IS NOT NULL) ELSE 2 END ELSE 4 END
FROM ledger WHERE series_id = :series AND period = :period
GROUP BY serial, insert_text ORDER BY serial, insert_text;

-- name: num_block_put
INSERT INTO number_block (series_id, period, first, last, purpose, unit_id, day, expires_day,
  code, account_id, at_ms)
VALUES (:series, :period, :first, :last, :purpose, :unit, :day, :expires, :code, :account, :at);

-- name: num_block_of
-- The block a serial is in.
SELECT b.unit_id, b.day, b.expires_day FROM number_block b
WHERE b.series_id = :series AND b.period = :period AND b.first <= :serial AND b.last >= :serial
ORDER BY b.first DESC LIMIT 1;

-- name: num_block_get
SELECT b.id, s.key, b.period, b.first, b.last, b.purpose, b.code, coalesce(u.name, ''),
       coalesce(b.unit_id, 0), b.day, b.expires_day, b.account_id, b.at_ms,
       (SELECT count(*) FROM ledger g WHERE g.series_id = b.series_id AND g.period = b.period
          AND g.serial BETWEEN b.first AND b.last AND g.insert_text = '' AND g.kind = 'reserved'
          AND NOT EXISTS (SELECT 1 FROM ledger t WHERE t.series_id = g.series_id
            AND t.period = g.period AND t.serial = g.serial AND t.insert_text = ''
            AND t.kind > 'reserved'))
FROM number_block b JOIN series s ON s.id = b.series_id LEFT JOIN unit u ON u.id = b.unit_id
WHERE b.id = :id;

-- name: num_blocks
/* scan: newest first, and no further than the page */
SELECT id FROM number_block ORDER BY id DESC LIMIT :n;

-- name: num_insert_day
SELECT day FROM ledger WHERE series_id = :series AND period = :period AND serial = :serial
  AND insert_text = :insert AND kind = 'inserted';

-- name: num_waiting
-- Numbers that wait for a letter: reserved ones a letter of that day may have, and inserted
-- ones of that day.
SELECT g.serial, g.insert_text, g.kind, g.reason FROM series s
JOIN ledger g ON g.series_id = s.id
WHERE s.key = :key AND g.period = :period AND g.kind IN ('inserted', 'reserved')
  AND (:day IS NULL OR g.day IS NULL OR g.day = :day) AND NOT EXISTS (
    SELECT 1 FROM ledger t WHERE t.series_id = g.series_id AND t.period = g.period
      AND t.serial = g.serial AND t.insert_text = g.insert_text AND t.kind > g.kind)
ORDER BY g.serial, length(g.insert_text), g.insert_text LIMIT :n;

-- name: num_burn
INSERT INTO ledger (series_id, period, serial, insert_text, kind, reason, account_id, at_ms)
SELECT g.series_id, g.period, g.serial, g.insert_text, 'void', :reason, :account, :at
FROM ledger g JOIN series s ON s.id = g.series_id
WHERE s.key = :key AND g.period = :period AND g.serial BETWEEN :first AND :last
  AND (g.kind = 'reserved' OR (:inserts AND g.kind = 'inserted')) AND NOT EXISTS (
    SELECT 1 FROM ledger t WHERE t.series_id = g.series_id AND t.period = g.period
      AND t.serial = g.serial AND t.insert_text = g.insert_text AND t.kind > g.kind);
