/* svc_form_use.c - which forms the office drafted of late. */
#include "svc_form_use.h"

enum err svc_form_uses(struct svc *s, struct arena *a, struct str **codes, size_t *n,
		       struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct str *v = ARENA_ARRAY(a, struct str, 100);
	struct db_rows *r = db_run(c, Q_route_form_uses);

	*n = 0;
	while (*n < 100 && db_next(r))
		v[(*n)++] = db_str(r, 0, a);
	enum err e = db_done(r, NULL, f);

	db_read_end(s->db, c);
	*codes = v;
	return e;
}
