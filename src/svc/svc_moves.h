/* svc_moves.h - mutasi: many holders for one date out of a table.
 *
 * SHAPE  a table with heads: jabatan (code or name, "Kasi PAS" or "Kasi PAS UPTD"),
 * pejabat (NIP, account or full name; also headed nip, akun or nama), and, where they
 * differ, mulai (2026-12-01, 1-12-2026, 1/12/2026 or a spreadsheet's day) and sebagai
 *        (definitif plt plh pj).  Parted and quoted as tpl_rows_read() says.
 * RULE   svc_moves_try() says line by line what will be; svc_moves_do() does all of it in
 * one act or nothing.  Trays stay with the post.  Who takes a post as its holder leaves
 *        the posts he held as holder, unless he takes them by another row as Plt. or Plh.
 * UNDO   until the day before its first date, while nothing else was appointed at its
 * posts. WHO    ACT_ADMIN; step-up asked to do and to undo. LIMITS 500 rows. SOURCE issue
 * "Acting holders and mutasi"
 */
#ifndef SVC_MOVES_H
#define SVC_MOVES_H
#include "svc_posts.h"

struct svc_moves_in {
	struct str table;
	struct day from; /* of rows that say none */
	struct str letter_no;
	struct day letter_day;
};

struct svc_moves_row {
	int line;                /* below the heads, from 1 */
	struct str post, person; /* as found; as typed when not found */
	struct str former;       /* who holds the post on that day, or empty */
	struct str left;         /* posts he leaves, "Kasi PAS, …", or empty */
	struct str kind;
	struct day from;
	struct str fault; /* one sentence, or empty */
	int64_t position_id, person_id;
};

struct svc_moves {
	struct svc_moves_row *rows;
	size_t n, faults;
	int64_t id; /* once done */
};

/* ERR_INVALID "no-head", "empty", or what tpl_rows_read() says; faults of rows are in
 * them. */
enum err svc_moves_try(struct svc *, const struct actor *, struct arena *,
		       const struct svc_moves_in *, struct svc_moves *,
		       struct fail *) MUST_CHECK;
/* ERR_INVALID "bad-row" with the first fault and its row; else what svc_holder_set()
 * says. */
enum err svc_moves_do(struct svc *, const struct actor *, struct arena *,
		      const struct svc_moves_in *, struct svc_moves *,
		      struct fail *) MUST_CHECK;

struct svc_move_past {
	int64_t id;
	struct str letter_no;
	struct day from;
	int64_t at_ms, rows;
	bool undone, open; /* open: may be undone today */
};
/* The last fifty, newest first. */
enum err svc_moves_list(struct svc *, const struct actor *, struct arena *,
			struct svc_move_past **, size_t *, struct fail *) MUST_CHECK;
/* ERR_NOTFOUND; ERR_CONFLICT "move-begun", "move-undone", "move-touched". */
enum err svc_moves_undo(struct svc *, const struct actor *, int64_t id,
			struct fail *) MUST_CHECK;
#endif
