/* svc_outgoing.h - the life of an outgoing letter, SOP "Proses Surat Keluar" rows 1-7.
 *
 * Versions as in svc_incoming.h. Numbers come by N3: `record` after a wet signature
 * (saat-pencatatan), or with the electronic signing act (saat-penandatanganan).
 */
#ifndef SVC_OUTGOING_H
#define SVC_OUTGOING_H
#include "svc_incoming.h"

struct tpl_field; /* letter-templates */
/* Is this field the register's to say: number, date, urgency, secrecy, who signs and whom
 * a note comes from?  Screens do not ask for it, a text does not keep it, pages print what
 * the register says. */
bool svc_field_given(const struct tpl_field *);

struct svc_draft_in {
	struct str form; /* code of the form: surat-dinas, undangan, nota-dinas … */
	struct str xml;  /* the whole letter XML (surat); or: */
	const struct str (*values)[2];
	size_t values_n; /* typed form values, name and text */
	struct str subject;
	struct str class_code, urgency, secrecy; /* NULL: biasa, or as what it
						    answers is, or stands in an edit */
	int64_t drafter_position_id; /* 0: the actor's only post */
	int64_t signer_position_id;  /* 0: whom (form, unit) names */
	int64_t answers_letter_id, answers_tray_id;
	bool interim; /* jawaban sementara */
	int row; /* a preview of a letter to many: which row (1..); 0: the first */
	struct day due_day;
	struct str idempotency_key;
};
enum err svc_outgoing_draft(struct svc *, const struct actor *, struct arena *,
			    const struct svc_draft_in *, struct svc_done *,
			    struct fail *) MUST_CHECK; /* row 1 */
enum err svc_outgoing_edit(struct svc *, const struct actor *, struct arena *,
			   struct svc_ref, const struct svc_draft_in *, struct svc_done *,
			   struct fail *) MUST_CHECK;
enum err svc_outgoing_submit(struct svc *, const struct actor *, struct svc_ref,
			     struct svc_done *, struct fail *) MUST_CHECK; /* row 2 */
enum err svc_outgoing_approve(struct svc *, const struct actor *, struct svc_ref,
			      struct str note, struct svc_done *,
			      struct fail *) MUST_CHECK; /* rows 3, 4 */
/* A return to who typed or drafted it starts a new version that passes every step again; to
 * an earlier reader the text stands and passes again from his step on.  It needs a remark:
 * this one, or one he wrote at a place of this version (svc_remark.h).
 * ERR_INVALID "missing", "no-way-back". */
struct svc_return_in {
	struct str quote, remark;
	int to; /* number of a row the procedure offers; 0: its first way back */
};
enum err svc_outgoing_return(struct svc *, const struct actor *, struct svc_ref,
			     const struct svc_return_in *, struct svc_done *,
			     struct fail *) MUST_CHECK;
/* Row 5. seen: SHA-256 of the page shown (If-Match); electronic asks step-up. */
enum err svc_outgoing_sign(struct svc *, const struct actor *, struct svc_ref,
			   bool electronic, struct svc_done *, struct fail *) MUST_CHECK;

struct svc_recorded {
	int64_t version;
	struct str number, verify_code;
	int serial;
	struct day day;
	enum flow_state state;
	bool holiday; /* dated on a Sunday or another day the office is closed: to be told */
};
enum err svc_outgoing_record(struct svc *, const struct actor *, struct arena *,
			     struct svc_ref, struct day, struct svc_recorded *,
			     struct fail *) MUST_CHECK; /* row 6 */
/* With a number that waits for a letter (svc_numbers.h): reserved, or inserted for a letter
 * dated before the last number; "12", "5.01".  Empty: the next one. */
enum err svc_outgoing_record_with(struct svc *, const struct actor *, struct arena *,
				  struct svc_ref, struct day, struct str waiting,
				  struct svc_recorded *, struct fail *) MUST_CHECK;

/* Catat surat jadi: made elsewhere, already signed, gets the next number of the series.
 */
struct svc_outside {
	struct str form, recipient, subject, class_code, urgency, secrecy;
	int64_t signer_position_id, drafter_position_id;
	bool earlier_ok; /* dated in a year that is over: asked and confirmed */
	struct day day;
	struct str waiting; /* as in svc_outgoing_record_with() */
	struct svc_upload *scans;
	size_t scans_n;
	struct str idempotency_key;
};
enum err svc_outgoing_record_outside(struct svc *, const struct actor *, struct arena *,
				     const struct svc_outside *, int64_t *id,
				     struct svc_recorded *, struct fail *) MUST_CHECK;
