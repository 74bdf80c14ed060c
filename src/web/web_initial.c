/* Initials on the letter's page: those of the steps, those of other units, and the acts
 * of paraf koordinasi. */
#include "svc_initial.h"
#include "letter_view.h"
#include "web.h"

static struct str state_of(struct web *w, struct arena *a, const struct svc_initial *s)
{
	struct str when = web_when(w, a, s->lapsed_ms ? s->lapsed_ms : s->at_ms);
	struct str by = str_or_empty(s->by);

	if (str_eqc(s->state, "diparaf"))
		return arena_fmt(a, "diparaf %.*s", STR_ARG(when));
	if (str_eqc(s->state, "gugur"))
		return arena_fmt(a, "gugur %.*s: naskah diubah atau dikembalikan %.*s",
				 STR_ARG(when), STR_ARG(by));
	if (str_eqc(s->state, "dikembalikan"))
		return arena_fmt(a, "mengembalikan %.*s", STR_ARG(when));
	if (str_eqc(s->state, "dikesampingkan"))
		return arena_fmt(a, "dikesampingkan %.*s, %.*s", STR_ARG(by),
				 STR_ARG(when));
	if (str_eqc(s->state, "ditarik"))
		return arena_fmt(a, "permintaannya ditarik %.*s, %.*s", STR_ARG(by),
				 STR_ARG(when));
	return arena_fmt(a, "belum memaraf, diminta %.*s", STR_ARG(when));
}

static bool open_to(const struct svc_letter *l, enum flow_act act)
{
	for (size_t i = 0; i < l->acts_n; i++)
		if (l->acts[i] == act)
			return true;
	return false;
}

static bool waits(const struct svc_initial *s)
{
	return str_eqc(s->state, "diminta");
}

static void put_rows(struct web *w, struct http_req *q, struct letter_view *v,
		     const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_initial *o = ARENA_ARRAY(a, struct web_initial, l->initials_n + 1);

	for (size_t i = 0; i < l->initials_n; i++) {
		const struct svc_initial *s = &l->initials[i];

		v->initials_mine = v->initials_mine || (waits(s) && s->mine);
		o[i] = (struct web_initial){
			.post = s->position,
			.kind = s->coordination ? STR("koordinasi") : STR("hierarki"),
			.state = state_of(w, a, s),
			.note = str_or_empty(s->note),
			.tone = waits(s) ? STR("nk-late") : STR("nk-quiet"),
			.lapsed = str_eqc(s->state, "gugur"),
			.csrf = q->csrf,
			.version = v->version,
			.position = arena_fmt(a, "%lld", (long long)s->position_id),
			.drop = url_path(a, "/surat/%lld/tarik-paraf",
					 (long long)l->row.id),
			.may_drop = waits(s) && open_to(l, ACT_DROP_INITIAL)};
	}
	v->initials = o;
	v->initials_n = l->initials_n;
}

/* Posts that can be asked: not who drafts or signs it, nor one that is asked already. */
static void offer_posts(struct web *w, struct http_req *q, struct letter_view *v,
			const struct svc_letter *l)
{
	size_t n, k = 0;
	const struct web_option *all = web_posts_of(w, q, &n);
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, n + 1);

	for (size_t i = 0; i < n; i++) {
		int64_t id = 0;
		bool out = !str_to_int(all[i].value, &id) ||
			   id == l->drafter_position_id || id == l->signer_position_id;

		for (size_t m = 0; m < l->initials_n && !out; m++)
			out = l->initials[m].coordination &&
			      l->initials[m].position_id == id &&
			      (waits(&l->initials[m]) ||
			       str_eqc(l->initials[m].state, "diparaf"));
		if (!out)
			o[k++] = all[i];
	}
	v->ask_posts = web_ticked(q, "jabatan", v->form_ask_initial.open, o, k);
	v->ask_posts_n = k;
}

void web_fill_initials(struct web *w, struct http_req *q, struct letter_view *v,
		       const struct svc_letter *l)
{
	put_rows(w, q, v, l);
	v->can_initial = open_to(l, ACT_INITIAL) && v->initials_mine;
	v->can_waive = open_to(l, ACT_WAIVE_INITIAL);
	v->can_ask_initial = open_to(l, ACT_ASK_INITIAL);
	if (v->can_ask_initial)
		offer_posts(w, q, v, l);
}

void web_initial_ask(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	int64_t posts[SVC_INITIALS_MAX + 1];
	struct svc_initial_ask in = {.positions = posts};
	struct str v;
	struct svc_done d;
	struct fail f;
	enum err e = web_text(q, "catatan", 2000, true, &in.note, &f);

	for (size_t i = 0;
	     !e && in.n <= SVC_INITIALS_MAX && http_each(q, "jabatan", &i, &v);)
		if (!str_to_int(v, &posts[in.n++]))
			e = FAIL(&f, ERR_INVALID, "wrong-type", "jabatan",
				 "Pilihan jabatan tidak dikenal; muat ulang halaman.");
	if (!e)
		e = svc_initial_ask(w->svc, web_actor(q), web_ref(q), &in, &d, &f);
	web_ended(w, q, r, e, &f, "ask-initial");
}

void web_initial_give(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str note;
	struct svc_done d;
	struct fail f;
	enum err e = web_text(q, "catatan", 1000, true, &note, &f);

	if (!e)
		e = svc_initial_give(w->svc, web_actor(q), web_ref(q), note, &d, &f);
	web_ended(w, q, r, e, &f, "initial");
}

void web_initial_drop(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str reason;
	struct svc_done d;
	struct fail f;
	enum err e = web_text(q, "alasan", 500, true, &reason, &f);

	if (!e)
		e = svc_initial_drop(w->svc, web_actor(q), web_ref(q),
				     http_get_int(q, "jabatan"), reason, &d, &f);
	web_ended(w, q, r, e, &f, "done");
}

void web_initial_waive(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct str reason;
	struct svc_done d;
	struct fail f;
	enum err e = web_text(q, "alasan", 500, true, &reason, &f);

	if (!e)
		e = svc_initial_waive(w->svc, web_actor(q), web_ref(q), reason, &d, &f);
	web_ended(w, q, r, e, &f, "waive-initial");
}
