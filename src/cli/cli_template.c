/* cli_template.c - letters printed, forms listed, checked and drawn without a daemon. */
#include <stdlib.h>
#include "cli_command.h"
#include "cli_template.h"
#include "conf.h"
#include "fs.h"
#include "intake.h"
#include "json.h"
#include "tpl_import.h"
#include "tpl_json.h"

static int with_engine(struct cli *c, int (*work)(struct cli *, struct tpl_cli *))
{
	struct tpl_engine *engine;
	struct tpl_paths paths = {.share = c->share, .office = cli_option(c, "own")};
	struct fail f;
	int code;

	if (tpl_open(&engine, &paths, &f))
		return cli_fail(c, &f);
	code = work(c, &(struct tpl_cli){.engine = engine,
					 .in = c->in,
					 .out = c->out,
					 .err = c->err,
					 .json = c->json});
	tpl_close(engine);
	return code;
}

static int render(struct cli *c, struct tpl_cli *t)
{
	struct tpl_cli_render r = {.letter = c->args_n ? c->args[0] : NULL,
				   .batch = cli_option(c, "batch"),
				   .merge = cli_option(c, "merge"),
				   .profile = cli_option(c, "profile"),
				   .date = cli_option(c, "date"),
				   .demo = cli_option(c, "demo") != NULL,
				   .draft = cli_option(c, "draft") != NULL,
				   .attach = cli_option(c, "attach") != NULL};

	if ((r.letter != NULL) == (r.batch != NULL) || (r.batch && r.merge))
		return cli_usage(c, "sebut satu berkas surat, atau --batch FOLDER.");
	*(r.batch ? &r.batch_out : &r.pdf) = cli_option(c, "out");
	return tpl_cli_render(t, &r);
}

static int do_render(struct cli *c, const struct cli_command *k)
{
	(void)k;
	return with_engine(c, render);
}

static int list(struct cli *c, struct tpl_cli *t)
{
	(void)c;
	return tpl_cli_list(t);
}

static int do_list(struct cli *c, const struct cli_command *k)
{
	(void)k;
	return with_engine(c, list);
}

static int sample(struct cli *c, struct tpl_cli *t)
{
	return tpl_cli_sample(t, c->args[0]);
}

static int do_sample(struct cli *c, const struct cli_command *k)
{
	(void)k;
	return with_engine(c, sample);
}

static int check(struct cli *c, struct tpl_cli *t)
{
	struct cli_compare d = {.c = c,
				.engine = t->engine,
				.golden = cli_option(c, "golden"),
				.png = cli_option(c, "diff")};

	t->compare = cli_compare;
	t->compare_arg = &d;
	return tpl_cli_check(t, c->args[0]);
}

static int do_check(struct cli *c, const struct cli_command *k)
{
	(void)k;
	return with_engine(c, check);
}

static void tell_notes(struct cli *c, const struct tpl_imported *m)
{
	for (size_t i = 0; i < m->notes_n; i++)
		(void)fprintf(c->err, "%s" STR_FMT "\n",
			      m->notes[i].taken ? "" : "tidak terbaca: ",
			      STR_ARG(m->notes[i].text));
}

static void tell_json(struct cli *c, const struct tpl_imported *m)
{
	struct buf b = BUF_MAX(4u << 20);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	tpl_imported_json(&w, m);
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

/* The name of a file without folder and ending. */
static struct str stem(const char *path)
{
	struct str s = str_c(path), part;

	for (struct str rest = s; str_cut(&rest, '/', &part);)
		s = part;
	return str_ends(s, STR(".docx")) ? str_head(s, s.n - 5) : s;
}

static int import(struct cli *c, struct tpl_cli *t)
{
	const char *tmp = getenv("TMPDIR"), *to = cli_option(c, "out");
	struct tpl_imported *m = ARENA_NEW(c->a, struct tpl_imported);
	struct str doc;
	struct fail f;
	enum err e = intake_docx(c->a, conf_pages(c->a, NASKAH_PAGES), c->args[0],
				 tmp && *tmp ? tmp : "/tmp", &doc, &f);

	if (!e)
		e = tpl_form_import(t->engine, c->a, doc, stem(c->args[0]), m, &f);
	if (!e && to)
		e = fs_write(to, m->xml, 0644, &f);
	if (e)
		return cli_fail(c, &f);
	if (c->json) {
		tell_json(c, m);
		return 0;
	}
	tell_notes(c, m);
	if (!to)
		(void)fprintf(c->out, STR_FMT, STR_ARG(m->xml));
	return 0;
}

static int do_import(struct cli *c, const struct cli_command *k)
{
	(void)k;
	return with_engine(c, import);
}

#define OWN_FORMS                                                                        \
	{                                                                                \
		"own", CLI_TEXT, false,                                                  \
			"map kantor; bentuk di dalam forms/ ikut dipakai"                \
	}

const struct cli_command cli_template_commands[] = {
	{"render",
	 "SURAT.xml|- -o KELUARAN.pdf",
	 -1,
	 "mencetak surat XML menjadi PDF",
	 do_render,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"out", CLI_TEXT, true, "berkas PDF, atau folder dengan --batch"},
	  {"batch", CLI_TEXT, false, "folder berisi surat XML"},
	  {"merge", CLI_TEXT, false, "daftar penerima (CSV): satu surat untuk tiap baris"},
	  {"profile", CLI_TEXT, false, "aturan tata naskah"},
	  {"date", CLI_TEXT, false, "tanggal surat, menggantikan yang di berkasnya"},
	  {"draft", CLI_FLAG, false, "bertulisan KONSEP; boleh belum lengkap"},
	  {"attach", CLI_FLAG, false, "XML surat ikut di dalam PDF (PDF/A-3b)"},
	  {"demo", CLI_FLAG, false, "bertulisan DEMO"}}},
	{"template list",
	 "",
	 0,
	 "menampilkan bentuk naskah dan aturan",
	 do_list,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {OWN_FORMS}},
	{"template sample",
	 "BENTUK",
	 1,
	 "menampilkan contoh surat XML",
	 do_sample,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {OWN_FORMS}},
	{"template check",
	 "BERKAS",
	 1,
	 "memeriksa berkas bentuk, aturan atau surat",
	 do_check,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"golden", CLI_TEXT, false, "PDF pembanding; tanpa ini bentuk yang terpasang"},
	  {"diff", CLI_TEXT, false, "berkas PNG untuk gambar perbedaannya"},
	  OWN_FORMS}},
	{"template import",
	 "BERKAS.docx",
	 1,
	 "membuat rancangan bentuk dari dokumen Word dengan penanda",
	 do_import,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"out", CLI_TEXT, false, "berkas tujuan; tanpa ini ke keluaran baku"}}},
	{0}};
