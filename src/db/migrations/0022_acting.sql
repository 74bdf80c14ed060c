-- 0022: the letter that appoints a holder, and moves of many holders on one date.

ALTER TABLE holder ADD COLUMN letter_no TEXT;   -- as printed; NULL: not recorded yet
ALTER TABLE holder ADD COLUMN letter_day INTEGER;
ALTER TABLE holder ADD COLUMN letter_id INTEGER REFERENCES letter; -- when it lies in Naskah

CREATE TABLE post_move (                -- one mutasi: many holders, one act
  id         INTEGER PRIMARY KEY,
  letter_no  TEXT, letter_day INTEGER,
  first_day  INTEGER NOT NULL,          -- the earliest of its dates: undone until then
  account_id INTEGER REFERENCES account, -- NULL: at the machine itself
  at_ms      INTEGER NOT NULL,
  undone_ms  INTEGER
) STRICT;

CREATE TABLE post_move_row (            -- what it began and what it ended
  move_id    INTEGER NOT NULL REFERENCES post_move,
  holder_id  INTEGER NOT NULL REFERENCES holder,
  began      INTEGER NOT NULL,          -- 1: this row is the new holder's; 0: it was ended
  was_to     INTEGER,                   -- of an ended one: his last day before the move
  PRIMARY KEY (move_id, holder_id)
) STRICT, WITHOUT ROWID;

-- The rank of a manner of holding: of those whose days cover a day the highest acts alone.
-- A Plh. stands in for the holder while he is away (UU 30/2014 Ps 14).
CREATE VIEW holder_turn (id, person_id, position_id, kind, from_day, to_day, turn) AS
  SELECT id, person_id, position_id, kind, from_day, coalesce(to_day, 99999999),
    CASE kind WHEN 'plh' THEN 3 WHEN 'definitif' THEN 1 ELSE 2 END
  FROM holder;

CREATE TABLE unit_name (                -- what a unit was called until a day
  unit_id  INTEGER NOT NULL REFERENCES unit,
  name     TEXT NOT NULL, short TEXT NOT NULL,
  to_day   INTEGER NOT NULL,            -- the last day of that name
  PRIMARY KEY (unit_id, to_day)
) STRICT, WITHOUT ROWID;
