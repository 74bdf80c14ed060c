/* cli_sop.c - a procedure printed: its rows as text, or the sheet of the SOP as PDF. */
#include "cli_command.h"
#include "flow_proc.h"
#include "fs.h"
#include "office.h"
#include "svc_sop.h"
#include "tpl.h"

#define PDF_BYTES  (8u << 20)
#define FILE_BYTES (1u << 20)

static enum err print(struct cli *c, const struct flow_proc *p, struct str *pdf,
		      struct fail *f)
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
		return FAIL(f, ERR_INVALID, "bad-date", "date",
			    "Tanggal %s tidak ada di kalender.", day);
	if (path && (e = office_load(c->a, c->share, path, &xml, &o, f)))
		return e;
	if ((e = tpl_open(&engine, &paths, f)))
		return e;
	svc_sop_sheet(c->a, p, o, date, &s);
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

/* A file of the office's own, or the shipped one of this id. */
static enum err read_one(struct cli *c, const struct flow_proc **p, struct fail *f)
{
	struct str arg = str_c(c->args[0]), bytes, path = arg;
	const char *rng =
		arena_cstr(c->a, arena_fmt(c->a, "%s/schema/prosedur.rng", c->share));
	enum err e;

	if (!str_ends(arg, STR(".xml"))) {
		for (size_t i = 0; i < arg.n; i++)
			if (arg.p[i] == '/' || arg.p[i] == '.')
				return FAIL(f, ERR_NOTFOUND, "no-procedure", NULL,
					    "Prosedur \"%s\" tidak ada.", c->args[0]);
		path = arena_fmt(c->a, "%s/procedures/%s.xml", c->share, c->args[0]);
	}
	e = fs_read(c->a, arena_cstr(c->a, path), FILE_BYTES, &bytes, f);
	if (e == ERR_NOTFOUND)
		return FAIL(f, e, "no-procedure", NULL,
			    "Prosedur \"%s\" tidak ada; lihat `naskah procedure list`.",
			    c->args[0]);
	return e ? e : flow_proc_read(c->a, bytes, c->args[0], rng, p, f);
}

int cli_procedure_print(struct cli *c, const struct cli_command *k)
{
	const char *out = cli_option(c, "out");
	const struct flow_proc *p;
	struct str pdf;
	struct fail f = {0};
	enum err e;

	(void)k;
	if (out && !str_ends(str_c(out), STR(".pdf")))
		return cli_usage(c, "-o harus berakhir .pdf.");
	e = read_one(c, &p, &f);
	if (!e && out) {
		e = print(c, p, &pdf, &f);
		if (!e)
			e = cli_keep(c, out, pdf, &f);
	} else if (!e) {
		as_text(c, p);
	}
	return e ? cli_fail(c, &f) : 0;
}

int cli_procedure_list(struct cli *c, const struct cli_command *k)
{
	struct flow_procs *procs;
	struct buf b = BUF_MAX(1u << 20);
	struct fail f = {0};

	(void)k;
	if (flow_procs_load(&procs, c->share, NULL, &f))
		return cli_fail(c, &f);
	for (size_t i = 0; i < flow_procs_count(procs); i++) {
		const struct flow_proc *p = flow_procs_at(procs, i);

		buf_fmt(&b, STR_FMT "\t%s\t" STR_FMT "\n", STR_ARG(p->id),
			p->kind == FLOW_WORK ? "perkara" : "surat", STR_ARG(p->name));
	}
	if (c->json)
		cli_put_pair(c, "text", buf_str(&b));
	else
		(void)fwrite(b.p ? b.p : "", 1, b.n, c->out);
	buf_free(&b);
	flow_procs_free(procs);
	return 0;
}
