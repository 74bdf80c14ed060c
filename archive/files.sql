-- The list of content-addressed files (rule A2).

-- name: file_insert
INSERT INTO file (sha, size, mime, at_ms) VALUES (:sha, :size, :mime, :at)
ON CONFLICT (sha) DO NOTHING;

-- name: file_one
SELECT size, mime FROM file WHERE sha = :sha;

-- name: file_all
SELECT sha, size FROM file /* scan: check and backup go over every file */ ORDER BY sha;
