-- 0017: what a head gave before, newest first, is a walk along this index.
CREATE INDEX disposition_from ON disposition (from_position_id, id);
