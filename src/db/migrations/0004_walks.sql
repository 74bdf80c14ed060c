-- 0004: indexes for statements that would walk a growing table (found by tests/arch/plan.c).

CREATE INDEX tray_disposition ON tray (disposition_id);
CREATE INDEX outgoing_series ON outgoing (series, serial) WHERE serial IS NOT NULL;
CREATE INDEX dispatch_due ON dispatch (due_day) WHERE due_day IS NOT NULL;
CREATE INDEX session_expires ON session (expires_ms);
CREATE INDEX login_penalty_until ON login_penalty (until_ms);
