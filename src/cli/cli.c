#include "cli_command.h"
#include <stdarg.h>
#include "conf.h"
#include "fs.h"
#include "json.h"
#include "rng.h"
#include "utf8.h"
#include "xml.h"

static const struct cli_command *const tables[] = {
	cli_folder_commands,  cli_template_commands, cli_tool_commands,   cli_daemon_commands,
	cli_dispose_commands, cli_review_commands,   cli_number_commands, cli_desk_commands,
	cli_time_commands};

static const char *const titles[] = {"Folder data", "Surat dan bentuk naskah",
				     "Alat (tanpa folder data)",
				     "Ke daemon (--url, --token)",
				     "Disposisi dan kelompok jabatan",
				     "Paraf koordinasi, catatan", "Buku nomor", "Meja saya",
				     "Kalender dan batas waktu"};
_Static_assert(sizeof(titles) == sizeof(tables), "each table has its title");

#define HELP_COLUMN 34
#define TABLES_N    (sizeof(tables) / sizeof(tables[0]))

const char *cli_option(const struct cli *c, const char *key)
{
	for (size_t i = c->options_n; i > 0; i--)
		if (strcmp(c->options[i - 1].key, key) == 0)
			return c->options[i - 1].value;
	return NULL;
}

/* As problem+json says it, so that a program reads one shape from all three doors. */
static void fail_json(const struct cli *c, const struct fail *f)
{
	struct buf b = BUF_MAX(1u << 16);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "code", str_c(f->word ? f->word : ""));
	if (f->field)
		jw_str(&w, "field", str_c(f->field));
	jw_str(&w, "detail", str_c(f->text));
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

int cli_fail(const struct cli *c, const struct fail *f)
{
	if (c->json)
		fail_json(c, f);
	(void)fprintf(c->err, "naskah: %s\n", f->text);
	return err_exit_code(f->code);
}

enum err cli_keep(struct cli *c, const char *path, struct str bytes, struct fail *f)
{
	enum err e;

	if (!path) {
		(void)fwrite(bytes.p ? bytes.p : "", 1, bytes.n, c->out);
		return ERR_OK;
	}
	e = fs_write(path, bytes, 0600, f);
	if (!e && c->json)
		cli_put_pair(c, "file", str_c(path));
	else if (!e)
		(void)fprintf(c->out, "%s: %zu byte\n", path, bytes.n);
	return e;
}

void cli_put_pair(struct cli *c, const char *key, struct str value)
{
	struct buf b = BUF_MAX(4u << 20);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, key, value);
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

int cli_usage(const struct cli *c, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)fputs("naskah: ", c->err);
	(void)vfprintf(c->err, fmt, ap);
	va_end(ap);
	(void)fputs("\nLihat: naskah --help\n", c->err);
	return 2;
}

/* How many words of argv the command's name takes; 0 when it is another one. */
static int words_match(const char *words, int argc, char **argv)
{
	struct str rest = str_c(words), w;
	int n = 0;

	while (str_cut(&rest, ' ', &w)) {
		if (n >= argc || !str_eqc(w, argv[n]))
			return 0;
		n++;
	}
	return n;
}

static const struct cli_command *command_find(int argc, char **argv, int *taken)
{
	const struct cli_command *best = NULL;

	*taken = 0;
	for (size_t t = 0; t < TABLES_N; t++)
		for (const struct cli_command *k = tables[t]; k->words; k++) {
			int n = words_match(k->words, argc, argv);

			if (n > *taken) {
				best = k;
				*taken = n;
			}
		}
	return best;
}

static void help_all(const struct cli *c)
{
	(void)fputs("pakai: naskah PERINTAH [ISIAN] [--pilihan nilai] [--json]\n",
		    c->out);
	for (size_t t = 0; t < TABLES_N; t++) {
		(void)fprintf(c->out, "\n%s\n", titles[t]);
		for (const struct cli_command *k = tables[t]; k->words; k++) {
			struct str left = arena_fmt(c->a, "%s %s", k->words, k->params);
			size_t n = utf8_count(left);
			int pad = n < HELP_COLUMN ? (int)(HELP_COLUMN - n) : 0;

			/* A name too long for its column stands on a line of its own. */
			(void)fprintf(c->out, "  " STR_FMT "%s%*s %s\n", STR_ARG(left),
				      pad ? "" : "\n  ", pad ? pad : HELP_COLUMN, "",
				      k->help);
		}
	}
	(void)fputs("\nnaskah PERINTAH --help menjelaskan isian tiap perintah.\n"
		    "Keluar: 0 selesai, 1 ditolak, 2 salah pakai, 3 gangguan sistem.\n",
		    c->out);
}

static void help_one(const struct cli *c, const struct cli_command *k)
{
	(void)fprintf(c->out, "pakai: naskah %s %s\n%s\n", k->words, k->params, k->help);
	for (const struct cli_field *d = k->fields; d->key; d++)
		(void)fprintf(c->out, "  --%-18s %s%s%s\n", d->key, d->help,
			      d->kind == CLI_LIST || d->kind == CLI_NUMS ||
					      d->kind == CLI_POSTS
				      ? " (boleh beberapa, dipisah koma)"
				      : "",
			      d->needed ? " [wajib]" : "");
	if (k->method)
		(void)fputs(
			"  --url                alamat daemon (atau NASKAH_URL)\n"
			"  --token              token (atau NASKAH_TOKEN, atau berkas "
			"~/.config/naskah/token)\n"
			"  --cacert             sertifikat daemon yang dipercaya\n",
			c->out);
	if (k->seen != SEEN_NONE)
		(void)fputs("  --version            versi yang dilihat; tanpa ini dibaca "
			    "dulu\n",
			    c->out);
	if (k->seen == SEEN_TRAY || k->seen == SEEN_TRAY_LETTER)
		(void)fputs("  --letter             surat tempat kotak itu; tanpa ini "
			    "dicari di "
			    "daftar tugas\n",
			    c->out);
}

