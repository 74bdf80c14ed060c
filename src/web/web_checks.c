/* Pemeriksaan: what of a letter breaks its rules, on its page and beside its draft. */
#include "svc_letter_check.h"
#include "web.h"

void web_fill_checks(struct web *w, struct http_req *q, const struct svc_letter *l,
                     struct web_checks *v)
{
	struct arena *a = q->arena;
	bool draft = l->row.state == FS_DRAFT;
	struct svc_finding *s;
	struct fail f;
	size_t n;

	if (svc_letter_check(w->svc, web_actor(q), a, l->row.id, &s, &n, &f))
		return; /* whoever sees the page without it misses nothing that he must do */
	struct web_check *o = ARENA_ARRAY(a, struct web_check, n + 1);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_check){ s[i].text, s[i].source, s[i].blocks };
	*v = (struct web_checks){ o, n, draft || n, draft && !n };
}
