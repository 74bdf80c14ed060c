/* Classification codes while a form is filled in: what she types, and what is offered. */
#include "num_class_put.h"
#include "offers_view.h"
#include "svc_class.h"
#include "verify_view.h"
#include "web.h"

enum { TYPED_SHOWN = 12 };

/* Type-ahead, by code or by words of their names; an old code gives the one it is now. */
void web_classes(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct num_offer found[TYPED_SHOWN];
	struct suggest_view v = { 0 };
	struct str typed;
	struct fail f;

	if (web_text(q, "kode", 100, false, &typed, &f))
		return;
	v.rows_n = num_class_offer(w->svc->classes, q->arena,
	                           day_at(clock_ms(w->svc->clock), w->svc->zone), typed, found,
	                           TYPED_SHOWN);
	struct web_suggest *o = ARENA_ARRAY(q->arena, struct web_suggest, v.rows_n + 1);

	for (size_t i = 0; i < v.rows_n; i++) {
		const struct num_class *c = found[i].c, *was = found[i].was;

		o[i].value = c->code;
		o[i].label = arena_fmt(q->arena, "%.*s %.*s%s%.*s%s", STR_ARG(c->code),
		                       STR_ARG(c->name), was ? " (dahulu " : "",
		                       STR_ARG(was ? was->code : STR("")), was ? ")" : "");
	}
	v.rows = o;
	view_suggest(&r->body, &v);
}

const struct web_offer *web_offers(struct web *w, struct http_req *q, struct str sender,
                                   struct str subject, size_t *n)
{
	struct svc_class_offer found[SVC_CLASS_OFFERS];
	struct fail f;

	*n = 0;
	if (!str_trim(subject).n && !str_trim(sender).n)
		return NULL;
	/* a form is filled in without them too */
	if (svc_class_offers(w->svc, q->arena, sender, subject, found, n, &f))
		*n = 0;
	struct web_offer *o = ARENA_ARRAY(q->arena, struct web_offer, *n + 1);

	for (size_t i = 0; i < *n; i++)
		o[i] = (struct web_offer){ found[i].code, found[i].name, found[i].why };
	return o;
}

void web_class_offers(void *app, struct http_req *q, struct http_res *r)
{
	struct offers_view v = { 0 };
	struct str sender, subject, draft;
	struct fail f;

	if (web_text(q, "pengirim", 200, false, &sender, &f) ||
	    web_text(q, "hal", 1000, false, &subject, &f) ||
	    web_text(q, "isi.hal", 1000, false, &draft, &f))
		return;
	v.offers = web_offers(app, q, sender, subject.n ? subject : draft, &v.offers_n);
	view_offers(&r->body, &v);
}

bool web_class_is(struct web *w, struct http_req *q, struct str typed)
{
	struct num_offer found[1];

	return typed.n && num_class_offer(w->svc->classes, q->arena,
	                                  day_at(clock_ms(w->svc->clock), w->svc->zone), typed, found, 1) &&
	       (found[0].was || str_eq(found[0].c->code, typed));
}

struct str web_class_kept(const struct http_req *q)
{
	struct str code = web_kept(q, "kode", "");

	return code.n ? code : web_kept(q, "saran", "");
}

enum err web_class_chosen(struct http_req *q, struct str *code, struct fail *f)
{
	enum err e = web_text(q, "kode", 40, false, code, f);

	return e || code->n ? e : web_text(q, "saran", 40, false, code, f);
}
