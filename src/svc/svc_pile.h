/* svc_pile.h - a pile that was scanned in one go: parted at our own sheets, each part to
 * its letter.
 *
 * SHAPE  a file of the scanner's folder (svc_scanner.h).  A page with the QR of a lembar
 *        disposisi or tanda terima begins a letter; what follows is that letter's, and the
 *        sheet goes behind it.  Nothing is attached before a person has seen the pages and
 *        said yes: anybody can print such a code (docs/adr/0015-piles.md).
 * WHO    those who keep a book; a letter is named to who may open it and add scans (S1).
 * AFTER  each letter is an act of its own.  What was not taken stays in the folder as a
 *        file of its own; the pile goes to sudah.
 * ERRORS ERR_NOTFOUND "no-scan"; ERR_INVALID "too-many-pages"; ERR_CONFLICT "pile-changed":
 *        the file is another by now; "pile-busy": somebody else takes it at this moment.
 */
#ifndef SVC_PILE_H
#define SVC_PILE_H
#include "svc.h"

struct svc_pile_letter {
	int64_t id, version;
	struct str agenda, party, subject;
	bool scanned; /* has a scan already */
};

struct svc_pile_page {
	bool read, failed;
	struct str code; /* "UPTD 2026/0412"; empty: no code of ours */
	struct str codes; /* as read, a line each, with what stands behind '#' */
	bool several;	 /* sheets of several letters on one page: a person says whose */
	const struct svc_pile_letter *letter; /* NULL: none, or not for him */
};

struct svc_pile {
	struct str name, mark; /* mark: which file this is; a form brings it back */
	int count, done;       /* count 0: not known yet; done: pages looked at */
	bool broken;	       /* not one page can be drawn */
	struct svc_pile_page *pages;
};

/* Has what is not read yet read, a few pages at a time: ask again until done == count. */
enum err svc_pile_open(struct svc *, const struct actor *, struct arena *, struct str name,
		       struct svc_pile *, struct fail *) MUST_CHECK;
/* ERR_BUSY "page-later", ERR_INVALID "no-page" as svc_page.h */
enum err svc_pile_picture(struct svc *, const struct actor *, struct arena *, struct str name,
			  int page, struct str *png, struct fail *) MUST_CHECK;
/* The letter of an agenda number as a person types it: "412", "UPTD 412", "UPTD 2026/0412".
 * ERR_INVALID with `field`, one sentence for "none" and "not yours". */
enum err svc_pile_find(struct svc *, const struct actor *, struct arena *, struct str typed,
		       const char *field, const struct svc_pile_letter **,
		       struct fail *) MUST_CHECK;

/* The same without asking what may be done with it; *id 0: no such number. */
enum err svc_pile_id(struct svc *, const struct actor *, struct arena *, struct str typed,
		     const char *field, int64_t *id, struct fail *) MUST_CHECK;
/* One page as a file of its own, named as it is named in a letter. */
enum err svc_pile_page_file(struct svc *, const struct actor *, struct arena *,
			    const struct svc_pile *, int page, struct svc_upload *,
			    struct fail *) MUST_CHECK;
struct str svc_pile_page_name(struct arena *, const struct svc_pile *, int page);

struct svc_pile_part {
	const struct svc_pile_letter *letter;
	int pages[300]; /* in the order they will have */
	size_t n;
	bool sheet_only;  /* nothing but the sheet: it is no scan of the letter */
	struct str fault; /* out: why it was not attached; empty: it is */
};
/* Attaches each part; *left: the file that holds what was not taken, or empty.  What a
 * letter refused is left too, with the sentence in its part. */
enum err svc_pile_take(struct svc *, const struct actor *, struct arena *,
		       const struct svc_pile *, struct svc_pile_part *, size_t n,
		       struct str *left, struct fail *) MUST_CHECK;

/* A pile that was uploaded goes into the folder, under *name.  ERR_TYPE as svc_scan.h. */
enum err svc_pile_put(struct svc *, const struct actor *, struct arena *,
		      const struct svc_upload *, struct str *name, struct fail *) MUST_CHECK;
#endif
