/* svc_outgoing_serial.h - inside svc: the number of a letter; the one place that joins
 * numbering to the life of a letter (N2: only numbering takes numbers).
 */
#ifndef SVC_OUTGOING_SERIAL_H
#define SVC_OUTGOING_SERIAL_H
#include "num_rule.h"
#include "svc_outgoing_case.h"

struct out_numbered { /* what a number says of its letter */
	const struct office_unit *unit; /* of the signer */
	struct str secrecy, class_code;
	struct day day;
	int serial;
	struct str insert;
};
/* What the rule prints of it.  A part whose place the rule does not have is left out, so
 * that the normal form reads back the same. */
struct num_parts out_number_parts(const struct svc *, struct arena *, const struct num_rule *,
				  const struct out_numbered *);

struct out_number {
	int serial, period;
	struct str insert; /* suffix of an inserted number, or empty */
	int first, limit;  /* of the day's quota; 0: the rule has none */
	struct str text, norm;
};

/* What the next letter of this series would bear, or one with the number x->waiting;
 * promises nothing. */
enum err out_number_peek(struct out_act *, struct day, struct out_number *,
			 struct fail *) MUST_CHECK;
/* The period a number of that day counts in. */
int out_number_period(const struct num_rule *, struct day);
/* The quota of the day, where the rule gives each day its own; else 0 and 0. */
void out_number_quota(const struct num_rule *, struct day, int *first, int *limit);
/* ERR_CONFLICT "rule-no-insert". */
enum err out_no_insert(const struct num_rule *, struct fail *) MUST_CHECK;
/* Inside an act: takes exactly that serial for the letter; ERR_STALE "serial-moved" when
 * it is not the next any more. */
enum err out_number_take(struct out_act *, struct day, const struct out_number *,
			 struct fail *) MUST_CHECK;
/* Inside an act: the next line of the dispatch book of the year. */
enum err out_dispatch_line(struct out_act *, int year, int64_t *serial,
			   struct fail *) MUST_CHECK;
/* The classification exists; *scheme its scheme.  An empty code is refused when the rule
 * prints one. */
enum err out_class_check(struct svc *, struct str rule, struct str code,
			 struct str *scheme, struct fail *) MUST_CHECK;
#endif
