-- 0011: which letters a stored file is in: a scan that was taken from the scanner's folder is
-- found there again by who may open one of them.

CREATE INDEX letter_file_sha ON letter_file (sha);
