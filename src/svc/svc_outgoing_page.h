/* svc_outgoing_page.h - inside svc: a letter's XML and its pages; the one place that
 * joins letter-templates to the life of a letter.
 *
 * RULE   a page is drawn from the letter XML and what the act knows: number, date, who
 *        signs, whose letterhead.  Nothing of it is read from a clock (R1).
 */
#ifndef SVC_OUTGOING_PAGE_H
#define SVC_OUTGOING_PAGE_H
#include "svc_outgoing_case.h"

struct out_head {             /* what lists and acts need of the text */
	struct str recipient; /* first address line; empty when there is none */
	struct str subject;
	const struct str *addressees; /* each on its own line in the letter */
	size_t addressees_n;
	bool many; /* a letter for each of them */
};

/* What form a letter that comes whole says it is. */
enum err out_page_form(struct svc *, struct arena *, struct str xml, struct str *form,
		       struct fail *) MUST_CHECK;
/* The letter XML of a draft: in->xml checked against the form, or made of in->values. */
enum err out_page_xml(struct svc *, struct arena *, const struct svc_draft_in *,
		      struct str *xml, struct fail *) MUST_CHECK;
struct tpl_form;
struct tpl_value;
enum err out_page_values(const struct tpl_form *, struct arena *,
			 const struct tpl_value *, size_t n, struct str *xml,
			 struct fail *) MUST_CHECK;
enum err out_page_head(struct svc *, struct arena *, struct str form, struct str xml,
		       struct out_head *, struct fail *) MUST_CHECK;

/* "sifat", "penting" -> "Segera": the regulation's word for a level of the register; the
 * level itself where there is none. */
struct str out_axis_word(const char *field, struct str level);
/* And back, whatever its capitals; empty for a word that is none of them. */
struct str out_axis_level(const char *field, struct str word);

struct tpl_paraf;

#define OUT_ALL (-1)

struct out_print {
	struct str form, xml, profile;
	struct str number; /* {NULL,0}: the place is left blank */
	struct day day;    /* none: "…  November 2026" left blank */
	struct str class_code, urgency, secrecy;
	struct out_position signer;
	struct str behalf, via; /* a.n., u.b.: titles; empty: in his own name */
	struct out_holder holder;
	struct str verify_code; /* empty: no QR */
	bool number_only;       /* number and date alone in their place */
	int row; /* of a letter to many: the letter of that row (1..); 0: the first; OUT_ALL */
	bool certified;         /* signed with a certificate: its face in place of ink */
	const struct tpl_paraf *paraf; /* of the file copy */
	size_t paraf_n;
	int copy_no, copy_of; /* of a secret letter; 0: not numbered */
	bool draft;             /* KONSEP across the page: not approved yet */
	const struct tpl_engine *engine; /* with the pinned versions; NULL: the installed */
};
struct tpl_faults;
/* A draft may lack an address or a sentence; what is submitted may not.  All its faults,
 * the first of them in *f. */
enum err out_page_complete(struct svc *, struct arena *, const struct out_print *,
			   struct tpl_faults *, struct fail *) MUST_CHECK;
enum err out_print_of(struct out_act *, int draft_no, struct day, struct out_print *,
		      struct fail *) MUST_CHECK;
/* Sets signer, behalf and via. */
enum err out_print_signer(struct db_conn *, struct arena *, const struct out_signing *,
			  struct out_print *, struct fail *) MUST_CHECK;
enum err out_page_pdf(struct svc *, struct arena *, const struct out_print *,
		      struct str *pdf, struct fail *) MUST_CHECK;

/* Of a letter to many: each of them a PDF of its own, in a ZIP; {NULL,0} of one to one. */
enum err out_page_zip(struct svc *, struct arena *, const struct out_print *,
		      struct str *zip, struct fail *) MUST_CHECK;

/* Name of a form, as offices say it; empty when no such form is installed. */
struct str out_form_name(const struct svc *, struct str form);
/* What the QR of a letter says (design 5.4): never called a signature. */
struct str out_qr_text(const struct svc *, struct arena *, struct str number, struct day,
		       struct str code);
#endif
