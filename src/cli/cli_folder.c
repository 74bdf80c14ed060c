/* cli_folder.c - commands on a data folder, run here or by the daemon that holds it. */
#include <limits.h>
#include <unistd.h>
#include "cli_command.h"
#include "arc_backup.h"
#include "json.h"
#include "svc_keep.h"
#include "svc_people.h"
#include "svc_sheet.h"
#ifdef HAVE_DB_CONTROL
#include "db_control.h"
#endif

static const struct clock system_clock;

static void init_json(struct cli *c, const struct svc_init *in, struct str password)
{
	struct buf b = BUF_MAX(1u << 16);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "folder", str_c(in->dir));
	jw_bool(&w, "demo", in->demo);
	if (!in->demo) {
		jw_str(&w, "login", STR("admin"));
		jw_str(&w, "password", password);
	}
	jw_obj_end(&w);
	(void)fprintf(c->out, STR_FMT "\n", STR_ARG(buf_str(&b)));
	buf_free(&b);
}

static int do_init(struct cli *c, const struct cli_command *k)
{
	struct svc_init in = {.dir = c->args[0],
			      .share = c->share,
			      .office_xml = cli_option(c, "office"),
			      .demo = cli_option(c, "demo") != NULL,
			      .clock = &system_clock};
	struct str password = {NULL, 0};
	struct fail f;

	(void)k;
	if (svc_init(c->a, &in, &password, &f))
		return cli_fail(c, &f);
	if (c->json)
		init_json(c, &in, password);
	else if (in.demo)
		(void)fprintf(
			c->out,
			"Kantor peraga siap di %s; akunnya di %s/demo-accounts.tsv\n",
			in.dir, in.dir);
	else
		(void)fprintf(c->out,
			      "Instansi siap di %s.\nAdministrator: admin\nKata sandi "
			      "pertama: " STR_FMT "\nDitampilkan sekali ini saja.\n",
			      in.dir, STR_ARG(password));
	return 0;
}

/* -o: the file that the answer brought. */
static int keep(struct cli *c, struct str bytes)
{
	const char *path = cli_option(c, "out");
	struct fail f;

	return cli_keep(c, path, bytes, &f) ? cli_fail(c, &f) : 0;
}

static int show(struct cli *c, int code, struct str text, struct str json)
{
	struct str s = c->json && json.n ? json : text;

	(void)fprintf(c->out, STR_FMT "%s", STR_ARG(s),
		      s.n && s.p[s.n - 1] == '\n' ? "" : "\n");
	return code;
}

#ifdef HAVE_DB_CONTROL
static int refused(struct cli *c, int code, struct str word, struct str text)
{
	struct fail f = {.word = arena_cstr(c->a, word)};

	(void)snprintf(f.text, sizeof(f.text), STR_FMT, STR_ARG(text));
	(void)cli_fail(c, &f);
	return code;
}

/* *code is the exit code when the daemon answered. */
static enum err by_daemon(struct cli *c, const char *dir, const struct str *words,
			  size_t n, int *code, struct fail *f)
{
	struct str path = arena_fmt(c->a, "%s/control.sock", dir);
	struct buf b = BUF_MAX(1u << 16);
	const struct json *root = NULL;
	struct str reply, head, word, text = STR(""), data = {NULL, 0};
	int64_t exit_code = 3;
	enum err e;

	for (size_t i = 0; i < n; i++)
		buf_fmt(&b, "%s" STR_FMT, i ? "\n" : "", STR_ARG(words[i]));
	e = db_control_call(arena_cstr(c->a, path), c->a, buf_keep(&b, c->a), &reply, f);
	if (!e && !str_cut(&reply, '\n', &head))
		head = STR("");
	if (!e)
		e = json_read(c->a, head, 64u << 20, &root, f);
	if (e)
		return e;
	(void)json_int(json_get(root, "exit"), &exit_code);
	(void)json_str(json_get(root, "text"), &text);
	(void)json_str(json_get(root, "data"), &data);
	if (reply.n)
		*code = keep(c, reply);
	else if (json_str(json_get(root, "code"), &word))
		*code = refused(c, (int)exit_code, word, text);
	else
		*code = show(c, (int)exit_code, text, data);
	return ERR_OK;
}
#else
static enum err by_daemon(struct cli *c, const char *dir, const struct str *words,
			  size_t n, int *code, struct fail *f)
{
	(void)c, (void)dir, (void)words, (void)n, (void)code;
	return FAIL(f, ERR_NOTFOUND, "no-daemon", NULL, "-");
}
#endif

