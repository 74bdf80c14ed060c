/* svc_absence.h - "Selama Anda tidak di tempat": what was done in one's post while a Plh.
 * acted there; and one's own acts, which stay to be seen when the post went to another.
 *
 * SHAPE  acts are lines of letters' lives, oldest first (own: newest first), at most 500
 * of a span; spans of the last 90 days. S1     of a letter that he may not see the line
 * stands without subject, number and id. SOURCE issue "Acting holders and mutasi"
 */
#ifndef SVC_ABSENCE_H
#define SVC_ABSENCE_H
#include "svc.h"

struct svc_act_done {
	int64_t at_ms;
	int64_t letter_id; /* 0: not for him */
	struct str act, label, subject, number, by, position;
};

struct svc_absence {
	struct str position, by; /* the Plh. */
	struct day from, to /* none: open */;
	bool lasts; /* today as well */
	struct svc_act_done *acts;
	size_t n;
};

enum err svc_absences(struct svc *, const struct actor *, struct arena *,
		      struct svc_absence **, size_t *, struct fail *) MUST_CHECK;
enum err svc_own_acts(struct svc *, const struct actor *, struct arena *,
		      struct svc_act_done **, size_t *, struct fail *) MUST_CHECK;
/* Whether the log-in just made is his first since such a span ended, or one lasts. */
bool svc_absence_news(struct svc *, const struct actor *);
#endif
