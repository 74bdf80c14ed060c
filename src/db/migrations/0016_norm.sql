-- 0016: which rules and reader made the normal forms of incoming numbers (svc_norm.c).
CREATE TABLE norm_by (
  id  INTEGER PRIMARY KEY CHECK (id = 1),
  sha BLOB NOT NULL                     -- of the rules' hashes in order, and the reader's name
) STRICT;
