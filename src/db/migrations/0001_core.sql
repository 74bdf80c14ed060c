-- 0001: the office, its people, its letters.
-- Days are day numbers since 1970-01-01 (clock.h); instants are UTC milliseconds.
-- Rows are never deleted; what ends gets a closing date or a closing state.
-- Where rows are written often, a CHECK is a chain of OR: for IN with more than two words
-- SQLite builds a temporary table at every INSERT.

CREATE TABLE office (              -- one row: the office file this folder was made from
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  name        TEXT NOT NULL,
  xml         TEXT NOT NULL,       -- the published office file (design 5.4)
  zone        INTEGER NOT NULL CHECK (zone BETWEEN 7 AND 9),
  demo        INTEGER NOT NULL DEFAULT 0,
  public_url  TEXT,                -- alamat publik; NULL until set and tested
  secret      BLOB NOT NULL        -- 32 random bytes: keys of CSRF and verify codes
) STRICT;

CREATE TABLE unit (
  id          INTEGER PRIMARY KEY,
  code        TEXT NOT NULL UNIQUE,     -- DINAS, UPTD
  parent_id   INTEGER REFERENCES unit,
  name        TEXT NOT NULL,
  short       TEXT NOT NULL,            -- as printed in letter numbers
  valid_from  INTEGER, valid_to INTEGER
) STRICT;

CREATE TABLE position (
  id          INTEGER PRIMARY KEY,
  code        TEXT NOT NULL UNIQUE,     -- kepala-panti
  unit_id     INTEGER NOT NULL REFERENCES unit,
  superior_id INTEGER REFERENCES position,
  name        TEXT NOT NULL,            -- Kepala Panti
  title       TEXT NOT NULL,            -- as printed in a signature block, without comma
  role        TEXT NOT NULL,            -- role word of the procedures
  valid_from  INTEGER, valid_to INTEGER
) STRICT;

CREATE TABLE person (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL,
  nip   TEXT,                           -- 18 digits or NULL (honorer, bukan ASN)
  rank  TEXT                            -- "Pembina Utama Muda (IV/c)" or NULL
) STRICT;

CREATE TABLE holder (                   -- who holds which position, from when to when
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person,
  position_id INTEGER NOT NULL REFERENCES position,
  kind        TEXT NOT NULL CHECK (kind IN ('definitif','plt','plh','pj')),
  from_day    INTEGER NOT NULL,
  to_day      INTEGER
) STRICT;
CREATE INDEX holder_person ON holder (person_id);
CREATE INDEX holder_position ON holder (position_id);

CREATE TABLE account (
  id          INTEGER PRIMARY KEY,
  person_id   INTEGER NOT NULL REFERENCES person,
  login       TEXT NOT NULL UNIQUE,
  password    TEXT NOT NULL,            -- Argon2id string
  admin       INTEGER NOT NULL DEFAULT 0,
  disabled    INTEGER NOT NULL DEFAULT 0,
  must_change INTEGER NOT NULL DEFAULT 0,
  created_ms  INTEGER NOT NULL
) STRICT;
CREATE INDEX account_person ON account (person_id);

CREATE TABLE session (
  token_hash  BLOB PRIMARY KEY,         -- SHA-256 of the token; the token is never stored
  account_id  INTEGER NOT NULL REFERENCES account,
  kind        TEXT NOT NULL CHECK (kind IN ('web','api')),
  csrf        TEXT NOT NULL,
  created_ms  INTEGER NOT NULL,
  seen_ms     INTEGER NOT NULL,
  expires_ms  INTEGER NOT NULL,
  stepup_ms   INTEGER NOT NULL DEFAULT 0, -- passphrase given again until then
  ended_ms    INTEGER
) STRICT;
CREATE INDEX session_account ON session (account_id);

CREATE TABLE login_penalty (
  key       TEXT PRIMARY KEY,           -- login word and network
  fails     INTEGER NOT NULL,
  until_ms  INTEGER NOT NULL,
  last      BLOB                        -- keyed hash of the last wrong password
) STRICT;

CREATE TABLE book (                     -- agenda books of incoming letters
  id       INTEGER PRIMARY KEY,
  code     TEXT NOT NULL UNIQUE,        -- UPTD, DINAS
  unit_id  INTEGER NOT NULL REFERENCES unit,
  name     TEXT NOT NULL
) STRICT;

