/* web_flow.c - a procedure's flow chart with the place where a matter stands. */
#include "web_flow.h"
#include "svc_sop.h"

#define LANES_MAX 24

/* Roles of the rows in the order in which they first do something. */
static size_t lanes_of(const struct flow_proc *p, struct str *roles)
{
	size_t n = 0;

	for (size_t i = 0; i < p->steps_n; i++)
		for (size_t k = 0; k < p->steps[i].roles_n; k++) {
			size_t x = 0;

			while (x < n && !str_eq(roles[x], p->steps[i].roles[k]))
				x++;
			if (x == n && n < LANES_MAX)
				roles[n++] = p->steps[i].roles[k];
		}
	return n;
}

const struct web_lane_head *web_flow_heads(struct web *w, struct arena *a,
					   const struct flow_proc *p, size_t *n)
{
	struct str roles[LANES_MAX];
	struct web_lane_head *h = ARENA_ARRAY(a, struct web_lane_head, LANES_MAX);

	*n = lanes_of(p, roles);
	for (size_t i = 0; i < *n; i++)
		h[i].name = svc_sop_role(a, p, w->svc->office, roles[i]);
	return h;
}

static bool among(const struct flow_list *l, struct str role)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->items[i], role))
			return true;
	return false;
}

void web_flow_row(struct arena *a, const struct svc_matter *m, const struct flow_step *s,
		  struct web_matter_row *o)
{
	struct str roles[LANES_MAX];
	size_t n = lanes_of(m->proc, roles);
	struct web_lane *l = ARENA_ARRAY(a, struct web_lane, n + 1);

	for (size_t i = 0; i < n; i++) {
		l[i].doer = flow_step_has_role(s, roles[i]);
		l[i].part = !l[i].doer && among(&s->others, roles[i]);
	}
	o->lanes = l;
	o->lanes_n = n;
	o->no_to = s->return_to ? arena_fmt(a, "tidak → %s langkah %d",
					    s->return_to < s->number ? "kembali ke"
								     : "lanjut ke",
					    s->return_to)
				: STR("");
}

void web_matter_sheet(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_matter m = {0};
	struct str pdf;
	int here = 0;
	struct fail f;

	if (svc_matter_get(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &m, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	for (size_t i = 0; m.step && i < m.proc->steps_n; i++)
		if (&m.proc->steps[i] == m.step)
			here = (int)i + 1;
	if (svc_sop_pdf(w->svc, q->arena, m.proc, here, &pdf, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true,
		   arena_fmt(q->arena, "perkara-%lld-bagan.pdf", (long long)m.id));
	buf_add(&r->body, pdf);
}
