/* svc_page.h - pages of a letter's files as pictures (docs/adr/0006-page-images.md).
 *
 * S1     who may open the file may see its pages, nobody else.
 * RULE   a picture is drawn when it is first wanted, and the first page soon after the
 *        file came in; it is derived, and DIR/cache may be deleted at any time.
 * ERRORS ERR_INVALID "no-page": not to be drawn, show the placeholder with "unduh asli".
 *        ERR_BUSY "page-later": ask again.  ERR_IO "pages-broken": the machine cannot.
 */
#ifndef SVC_PAGE_H
#define SVC_PAGE_H
#include "hash.h"
#include "svc.h"

enum err svc_page_read(struct svc *, const struct actor *, struct arena *,
		       int64_t letter_id, int64_t file_id, int page, struct str *png,
		       struct fail *) MUST_CHECK;

struct svc_file_pages {
	int count;    /* 0: not known yet, unless none    */
	bool none;    /* not one page can be drawn        */
	bool *failed; /* count of them: known to be undrawable */
};

/* For a file that svc_letter_get() handed out. */
struct svc_file_pages svc_file_pages(struct svc *, struct arena *,
				     const struct svc_file *);

/* The same for the page of our own letter as it stands, before it is a stored file. */
enum err svc_draft_page_read(struct svc *, const struct actor *, struct arena *,
			     int64_t letter_id, int page, struct str *png,
			     struct fail *) MUST_CHECK;
struct svc_file_pages svc_draft_pages(struct svc *, const struct actor *, struct arena *,
				      int64_t letter_id);

/* after: a file came in; its first page is drawn at leisure. */
void svc_page_soon(struct svc *, struct sha256);
#endif