static int on_folder(struct cli *c, const char *dir, const struct str *words, size_t n)
{
	struct svc_options o = {.dir = dir, .share = c->share, .clock = &system_clock};
	struct svc_answer out;
	struct svc *s;
	struct fail f, busy;
	int code;
	enum err e = svc_open(&s, &o, &f);

	if (e == ERR_BUSY && strcmp(f.word, "locked") == 0)
		return by_daemon(c, dir, words, n, &code, &busy) ? cli_fail(c, &f) : code;
	if (e)
		return cli_fail(c, &f);
	e = svc_command(s, c->a, words, n, &out, &f);
	svc_close(s);
	if (e)
		return e == ERR_SYNTAX ? cli_usage(c, "%s", f.text) : cli_fail(c, &f);
	return out.file.n ? keep(c, out.file)
			  : show(c, out.whole ? 0 : 1, out.text, out.json);
}

static int do_check(struct cli *c, const struct cli_command *k)
{
	struct str words[] = {STR("check")};
	int64_t id;

	/* A number is a letter of the office, SOP row 3; anything else a folder. */
	if (str_to_int(str_c(c->args[0]), &id))
		return cli_remote(c, k);
	return on_folder(c, c->args[0], words, 1);
}

/* The daemon has another working folder than the one who asks. */
static struct str absolute(struct cli *c, const char *path)
{
	char cwd[PATH_MAX];

	if (path[0] == '/' || !getcwd(cwd, sizeof(cwd)))
		return str_c(path);
	return arena_fmt(c->a, "%s/%s", cwd, path);
}

static int do_backup(struct cli *c, const struct cli_command *k)
{
	struct str words[] = {STR("backup"), absolute(c, cli_option(c, "out"))};

	(void)k;
	return on_folder(c, c->args[0], words, 2);
}

static int do_restore(struct cli *c, const struct cli_command *k)
{
	struct arc_backup_result r;
	struct fail f;

	(void)k;
	if (arc_restore(c->args[0], c->args[1], &system_clock, &r, &f))
		return cli_fail(c, &f);
	if (c->json)
		(void)fprintf(c->out, "{\"entries\":%lld,\"files\":%lld,\"whole\":true}\n",
			      (long long)r.entries, (long long)r.files);
	else
		(void)fprintf(c->out, "Pulih di %s: %lld entri, %lld berkas, utuh.\n",
			      c->args[1], (long long)r.entries, (long long)r.files);
	return 0;
}

static int do_user(struct cli *c, const struct cli_command *k)
{
	struct str rest = str_c(k->words), words[SVC_WORDS_MAX];
	size_t n = 0;

	while (str_cut(&rest, ' ', &words[n]))
		n++;
	if (k->params_n == 2)
		words[n++] = str_c(c->args[1]);
	for (const struct cli_field *d = k->fields; d->key; d++) {
		const char *v = cli_option(c, d->key);

		if (v)
			words[n++] = arena_fmt(c->a, "%s=%s", d->key,
					       d->kind == CLI_FLAG ? "1" : v);
	}
	return on_folder(c, c->args[0], words, n);
}

/* The sheet is read here, where the one who asks may read it; a word has one line. */
static int do_move(struct cli *c, const struct cli_command *k)
{
	struct str words[SVC_WORDS_MAX] = {STR("post"), STR("move")}, table;
	size_t n = 2;
	struct fail f;

	if (c->args_n > 1) {
		if (svc_sheet_read(c->a, c->args[1], &table, &f))
			return cli_fail(c, &f);
		char *p = arena_alloc(c->a, table.n + 1);

		for (size_t i = 0; i < table.n; i++)
			p[i] = table.p[i] == '\n' ? '\x1e' : table.p[i];
		words[n++] = arena_fmt(c->a, "table=" STR_FMT,
				       STR_ARG(((struct str){p, table.n})));
	} else if (!cli_option(c, "undo")) {
		return cli_usage(c, "pakai: naskah %s %s", k->words, k->params);
	}
	for (const struct cli_field *d = k->fields; d->key; d++) {
		const char *v = cli_option(c, d->key);

		if (v)
			words[n++] = arena_fmt(c->a, "%s=%s", d->key, d->kind == CLI_FLAG ? "1" : v);
	}
	return on_folder(c, c->args[0], words, n);
}

