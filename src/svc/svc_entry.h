/* svc_entry.h - what an agenda entry may be: checked once for register and correct.
 *
 * LIMITS sender 200, number 120, subject 1000, attachments 200, addressee 200 characters;
 *        folder and place 200, remarks and results 2000.
 * SOURCE SOP "Proses Surat Masuk", Peringatan 1 and 3; issue "Bad input".
 */
#ifndef SVC_ENTRY_H
#define SVC_ENTRY_H
#include "svc_case.h"
#include "utf8.h"

struct svc_entry {
	struct str sender, sender_folded, number, number_norm, subject, attachments,
		class_code, class_scheme, addressed_to, urgency, secrecy, channel,
		copy_kind;
	struct day letter_day, received_day, today;
	bool no_number, no_date, sealed, future_ok;
};

/* Cleans and checks all fields in place.  ERR_INVALID names the field. */
enum err svc_entry_check(struct svc *, struct arena *, struct svc_entry *,
			 struct fail *) MUST_CHECK;

/* One text at the door: trimmed, clean, at most `max` characters; `need` names what is
 * missing when it is empty, NULL: may be empty. */
enum err svc_text(struct arena *, struct str in, enum utf8_kind, size_t max,
		  const char *field, const char *need, struct str *out,
		  struct fail *) MUST_CHECK;

enum err svc_arrival_check(struct str channel, struct str copy_kind, struct day,
			   struct day today, struct fail *) MUST_CHECK;

/* The comparable form of a number as printed: by the first rule that reads it, else upper
 * case without blanks. */
struct str svc_number_norm(struct svc *, struct arena *, struct str number);

/* A classification code; *scheme names where it stands.  ERR_INVALID "classification". */
enum err svc_class_check(struct svc *, struct str code, struct str *scheme,
			 struct fail *) MUST_CHECK;

/* The next serial of the agenda book for the year of receipt, inside an act. */
enum err svc_agenda_take(struct arena *, struct db_conn *, const struct actor *,
			 struct str book, struct day received, int64_t letter_id,
			 int *serial, struct fail *) MUST_CHECK;
/* Batal agenda: the serial stays in the book and the ledger, void with reason. */
enum err svc_agenda_void(struct arena *, struct db_conn *, const struct actor *,
			 int64_t letter_id, struct str reason, struct fail *) MUST_CHECK;
#endif
