/* SOPs: the list, one of them, and its sheet. */
#include "sop_view.h"
#include "svc_sop_doer.h"
#include "svc_sop.h"
#include "utf8.h"
#include "web.h"

static bool has(struct arena *a, struct str text, struct str low)
{
	struct str t = utf8_fold(a, text);

	return str_find(t, low) < t.n;
}

/* Each word of the question, in any order. */
static bool asked_for(struct arena *a, struct str text, struct str low)
{
	struct str word;

	while (str_cut(&low, ' ', &word))
		if (word.n && !has(a, text, word))
			return false;
	return true;
}

static struct str unit_of(const struct web *w, const struct flow_proc *p)
{
	return p->units_n ? p->units[0] : w->svc->office_name;
}

/* A unit of this office is named on the sheet, or none is. */
static bool ours(const struct web *w, struct arena *a, const struct flow_proc *p)
{
	const struct office *o = w->svc->office;

	for (size_t i = 0; i < p->units_n; i++) {
		for (size_t k = 0; k < o->units_n; k++)
			if (o->units[k].shrt.n > 2 &&
			    has(a, p->units[i], utf8_fold(a, o->units[k].shrt)))
				return true;
	}
	return !p->units_n;
}

static struct web_sop row_of(const struct web *w, struct arena *a,
			     const struct flow_proc *p)
{
	return (struct web_sop){.name = p->name,
				.number = str_or_empty(p->number),
				.unit = unit_of(w, p),
				.steps = arena_fmt(a, "%zu langkah", p->steps_n),
				.letter = p->kind == FLOW_LETTER,
				.link = url_path(a, "/sop/%s", url_part(a, p->id))};
}

/* Those of one unit stand together, in the order of the units' first. */
static void grouped(struct web_sop *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = i + 1;

		rows[i].begins = i == 0 || !str_eq(rows[i].unit, rows[i - 1].unit);
		while (k < n && !str_eq(rows[k].unit, rows[i].unit))
			k++;
		if (k < n && k > i + 1) {
			struct web_sop found = rows[k];

			memmove(&rows[i + 2], &rows[i + 1], (k - i - 1) * sizeof(*rows));
			rows[i + 1] = found;
		}
	}
}

void web_sops(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	size_t all = flow_procs_count(w->svc->procs);
	struct web_sop *rows = ARENA_ARRAY(a, struct web_sop, all + 1);
	struct sops_view v = {.rows = rows};
	struct buf b = BUF_MAX(1u << 20);
	struct fail f;
	struct str low;

	v.q = str_or_empty(http_get(q, "q"));
	low = utf8_fold(a, str_trim(v.q));
	for (int pass = 0; pass < 2; pass++) { /* this office's first */
		for (size_t i = 0; i < all; i++) {
			const struct flow_proc *p = flow_procs_at(w->svc->procs, i);

			if (ours(w, a, p) == (pass == 0) &&
			    asked_for(a,
				      arena_fmt(a, "%.*s %.*s %.*s", STR_ARG(p->name),
						STR_ARG(p->number),
						STR_ARG(unit_of(w, p))),
				      low))
				rows[v.rows_n++] = row_of(w, a, p);
		}
	}
	(void)f;
	grouped(rows, v.rows_n);
	view_sops(&b, &v);
	web_show(w, q, r, "SOP", WEB_SOP, &b);
}

static const struct web_sop_text *texts(struct arena *a, const struct str *items,
					size_t n)
{
	struct web_sop_text *t = ARENA_ARRAY(a, struct web_sop_text, n + 1);

	for (size_t i = 0; i < n; i++)
		t[i].text = items[i];
	return t;
}

static struct str names(struct web *w, struct arena *a, const struct flow_proc *p,
			const struct str *roles, size_t n)
{
	struct str all = STR("");

	for (size_t i = 0; i < n; i++) {
		struct str name = svc_sop_role(a, p, w->svc->office, roles[i]);

		all = arena_fmt(a, STR_FMT "%s" STR_FMT, STR_ARG(all), i ? ", " : "",
				STR_ARG(name));
	}
	return all;
}

/* "surat-tugas" -> "surat tugas" */
static struct str spaced(struct arena *a, struct str word)
{
	struct buf b = BUF_MAX(100);

	for (size_t i = 0; i < word.n; i++)
		buf_byte(&b, word.p[i] == '-' ? ' ' : word.p[i]);
	return buf_keep(&b, a);
}

static struct str docs_of(struct arena *a, const struct flow_step *t)
{
	struct str all = STR("");

	for (size_t i = 0; i < t->docs_n; i++)
		all = arena_fmt(a, STR_FMT "%s" STR_FMT " (" STR_FMT ")", STR_ARG(all),
				i ? ", " : "", STR_ARG(spaced(a, t->docs[i].kind)),
				STR_ARG(spaced(a, t->docs[i].deed)));
	return all;
}

