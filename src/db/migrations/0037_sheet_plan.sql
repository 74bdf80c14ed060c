-- 0037: where the boxes of a printed lembar disposisi stand and whom or what each means, by
-- the mark that its QR bears; sheets printed alike share one row.  A scan finds it here,
-- whatever became of posts and letterhead since.
CREATE TABLE sheet_plan (
  mark  TEXT PRIMARY KEY,
  plan  TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