/* On a command line a dash is as good as an underscore. */
static bool same_key(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !(*a == '_' && *b == '-') && !(*a == '-' && *b == '_'))
			return false;
	return *a == *b;
}

static const struct cli_field *field_of(const struct cli_command *k, const char *key)
{
	static const struct cli_field always[] = {
		{"url", CLI_WORD, false, ""},
		{"token", CLI_WORD, false, ""},
		{"version", CLI_WORD, false, ""},
		{"share", CLI_WORD, false, ""},
		{"cacert", CLI_WORD, false, ""},
		{"letter", CLI_WORD, false, ""},
		{"idempotency-key", CLI_WORD, false, ""}};
	static const struct cli_field flags[] = {{"json", CLI_FLAG, false, ""},
						 {"help", CLI_FLAG, false, ""}};

	for (const struct cli_field *d = k->fields; d->key; d++)
		if (same_key(d->key, key))
			return d;
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		if (same_key(always[i].key, key))
			return &always[i];
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (same_key(flags[i].key, key))
			return &flags[i];
	return NULL;
}

static int take_option(struct cli *c, const struct cli_command *k, const char *key,
		       const char *value, bool *used_next)
{
	const struct cli_field *d = field_of(k, key);

	*used_next = false;
	if (!d)
		return cli_usage(c, "%s tidak mengenal --%s.", k->words, key);
	if (!cli_bare(d->kind) && !value)
		return cli_usage(c, "--%s perlu nilai.", key);
	c->options[c->options_n++] =
		(struct cli_option){d->key, cli_bare(d->kind) ? "" : value};
	*used_next = !cli_bare(d->kind);
	return 0;
}

/* key=value counts as an option when the command has such a field; number format has
 * values of its own kind and takes them as words. */
static int take_word(struct cli *c, const struct cli_command *k, char *word)
{
	char *eq = strchr(word, '=');

	if (eq && eq > word && k->fields[0].key) {
		struct str key = {word, (size_t)(eq - word)};
		const char *z = arena_cstr(c->a, key);
		const struct cli_field *d = field_of(k, z);

		if (d && d->kind != CLI_WORD) {
			c->options[c->options_n++] = (struct cli_option){d->key, eq + 1};
			return 0;
		}
	}
	c->args[c->args_n++] = word;
	return 0;
}

static int take_args(struct cli *c, const struct cli_command *k, int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		bool used = false;
		int bad = 0;

		if (c->args_n + 1 >= CLI_ARGS_MAX || c->options_n + 1 >= CLI_ARGS_MAX)
			return cli_usage(c, "terlalu banyak isian.");
		if (strcmp(argv[i], "-o") == 0)
			bad = take_option(c, k, "out", i + 1 < argc ? argv[i + 1] : NULL,
					  &used);
		else if (strncmp(argv[i], "--", 2) == 0 && argv[i][2])
			bad = take_option(c, k, argv[i] + 2,
					  i + 1 < argc ? argv[i + 1] : NULL, &used);
		else
			bad = take_word(c, k, argv[i]);
		if (bad)
			return bad;
		i += used;
	}
	return 0;
}

static int check_args(const struct cli *c, const struct cli_command *k)
{
	if (k->params_n >= 0 && c->args_n != (size_t)k->params_n)
		return cli_usage(c, "pakai: naskah %s %s", k->words, k->params);
	for (const struct cli_field *d = k->fields; d->key; d++)
		if (d->needed && !cli_option(c, d->key))
			return cli_usage(c, "%s perlu --%s (%s).", k->words, d->key,
					 d->help);
	return 0;
}

static int run(struct cli *c, int argc, char **argv, const char *fallback)
{
	int taken;
	const struct cli_command *k = command_find(argc, argv, &taken);
	int bad;

	if (!k)
		return cli_usage(c, "perintah \"%s\" tidak dikenal.",
				 argc ? argv[0] : "");
	bad = take_args(c, k, argc - taken, argv + taken);
	if (bad)
		return bad;
	if (cli_option(c, "help")) {
		help_one(c, k);
		return 0;
	}
	bad = check_args(c, k);
	if (bad)
		return bad;
	c->json = cli_option(c, "json") != NULL;
	c->share = cli_option(c, "share");
	if (!c->share)
		c->share = conf_share(c->a, fallback);
	return k->run ? k->run(c, k) : cli_remote(c, k);
}

int cli_main(int argc, char **argv, const char *version, const char *fallback, FILE *in,
	     FILE *out, FILE *err)
{
	struct cli c = {.a = arena_open(), .in = in, .out = out, .err = err};
	int code = 0;

	rng_init();
	xml_init();
	if (argc < 2)
		code = cli_usage(&c, "sebut perintahnya.");
	else if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)
		help_all(&c);
	else if (strcmp(argv[1], "--version") == 0)
		(void)fprintf(out, "naskah %s\n", version);
	else
		code = run(&c, argc - 1, argv + 1, fallback);
	if (fflush(out) && !code)
		code = 3;
	arena_close(c.a);
	return code;
}
