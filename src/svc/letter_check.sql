-- What the checker of letters asks.

-- name: check_earlier_later
-- An earlier number of the year that bears a later date.
SELECT l.letter_day FROM outgoing o JOIN letter l ON l.id = o.letter_id
WHERE o.series = :series AND o.serial < :serial AND l.letter_day > :day
  AND l.letter_day >= :from AND l.letter_day <= :to ORDER BY o.serial DESC LIMIT 1;
