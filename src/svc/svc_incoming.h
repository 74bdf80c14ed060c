/* svc_incoming.h - the life of an incoming letter, SOP "Proses Surat Masuk" rows 1-6.
 *
 * Every act takes the version it was decided on (0: the caller sent none ->
 * ERR_NOVERSION; other than the stored one -> ERR_STALE with the current version in
 * *current). flow_may() is asked once, inside the writer's transaction.
 */
#ifndef SVC_INCOMING_H
#define SVC_INCOMING_H
#include "svc.h"

struct svc_register {      /* SOP rows 1 and 2 */
	int64_t book_id;   /* 0: the book of that code, or the only one the actor keeps */
	struct str book;   /* its code, "UPTD"; may be empty */
	struct str sender; /* name; a new one is added to the book of senders */
	struct str number; /* as printed; empty only with no_number */
	bool no_number, no_date;
	struct day letter_day;
	bool future_ok; /* a letter dated after today: asked and confirmed */
	struct str subject, attachments, class_code, addressed_to;
	struct str urgency, secrecy; /* both obligatory */
	struct day received_day;     /* none: today */
	struct str channel, copy_kind;
	bool sealed; /* sampul tertutup: sender, number, date only; terbatas at least */
	bool duplicate_ok; /* the twin was shown and is another letter */
	struct svc_upload *scans;
	size_t scans_n;
	struct str idempotency_key;
};

struct svc_registered {
	int64_t id, version;
	int serial, year;
	struct str agenda /* "0412" */, book;
	enum flow_state state;
};

struct svc_twin {
	int64_t id;
	struct str agenda, subject;
	struct day received;
};

enum err svc_incoming_register(struct svc *, const struct actor *, struct arena *,
			       const struct svc_register *, struct svc_registered *,
			       struct fail *) MUST_CHECK;
/* Letters with this sender and number (normal form) and date: "Ini surat yang sama". */
enum err svc_incoming_twins(struct svc *, const struct actor *, struct arena *,
			    struct str sender, struct str number, struct day,
			    struct svc_twin **, size_t *, struct fail *) MUST_CHECK;
struct svc_ref {
	int64_t id, version;
};

struct svc_done {
	int64_t version;
	enum flow_state state;
	int64_t id; /* what the act made, if anything */
};

struct svc_arrival { /* the same letter came again */
	int64_t id;
	struct day day;                /* none: today */
	struct str channel, copy_kind; /* empty: langsung, asli */
	struct str idempotency_key;
};
enum err svc_incoming_arrival(struct svc *, const struct actor *,
			      const struct svc_arrival *, struct svc_done *,
			      struct fail *) MUST_CHECK;
enum err svc_incoming_code(struct svc *, const struct actor *, struct svc_ref,
			   struct str class_code, struct svc_done *,
			   struct fail *) MUST_CHECK; /* row 2 */
enum err svc_incoming_check(struct svc *, const struct actor *, struct svc_ref,
			    struct str note, struct svc_done *,
			    struct fail *) MUST_CHECK; /* row 3 */

struct svc_dispose {     /* row 4; also forwarding by one who has a tray */
	int64_t tray_id; /* forward from this tray, of the letter ref names (ref.id of
			    another thing: ref.version is the tray's); 0: the head's */
	int64_t to[32];
	size_t to_n; /* positions */
	int64_t units[8];
	size_t units_n; /* units with a book of their own: their Kotak Masuk */
	struct str instructions[16];
	size_t instructions_n; /* codes of svc_instructions() */
	struct str note;
	struct day deadline;
	int64_t coordinator; /* of `to`: answers for all; 0: each for himself */
	int64_t know[32];
	size_t know_n; /* untuk diketahui: owe nothing, close on reading */
	int64_t groups[8], know_groups[8]; /* of posts (svc_groups.h), to act or to know */
	size_t groups_n, know_groups_n;
	bool answer_asked, copy_only;
	bool report_back; /* forwarding: the result comes to the forwarder first */
	struct str told /* telepon, whatsapp: Kasubbag TU records it */, told_at;
	int64_t prepared; /* when what it confirms was prepared (svc_prepare.h) */
	int64_t corrects; /* the head's, instead of that told one (svc_told.h) */
	bool on_paper; /* Catat disposisi kertas: giver stays the head */
	struct svc_upload photo;
};
enum err svc_incoming_dispose(struct svc *, const struct actor *, struct svc_ref,
			      const struct svc_dispose *, struct svc_done *,
			      struct fail *) MUST_CHECK;
/* Its form alone: note and codes as they will be stored. */
enum err svc_dispose_form(struct svc *, struct arena *, const struct svc_dispose *,
			  struct str *note, struct str *instructions,
			  struct fail *) MUST_CHECK;
