/* intake.h - what comes from outside: which kind of file it is, and its pages as
 * pictures.
 *
 * KINDS  PDF, JPEG, PNG, TIFF, told by their bytes, never by name or declared type.
 * RULE   no foreign byte is decoded inside the daemon.  naskah-pages, a process of its
 *        own per page, does it with limits (docs/adr/0006-page-images.md); what it leaves
 *        is a picture to show and a code to propose, never a ground for a decision.
 */
#ifndef INTAKE_H
#define INTAKE_H
#include <stdatomic.h>
#include "arena.h"
#include "err.h"

#define INTAKE_BYTES_MAX (50u * 1024 * 1024)
#define INTAKE_PAGES_MAX 300
#define INTAKE_COUNT_MAX (INTAKE_PAGES_MAX + 1) /* counted so: it has more */
#define INTAKE_WALL_MS   20000
#define INTAKE_SIDE      1650 /* pixels of a page's longer side: F4 at about 127 dpi */

/* *mime becomes a static string: application/pdf, image/jpeg, image/png, image/tiff.
 * `name` is the file's name as given and serves the message alone; `field` is static.
 * ERR_INVALID for an empty file and for a name in .pdf whose bytes are no PDF, ERR_LIMIT
 * over INTAKE_BYTES_MAX, ERR_TYPE for any other kind; *mime is NULL then. */
enum err intake_sniff(struct str bytes, struct str name, const char *field,
		      const char **mime, struct fail *) MUST_CHECK;

struct intake_drawing {
	const char *program; /* naskah-pages                                         */
	const char *input;   /* the file                                             */
	const char *dir;     /* exists, 0700, empty; gets page.png                   */
	int side;            /* 0: INTAKE_SIDE                                       */
	int page;            /* from 1                                               */
	int wall_ms;         /* 0: INTAKE_WALL_MS; then the whole group is killed    */
	bool codes;          /* also codes: our QR codes on the page, a line each    */
	bool ticks;          /* also ticks, of the sheet that dir's plan describes   */
	const atomic_bool *stop; /* NULL, or: true ends it at once           */
};

/* Draws one page.  Blocks the calling thread up to wall_ms; what else the program leaves
 * in dir is the caller's to remove.  *count is how many pages the file has, at most
 * INTAKE_COUNT_MAX; 0 when page is not 1 or it could not be told.
 * ERRORS ERR_INVALID "no-page": show the placeholder with "unduh asli"; others when the
 *        input or the program is not to be had. */
enum err intake_draw(const struct intake_drawing *, int *count, struct fail *) MUST_CHECK;

/* Those pages of a PDF or a TIFF, in that order, as DIR/cut; of *d program, input, dir,
 * wall_ms and stop count.  Bytes of the scanner are carried over, not drawn anew.
 * ERRORS ERR_INVALID "no-cut"; others when the input or the program is not to be had. */
enum err intake_cut(const struct intake_drawing *d, const int *pages, size_t n,
		    struct fail *) MUST_CHECK;

/* The letter XML in a PDF of Naskah as DIR/data and the words of its first pages as
 * DIR/text, each at most 1 MiB; of *d program, input, dir, wall_ms and stop count.  Both are
 * foreign bytes still.
 * ERRORS ERR_INVALID "no-data": it holds none; others when the input or the program is not
 *        to be had. */
enum err intake_data(const struct intake_drawing *d, struct fail *) MUST_CHECK;

/* Runs d->program on d->input to its end, within d->wall_ms; *rc is its exit status, or -1. */
enum err intake_run(const struct intake_drawing *d, char *const *argv, int *rc,
		    struct fail *) MUST_CHECK;

/* A Word document as XML (src/intake/docx.h), read by naskah-docx, which stands beside
 * `pages`, the program naskah-pages.  `tmp`: a folder for what it writes.
 * ERR_INVALID "no-docx": the sentence says why. */
enum err intake_docx(struct arena *, const char *pages, const char *input, const char *tmp,
		     struct str *xml, struct fail *) MUST_CHECK;

/* true when the bytes are what naskah-pages writes and nothing besides: a PNG of IHDR,
 * PLTE, IDAT and IEND alone, whole to its last byte. */
bool intake_page_whole(struct str png);
#endif
