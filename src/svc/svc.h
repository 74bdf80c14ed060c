/* svc.h - the use cases: the only place where acts are submitted to the writer.
 *
 * SHAPE  each use case has three parts (design 3.1): prepare on the caller's thread
 *        (checks of form, staging of files, rendering), act on the writer (rights,
 *        state, version, SQL; under 1 ms), after (only once COMMIT is on disk).
 * DOORS  web, api and cli call these and nothing below; no HTTP, HTML or JSON here.
 * OWNER  results live in the caller's arena.
 */
#ifndef SVC_H
#define SVC_H
#include "arena.h"
#include "clock.h"
#include "db.h"
#include "err.h"
#include "flow.h"
#include "svc_anchor.h"

struct num_rules;   /* numbering */
struct num_classes; /* numbering */
struct tpl_engine;  /* letter-templates */
struct flow_procs;  /* flow: loaded procedures */
struct arc_files;   /* archive: content-addressed files */
struct intake_pages; /* intake: page images and their cache */
struct office;      /* conf: the office file */
struct mail_server; /* dispatch */
struct svc_mail;
struct svc_feed;
struct http_server; /* http: known here only so that /metrics can count */

struct svc {
	struct db *db;
	const struct clock *clock;
	const char *dir;   /* data folder */
	const char *share; /* shipped data: build/share/naskah or /usr/share/naskah */
	int zone;          /* hours east of UTC */
	bool demo;
	const struct office *office; /* the published office file: hours, series, signers */
	_Atomic(struct num_rules *) rules; /* those in force (svc_rules_set.h) */
	struct svc_rule_sets *rule_sets;
	struct num_classes *classes;
	_Atomic(struct tpl_engine *) tpl; /* forms in force (svc_templates_set.h) */
	struct svc_template_sets *tpl_sets;
	struct flow_procs *procs;
	struct arc_files *files;
	struct intake_pages *pages; /* NULL: this process draws none */
	const char *pages_program;  /* naskah-pages, or NULL */
	struct svc_editings *editings; /* who has which draft open (svc_editing.h) */
	struct svc_argon *argon; /* bounded password workers */
	struct svc_norm *norm;   /* makes normal forms anew */
	struct svc_alarm *alarm; /* wakes at deadlines; NULL but in the daemon (svc_alarm.h) */
	struct svc_calendars *calendars; /* what svc_hours() gives (svc_calendar.h) */
	struct svc_feed *feed;   /* tells open pages what happened (svc_feed.h) */
	struct svc_mail *mail;   /* NULL: this process sends none (svc_mail.h) */
	struct svc_leases *leases; /* turns at the series of numbers (svc_lease.h) */
	struct arena *arena;     /* what lives as long as the folder is open */
	struct str office_name;
	const struct http_server *server; /* NULL until the doors are open */
	uint8_t secret[32];
};

/* What a door hands its handlers: any struct that begins with this one. */
struct svc_door {
	struct svc *svc;
};

struct svc_options {
	const char *dir, *share;
	const char *pages; /* the program naskah-pages; NULL: no page images */
	const struct clock *clock;
	const struct mail_server *mail; /* outlives the svc; NULL: no mail is sent */
	struct str link; /* where pages are found from outside: "https://naskah.example.go.id" */
};
enum err svc_open(struct svc **, const struct svc_options *, struct fail *) MUST_CHECK;
void svc_close(struct svc *);

/* Who asks. Made by svc_people.h from a session, a token or the control socket. */
#define SVC_POSTS_MAX 12

struct svc_post {
	int64_t position_id, unit_id;
	struct str code, name, role, kind; /* kind: definitif plt plh pj */
};

struct actor {
	int64_t account_id, person_id;
	struct str login, name;
	bool admin;
	bool stepped_up;  /* passphrase given again in the last 15 minutes */
	bool must_change; /* nothing but a new password of his own until then */
	uint8_t session[32]; /* hash of the token he came with; zeros: none */
	size_t posts_n;
	struct svc_post posts[SVC_POSTS_MAX];
	const char *door; /* "web" "api" "cli" */
};

bool actor_holds(const struct actor *, int64_t position_id);

