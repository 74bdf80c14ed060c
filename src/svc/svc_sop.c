#include "svc_sop.h"

#define PDF_BYTES (8u << 20)

/* "kasubbag-tu" -> "Kasubbag TU": what the office file would say, when none is given. */
static struct str role_name(struct arena *a, struct str role)
{
	struct buf b = BUF_MAX(200);
	struct str word;

	while (str_cut(&role, '-', &word)) {
		bool upper = word.n <= 3;

		if (b.n)
			buf_byte(&b, ' ');
		for (size_t i = 0; i < word.n; i++)
			buf_byte(&b,
				 (upper || i == 0) && word.p[i] >= 'a' && word.p[i] <= 'z'
					 ? (char)(word.p[i] - 32)
					 : word.p[i]);
	}
	return buf_keep(&b, a);
}

struct str svc_sop_role(struct arena *a, const struct flow_proc *p,
			const struct office *o, struct str role)
{
	struct str name = {NULL, 0};

	for (size_t i = 0; i < p->actors_n; i++) {
		if (str_eq(p->actors[i].id, role))
			return p->actors[i].name;
	}
	for (size_t i = 0; o && i < o->positions_n; i++)
		if (str_eq(o->positions[i].role, role)) {
			if (name.n)
				return role_name(
					a, role); /* several posts: the role's own word */
			name = o->positions[i].name;
		}
	return name.n ? name : role_name(a, role);
}

static bool does_a_row(const struct flow_proc *p, struct str role)
{
	for (size_t i = 0; i < p->steps_n; i++) {
		if (flow_step_has_role(&p->steps[i], role))
			return true;
	}
	return false;
}

/* The columns: those the SOP declares, else the roles in the order the rows name them. */
static size_t columns(const struct flow_proc *p, struct str roles[TPL_SOP_ACTORS])
{
	size_t n = 0;

	for (size_t i = 0; i < p->actors_n; i++) {
		if (!p->actors[i].outside || does_a_row(p, p->actors[i].id))
			roles[n++] = p->actors[i].id;
	}
	for (size_t i = 0; !p->actors_n && i < p->steps_n; i++) {
		for (size_t k = 0; k < p->steps[i].roles_n; k++) {
			struct str role = p->steps[i].roles[k];
			size_t j = 0;

			while (j < n && !str_eq(roles[j], role))
				j++;
			if (j == n && n < TPL_SOP_ACTORS)
				roles[n++] = role;
		}
	}
	return n;
}

static unsigned actors_of(const struct flow_step *t, const struct str *roles, size_t n)
{
	unsigned set = 0;

	for (size_t i = 0; i < n; i++)
		set |= flow_step_has_role(t, roles[i]) ? 1u << i : 0;
	return set;
}

/* Which rows an office must make sure of before it takes the SOP for its own. */
static struct str remark(struct arena *a, const struct flow_proc *p)
{
	struct str rows = {NULL, 0};
	size_t n = 0;

	for (size_t i = 0; i < p->steps_n; i++) {
		if (!p->steps[i].inferred && !p->steps[i].doubt.n)
			continue;
		rows = arena_fmt(a, STR_FMT "%s%d", STR_ARG(rows), rows.n ? ", " : "",
				 p->steps[i].number);
		n++;
	}
	if (!n)
		return rows;
	if (n == p->steps_n)
		rows = STR("1 sampai akhir");
	return arena_fmt(a,
			 "Langkah " STR_FMT
			 ": ada yang disimpulkan atau tidak pasti terbaca pada "
			 "sumbernya; pastikan sebelum SOP ini disahkan.",
			 STR_ARG(rows));
}

static struct str day_or_blank(struct arena *a, struct day d)
{
	return day_none(d) ? STR("") : day_long(a, d);
}

static void head(struct arena *a, const struct flow_proc *p, const struct office *o,
		 struct day made, struct tpl_sop *s)
{
	bool told = p->units_n > 0; /* the SOP has an identity of its own */
	struct str total = flow_proc_total(a, p);

	*s = (struct tpl_sop){.name = p->name,
			      .purpose = p->purpose,
			      .number = p->number,
			      .approver = p->approver,
			      .made = day_or_blank(a, told ? p->made : made),
			      .revised = day_or_blank(a, p->revised),
			      .effective = day_or_blank(a, p->effective),
			      .remark = remark(a, p)};
	if (total.n)
		s->total = arena_fmt(a, "Jumlah waktu baku: " STR_FMT, STR_ARG(total));
	for (size_t i = 0; i < p->units_n; i++)
		s->office[s->office_n++] = p->units[i];
	if (!told && o)
		s->office[s->office_n++] = o->name;
	for (int i = 0; i < BOX__COUNT; i++)
		s->boxes[i] = (struct tpl_sop_list){p->boxes[i].items, p->boxes[i].n};
	if (!s->boxes[TPL_SOP_LEGAL].n && p->source.n && !told) {
		struct str *source = ARENA_NEW(a, struct str);

		*source = p->source;
		s->boxes[TPL_SOP_LEGAL] = (struct tpl_sop_list){source, 1};
	}
}

void svc_sop_sheet(struct arena *a, const struct flow_proc *p, const struct office *o,
		   struct day made, struct tpl_sop *s)
{
	struct tpl_sop_row *rows = ARENA_ARRAY(a, struct tpl_sop_row, p->steps_n);
	struct str roles[TPL_SOP_ACTORS];

	head(a, p, o, made, s);
	s->actors_n = columns(p, roles);
	for (size_t i = 0; i < s->actors_n; i++)
		s->actors[i] = svc_sop_role(a, p, o, roles[i]);
	for (size_t i = 0; i < p->steps_n; i++) {
		const struct flow_step *t = &p->steps[i];

		rows[i] =
			(struct tpl_sop_row){.no = t->number,
					     .activity = t->activity,
					     .requirement = t->requirement,
					     .time = flow_step_time(a, t),
					     .output = t->output,
					     .note = t->note,
					     .details = {t->details.items, t->details.n},
					     .actors = actors_of(t, roles, s->actors_n),
					     .no_to = t->return_to,
					     .next_to = t->next_to,
					     .ends = t->ends};
	}
	s->rows = rows;
	s->rows_n = p->steps_n;
}

enum err svc_sop_get(const struct svc *s, struct str id, const struct flow_proc **out,
		     struct fail *f)
{
	*out = flow_procs_get(s->procs, id);
	if (*out)
		return ERR_OK;
	return FAIL(f, ERR_NOTFOUND, "no-procedure", NULL,
		    "SOP itu tidak ada; pilih dari daftar SOP.");
}

enum err svc_sop_pdf(struct svc *s, struct arena *a, const struct flow_proc *p, int here,
		     struct str *pdf, struct fail *f)
{
	struct day today = day_at(clock_ms(s->clock), s->zone);
	struct tpl_ctx *ctx = tpl_ctx_open(s->tpl);
	struct buf b = BUF_MAX(PDF_BYTES);
	struct tpl_sop sheet;
	enum err e;

	if (!ctx)
		return FAIL(f, ERR_IO, "pdf", NULL, "Mesin PDF tidak dapat dibuka.");
	svc_sop_sheet(a, p, s->office, today, &sheet);
	if (here > 0 && (size_t)here <= sheet.rows_n)
		((struct tpl_sop_row *)sheet.rows)[here - 1].here = true;
	e = tpl_sop_print(s->tpl, ctx, &sheet, today, &b, f);
	tpl_ctx_close(ctx);
	*pdf = buf_keep(&b, a);
	return e;
}