/* With a folder the operator asks, and all secret lines are bare; without one the daemon
 * is asked, and it knows who. */
static int do_book(struct cli *c, const struct cli_command *k)
{
	struct str words[SVC_WORDS_MAX] = {STR("book"),
					   str_c(k->words + strlen("book "))};
	struct str out = str_c(cli_option(c, "out"));
	const char *as = str_ends(out, STR(".pdf"))   ? "pdf"
			 : str_ends(out, STR(".csv")) ? "csv"
			 : str_ends(out, STR(".xlsx")) ? "xlsx"
						       : NULL;
	size_t n = 2;

	if (c->args_n > 1)
		return cli_usage(c, "pakai: naskah %s %s", k->words, k->params);
	if (!as)
		return cli_usage(c, "-o harus berakhir .pdf, .csv atau .xlsx.");
	c->options[c->options_n++] = (struct cli_option){"as", as};
	if (!c->args_n)
		return cli_remote(c, k);
	for (const struct cli_field *d = k->fields; d->key; d++)
		if (d->kind != CLI_WORD && cli_option(c, d->key))
			words[n++] = arena_fmt(c->a, "%s=%s", d->key,
					       cli_option(c, d->key));
	return on_folder(c, c->args[0], words, n);
}

#define BOOK_FIELDS                                                             \
	{"year", CLI_TEXT, true, "tahun, empat angka"},                         \
		{"month", CLI_TEXT, false, "bulan 1 sampai 12; tanpa ini setahun"}, \
		{"as", CLI_TEXT, false, "pdf, csv atau xlsx; menurut -o"},            \
	{                                                                       \
		"out", CLI_WORD, true, "berkas .pdf, .csv atau .xlsx"                  \
	}

#define KIND "definitif, plt, plh atau pj"