enum err svc_incoming_no_disposition(struct svc *, const struct actor *, struct svc_ref,
				     struct str reason, struct svc_done *,
				     struct fail *) MUST_CHECK;
enum err svc_incoming_distribute(struct svc *, const struct actor *, struct svc_ref,
				 struct svc_done *, struct fail *) MUST_CHECK; /* row 5 */
enum err svc_letter_file(struct svc *, const struct actor *, struct svc_ref,
			 struct str folder, struct str place, struct svc_done *,
			 struct fail *) MUST_CHECK; /* row 6, and outgoing */

/* One tray: ref.id is the tray, ref.version the tray's version. */
enum err svc_tray_read(struct svc *, const struct actor *, struct svc_ref,
		       struct svc_done *, struct fail *) MUST_CHECK;
enum err svc_tray_withdraw(struct svc *, const struct actor *, struct svc_ref,
			   struct svc_done *, struct fail *) MUST_CHECK; /* until read */
enum err svc_tray_return(struct svc *, const struct actor *, struct svc_ref,
			 struct str reason, struct svc_done *, struct fail *) MUST_CHECK;
enum err svc_tray_complete(struct svc *, const struct actor *, struct svc_ref,
			   struct str result, struct svc_done *,
			   struct fail *) MUST_CHECK;
/* With n files of the follow-up: they lie with the letter, role "bukti". */
enum err svc_tray_complete_with(struct svc *, const struct actor *, struct svc_ref,
				struct str result, const struct svc_upload *, size_t n,
				struct svc_done *, struct fail *) MUST_CHECK;

struct svc_correct {
	struct str sender, number, subject, attachments, class_code, addressed_to,
		urgency, secrecy, channel, copy_kind;
	struct day letter_day, received_day;
	struct str reason;
};
/* By the clerk until the check, later by Kasubbag TU with reason; {NULL,0}: unchanged. */
enum err svc_incoming_correct(struct svc *, const struct actor *, struct svc_ref,
			      const struct svc_correct *, struct svc_done *,
			      struct fail *) MUST_CHECK;
enum err svc_incoming_void(struct svc *, const struct actor *, struct svc_ref,
			   struct str reason, struct svc_done *,
			   struct fail *) MUST_CHECK; /* batal agenda */
enum err svc_incoming_misdirected(struct svc *, const struct actor *, struct svc_ref,
				  struct str reason, struct svc_done *,
				  struct fail *) MUST_CHECK; /* salah alamat */
enum err svc_letter_attach(struct svc *, const struct actor *, struct svc_ref,
			   const struct svc_upload *, size_t, struct str role,
			   struct svc_done *, struct fail *) MUST_CHECK;

/* Kotak Masuk of a unit: one key makes its agenda entry. */
struct svc_inbox_row {
	int64_t inbox_id, letter_id;
	struct str from_book, sender, number, subject, note;
	int64_t at_ms;
};
enum err svc_unit_inbox(struct svc *, const struct actor *, struct arena *,
			struct svc_inbox_row **, size_t *, struct fail *) MUST_CHECK;
enum err svc_unit_enter(struct svc *, const struct actor *, struct arena *,
			int64_t inbox_id, struct svc_registered *,
			struct fail *) MUST_CHECK;

/* What the register screen asks while she types. */
struct svc_book_row {
	int64_t id, unit_id;
	struct str code, name, unit;
	int last_serial, year;
	bool keeper, may_close, closed;
};
enum err svc_books(struct svc *, const struct actor *, struct arena *,
		   struct svc_book_row **, size_t *, struct fail *) MUST_CHECK;

struct svc_sender_row {
	int64_t id;
	struct str name, address;
};
enum err svc_senders(struct svc *, const struct actor *, struct arena *, struct str typed,
		     struct svc_sender_row **, size_t *, struct fail *) MUST_CHECK;

struct svc_instruction {
	const char *code, *text;
};
const struct svc_instruction *svc_instructions(size_t *n);
/* As codes are stored, "TL JAWAB", in words: "Tindak lanjuti; Jawab". */
struct str svc_instruction_texts(struct arena *, struct str codes);
/* Codes as they are stored.  ERR_INVALID "unknown-value" for one that is none. */
enum err svc_instruction_codes(struct arena *, const struct str *codes, size_t n,
			       struct str *out, struct fail *) MUST_CHECK;
enum err svc_unscanned(struct svc *, const struct actor *, struct arena *,
		       struct svc_list *, struct fail *) MUST_CHECK; /* belum dipindai */
enum err svc_to_file(struct svc *, const struct actor *, struct arena *,
		     struct svc_list *, struct fail *) MUST_CHECK; /* belum diarsipkan */
enum err svc_book_close(struct svc *, const struct actor *, int64_t book_id, int year,
			struct fail *) MUST_CHECK;
#endif
