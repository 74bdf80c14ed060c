-- The number book (svc_numbers.c): what the ledger's lines belong to.

-- name: nb_letter
-- The letter a line of the ledger names, and the number it says it has.
SELECT coalesce(l.number, ''), l.subject, coalesce(o.recipient, i.sender_name, ''), l.secrecy,
       l.state, coalesce(o.series, ''), coalesce(o.serial, 0), coalesce(o.insert_text, ''),
       coalesce((SELECT a.void_reason FROM agenda a WHERE a.letter_id = l.id
         ORDER BY a.id LIMIT 1), '')
FROM letter l LEFT JOIN outgoing o ON o.letter_id = l.id
LEFT JOIN incoming i ON i.letter_id = l.id WHERE l.id = :id;

-- name: nb_letters_beside
-- Letters that bear a number of the series which the ledger does not know as theirs.
SELECT o.serial, o.insert_text, coalesce(l.number, '')
FROM outgoing o JOIN letter l ON l.id = o.letter_id
WHERE o.series = :series AND o.serial IS NOT NULL AND l.letter_day BETWEEN :from AND :to
  AND NOT EXISTS (SELECT 1 FROM ledger g JOIN series s ON s.id = g.series_id
    WHERE s.key = 'keluar/' || o.series AND g.period = :period AND g.serial = o.serial
      AND g.insert_text = o.insert_text AND g.kind = 'taken' AND g.letter_id = o.letter_id)
ORDER BY o.serial LIMIT :n;

-- name: nb_unit
SELECT id FROM unit WHERE code = :code;
