/* cli_tools.c - commands that need no data folder: numbers, rules, procedures. */
#include <stdlib.h>
#include "cli_command.h"
#include "flow_proc.h"
#include "fs.h"
#include "json.h"
#include "num_cli.h"

#define LINE_BYTES 4096
#define FILE_BYTES (1u << 20)

static enum err load_rules(struct cli *c, struct num_rules **rules, struct fail *f)
{
	struct num_rules_from from = {
		.base = arena_cstr(c->a, arena_fmt(c->a, "%s/numbering", c->share)),
		.office = cli_option(c, "own")};

	return num_rules_load(rules, &from, f);
}

/* Prints what was written with jw_* as one line and frees it. */
static void put_json(struct cli *c, struct buf *b)
{
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(b)));
	buf_free(b);
}

/* *rule stays NULL when none was asked for. */
static enum err pick_rule(struct cli *c, const struct num_rules *rules,
			  const struct num_rule **rule, struct fail *f)
{
	const char *name = cli_option(c, "rule");

	*rule = name ? num_rules_find(rules, str_c(name)) : NULL;
	return !name || *rule ? ERR_OK
			      : FAIL(f, ERR_NOTFOUND, "no-rule", "rule",
				     "Aturan nomor \"%s\" tidak ada.", name);
}

static int do_parse(struct cli *c, const struct cli_command *k)
{
	bool all = cli_option(c, "all") != NULL;
	const struct num_rule *rule;
	struct num_rules *rules;
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	struct fail f;
	int code = 0;

	(void)k;
	if (load_rules(c, &rules, &f))
		return cli_fail(c, &f);
	if (pick_rule(c, rules, &rule, &f)) {
		num_rules_free(rules);
		return cli_fail(c, &f);
	}
	while ((n = getline(&line, &cap, c->in)) >= 0) {
		struct buf b = BUF_MAX(1u << 20);
		struct str s = str_head((struct str){line, (size_t)n}, LINE_BYTES);

		if (s.n && s.p[s.n - 1] == '\n')
			s.n--;
		if (!num_cli_parse_line(rules, rule, all, s, &b))
			code = 1;
		(void)fwrite(b.p ? b.p : "", 1, b.n, c->out);
		buf_free(&b);
	}
	free(line);
	num_rules_free(rules);
	return code;
}

static int do_format(struct cli *c, const struct cli_command *k)
{
	struct str args[CLI_ARGS_MAX], number;
	const struct num_rule *rule;
	struct num_rules *rules;
	struct fail f;
	enum err e;

	(void)k;
	for (size_t i = 0; i < c->args_n; i++)
		args[i] = str_c(c->args[i]);
	if (load_rules(c, &rules, &f))
		return cli_fail(c, &f);
	e = pick_rule(c, rules, &rule, &f);
	if (!e)
		e = num_cli_format(rule, c->a, args, c->args_n, &number, &f);
	if (!e && c->json)
		cli_put_pair(c, "number", number);
	else if (!e)
		(void)fprintf(c->out, STR_FMT "\n", STR_ARG(number));
	num_rules_free(rules);
	return e ? cli_fail(c, &f) : 0;
}

static void say_fault(void *err, const char *sentence)
{
	(void)fprintf(err, "naskah: %s\n", sentence);
}

static void note_fault(void *w, const char *sentence)
{
	jw_str(w, NULL, str_c(sentence));
}

/* {"file","faults":[sentences]} */
static enum err check_as_json(struct cli *c, const char *path, const char *rng,
			      struct fail *f)
{
	struct buf b = BUF_MAX(FILE_BYTES);
	struct jw w;
	enum err e;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "file", str_c(path));
	jw_arr(&w, "faults");
	e = num_cli_check(path, rng, note_fault, &w, f);
	jw_arr_end(&w);
	jw_obj_end(&w);
	put_json(c, &b);
	return e;
}

/* Every file is checked; the worst of them decides the exit code. */
static int do_rule_check(struct cli *c, const struct cli_command *k)
{
	const char *rng = arena_cstr(
		c->a, arena_fmt(c->a, "%s/numbering/schema/aturan-nomor.rng", c->share));
	int worst = 0;

	(void)k;
	if (!c->args_n)
		return cli_usage(c, "rule check memerlukan BERKAS");
	for (size_t i = 0; i < c->args_n; i++) {
		const char *path = c->args[i];
		struct fail f = {0};
		enum err e = c->json ? check_as_json(c, path, rng, &f)
				     : num_cli_check(path, rng, say_fault, c->err, &f);
		int code = e == ERR_INVALID ? 1 : e ? cli_fail(c, &f) : 0;

		if (!e && !c->json)
			(void)fprintf(c->out, "%s: benar\n", path);
		worst = code > worst ? code : worst;
	}
	return worst;
}