CREATE TABLE book_post (                -- who keeps, checks, and disposes what is in it
  book_id     INTEGER NOT NULL REFERENCES book,
  duty        TEXT NOT NULL CHECK (duty IN ('keeper','checker','head')),
  position_id INTEGER NOT NULL REFERENCES position,
  PRIMARY KEY (book_id, duty, position_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE book_closing (             -- Tutup buku
  book_id   INTEGER NOT NULL REFERENCES book,
  year      INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account,
  PRIMARY KEY (book_id, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE sender (                   -- the book of senders
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  folded   TEXT NOT NULL UNIQUE,        -- utf8_fold(name)
  address  TEXT,
  uses     INTEGER NOT NULL DEFAULT 0,
  last_ms  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE letter (
  id          INTEGER PRIMARY KEY,      -- day number * 100000 + sequence (design 3.3)
  direction   TEXT NOT NULL CHECK (direction IN ('in','out')),
  form        TEXT NOT NULL,            -- form code; incoming: surat-masuk
  state       TEXT NOT NULL,            -- state word of flow/
  version     INTEGER NOT NULL DEFAULT 1, -- optimistic lock, rises with every act
  procedure   TEXT NOT NULL,            -- id of the procedure it runs by
  step        INTEGER NOT NULL,         -- number of the row that is to be done next; 0: none
  step_ms     INTEGER NOT NULL,         -- since when it waits at that step
  opened_ms   INTEGER,                  -- first opened there by one who may do it
  desk_position_id INTEGER REFERENCES position, -- at whose desk; NULL: several or none
  unit_id     INTEGER NOT NULL REFERENCES unit, -- whose letter: unit of book or signer
  number      TEXT,                     -- as printed
  number_norm TEXT,                     -- num_normal()
  letter_day  INTEGER,                  -- date of the letter
  subject     TEXT NOT NULL,
  class_scheme TEXT, class_code TEXT,
  urgency     TEXT NOT NULL CHECK (urgency = 'biasa' OR urgency = 'penting'
    OR urgency = 'sangat-penting'),
  secrecy     TEXT NOT NULL CHECK (secrecy = 'biasa' OR secrecy = 'terbatas'
    OR secrecy = 'rahasia' OR secrecy = 'sangat-rahasia'),
  sealed      INTEGER NOT NULL DEFAULT 0, -- sampul tertutup
  due_day     INTEGER,                  -- the deadline its urgency or its sender sets
  attachments TEXT,                     -- "1 (satu) berkas"
  created_ms  INTEGER NOT NULL,
  created_by  INTEGER NOT NULL REFERENCES account,
  closed_ms   INTEGER, close_reason TEXT
) STRICT;
CREATE INDEX letter_norm ON letter (number_norm) WHERE number_norm IS NOT NULL;
CREATE INDEX letter_desk ON letter (desk_position_id, state);
CREATE INDEX letter_state ON letter (direction, state, id);
CREATE INDEX letter_class ON letter (class_code) WHERE class_code IS NOT NULL;
CREATE TRIGGER letter_stays BEFORE DELETE ON letter BEGIN
  SELECT raise(ABORT, 'letters are never deleted');
END;

CREATE TABLE incoming (
  letter_id    INTEGER PRIMARY KEY REFERENCES letter,
  sender_id    INTEGER NOT NULL REFERENCES sender,
  sender_name  TEXT NOT NULL,           -- as it stood in the book that day
  received_day INTEGER NOT NULL,
  received_ms  INTEGER NOT NULL,
  channel      TEXT NOT NULL CHECK (channel = 'kurir' OR channel = 'pos' OR channel = 'langsung'
    OR channel = 'e-mail' OR channel = 'whatsapp' OR channel = 'srikandi' OR channel = 'internal'),
  copy_kind    TEXT NOT NULL CHECK (copy_kind = 'asli' OR copy_kind = 'tembusan'
    OR copy_kind = 'salinan'),
  addressed_to TEXT,
  no_scan      INTEGER NOT NULL DEFAULT 1, -- belum dipindai
  no_disposition TEXT                      -- reason: tidak perlu disposisi
) STRICT;
CREATE INDEX incoming_sender ON incoming (sender_id);
CREATE INDEX incoming_unscanned ON incoming (letter_id) WHERE no_scan = 1;

CREATE TABLE agenda (                   -- one letter may stand in several books, linked
  id        INTEGER PRIMARY KEY,
  letter_id INTEGER NOT NULL REFERENCES letter,
  book_id   INTEGER NOT NULL REFERENCES book,
  year      INTEGER NOT NULL,
  serial    INTEGER NOT NULL,
  at_ms     INTEGER NOT NULL,           -- true time of entry
  account_id INTEGER NOT NULL REFERENCES account,
  void_reason TEXT,                     -- batal agenda
  UNIQUE (book_id, year, serial)
) STRICT;
CREATE INDEX agenda_letter ON agenda (letter_id);

CREATE TABLE entry_change (             -- corrections: the old text stays, struck through
  id         INTEGER PRIMARY KEY,
  letter_id  INTEGER NOT NULL REFERENCES letter,
  field      TEXT NOT NULL,
  old_text   TEXT, new_text TEXT,
  reason     TEXT,
  account_id INTEGER NOT NULL REFERENCES account,
  at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_change_letter ON entry_change (letter_id);

CREATE TABLE arrival (                  -- the same letter again: e-mail first, paper later
  id         INTEGER PRIMARY KEY,
  letter_id  INTEGER NOT NULL REFERENCES letter,
  day        INTEGER NOT NULL, channel TEXT NOT NULL, copy_kind TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account, at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX arrival_letter ON arrival (letter_id);

CREATE TABLE step_done (                -- the life of a letter, one row an act
  id          INTEGER PRIMARY KEY,
  letter_id   INTEGER NOT NULL REFERENCES letter,
  act         TEXT NOT NULL,            -- act word of flow/
  step        INTEGER NOT NULL,         -- row of the procedure, 0: none
  from_state  TEXT NOT NULL, to_state TEXT NOT NULL,
  version_no  INTEGER,                  -- draft version it was done on
  account_id  INTEGER NOT NULL REFERENCES account,
  position_id INTEGER REFERENCES position, -- the post it was done under
  for_position_id INTEGER REFERENCES position, -- recorded for: the giver of a paper disposition
  at_ms       INTEGER NOT NULL,
  wait_ms     INTEGER NOT NULL DEFAULT 0, -- office hours from arrival to first opening
  work_ms     INTEGER NOT NULL DEFAULT 0, -- office hours from first opening to the act
  note        TEXT
) STRICT;
CREATE INDEX step_done_letter ON step_done (letter_id);

CREATE TABLE disposition (              -- a node of a letter's tree of dispositions
  id            INTEGER PRIMARY KEY,
  letter_id     INTEGER NOT NULL REFERENCES letter,
  parent_to_id  INTEGER,                -- the tray it was forwarded from
  from_position_id INTEGER NOT NULL REFERENCES position,
  account_id    INTEGER NOT NULL REFERENCES account, -- who entered it
  on_paper      INTEGER NOT NULL DEFAULT 0,          -- dicatat oleh account_id
  photo         BLOB,                   -- file of the sheet
  instructions  TEXT NOT NULL,          -- codes, joined by ' '
  note          TEXT NOT NULL DEFAULT '',
  deadline_day  INTEGER,
  answer_asked  INTEGER NOT NULL DEFAULT 0,
  at_ms         INTEGER NOT NULL
) STRICT;
CREATE INDEX disposition_letter ON disposition (letter_id);
CREATE INDEX disposition_parent ON disposition (parent_to_id) WHERE parent_to_id IS NOT NULL;

CREATE TABLE tray (                     -- one addressee of one disposition
  id             INTEGER PRIMARY KEY,
  disposition_id INTEGER NOT NULL REFERENCES disposition,
  letter_id      INTEGER NOT NULL REFERENCES letter,
  position_id    INTEGER NOT NULL REFERENCES position,
  state          TEXT NOT NULL CHECK (state IN
     ('menunggu','terkirim','dibaca','ditarik','diteruskan','dikembalikan','selesai','diketahui')),
  version        INTEGER NOT NULL DEFAULT 1,
  sent_ms        INTEGER,               -- distributed
  read_ms        INTEGER,
  ended_ms       INTEGER,
  result         TEXT,                  -- tindak lanjut, or reason of return
  copy_only      INTEGER NOT NULL DEFAULT 0 -- untuk diketahui
) STRICT;
CREATE INDEX tray_letter ON tray (letter_id);
CREATE INDEX tray_position ON tray (position_id, state);

CREATE TABLE inbox_unit (               -- Kotak Masuk of a unit with its own book
  id         INTEGER PRIMARY KEY,
  letter_id  INTEGER NOT NULL REFERENCES letter,
  tray_id    INTEGER REFERENCES tray,
  book_id    INTEGER NOT NULL REFERENCES book,
  at_ms      INTEGER NOT NULL,
  agenda_id  INTEGER REFERENCES agenda  -- NULL until entered
) STRICT;
CREATE INDEX inbox_unit_book ON inbox_unit (book_id) WHERE agenda_id IS NULL;
CREATE INDEX inbox_unit_agenda ON inbox_unit (agenda_id);
CREATE INDEX inbox_unit_tray ON inbox_unit (tray_id);

CREATE TABLE outgoing (
  letter_id     INTEGER PRIMARY KEY REFERENCES letter,
  recipient     TEXT,                   -- first address line, for lists
  drafter_position_id INTEGER NOT NULL REFERENCES position,
  signer_position_id  INTEGER NOT NULL REFERENCES position,
  profile       TEXT NOT NULL,
  rule          TEXT NOT NULL,          -- number rule
  series        TEXT NOT NULL,          -- series key of numbering
  draft_no      INTEGER NOT NULL DEFAULT 1, -- newest version
  outside       INTEGER NOT NULL DEFAULT 0, -- catat surat jadi
  sign_kind     TEXT CHECK (sign_kind IN ('basah','elektronik')),
  signed_ms     INTEGER, signed_by INTEGER REFERENCES account,
  signed_as     TEXT CHECK (signed_as IN ('definitif','plt','plh','pj','an','ub')),
  serial        INTEGER,
  recorded_ms   INTEGER,
  verify_code   TEXT UNIQUE,            -- /v/{code}
  pdf           BLOB,                   -- recorded or signed PDF, a stored file
  withdrawn_ms  INTEGER, withdraw_reason TEXT
) STRICT;

CREATE TABLE draft (                    -- every version of the text
  letter_id   INTEGER NOT NULL REFERENCES letter,
  no          INTEGER NOT NULL,
  xml         TEXT NOT NULL,            -- letter XML (surat)
  account_id  INTEGER NOT NULL REFERENCES account,
  position_id INTEGER REFERENCES position,
  at_ms       INTEGER NOT NULL,
  sealed_ms   INTEGER,                  -- submitted: no more change in place
  PRIMARY KEY (letter_id, no)
) STRICT, WITHOUT ROWID;

CREATE TABLE remark (                   -- what a reader of a draft wrote, at a sentence
  id          INTEGER PRIMARY KEY,
  letter_id   INTEGER NOT NULL REFERENCES letter,
  draft_no    INTEGER NOT NULL,
  quote       TEXT,                     -- the sentence
  text        TEXT NOT NULL,
  account_id  INTEGER NOT NULL REFERENCES account,
  position_id INTEGER NOT NULL REFERENCES position,
  at_ms       INTEGER NOT NULL
) STRICT;
CREATE INDEX remark_letter ON remark (letter_id);

CREATE TABLE link (                     -- letter to letter
  from_id  INTEGER NOT NULL REFERENCES letter,
  to_id    INTEGER NOT NULL REFERENCES letter,
  kind     TEXT NOT NULL CHECK (kind IN
             ('menjawab','jawaban-sementara','ralat','pengganti','pencabutan','buku-lain')),
  tray_id  INTEGER REFERENCES tray,     -- the disposition that asked for it
  at_ms    INTEGER NOT NULL,
  PRIMARY KEY (from_id, to_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_to ON link (to_id);

CREATE TABLE letter_file (
  id         INTEGER PRIMARY KEY,
  letter_id  INTEGER NOT NULL REFERENCES letter,
  sha        BLOB NOT NULL,             -- file row (0000_store)
  role       TEXT NOT NULL CHECK (role = 'pindaian' OR role = 'foto-disposisi'
    OR role = 'pdf-tercatat' OR role = 'pindaian-bertanda-tangan' OR role = 'bukti'
    OR role = 'lampiran'),
  name       TEXT NOT NULL,             -- shown, never a path
  mime       TEXT NOT NULL,
  size       INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account,
  at_ms      INTEGER NOT NULL
) STRICT;
CREATE INDEX letter_file_letter ON letter_file (letter_id);

CREATE TABLE dispatch (                 -- one per addressee and channel
  id         INTEGER PRIMARY KEY,
  letter_id  INTEGER NOT NULL REFERENCES letter,
  serial     INTEGER,                   -- line of the buku ekspedisi
  year       INTEGER NOT NULL,
  addressee  TEXT NOT NULL,
  channel    TEXT NOT NULL CHECK (channel IN ('kurir','pos','langsung','e-mail','whatsapp','srikandi','internal')),
  due_day    INTEGER,
  at_ms      INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account,
  receiver   TEXT, received_ms INTEGER, proof BLOB, proof_note TEXT,
  version    INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX dispatch_letter ON dispatch (letter_id);
CREATE INDEX dispatch_day ON dispatch (year, serial);

CREATE TABLE filing (                   -- berkas and place
  letter_id  INTEGER PRIMARY KEY REFERENCES letter,
  folder     TEXT NOT NULL,             -- berkas
  place      TEXT NOT NULL DEFAULT '',  -- lemari, laci, map
  account_id INTEGER NOT NULL REFERENCES account,
  at_ms      INTEGER NOT NULL
) STRICT;

CREATE TABLE reader_right (             -- named persons of secret letters, granted requests
  letter_id  INTEGER NOT NULL REFERENCES letter,
  position_id INTEGER NOT NULL REFERENCES position,
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (letter_id, position_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reader_right_position ON reader_right (position_id);

CREATE TABLE idempotency (
  account_id INTEGER NOT NULL REFERENCES account,
  key        TEXT NOT NULL,
  body_hash  BLOB NOT NULL,
  status     INTEGER NOT NULL,
  reply      TEXT NOT NULL,
  at_ms      INTEGER NOT NULL,
  PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;
