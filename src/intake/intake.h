/* intake.h - what comes from outside: which kind of file it is, and its pages as
 * pictures.
 *
 * KINDS  PDF, JPEG, PNG, TIFF, told by their bytes, never by name or declared type.
 * RULE   no foreign byte is decoded inside the daemon.  naskah-pages, a process of its
 *        own per file, does it with limits (docs/adr/0006-page-images.md); what it leaves
 *        is a picture to show, never a ground for a decision.
 */
#ifndef INTAKE_H
#define INTAKE_H
#include "arena.h"
#include "err.h"

#define INTAKE_BYTES_MAX (50u * 1024 * 1024)
#define INTAKE_PAGES_MAX 300
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
	const char *dir;     /* exists, 0700, empty; gets 001.png, 002.png, ...      */
	int side;            /* 0: INTAKE_SIDE                                       */
	int pages;           /* at most; 0: INTAKE_PAGES_MAX                         */
	int wall_ms;         /* 0: INTAKE_WALL_MS; then the whole group is killed    */
};

/* Blocks the calling thread up to wall_ms.  *n pages are whole in dir; *complete is false
 * when drawing stopped before the end (limit, fault in a later page).  Not one page:
 * ERR_INVALID, word "no-pages": show the placeholder with "unduh asli".  ERR_IO when the
 * program cannot be started. */
enum err intake_draw(const struct intake_drawing *, int *n, bool *complete,
		     struct fail *) MUST_CHECK;
#endif