static void rules_json(struct cli *c, const struct num_rules *rules)
{
	struct buf b = BUF_MAX(FILE_BYTES);

	num_cli_list(rules, &b);
	put_json(c, &b);
}

static int do_rule_list(struct cli *c, const struct cli_command *k)
{
	struct num_rules *rules;
	struct fail f;

	(void)k;
	if (load_rules(c, &rules, &f))
		return cli_fail(c, &f);
	if (c->json)
		rules_json(c, rules);
	for (size_t i = 0; !c->json && i < num_rules_count(rules); i++) {
		const struct num_rule *r = num_rules_at(rules, i);
		struct str pattern = num_rule_by(r) == NUM_BY_NOBODY ? STR("(tidak dinomori)")
								     : num_rule_pattern(r);

		(void)fprintf(c->out, STR_FMT "\t" STR_FMT "\t" STR_FMT "%s\n",
			      STR_ARG(num_rule_name(r)), STR_ARG(pattern),
			      STR_ARG(num_rule_title(r)),
			      num_rule_assumed(r) ? " (asumsi)" : "");
	}
	num_rules_free(rules);
	return 0;
}

static int do_procedure_check(struct cli *c, const struct cli_command *k)
{
	struct str rng = arena_fmt(c->a, "%s/schema/prosedur.rng", c->share), bytes;
	const struct flow_proc *p;
	struct fail f;
	enum err e = fs_read(c->a, c->args[0], FILE_BYTES, &bytes, &f);

	(void)k;
	if (!e)
		e = flow_proc_read(c->a, bytes, c->args[0], arena_cstr(c->a, rng), &p,
				   &f);
	if (e)
		return cli_fail(c, &f);
	if (c->json)
		cli_put_pair(c, "procedure", p->id);
	else
		(void)fprintf(c->out, "%s: benar, %zu langkah\n", c->args[0],
			      p->steps_n);
	return 0;
}

#define OWN_RULES \
	{"own", CLI_TEXT, false, "map kantor; aturan di dalam rules/ ikut dipakai"}

const struct cli_command cli_tool_commands[] = {
	{"number parse",
	 "< NOMOR",
	 0,
	 "membaca nomor surat, satu baris satu nomor",
	 do_parse,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"rule", CLI_TEXT, false, "hanya menurut aturan ini"},
	  {"all", CLI_FLAG, false, "tampilkan semua aturan yang cocok"},
	  OWN_RULES}},
	{"number format",
	 "--rule ATURAN kode=800 urut=12 …",
	 -1,
	 "mencetak nomor surat",
	 do_format,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"rule", CLI_TEXT, true, "nama aturan nomor"}, OWN_RULES}},
	{"rule list",
	 "",
	 0,
	 "menampilkan aturan nomor yang ada",
	 do_rule_list,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {OWN_RULES}},
	{"rule check",
	 "BERKAS...",
	 -1,
	 "memeriksa berkas aturan nomor",
	 do_rule_check,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"class",
	 "KODE | KATA …",
	 -1,
	 "menampilkan kode klasifikasi, masa simpan dan padanannya",
	 cli_class,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"scheme", CLI_TEXT, false, "hanya menurut skema atau lapisan ini"},
	  {"dir", CLI_TEXT, false, "folder data dengan klasifikasi instansi sendiri"}}},
	{"class check",
	 "BERKAS.csv",
	 1,
	 "memeriksa berkas klasifikasi instansi",
	 cli_class_check,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"procedure check",
	 "BERKAS",
	 1,
	 "memeriksa berkas prosedur",
	 do_procedure_check,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"procedure list",
	 "",
	 0,
	 "prosedur yang dipasang",
	 cli_procedure_list,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"procedure print",
	 "ID | BERKAS.xml [-o BERKAS.pdf]",
	 1,
	 "langkah satu prosedur; dengan -o lembar SOP-nya sebagai PDF",
	 cli_procedure_print,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"out", CLI_WORD, false, "berkas .pdf"},
	  {"office", CLI_TEXT, false, "berkas instansi: nama kantor dan jabatannya"},
	  {"date", CLI_TEXT, false, "tanggal pembuatan; tanpa ini hari ini"}}},
	{0}};