const struct cli_command cli_folder_commands[] = {
	{"init",
	 "DIR --office OFFICE.xml [--demo]",
	 1,
	 "membuat folder data baru dari berkas instansi",
	 do_init,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"office", CLI_TEXT, true, "berkas instansi (naskah-office(5))"},
	  {"demo", CLI_FLAG, false, "kantor peraga: satu akun tiap jabatan"}}},
	{"check",
	 "DIR | ID",
	 1,
	 "memeriksa rantai catatan, basis data dan berkas; atau satu surat masuk "
	 "(langkah 3)",
	 do_check,
	 "POST",
	 "/incoming/{id}/check",
	 SEEN_LETTER,
	 {{"note", CLI_TEXT, false, "catatan pemeriksaan surat"}}},
	{"backup",
	 "DIR --out DIR",
	 1,
	 "membuat cadangan, juga saat daemon bekerja",
	 do_backup,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"out", CLI_TEXT, true, "folder cadangan yang masih kosong"}}},
	{"restore",
	 "CADANGAN DIR",
	 2,
	 "memulihkan cadangan ke folder kosong dan memeriksanya",
	 do_restore,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"book agenda",
	 "[DIR] --year TAHUN -o BERKAS",
	 -1,
	 "mencetak buku agenda surat masuk",
	 do_book,
	 "GET",
	 "/books/agenda",
	 SEEN_NONE,
	 {BOOK_FIELDS,
	  {"book", CLI_TEXT, false, "kode buku agenda, bila ada beberapa"}}},
	{"book keluar",
	 "[DIR] --year TAHUN -o BERKAS",
	 -1,
	 "mencetak buku agenda surat keluar",
	 do_book,
	 "GET",
	 "/books/outgoing",
	 SEEN_NONE,
	 {BOOK_FIELDS}},
	{"book ekspedisi",
	 "[DIR] --year TAHUN -o BERKAS",
	 -1,
	 "mencetak buku ekspedisi",
	 do_book,
	 "GET",
	 "/books/dispatch",
	 SEEN_NONE,
	 {BOOK_FIELDS}},
	{"book keterlambatan",
	 "[DIR] --year TAHUN -o BERKAS",
	 -1,
	 "mencetak keterlambatan per langkah prosedur",
	 do_book,
	 "GET",
	 "/books/lateness",
	 SEEN_NONE,
	 {BOOK_FIELDS}},
	{"book waktu",
	 "[DIR] --year TAHUN -o BERKAS",
	 -1,
	 "mencetak waktu per langkah, jabatan dan bulan: median dan persentil 90",
	 do_book,
	 "GET",
	 "/books/times",
	 SEEN_NONE,
	 {BOOK_FIELDS}},
	{"book list",
	 "",
	 0,
	 "buku agenda dan nomor terakhirnya",
	 NULL,
	 "GET",
	 "/books",
	 SEEN_NONE,
	 {{0}}},
	{"user list",
	 "DIR",
	 1,
	 "menampilkan akun dan jabatannya",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"mail test",
	 "DIR ALAMAT",
	 2,
	 "mengirim surel percobaan dan menyebut jawaban peladennya",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"mail list",
	 "DIR",
	 1,
	 "menampilkan surel yang gagal atau dicoba lagi",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"user add",
	 "DIR --login KATA (--name NAMA … | --person NOMOR)",
	 1,
	 "membuka akun baru",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"login", CLI_TEXT, true, "nama pengguna, huruf kecil"},
	  {"name", CLI_TEXT, false, "nama dengan gelar"},
	  {"nip", CLI_TEXT, false, "NIP 18 angka"},
	  {"rank", CLI_TEXT, false, "pangkat dan golongan"},
	  {"position", CLI_TEXT, false, "kode jabatan"},
	  {"kind", CLI_TEXT, false, KIND},
	  {"from", CLI_TEXT, false, "memegang jabatan itu sejak tanggal; tanpa ini hari ini"},
	  {"to", CLI_TEXT, false, "sampai tanggal"},
	  {"person", CLI_INT, false, "akun bagi orang yang sudah terdaftar; nomor dari user list"},
	  {"admin", CLI_FLAG, false, "jadikan administrator"}}},
	{"user reset",
	 "DIR LOGIN",
	 2,
	 "memberi kata sandi baru",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"user disable",
	 "DIR LOGIN",
	 2,
	 "menonaktifkan akun; sesi dan tokennya berakhir",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"user enable",
	 "DIR LOGIN",
	 2,
	 "mengaktifkan akun kembali",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"post list",
	 "DIR",
	 1,
	 "jabatan dan pemegangnya, yang sekarang dan yang akan datang",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{0}}},
	{"post set",
	 "DIR --position KODE --login KATA …",
	 1,
	 "mengangkat seseorang pada jabatan",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"position", CLI_TEXT, true, "kode jabatan"},
	  {"login", CLI_TEXT, true, "nama pengguna orangnya"},
	  {"kind", CLI_TEXT, false, KIND},
	  {"from", CLI_TEXT, false, "sejak tanggal; tanpa ini hari ini"},
	  {"to", CLI_TEXT, false, "sampai tanggal"},
	  {"letter", CLI_TEXT, false, "nomor surat yang mengangkatnya"},
	  {"letter_date", CLI_TEXT, false, "tanggal surat itu"}}},
	{"post move",
	 "DIR TABEL.csv|.xlsx --from TANGGAL [--yes] | DIR --undo NOMOR",
	 -1,
	 "mutasi: banyak pejabat pada satu tanggal; tanpa --yes diperiksa saja",
	 do_move,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"from", CLI_TEXT, false, "mulai tanggal, bagi baris yang tidak bertanggal"},
	  {"letter", CLI_TEXT, false, "nomor surat keputusannya"},
	  {"letter_date", CLI_TEXT, false, "tanggal surat itu"},
	  {"yes", CLI_FLAG, false, "lakukan semuanya"},
	  {"undo", CLI_INT, false, "batalkan mutasi nomor ini, sebelum tanggalnya"}}},
	{"post end",
	 "DIR --position KODE --login KATA …",
	 1,
	 "mengakhiri jabatan seseorang; suratnya menunggu penggantinya",
	 do_user,
	 NULL,
	 NULL,
	 SEEN_NONE,
	 {{"position", CLI_TEXT, true, "kode jabatan"},
	  {"login", CLI_TEXT, true, "nama pengguna orangnya"},
	  {"kind", CLI_TEXT, false, KIND},
	  {"last", CLI_TEXT, false, "hari terakhir; tanpa ini hari ini"}}},
	{0}};
