/* svc_numbers_inside.h - inside svc: one series as the number book knows it. */
#ifndef SVC_NUMBERS_INSIDE_H
#define SVC_NUMBERS_INSIDE_H
#include "num_rule.h"
#include "office.h"
#include "svc_numbers.h"

struct nb_series {
	struct str key, name;
	const struct office_series *out; /* NULL: an agenda book or the dispatch book */
	unsigned duties;                 /* of the actor */
	int64_t  post;                   /* that gives the strongest of them */
};

/* Every series of the office: letters, agenda books, the dispatch book. */
size_t nb_series_n(const struct svc *);
void   nb_series_at(const struct svc *, struct arena *, const struct actor *, size_t,
                    struct nb_series *);
/* ERR_NOTFOUND "no-series" for a key the office does not have; ERR_DENIED by the flow. */
enum err nb_series(const struct svc *, struct arena *, const struct actor *, struct str key,
                   enum flow_act, struct nb_series *, struct fail *) MUST_CHECK;
/* The rule of a series of letters on that day; NULL for the others. */
const struct num_rule *nb_rule(const struct svc *, const struct nb_series *, struct day);
/* The period of a number of that day. */
int nb_period(const struct svc *, const struct nb_series *, struct day);
struct day nb_today(const struct svc *);
/* Its first and last day. */
void nb_period_days(int period, struct day *from, struct day *to);
struct str nb_period_text(struct arena *, int period); /* "2026", "November 2026", "" */
/* Inside the act of Tutup buku: what the agenda book of that code counts for is closed in
 * the ledger too, the series of letters of its unit and of those below without a book. */
enum err nb_close_year(const struct svc *, struct db_conn *, struct arena *, const struct actor *,
                       struct str book, int year, struct fail *) MUST_CHECK;
/* "5.01" -> 5 and ".01"; ERR_INVALID "serial". */
enum err nb_serial(struct str number, int *serial, struct str *insert, struct fail *) MUST_CHECK;
#endif
