-- Printed sheets that come back with a pen's marks on them.

-- name: sheet_plan_put
INSERT INTO sheet_plan (mark, plan, at_ms) VALUES (:mark, :plan, :at) ON CONFLICT (mark) DO NOTHING;

-- name: sheet_plan_get
SELECT plan FROM sheet_plan WHERE mark = :mark;

-- name: sheet_post
SELECT name, (valid_from IS NULL OR valid_from <= :today)
  AND (valid_to IS NULL OR valid_to >= :today) FROM position WHERE id = :id;
