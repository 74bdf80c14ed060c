/* Versions of a draft on the letter's page: who did what to each, and what the newest one
 * says otherwise than the version this reader knows. */
#include "letter_view.h"
#include "svc_diff.h"
#include "web.h"

#define KEEP 120 /* bytes of unchanged text left beside a change */

static bool is_version_act(struct str act)
{
	return str_eqc(act, "draft") || str_eqc(act, "edit") || str_eqc(act, "submit") ||
	       str_eqc(act, "approve") || str_eqc(act, "return") || str_eqc(act, "sign");
}

static const struct web_done *done_of(struct web *w, struct arena *a, const struct svc_letter *l,
                                      int no, size_t *n)
{
	struct web_done *o = ARENA_ARRAY(a, struct web_done, l->events_n + 1);

	*n = 0;
	for (size_t i = 0; i < l->events_n; i++) {
		const struct svc_event *e = &l->events[i];

		if (e->draft_no == no && is_version_act(e->act))
			o[(*n)++] = (struct web_done){ e->label, e->who.p ? e->who : STR(""),
				web_when(w, a, e->at_ms), e->note.p ? e->note : STR("") };
	}
	return o;
}

/* A long stretch that did not change is told by its ends. */
static struct str shortened(struct arena *a, struct str s, bool first, bool last)
{
	size_t head = first ? 0 : KEEP, tail = last ? 0 : KEEP;

	if (s.n < 3 * KEEP)
		return s;
	while (head && head < s.n && s.p[head] != ' ' && s.p[head] != '\n')
		head++;
	tail = tail ? s.n - tail : s.n;
	while (tail > head && tail < s.n && s.p[tail] != ' ' && s.p[tail] != '\n')
		tail--;
	if (tail <= head + KEEP)
		return s;
	/* what is kept of the end begins with its blank */
	return arena_fmt(a, "%.*s%s…%.*s", STR_ARG(str_head(s, head)), head ? " " : "",
	                 STR_ARG(str_from(s, tail)));
}

static bool changed(const struct svc_diff *d)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->runs[i].kind != RUN_EQUAL)
			return true;
	return false;
}

static void fill_runs(struct arena *a, struct letter_view *v, const struct svc_draft *from,
                      const struct svc_draft *to)
{
	struct str x, y;
	struct svc_diff d;
	struct fail f;

	if (svc_diff_letter_text(a, from->xml, &x, &f) || svc_diff_letter_text(a, to->xml, &y, &f))
		return;
	svc_diff_words(a, x, y, &d);
	struct web_run *o = ARENA_ARRAY(a, struct web_run, d.n + 1);

	for (size_t i = 0; i < d.n; i++) {
		bool same = d.runs[i].kind == RUN_EQUAL;

		o[i] = (struct web_run){
			.text = same ? shortened(a, d.runs[i].text, i == 0, i + 1 == d.n)
			             : d.runs[i].text,
			.same = same, .added = d.runs[i].kind == RUN_INSERTED,
			.gone = d.runs[i].kind == RUN_DELETED };
	}
	v->has_diff = true;
	v->diff_same = !changed(&d);
	v->diff_from = arena_fmt(a, "%d", from->no);
	v->diff_to = arena_fmt(a, "%d", to->no);
	v->runs = o;
	v->runs_n = d.n;
}

/* Asked for by number; else, while it is on its way, the last one this reader handled. */
static const struct svc_draft *compared(const struct http_req *q, struct letter_view *v,
                                        const struct svc_letter *l)
{
	int64_t asked = http_get_int(q, "banding");
	const struct svc_draft *from = NULL;

	for (size_t i = 0; i + 1 < l->drafts_n; i++)
		if (asked ? l->drafts[i].no == asked
		          : l->drafts[i].mine && l->row.state >= FS_DRAFT && l->row.state <= FS_SIGNED)
			from = &l->drafts[i];
	if (!asked && l->drafts_n && l->drafts[l->drafts_n - 1].mine && l->row.state != FS_DRAFT)
		return NULL; /* the newest is his own work already */
	v->diff_mine = from && from->mine;
	return from;
}

void web_fill_versions(struct web *w, struct http_req *q, struct letter_view *v,
                       const struct svc_letter *l)
{
	struct arena *a = q->arena;
	struct web_version *o = ARENA_ARRAY(a, struct web_version, l->drafts_n + 1);
	long long id = (long long)l->row.id;

	for (size_t i = 0; i < l->drafts_n; i++) {
		const struct svc_draft *d = &l->drafts[l->drafts_n - 1 - i]; /* newest first */

		o[i] = (struct web_version){ .no = arena_fmt(a, "%d", d->no),
			.by = d->by.p ? d->by : STR(""), .when = web_when(w, a, d->at_ms),
			.pdf = url_path(a, "/surat/%lld/versi/%d", id, d->no), .current = i == 0,
			.may_compare = i > 0,
			.compare = url_path(a, "/surat/%lld/?banding=%d", id, d->no) };
		o[i].done = done_of(w, a, l, d->no, &o[i].done_n);
	}
	v->versions = o;
	v->versions_n = l->drafts_n;
	const struct svc_draft *from = compared(q, v, l);

	if (from)
		fill_runs(a, v, from, &l->drafts[l->drafts_n - 1]);
}
