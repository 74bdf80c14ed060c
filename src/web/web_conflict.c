/* Two saved the same draft: what each wrote stands side by side, field by field and paragraph
 * by paragraph, and the next text is chosen from both.  Nothing is saved here. */
#include "draft_view.h"
#include "svc_diff.h"
#include "svc_editing.h"
#include "svc_merge.h"
#include "web.h"

/* The words of one side: what both have, and its own. */
static const struct web_run *side(struct arena *a, const struct svc_diff *d,
				  enum svc_run_kind own, size_t *n)
{
	struct web_run *o = ARENA_ARRAY(a, struct web_run, d->n + 1);

	*n = 0;
	for (size_t i = 0; i < d->n; i++) {
		bool same = d->runs[i].kind == RUN_EQUAL;

		if (same || d->runs[i].kind == own)
			o[(*n)++] = (struct web_run){.text = d->runs[i].text,
						     .same = same,
						     .added = !same && own == RUN_INSERTED,
						     .gone = !same && own == RUN_DELETED};
	}
	return o;
}

static struct str choice_name(struct arena *a, struct str field, size_t i)
{
	return arena_fmt(a, "pilih.%zu." STR_FMT, i, STR_ARG(field));
}

static struct web_hunk hunk_of(struct http_req *q, struct str field, size_t i,
			       const struct svc_hunk *h)
{
	struct arena *a = q->arena;
	struct web_hunk o = {.name = choice_name(a, field, i), .same = h->same, .text = h->mine};
	struct str was = http_get(q, arena_cstr(a, o.name));
	struct svc_diff d;

	if (h->same)
		return o;
	svc_diff_words(a, h->theirs, h->mine, &d);
	o.mine = side(a, &d, RUN_INSERTED, &o.mine_n);
	o.theirs = side(a, &d, RUN_DELETED, &o.theirs_n);
	o.no_mine = !h->mine.n;
	o.no_theirs = !h->theirs.n;
	o.pick_theirs = str_eqc(was, "tersimpan") || (!was.n && !h->mine.n);
	o.pick_both = str_eqc(was, "keduanya");
	o.pick_mine = !o.pick_theirs && !o.pick_both;
	return o;
}

void web_fill_conflict(struct http_req *q, struct str field, struct str mine,
		       struct str theirs, struct web_field *o)
{
	struct svc_hunk *h;
	size_t n;

	svc_merge_hunks(q->arena, mine, theirs, &h, &n);
	struct web_hunk *list = ARENA_ARRAY(q->arena, struct web_hunk, n + 1);

	for (size_t i = 0; i < n; i++)
		list[i] = hunk_of(q, field, i, &h[i]);
	o->hunks = list;
	o->hunks_n = n;
}

struct str web_conflict_picked(struct http_req *q, struct str field, struct str mine,
			       struct str theirs)
{
	struct svc_hunk *h;
	size_t n;

	svc_merge_hunks(q->arena, mine, theirs, &h, &n);
	enum svc_pick *pick = ARENA_ARRAY(q->arena, enum svc_pick, n + 1);

	for (size_t i = 0; i < n; i++) {
		struct str at = choice_name(q->arena, field, i);
		struct str said = http_get(q, arena_cstr(q->arena, at));

		pick[i] = str_eqc(said, "tersimpan")  ? PICK_THEIRS
			  : str_eqc(said, "keduanya") ? PICK_BOTH
						      : PICK_MINE;
	}
	return svc_merge_picked(q->arena, h, n, pick);
}

struct str web_editing_said(struct web *w, struct arena *a, struct str who, int64_t since_ms)
{
	struct str since = web_when(w, a, since_ms);

	return arena_fmt(a, STR_FMT " sedang mengetik konsep ini sejak " STR_FMT ".", STR_ARG(who),
			 STR_ARG(since));
}

void web_draft_take(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct svc_letter l;
	bool content;
	struct fail f;
	int64_t id = http_arg_int(q, 0);

	if (svc_letter_get(w->svc, web_actor(q), q->arena, id, &l, &content, &f) ||
	    (!content && FAIL(&f, ERR_NOTFOUND, "no-draft", NULL, "Konsep itu tidak ada."))) {
		web_fault(w, q, r, &f);
		return;
	}
	(void)svc_editing_begin(w->svc, web_actor(q), q->arena, id, true);
	http_redirect(r, q->arena, arena_fmt(q->arena, "/surat/%lld/konsep", (long long)id));
}
