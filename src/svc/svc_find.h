/* svc_find.h - find, and the books. S1 limits list, count, hit and snippet alike. */
#ifndef SVC_FIND_H
#define SVC_FIND_H
#include "svc.h"

struct svc_find {
	struct str q; /* words, or a number written anyhow, or an agenda number */
	struct str class_code; /* letters under its counterparts in other schemes are found too,
				  marked in svc_row.class_note */
	struct str sender, direction /* in out or empty */, state;
	struct day from, to;
	int64_t cursor;
	int limit; /* 20 */
};
enum err svc_find(struct svc *, const struct actor *, struct arena *,
		  const struct svc_find *, struct svc_list *, struct fail *) MUST_CHECK;

enum svc_book_kind { BOOK_AGENDA, BOOK_OUT, BOOK_DISPATCH, BOOK_LATENESS, BOOK_TIMES };

enum svc_book_as { BOOK_PDF, BOOK_CSV, BOOK_XLSX };

struct svc_book {
	enum svc_book_kind kind;
	int64_t book_id; /* of BOOK_AGENDA: by id, */
	struct str code; /* or by code; neither: the one the actor keeps, or the only one */
	int year, month; /* month 0: the whole year */
	enum svc_book_as as;
};
/* "pdf", "csv" or "xlsx"; the kind of content, for the doors. */
bool svc_book_as_from(struct str word, enum svc_book_as *out);
const char *svc_book_type(enum svc_book_as);
/* "agenda", "keluar", "ekspedisi" or "keterlambatan", as the office says; "agenda",
 * "outgoing", "dispatch" or "lateness" (svc_books_late.h), as programs do. */
bool svc_book_kind_from(struct str word, enum svc_book_kind *out);
/* ERR_DENIED for one who has no duty at that book; for all but the agenda books
 * any agenda book counts.  S1 holds for each line. */
enum err svc_book_print(struct svc *, const struct actor *, struct arena *,
			const struct svc_book *, struct str *bytes,
			struct fail *) MUST_CHECK;

/* Lembar disposisi and tanda terima: one letter, a list (the pile, two to a sheet), or
 * blank. */
struct svc_sheets {
	const int64_t *ids;
	size_t n;
	bool two_up, receipt, blank;
};
enum err svc_sheets_print(struct svc *, const struct actor *, struct arena *,
			  const struct svc_sheets *, struct str *pdf,
			  struct fail *) MUST_CHECK;
#endif
