-- One act on several letters, and the way back.

-- name: bulk_put
INSERT INTO bulk (account_id, act, at_ms) VALUES (:account, :act, :at);

-- name: bulk_item_put
INSERT INTO bulk_item (bulk_id, letter_id, version, object)
VALUES (:bulk, :letter, :version, :object);

-- name: bulk_get
SELECT account_id, act, at_ms, coalesce(undone_ms, 0) FROM bulk WHERE id = :id;

-- name: bulk_items
SELECT b.letter_id, b.version, b.object, l.subject
FROM bulk_item b JOIN letter l ON l.id = b.letter_id WHERE b.bulk_id = :id ORDER BY b.letter_id;

-- name: bulk_undone
UPDATE bulk SET undone_ms = :at WHERE id = :id AND undone_ms IS NULL;

-- name: bulk_trays_back
UPDATE tray SET state = 'menunggu', sent_ms = NULL, version = version + 1
WHERE letter_id = :letter AND state = 'terkirim' AND read_ms IS NULL AND sent_ms = :at;

-- name: bulk_trays_read
SELECT count(*) FROM tray WHERE letter_id = :letter AND sent_ms = :at
  AND state NOT IN ('terkirim', 'ditarik');

-- name: bulk_unfile
DELETE FROM filing WHERE letter_id = :letter;

-- name: bulk_unread
UPDATE tray SET state = 'terkirim', read_ms = NULL, ended_ms = NULL, version = version + 1
WHERE id = :id AND state = 'diketahui';

-- name: bulk_last_sent
SELECT coalesce(max(sent_ms), 0) FROM tray WHERE letter_id = :letter;
