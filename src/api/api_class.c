/* Classification codes: look one up, type ahead, and what a letter may want. */
#include "api.h"
#include "num_class_put.h"
#include "svc_class.h"

#define SHOWN_MAX NUM_SUGGEST_MAX

static struct day today(const struct svc *s)
{
	return day_at(clock_ms(s->clock), s->zone);
}

static enum err scheme_of(const struct svc *s, struct str name, const struct num_scheme **out,
                          struct fail *f)
{
	*out = name.n ? num_class_scheme(s->classes, name) : NULL;
	if (name.n && !*out)
		return FAIL(f, ERR_INVALID, "unknown-value", "scheme",
		            "Skema klasifikasi itu tidak ada; hapus isian scheme.");
	return ERR_OK;
}

static void put_hit(struct jw *w, const struct svc *s, const struct num_class *c, struct str was)
{
	jw_obj(w, NULL);
	num_class_put(w, s->classes, today(s), c);
	jw_str(w, "was", was);
	jw_obj_end(w);
}

void api_classes(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = { "q", "scheme", "limit", NULL };
	struct svc *s = ((struct api *)app)->svc;
	struct num_offer now[SHOWN_MAX];
	const struct num_class *any[SHOWN_MAX];
	const struct num_scheme *scheme = NULL;
	struct str typed, name;
	int64_t limit = 0;
	struct jw w;
	struct fail f;

	if (api_query_only(q, NAMES, &f) || api_query_text(q, "q", &typed, &f) ||
	    api_query_text(q, "scheme", &name, &f) ||
	    api_query_int(q, "limit", SHOWN_MAX, &limit, &f) ||
	    (!str_eqc(name, "all") && scheme_of(s, name, &scheme, &f))) {
		api_fault(r, &f, 0);
		return;
	}
	size_t max = limit ? (size_t)limit : SHOWN_MAX;
	size_t n = name.n ? num_class_suggest(s->classes, q->arena, scheme, typed, any, max)
	                  : num_class_offer(s->classes, q->arena, today(s), typed, now, max);

	api_start(&w, r);
	jw_arr(&w, "classes");
	for (size_t i = 0; i < n; i++)
		put_hit(&w, s, name.n ? any[i] : now[i].c,
		        !name.n && now[i].was ? now[i].was->code : (struct str){ 0 });
	jw_arr_end(&w);
	jw_obj_end(&w);
}

void api_class(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = { "scheme", NULL };
	struct svc *s = ((struct api *)app)->svc;
	const struct num_class *c;
	const struct num_scheme *scheme;
	struct str name;
	struct jw w;
	struct fail f;

	if (api_query_only(q, NAMES, &f) || api_query_text(q, "scheme", &name, &f) ||
	    scheme_of(s, name, &scheme, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	c = num_class_find(s->classes, name.n ? name : (struct str){ 0 }, q->args[0]);
	if (!c) {
		(void)FAIL(&f, ERR_NOTFOUND, "unknown-class", "classification",
		           "Kode klasifikasi itu tidak ada.");
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	num_class_put_all(&w, s->classes, q->arena, today(s), c);
	jw_obj_end(&w);
}

void api_class_offers(void *app, struct http_req *q, struct http_res *r)
{
	static const char *const NAMES[] = { "sender", "subject", NULL };
	struct svc *s = ((struct api *)app)->svc;
	struct svc_class_offer o[SVC_CLASS_OFFERS];
	struct str sender, subject;
	size_t n = 0;
	struct jw w;
	struct fail f;

	if (api_query_only(q, NAMES, &f) || api_query_text(q, "sender", &sender, &f) ||
	    api_query_text(q, "subject", &subject, &f) ||
	    svc_class_offers(s, q->arena, sender, subject, o, &n, &f)) {
		api_fault(r, &f, 0);
		return;
	}
	api_start(&w, r);
	jw_arr(&w, "offers");
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_str(&w, "code", o[i].code);
		jw_str(&w, "name", o[i].name);
		jw_str(&w, "why", o[i].why);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
}