enum err svc_outgoing_void(struct svc *, const struct actor *, struct svc_ref,
			   struct str reason, struct svc_done *,
			   struct fail *) MUST_CHECK; /* before issue */
/* Withdrawn at once; the letter that tells others so is a draft of its own then, linked,
 * where the office has a series for it. */
enum err svc_outgoing_withdraw(struct svc *, const struct actor *, struct svc_ref,
			       struct str reason, struct svc_done *,
			       struct fail *) MUST_CHECK; /* pencabutan, after */
/* ralat / pengganti: a new draft linked both ways; done->id is the new letter.  A ralat
 * begins with a text that names the letter it corrects, a pengganti as its copy. */
enum err svc_outgoing_rectify(struct svc *, const struct actor *, struct arena *,
			      struct svc_ref, bool replace, struct svc_done *,
			      struct fail *) MUST_CHECK;

struct svc_send {
	struct str addressee, channel;
	struct day due;
};
enum err svc_dispatch(struct svc *, const struct actor *, struct svc_ref,
		      const struct svc_send *, size_t, struct svc_done *,
		      struct fail *) MUST_CHECK; /* row 7 */

struct svc_proof {
	struct str receiver, note;
	int64_t at_ms;
	struct svc_upload photo;
};
enum err svc_dispatch_proof(struct svc *, const struct actor *, struct svc_ref dispatch,
			    const struct svc_proof *, struct svc_done *,
			    struct fail *) MUST_CHECK;

/* Deliveries whose due day passed before they were received: "keterlambatan menyampaikan
 * surat mengakibatkan terhambatnya kegiatan" (SOP, warning 2). */
struct svc_late {
	int64_t dispatch_id, letter_id /* 0: not for everybody (S1) */;
	struct str number, subject, addressee, channel;
	struct day due;
	int64_t at_ms, received_ms; /* received_ms 0: still on its way */
};
enum err svc_dispatch_late(struct svc *, const struct actor *, struct arena *,
			   struct svc_late **, size_t *, struct fail *) MUST_CHECK;

/* PDF of a letter: recorded or signed ones come from the store, drafts are rendered.
 * number_only: the number and date alone in their place, for the signed sheet. */
enum err svc_letter_pdf(struct svc *, const struct actor *, struct arena *, int64_t id,
			int draft_no, bool number_only, struct str *pdf,
			struct fail *) MUST_CHECK;
/* Of a letter to many, before it is recorded: the letter of one row (1..), or all (0). */
enum err svc_letter_row_pdf(struct svc *, const struct actor *, struct arena *, int64_t id,
			    int row, struct str *pdf, struct fail *) MUST_CHECK;
/* A copy that is not the sent one, drawn anew from what is recorded. */
struct svc_copy {
	bool file;  /* pertinggal: with the box Paraf Hierarki               */
	int no, of; /* "Salinan ke-2 dari 3" of a secret letter; 0: unnumbered */
};
/* ERR_CONFLICT "no-number", "not-secret"; ERR_INVALID "copy-number". */
enum err svc_letter_copy(struct svc *, const struct actor *, struct arena *, int64_t id,
			 const struct svc_copy *, struct str *pdf,
			 struct fail *) MUST_CHECK;
/* Live preview: nothing is stored.  A whole letter (xml) may leave its form unsaid. */
enum err svc_preview(struct svc *, const struct actor *, struct arena *,
		     const struct svc_draft_in *, struct str *pdf,
		     struct fail *) MUST_CHECK;
/* The XML a reply starts from: addressed, "menjawab surat …" filled in. */
enum err svc_reply_start(struct svc *, const struct actor *, struct arena *,
			 int64_t letter_id, struct str form, struct str *xml,
			 struct fail *) MUST_CHECK;

/* Forms an actor may draft, with who signs. */
struct svc_form_row {
	struct str code, name;
	int64_t signer_position_id;
	struct str signer;
};
enum err svc_forms(struct svc *, const struct actor *, struct arena *,
		   struct svc_form_row **, size_t *, struct fail *) MUST_CHECK;

/* /v/{code}: what anyone may know (S1, L4). */
struct svc_verify {
	bool known, secret, withdrawn;
	struct str office, number, subject, sign_kind;
	struct str replaced_by, rectified_by, withdrawn_by; /* numbers of issued letters, or empty */
	struct day day;
};
enum err svc_verify(struct svc *, struct arena *, struct str code, struct svc_verify *,
		    struct fail *) MUST_CHECK;
#endif
