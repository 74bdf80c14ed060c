-- 0008: a letter signed in another's name (a.n.), or for the one between them (u.b.).

ALTER TABLE outgoing ADD COLUMN behalf_position_id INTEGER REFERENCES position;
ALTER TABLE outgoing ADD COLUMN via_position_id INTEGER REFERENCES position;
