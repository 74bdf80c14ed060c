-- Find: newest first, by walking the index from the letter's id down.  :match holds the words
-- asked for and the facets that narrow them (migrations 0009 to 0011: the text of a letter
-- of level biasa only for who may open it); :posts is a JSON array of position ids.  S1: the
-- line of biasa is for everybody; the rest only for those in the chain or named.

-- name: find_words
SELECT l.id FROM letter_fts CROSS JOIN letter l ON l.id = letter_fts.rowid
LEFT JOIN incoming i ON i.letter_id = l.id
WHERE letter_fts MATCH :match AND letter_fts.rowid < :before
  AND (:direction IS NULL OR l.direction = :direction)
  AND (:state IS NULL OR l.state = :state)
  AND (:from IS NULL OR coalesce(i.received_day, l.letter_day) >= :from)
  AND (:to IS NULL OR coalesce(i.received_day, l.letter_day) <= :to)
  AND (l.secrecy = 'biasa' OR EXISTS (SELECT 1 FROM letter_sight s WHERE s.letter_id = l.id
       AND (l.secrecy = 'terbatas' OR s.named = 1)
       AND s.position_id IN (SELECT value FROM json_each(:posts))))
ORDER BY letter_fts.rowid DESC LIMIT :limit;

-- name: find_completions
-- What a half typed word may become, most used first.
SELECT word, uses FROM letter_word WHERE word >= :from AND word < :to
ORDER BY uses DESC LIMIT :limit;

-- name: find_uses
SELECT uses FROM letter_word WHERE word = :word;
