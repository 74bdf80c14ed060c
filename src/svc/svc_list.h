/* svc_list.h - inside svc: rows of lists, their clocks and their sentence. */
#ifndef SVC_LIST_H
#define SVC_LIST_H
#include "svc_case.h"

/* What a row needs beyond svc_row to say where the letter is. */
struct svc_row_more {
	int64_t step_ms, opened_ms, desk, closed_ms, filed_ms, book_id, due_ms, near_ms;
	struct str procedure, desk_name, attachments, close_reason, folder, place, book;
	int serial, year;
	bool sealed;
};

/* One row; whether he may see it at all (S1) is not asked, but why it was closed is told only
 * to those who may open it.  ERR_NOTFOUND when there is no such letter. */
enum err svc_row_read(struct svc *, struct db_conn *, struct arena *, const struct actor *,
                      int64_t id, struct svc_row *, struct svc_row_more *,
                      struct fail *) MUST_CHECK;
/* A deadline of the row; the earliest counts. */
void svc_row_due(struct svc_row *, int64_t due_ms, int64_t near_ms, int64_t now);
/* Rows for ids, in order; those without sight are left out (S1). */
enum err svc_list_fill(struct svc *, struct db_conn *, struct arena *, const struct actor *,
                       const int64_t *ids, size_t n, struct svc_list *, struct fail *) MUST_CHECK;

/* What waits for somebody: a letter, and the tray it lies in (0: none). */
struct svc_work {
	int64_t id, tray, version;
	struct str state;
	bool copy; /* untuk diketahui */
};
/* Rows for them with what he is to do, room for LOOKS_MAX more behind. */
enum err svc_work_rows(struct svc *, struct db_conn *, struct arena *, const struct actor *,
                       const struct svc_work *, size_t n, struct svc_list *,
                       struct fail *) MUST_CHECK;

/* "Di meja Kasi PAS sejak Selasa 10.15, belum dibaca, batas Kamis; asli di map 12" */
enum err svc_where(struct svc *, struct db_conn *, struct arena *, struct svc_row *,
                   const struct svc_row_more *, struct fail *) MUST_CHECK;
/* The trays in which a letter lies, at most SVC_LIVE_MAX. */
#define SVC_LIVE_MAX 8
struct svc_live {
	struct str who, state;
	int64_t sent_ms, deadline, reminded_ms;
	bool inbox; /* of a unit, not a desk */
};
enum err svc_live_read(struct db_conn *, struct arena *, int64_t id, struct svc_live *, size_t *n,
                       struct fail *) MUST_CHECK;
/* What the row that waits in this state owes, in the office's words; or NULL. */
const char *svc_owed(enum flow_state);
/* "Selasa 10.15" in this week, else "12 November 10.15". */
struct str svc_moment(const struct svc *, struct arena *, int64_t ms);
struct str svc_weekday(const struct svc *, struct arena *, struct day);
/* svc_look.c: appends to a work list the letters whose requests wait for this actor. */
enum err svc_look_work(struct svc *, struct db_conn *, struct arena *, const struct actor *,
                       struct svc_list *, size_t max, struct fail *) MUST_CHECK;
#endif
