/* svc_numbers.h - the number book: numbers as they were given, reserved, inserted, void.
 *
 * SERIES  named by its key in the ledger ("keluar/dinas-keluar", "agenda/UPTD",
 *         "ekspedisi") and a period (num_ledger.h).
 * WHO     the keeper of a series reserves; the post above the keeper (Kasubbag TU) also
 *         inserts and voids.  Keepers and what is above them read, as heads and
 *         administrators do (flow: print-book).
 * S1      of a letter without sight: serial, date and the word RAHASIA.
 * SOURCE  N1, N2; Peraturan ANRI 5/2021; docs/numbering.md, "Buku nomor".
 */
#ifndef SVC_NUMBERS_H
#define SVC_NUMBERS_H
#include "num_block.h"
#include "svc_find.h"

struct svc_series {
	struct str key, name;
	int        period; /* the one that runs */
	int        last;   /* 0: none yet */
	struct str last_number; /* as printed on its letter, or empty */
	struct day last_day;
	bool       keeper, checker; /* the actor */
	bool       outgoing;        /* numbers of letters: may be reserved and inserted */
	struct num_given *waiting;  /* of any day, at most SVC_WAITING_MAX */
	size_t     waiting_n;
};
#define SVC_WAITING_MAX 200
/* The series the actor may read, those of letters first. */
enum err svc_series_list(struct svc *, const struct actor *, struct arena *, struct svc_series **,
                         size_t *n, struct fail *) MUST_CHECK;

struct svc_number_line { /* a line of the number book */
	struct str serial; /* "5.01" */
	struct str number, subject, party, note;
	struct day day;
	int64_t    at_ms; /* when it was really entered; 0: not for him to know */
	int        late;  /* days after its date */
	int64_t    letter_id; /* 0: none, or not for him */
	bool       struck;
};
struct svc_number_book {
	struct str key;
	int        period; /* 0: the one that runs */
};
/* The lines, all of them; *name is the series' own. */
enum err svc_number_lines(struct svc *, const struct actor *, struct arena *,
                          struct svc_number_book *, struct str *name, struct svc_number_line **,
                          size_t *n, struct fail *) MUST_CHECK;
enum err svc_number_print(struct svc *, const struct actor *, struct arena *,
                          const struct svc_number_book *, enum svc_book_as, struct str *bytes,
                          struct fail *) MUST_CHECK;

struct svc_reserve {
	struct str key, purpose, unit /* code, or empty: anybody's */;
	int64_t    count;
	struct day day;     /* letters of this day alone; none: any */
	struct day expires; /* none: the end of today */
	struct str idempotency_key;
};
enum err svc_number_reserve(struct svc *, const struct actor *, struct arena *,
                            const struct svc_reserve *, struct num_block *,
                            struct fail *) MUST_CHECK;
enum err svc_number_burn(struct svc *, const struct actor *, int64_t block, struct str reason,
                         int *burnt, struct fail *) MUST_CHECK;
enum err svc_number_blocks(struct svc *, const struct actor *, struct arena *, struct num_block **,
                           size_t *n, struct fail *) MUST_CHECK;

struct svc_insert {
	struct str key, reason;
	struct day day;
	struct str idempotency_key;
};
/* *number is "5.01", to be given when the letter is recorded. */
enum err svc_number_insert(struct svc *, const struct actor *, struct arena *,
                           const struct svc_insert *, struct str *number,
                           struct fail *) MUST_CHECK;
/* A number that waits for a letter, or whose letter was withdrawn or given elsewhere. */
enum err svc_number_void(struct svc *, const struct actor *, struct str key, int period,
                         struct str number, struct str reason, struct fail *) MUST_CHECK;
/* The next number of the series, or one that was reserved, was given outside (SRIKANDI). */
enum err svc_number_elsewhere(struct svc *, const struct actor *, struct str key, struct str number,
                              struct str giver, struct str subject, struct day,
                              struct fail *) MUST_CHECK;

/* ---- the report: gaps, doubles, late entries, what waits ---- */

struct svc_number_note {
	struct str series /* its name */, kind, text;
	int        period;
};
struct svc_number_report {
	struct num_count *counts;
	struct str       *names; /* of counts */
	size_t            counts_n;
	struct svc_number_note *faults; /* holes, doubles, letters beside the ledger */
	size_t            faults_n;
	struct svc_number_note *late;   /* entered after the date of the letter */
	size_t            late_n;
	struct svc_number_note *waiting; /* reserved or inserted, nobody's yet */
	size_t            waiting_n;
};
#define SVC_NOTES_MAX 2000 /* of each kind; the counts are of all */
enum err svc_number_check(struct svc *, const struct actor *, struct arena *, int year,
                          struct svc_number_report *, struct fail *) MUST_CHECK;
enum err svc_number_check_print(struct svc *, const struct actor *, struct arena *, int year,
                                enum svc_book_as, struct str *bytes, struct fail *) MUST_CHECK;

/* Lembar cadangan: a line to write on for each number of a block, with its QR. */
enum err svc_number_sheet(struct svc *, const struct actor *, struct arena *, int64_t block,
                          struct str *pdf, struct fail *) MUST_CHECK;
#endif