static struct str way_of(struct arena *a, const struct flow_step *t)
{
	if (!t->return_to)
		return str_or_empty(t->note);
	return arena_fmt(a, STR_FMT "%sBila tidak: %s ke langkah %d.", STR_ARG(t->note),
			 t->note.n ? ". " : "",
			 t->return_to < t->number ? "kembali" : "lanjut", t->return_to);
}

static void fill_steps(struct web *w, struct arena *a, const struct flow_proc *p,
		       struct sop_view *v)
{
	struct web_sop_step *o = ARENA_ARRAY(a, struct web_sop_step, p->steps_n);

	for (size_t i = 0; i < p->steps_n; i++) {
		const struct flow_step *t = &p->steps[i];

		o[i] = (struct web_sop_step){
			.no = arena_fmt(a, "%d", t->number),
			.activity = t->activity,
			.actors = names(w, a, p, t->roles, t->roles_n),
			.others = names(w, a, p, t->others.items, t->others.n),
			.requirement = str_or_empty(t->requirement),
			.time = flow_step_time(a, t),
			.output = str_or_empty(t->output),
			.note = way_of(a, t),
			.doubt = str_or_empty(t->doubt),
			.docs = docs_of(a, t),
			.details = texts(a, t->details.items, t->details.n),
			.details_n = t->details.n};
	}
	v->steps = o;
	v->steps_n = p->steps_n;
}

static void fill_boxes(struct arena *a, const struct flow_proc *p, struct sop_view *v)
{
	static const char *const LABEL[BOX__COUNT] = {
		[BOX_LEGAL] = "Dasar hukum",
		[BOX_QUALIFIED] = "Kualifikasi pelaksana",
		[BOX_RELATED] = "Keterkaitan",
		[BOX_TOOLS] = "Peralatan/perlengkapan",
		[BOX_WARNINGS] = "Peringatan",
		[BOX_RECORDS] = "Pencatatan dan pendataan"};
	struct web_sop_box *o = ARENA_ARRAY(a, struct web_sop_box, BOX__COUNT);

	for (int i = 0; i < BOX__COUNT; i++)
		if (p->boxes[i].n)
			o[v->boxes_n++] = (struct web_sop_box){
				str_c(LABEL[i]),
				texts(a, p->boxes[i].items, p->boxes[i].n),
				p->boxes[i].n};
	v->boxes = o;
}

static struct str day_or_none(struct arena *a, struct day d)
{
	return day_none(d) ? STR("–") : day_long(a, d);
}

static struct str effect_of(struct web *w, struct arena *a, const struct flow_proc *p)
{
	struct day today = day_at(clock_ms(w->svc->clock), w->svc->zone);

	if (day_none(p->effective))
		return STR("belum diisi: SOP ini belum berlaku");
	return flow_proc_in_effect(p, today)
		       ? day_long(a, p->effective)
		       : arena_fmt(a, "%.*s (belum berlaku)",
				   STR_ARG(day_long(a, p->effective)));
}

void web_sop(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	struct arena *a = q->arena;
	const struct flow_proc *p;
	struct buf b = BUF_MAX(1u << 20);
	struct sop_view v;
	struct str total;
	struct fail f;

	if (svc_sop_get(w->svc, q->args[0], &p, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	total = flow_proc_total(a, p);
	v = (struct sop_view){.name = p->name,
			      .number = str_or_empty(p->number),
			      .made = day_or_none(a, p->made),
			      .revised = day_or_none(a, p->revised),
			      .effective = effect_of(w, a, p),
			      .approver = str_or_empty(p->approver),
			      .purpose = str_or_empty(p->purpose),
			      .doubt = str_or_empty(p->doubt),
			      .total = total.n ? arena_fmt(a,
							   "Jumlah waktu baku: " STR_FMT,
							   STR_ARG(total))
					       : STR(""),
			      .pdf = url_path(a, "/sop/%s/pdf", url_part(a, p->id)),
			      .units = texts(a, p->units, p->units_n),
			      .units_n = p->units_n};
	fill_boxes(a, p, &v);
	fill_steps(w, a, p, &v);
	v.may_set = p->kind == FLOW_WORK && svc_sop_doer_may(web_actor(q));
	v.set = url_path(a, "/sop/%s/pelaksana", url_part(a, p->id));
	view_sop(&b, &v);
	web_show(w, q, r, "SOP", WEB_SOP, &b);
}

void web_sop_pdf(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	const struct flow_proc *p;
	struct str pdf;
	struct fail f;

	if (svc_sop_get(w->svc, q->args[0], &p, &f) ||
	    svc_sop_pdf(w->svc, q->arena, p, 0, &pdf, &f)) {
		web_fault(w, q, r, &f);
		return;
	}
	r->type = "application/pdf";
	http_named(r, q->arena, true,
		   arena_fmt(q->arena, "sop-" STR_FMT ".pdf", STR_ARG(p->id)));
	buf_add(&r->body, pdf);
}
