/* A secretary prepares dispositions; the head confirms one, or all that he sees prepared. */
#include "head_view.h"
#include "svc_head.h"
#include "svc_prepare.h"
#include "web.h"

void web_act_prepare(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_dispose in = { 0 };
	struct svc_done d;
	struct fail f;
	enum err e = web_read_dispose(q, &in, &f);

	if (!e)
		e = svc_prepare(w->svc, web_actor(q), web_ref(q), &in, &d, &f);
	web_ended(w, q, r, e, &f, "prepare");
}

enum err web_read_prepared(struct web *w, struct http_req *q, struct svc_dispose *in, struct fail *f)
{
	struct svc_prepared p;
	enum err e = svc_prepared_get(w->svc, web_actor(q), q->arena, http_arg_int(q, 0), &p, f);

	if (e)
		return e;
	if (!p.at_ms || !svc_prepared_as(&p, in))
		return FAIL(f, ERR_CONFLICT, "prepared-anew", NULL,
		            "Disposisi yang disiapkan sudah tidak ada; pilih sendiri tujuannya.");
	in->prepared = http_get_int(q, "siapan"); /* the one he saw */
	return ERR_OK;
}

static struct str label_in(const struct web_option *o, size_t n, struct str id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(o[i].value, id))
			return o[i].label;
	return STR("?");
}

/* "Kasi PAS (koordinator), Semua Kasi (4)" */
static struct str said_to(struct arena *a, const struct head_view *v, struct str words)
{
	struct buf b = BUF_MAX(8192);
	struct str one;

	while (words.n && str_cut(&words, ' ', &one)) {
		bool lettered = one.n && (one.p[0] < '0' || one.p[0] > '9');
		char kind = lettered ? one.p[0] : ' ';
		struct str id = str_from(one, lettered);
		struct str name = kind == 'u' ? label_in(v->units, v->units_n, id)
			: kind == 'g' ? label_in(v->groups, v->groups_n, id)
			: kind == 'h' ? label_in(v->told_groups, v->told_groups_n, id)
			: label_in(v->leads, v->leads_n, id);

		buf_fmt(&b, "%s%.*s%s", b.n ? ", " : "", STR_ARG(name),
		        kind == 'k' ? " (koordinator)"
		        : kind == 't' || kind == 'h' ? " (untuk diketahui)" : "");
	}
	return buf_keep(&b, a);
}

static struct str said_what(struct arena *a, const struct svc_prepared *p)
{
	struct buf b = BUF_MAX(8192);
	struct str codes = p->instructions, one;
	size_t n;
	const struct svc_instruction *ins = svc_instructions(&n);

	while (codes.n && str_cut(&codes, ' ', &one))
		for (size_t i = 0; i < n; i++)
			if (str_eqc(one, ins[i].code))
				buf_fmt(&b, "%s%s", b.n ? "; " : "", ins[i].text);
	if (p->note.n)
		buf_fmt(&b, "%s“%.*s”", b.n ? "; " : "", STR_ARG(p->note));
	if (!day_none(p->deadline)) {
		struct str day = day_long(a, p->deadline);

		buf_fmt(&b, "%sbatas %.*s", b.n ? "; " : "", STR_ARG(day));
	}
	return buf_keep(&b, a);
}

enum err web_fill_prepared(struct web *w, struct http_req *q, struct head_view *v, int64_t letter,
                           struct fail *f)
{
	struct arena *a = q->arena;
	int64_t *ids, now = clock_ms(w->svc->clock);
	struct svc_prepared p;
	size_t n;
	enum err e = svc_prepared_get(w->svc, web_actor(q), a, letter, &p, f);

	if (e || (e = svc_prepared_waiting(w->svc, web_actor(q), a, now, &ids, &n, f)))
		return e;
	v->prepared_n = n;
	v->prepared_upto = arena_fmt(a, "%lld", (long long)now);
	v->prepared_all = arena_fmt(a, "Kirim semua yang disiapkan (%zu)", n);
	v->prepared_at = p.at_ms ? arena_fmt(a, "%lld", (long long)p.at_ms) : STR("");
	v->prepared_by = str_or_empty(p.by);
	v->prepared_to = p.at_ms ? said_to(a, v, p.to) : STR("");
	v->prepared_what = p.at_ms ? said_what(a, &p) : STR("");
	return ERR_OK;
}

/* One that cannot be given as it was prepared stays on the desk, prepared. */
void web_prepared_all(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	int64_t *ids;
	size_t n, left = 0;
	struct fail f;

	if (svc_prepared_waiting(w->svc, web_actor(q), q->arena, http_get_int(q, "sampai"), &ids, &n, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct svc_prepared p;
		struct svc_dispose in;
		struct svc_done d;

		if (svc_prepared_get(w->svc, web_actor(q), q->arena, ids[i], &p, &f) || !svc_prepared_as(&p, &in) ||
		    svc_incoming_dispose(w->svc, web_actor(q), (struct svc_ref){ ids[i], p.version },
		                         &in, &d, &f))
			left++;
	}
	http_redirect(r, q->arena, left ? arena_fmt(q->arena, "/disposisi?tertinggal=%zu", left)
	                                : STR("/disposisi?ok=prepared"));
}

/* The administrator's: who prepares for a head. */
void web_preparers(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	int64_t posts[32];
	size_t n = 0;
	struct str v;
	struct fail f = { 0 };
	enum err e = ERR_OK;

	for (size_t i = 0; !e && http_each(q, "penyiap", &i, &v);)
		if (n == 32 || !str_to_int(v, &posts[n++]))
			e = FAIL(&f, ERR_INVALID, "too-many", "penyiap",
			         "Paling banyak 32 jabatan yang menyiapkan.");
	if (!e)
		e = svc_preparers_set(w->svc, web_actor(q), http_get_int(q, "pimpinan"), posts, n, &f);
	if (e)
		web_fault(w, q, r, &f);
	else
		http_redirect(r, q->arena, STR("/kelompok?ok=done"));
}