/* Who sits at the machine itself and owns the data folder: `naskah user …`. */
struct actor actor_operator(void);

/* "login/post-code" for db_audit(): never a name.  post 0: his first. */
struct str actor_audit(struct arena *, const struct actor *, int64_t position_id);

/* ---- what lists and letter pages show ---- */

struct svc_clock { /* the row of the SOP a letter waits at */
	int step;  /* 0: none */
	struct str step_name;
	int standard_min;
	int work_min, wait_min; /* office hours so far */
	bool late;              /* over its standard (mark), */
	bool near;              /* in the last quarter before the deadline (amber) */
	bool overdue;           /* past the deadline of its urgency, its sender, its tray (red) */
	int64_t due_ms;         /* that deadline; 0: none */
};

struct svc_row { /* a letter in a list */
	int64_t id, version;
	enum flow_state state;
	bool incoming;
	struct str form, number, agenda /* "UPTD 0412" */, subject,
		party /* sender or addressee */, class_code, class_scheme, urgency, secrecy;
	struct str class_note; /* found by another code than its own: which, and why; or empty */
	struct day letter_day, received_day, due_day;
	int64_t tray_id, tray_version; /* when it is in a tray of the actor */
	struct str tray_state;
	bool hidden; /* S1: only serial, date and RAHASIA may be shown */
	bool no_scan;
	struct svc_clock clock;
	struct str where; /* "Di meja Kasi PAS sejak Selasa 10.15, belum dibaca, batas
			     Kamis; asli di map 12" */
	struct str doing; /* what the actor is to do: label of the act, or empty */
};

struct svc_list {
	struct svc_row *rows;
	size_t n;
	int64_t next;  /* cursor of the next page, 0: none */
	int64_t count; /* of all, capped at 1000 */
};

struct svc_event {
	int64_t at_ms;
	struct str act, label, who /* post */, note;
	int wait_min, work_min, standard_min;
	int draft_no;
};

struct svc_file {
	int64_t id;
	struct str name, mime, role;
	int64_t size;
	struct str sha_hex;
};

struct svc_tray {
	int64_t id, version, position_id;
	struct str position, state, result;
	struct str part;  /* koordinator, anggota; empty: answers for himself */
	struct svc_file *files; /* of the follow-up */
	size_t files_n;
	struct str owing; /* passed on: who below still owes, "Kasi PAS (belum dibaca)" */
	int64_t sent_ms, read_ms, ended_ms;
	int64_t reminded_ms;
	bool copy_only, mine, may_withdraw, may_remind;
};

struct svc_disposition {
	int64_t id, parent_to_id;
	struct str from, recorded_by /* empty, or "dicatat oleh" post */;
	struct str instructions_text /* joined, as printed */, note;
	struct day deadline;
	bool answer_asked, report_back;
	struct str prepared_by; /* a post, or empty */
	struct str told; /* telepon, whatsapp, or empty */
	int64_t told_ms, confirmed_ms, corrected_by;
	bool may_confirm;
	struct str groups; /* by name, as addressed; or empty */
	int64_t at_ms;
	struct svc_tray *trays;
	size_t trays_n;
	bool has_photo;
};

struct svc_link {
	int64_t letter_id;
	struct str kind, number, subject;
	bool reverse;
};

struct svc_dispatch {
	int64_t id, version, serial;
	struct str addressee, channel, receiver, proof_note;
	struct day due;
	int64_t at_ms, received_ms;
	bool late;
};

struct svc_draft {
	int no;
	struct str xml, by;
	int64_t at_ms;
	bool sealed;
	bool mine; /* the actor's post did something on this version */
};

struct svc_remark {
	int64_t id;
	int draft_no;
	struct str by, quote, text, field /* empty: tied to no place */;
	struct svc_place place; /* where in paragraphs of the newest version */
	int64_t at_ms, answer_ms, done_ms; /* 0: not */
	struct str answer, answered_by, done_by;
};

#define SVC_RETURNS_MAX 9
struct svc_return { /* a row that a return may lead to */
	int step;
	struct str activity;
};

/* An initial: of a step of review, or of another unit's post that was asked for it
 * (svc_initial.h). */
