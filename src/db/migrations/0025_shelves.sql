-- 0025: each part of a desk is the beginning of an index, so that its counter costs the same
-- however many letters lie there.

CREATE INDEX tray_shelf ON tray (position_id, copy_only, rank, sent_ms)
  WHERE state IN ('terkirim', 'dibaca');
CREATE INDEX letter_out_desk ON letter (desk_position_id, state, step_ms) WHERE direction = 'out';
CREATE INDEX letter_out_unfiled ON letter (unit_id, id)
  WHERE direction = 'out' AND state = 'terdistribusi-keluar';
