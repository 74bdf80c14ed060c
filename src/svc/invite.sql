-- Invitations: when and where, and who goes.

-- name: invite_get
SELECT i.version, i.start_ms, i.end_ms, i.place, coalesce(i.attend, ''),
       coalesce(i.position_id, 0), coalesce(p.name, '')
FROM invitation i LEFT JOIN position p ON p.id = i.position_id WHERE i.letter_id = :letter;

-- name: invite_put
INSERT INTO invitation (letter_id, start_ms, end_ms, place, account_id, at_ms)
VALUES (:letter, :start, :end, :place, :account, :at)
ON CONFLICT (letter_id) DO UPDATE SET start_ms = :start, end_ms = :end, place = :place,
  version = version + 1;

-- name: invite_attend
UPDATE invitation SET attend = :attend, position_id = :post, version = version + 1
WHERE letter_id = :letter;

-- name: invite_between
-- Those whose letter these posts handle.
SELECT i.letter_id, i.version, i.start_ms, i.end_ms, i.place, coalesce(i.attend, ''),
       coalesce(i.position_id, 0), coalesce(p.name, ''), l.subject, coalesce(n.sender_name, ''), l.version
FROM invitation i JOIN letter l ON l.id = i.letter_id
LEFT JOIN incoming n ON n.letter_id = l.id LEFT JOIN position p ON p.id = i.position_id
WHERE i.start_ms >= :from AND i.start_ms < :to
  AND l.state NOT IN ('batal-agenda', 'salah-alamat')
  AND EXISTS (SELECT 1 FROM letter_sight s WHERE s.letter_id = l.id
    AND s.position_id IN (SELECT value FROM json_each(:posts)))
ORDER BY i.start_ms, i.letter_id LIMIT 300;
