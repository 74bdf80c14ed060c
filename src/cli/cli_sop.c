/* cli_sop.c - a procedure printed: its rows as text, or the sheet of the SOP as PDF. */
#include "cli_command.h"
#include "flow_proc.h"
#include "office.h"
#include "tpl.h"

#define PDF_BYTES   (8u << 20)
#define DAY_MINUTES 450 /* five days of 37.5 hours */

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
			buf_byte(&b, (upper || i == 0) && word.p[i] >= 'a' && word.p[i] <= 'z'
					     ? (char)(word.p[i] - 32)
					     : word.p[i]);
	}
	return buf_keep(&b, a);
}

static struct str actor_name(struct arena *a, const struct office *o, struct str role)
{
	struct str name = {NULL, 0};

	for (size_t i = 0; o && i < o->positions_n; i++)
		if (str_eq(o->positions[i].role, role)) {
			if (name.n)
				return role_name(a, role); /* several posts: the role's own word */
			name = o->positions[i].name;
		}
	return name.n ? name : role_name(a, role);
}

/* The column of a role; a new one when it has none yet. */
static unsigned column(struct arena *a, struct tpl_sop *s, struct str roles[], struct str role,
		       const struct office *o)
{
	size_t i = 0;

	while (i < s->actors_n && !str_eq(roles[i], role))
		i++;
	if (i == TPL_SOP_ACTORS)
		return 0;
	if (i == s->actors_n) {
		roles[i] = role;
		s->actors[s->actors_n++] = actor_name(a, o, role);
	}
	return 1u << i;
}

static void fill(struct arena *a, const struct flow_proc *p, const struct office *o, struct day date,
		 struct tpl_sop *s)
{
	struct tpl_sop_row *rows = ARENA_ARRAY(a, struct tpl_sop_row, p->steps_n);
	struct str roles[TPL_SOP_ACTORS];

	*s = (struct tpl_sop){.name = p->name, .made = day_long(a, date), .legal = p->source};
	if (o)
		s->office[s->office_n++] = o->name;
	for (size_t i = 0; i < p->steps_n; i++) {
		const struct flow_step *t = &p->steps[i];

		rows[i] = (struct tpl_sop_row){.no = t->number,
					       .activity = t->activity,
					       .requirement = t->requirement,
					       .time = flow_step_time(a, t),
					       .output = t->output,
					       .return_to = t->return_to};
		for (size_t k = 0; k < t->roles_n; k++)
			rows[i].actors |= column(a, s, roles, t->roles[k], o);
	}
	s->rows = rows;
	s->rows_n = p->steps_n;
	s->total = arena_fmt(a, "Jumlah waktu baku: %d menit kerja",
			     flow_proc_minutes(p, DAY_MINUTES));
}

static enum err print(struct cli *c, const struct flow_proc *p, struct str *pdf, struct fail *f)
{
	static const struct clock now;
	const char *path = cli_option(c, "office"), *day = cli_option(c, "date");
	struct tpl_paths paths = {.share = c->share};
	struct day date = day_at(clock_ms(&now), 7);
	const struct office *o = NULL;
	struct buf b = BUF_MAX(PDF_BYTES);
	struct tpl_engine *engine;
	struct tpl_ctx *ctx;
	struct tpl_sop s;
	struct str xml;
	enum err e = ERR_OK;

	if (day && !day_parse(str_c(day), &date))
		return FAIL(f, ERR_INVALID, "bad-date", "date", "Tanggal %s tidak ada di kalender.", day);
	if (path && (e = office_load(c->a, c->share, path, &xml, &o, f)))
		return e;
	if ((e = tpl_open(&engine, &paths, f)))
		return e;
	fill(c->a, p, o, date, &s);
	ctx = tpl_ctx_open(engine);
	e = ctx ? tpl_sop_print(engine, ctx, &s, date, &b, f)
		: FAIL(f, ERR_IO, "pdf", NULL, "Mesin PDF tidak dapat dibuka.");
	tpl_ctx_close(ctx);
	tpl_close(engine);
	*pdf = buf_keep(&b, c->a);
	return e;
}

static void as_text(struct cli *c, const struct flow_proc *p)
{
	struct buf b = BUF_MAX(1u << 20);

	flow_proc_print(&b, c->a, p);
	if (c->json)
		cli_put_pair(c, "text", buf_str(&b));
	else
		(void)fwrite(b.p ? b.p : "", 1, b.n, c->out);
	buf_free(&b);
}

int cli_procedure_print(struct cli *c, const struct cli_command *k)
{
	const char *out = cli_option(c, "out");
	const struct flow_proc *p;
	struct flow_procs *procs;
	struct str pdf;
	struct fail f = {0};
	enum err e;

	(void)k;
	if (out && !str_ends(str_c(out), STR(".pdf")))
		return cli_usage(c, "-o harus berakhir .pdf.");
	if (flow_procs_load(&procs, c->share, NULL, &f))
		return cli_fail(c, &f);
	p = flow_procs_get(procs, str_c(c->args[0]));
	e = p ? ERR_OK
	      : FAIL(&f, ERR_NOTFOUND, "no-procedure", NULL, "Prosedur \"%s\" tidak ada.", c->args[0]);
	if (!e && out) {
		e = print(c, p, &pdf, &f);
		if (!e)
			e = cli_keep(c, out, pdf, &f);
	} else if (!e) {
		as_text(c, p);
	}
	flow_procs_free(procs);
	return e ? cli_fail(c, &f) : 0;
}
