/* cli_template.c - letters printed, forms listed, checked and drawn without a daemon. */
#include "cli_command.h"
#include "cli_template.h"
#include "tpl_cli.h"

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
	{0}};