struct svc_initial {
	bool coordination, mine;
	int64_t position_id;
	struct str position, state /* diminta diparaf gugur dikembalikan dikesampingkan ditarik */;
	struct str note, by; /* of a decision that is not the post's own, or of what made it lapse */
	int64_t at_ms, lapsed_ms;
	int draft_no;
};
#define SVC_INITIALS_SHOWN 100

struct svc_change {
	struct str field, old_text, new_text, reason, by;
	int64_t at_ms;
};

struct svc_look { /* Minta lihat: one request to open this letter */
	int64_t id;
	struct str position, reason, answered_by, answer;
	int64_t at_ms, answered_ms;
	bool open, granted, mine, may_answer;
};

struct svc_holder { /* who has a letter now */
	struct str who, owed;
	int64_t since_ms;
	int minutes; /* office time it has lain there */
	bool read, late;
	struct day due;
};

struct svc_letter { /* everything one page shows about one letter */
	struct svc_row row;
	struct str state_label, where;
	/* incoming */
	struct str sender, channel, copy_kind, addressed_to, attachments, no_disposition;
	bool sealed;
	int64_t sender_id, received_ms;
	struct str book;
	int64_t book_id;
	int serial, year;
	/* outgoing */
	struct str recipient, drafter, signer, sign_kind, verify_code, profile;
	int64_t drafter_position_id, signer_position_id, signed_ms, recorded_ms;
	int draft_no;
	bool outside, has_pdf;
	/* life */
	struct svc_event *events;
	size_t events_n;
	struct svc_holder *holders; /* none: its life is over */
	size_t holders_n;
	struct svc_disposition *dispositions;
	size_t dispositions_n;
	struct svc_file *files;
	size_t files_n;
	struct svc_link *links;
	size_t links_n;
	struct svc_dispatch *dispatches;
	size_t dispatches_n;
	struct svc_draft *drafts;
	size_t drafts_n;
	struct svc_remark *remarks;
	size_t remarks_n, remarks_open;
	struct str editing;    /* another who has it open in the editor, or empty */
	int64_t editing_ms;    /* since when */
	struct svc_paragraph *paragraphs; /* of the newest version */
	size_t paragraphs_n;
	struct svc_return returns[SVC_RETURNS_MAX]; /* first: when none is chosen */
	size_t returns_n;
	struct svc_initial *initials; /* in the order they were given */
	size_t initials_n;
	struct svc_change *changes;
	size_t changes_n;
	struct svc_look *looks; /* his own, and those he may answer */
	size_t looks_n;
	struct str folder, place;
	enum flow_act acts[ACT__COUNT];
	size_t acts_n; /* the actor's buttons */
};

/* One letter, by S1: ERR_NOTFOUND when secret and not for the actor; for Biasa letters
 * of others `content` false: register line, state and place only (Minta lihat). */
enum err svc_letter_get(struct svc *, const struct actor *, struct arena *, int64_t id,
			struct svc_letter *out, bool *content, struct fail *) MUST_CHECK;
/* Marks the first opening at this step (waiting ends, working begins) and a tray as read.
 */
enum err svc_letter_opened(struct svc *, const struct actor *, int64_t id,
			   struct fail *) MUST_CHECK;

/* For a week after the clock went back by a day or more (db.h): one sentence for those who
 * keep the books.  {NULL,0}: it did not. */
enum err svc_clock_notice(struct svc *, struct arena *, struct str *out,
			  struct fail *) MUST_CHECK;

/* Work list: urgent first, each row with its clock. */
enum err svc_worklist(struct svc *, const struct actor *, struct arena *,
		      struct svc_list *, struct fail *) MUST_CHECK;

/* The bytes of a file of a letter, S1 checked. */
enum err svc_file_read(struct svc *, const struct actor *, struct arena *,
		       int64_t letter_id, int64_t file_id, struct str *bytes,
		       struct svc_file *, struct fail *) MUST_CHECK;

/* A file handed in by a door: bytes in memory or spooled at path. */
struct svc_upload {
	struct str name;
	const char *path;
	struct str bytes;
};

#define SVC_UPLOADS_MAX  20
#define SVC_UPLOAD_BYTES (50u << 20)
#endif
