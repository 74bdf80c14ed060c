-- Codes that letters like this one were filed under.  Only letters of level biasa, whose
-- register line is for everybody: a suggestion must not tell of the others (S1).

-- name: class_of_sender
SELECT l.class_code, coalesce(l.class_scheme, ''), l.subject
FROM sender s JOIN incoming i ON i.sender_id = s.id JOIN letter l ON l.id = i.letter_id
WHERE s.folded = :folded AND l.secrecy = 'biasa' AND l.class_code IS NOT NULL
ORDER BY i.letter_id DESC LIMIT :limit;

-- name: class_alike
SELECT l.class_code, coalesce(l.class_scheme, ''), l.subject
FROM letter_fts CROSS JOIN letter l ON l.id = letter_fts.rowid
WHERE letter_fts MATCH :match AND l.secrecy = 'biasa' AND l.class_code IS NOT NULL
ORDER BY letter_fts.rowid DESC LIMIT :limit;
