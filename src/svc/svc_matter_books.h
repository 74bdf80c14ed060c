/* svc_matter_books.h - the record books of the office: buku registrasi, buku induk, buku
 * tamu, buku piket …, whose lines the rows of matters write (flow_record.h), beside the
 * books of letters.
 *
 * S1     of a matter that is not for the reader a line has its serial and day, and
 * TERBATAS. SOURCE equipment and records of the SOPs.
 */
#ifndef SVC_MATTER_BOOKS_H
#define SVC_MATTER_BOOKS_H
#include "svc_matter.h"

struct svc_recordbook {
	struct str code, name;
	bool letters;          /* a book of letters: it prints by svc_book_print() */
	int year, lines, last; /* of a record book: its newest year; 0: still empty */
};
/* Of every book that the office keeps or one of its SOPs names. */
enum err svc_recordbooks(struct svc *, const struct actor *, struct arena *,
			 struct svc_recordbook **, size_t *, struct fail *) MUST_CHECK;

struct svc_recordbook_line {
	int serial;
	int64_t matter_id /* 0: not for him */, at_ms;
	struct str title, text /* label and value a line */, by;
};

struct svc_recordbook_page {
	struct svc_recordbook book; /* year: of this page */
	struct svc_recordbook_line *lines;
	size_t lines_n;
	int next; /* the serial after which it goes on; 0: all */
};
/* year 0: the newest.  ERR_NOTFOUND "no-book". */
enum err svc_recordbook_page(struct svc *, const struct actor *, struct arena *,
			     struct str code, int year, int after,
			     struct svc_recordbook_page *, struct fail *) MUST_CHECK;
#endif
