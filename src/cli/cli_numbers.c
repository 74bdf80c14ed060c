/* cli_numbers.c - the number book: of a daemon, and a register that somebody else kept. */
#include "cli_command.h"
#include "fs.h"
#include "num_audit.h"

#define REGISTER_BYTES (64u << 20)

static enum err audit(struct cli *c, struct num_audit *r, struct fail *f)
{
	struct num_rules_from from = {
		.base = arena_cstr(c->a, arena_fmt(c->a, "%s/numbering", c->share)) };
	struct num_rules *rules;
	struct str text;
	enum err e = fs_read(c->a, c->args[0], REGISTER_BYTES, &text, f);

	if (e || (e = num_rules_load(&rules, &from, f)))
		return e;
	e = num_audit(rules, c->a, text, r, f);
	num_rules_free(rules);
	return e;
}

static int do_audit(struct cli *c, const struct cli_command *k)
{
	struct buf b = BUF_MAX(256u << 20);
	struct num_audit r;
	struct fail f;

	(void)k;
	if (audit(c, &r, &f))
		return cli_fail(c, &f);
	if (c->json)
		num_audit_json(&r, &b);
	else
		num_audit_text(&r, &b);
	(void)fwrite(b.n ? buf_str(&b).p : "", 1, b.n, c->out);
	buf_free(&b);
	return 0;
}

#define SERIES {"series", CLI_TEXT, true, "kunci deret, misalnya keluar/dinas-keluar"}

const struct cli_command cli_number_commands[] = {
	{"number audit", "BERKAS", 1, "memeriksa daftar nomor buatan orang lain sebagai satu deret",
	 do_audit, NULL, NULL, SEEN_NONE, {{0}}},
	{"number last", "", 0, "menampilkan nomor terakhir tiap deret", NULL, "GET", "/numbers",
	 SEEN_NONE, {{0}}},
	{"number book", "--series DERET [-o BERKAS]", 0, "menampilkan buku nomor suatu deret", NULL,
	 "GET", "/numbers/book", SEEN_NONE,
	 {SERIES,
	  {"period", CLI_TEXT, false, "tahun, atau tahun dan bulan seperti 202611"},
	  {"as", CLI_TEXT, false, "pdf atau csv"},
	  {"out", CLI_WORD, false, "berkas keluaran"}}},
	{"number report", "[-o BERKAS]", 0, "menampilkan nomor bolong, ganda, terlambat, dan yang menunggu",
	 NULL, "GET", "/numbers/report", SEEN_NONE,
	 {{"year", CLI_TEXT, false, "tahun; tanpa ini semua tahun"},
	  {"as", CLI_TEXT, false, "pdf atau csv"},
	  {"out", CLI_WORD, false, "berkas keluaran"}}},
	{"number blocks", "", 0, "menampilkan cadangan nomor", NULL, "GET", "/numbers/blocks",
	 SEEN_NONE, {{0}}},
	{"number reserve", "--series DERET --count N --purpose KEPERLUAN", 0, "mencadangkan nomor",
	 NULL, "POST", "/numbers/blocks", SEEN_NONE,
	 {SERIES,
	  {"count", CLI_INT, true, "banyaknya nomor"},
	  {"purpose", CLI_TEXT, true, "keperluan"},
	  {"unit", CLI_TEXT, false, "kode unit"},
	  {"date", CLI_TEXT, false, "hanya untuk surat tanggal ini"},
	  {"expires", CLI_TEXT, false, "tanggal surat paling lambat"}}},
	{"number sheet", "ID -o BERKAS", 1, "mencetak lembar cadangan", NULL, "GET",
	 "/numbers/blocks/{id}/sheet", SEEN_NONE,
	 {{"out", CLI_WORD, true, "berkas keluaran"}}},
	{"number burn", "ID --reason ALASAN", 1, "menghanguskan sisa cadangan", NULL, "POST",
	 "/numbers/blocks/{id}/burn", SEEN_NONE, {{"reason", CLI_TEXT, true, "alasan"}}},
	{"number insert", "--series DERET --date TANGGAL --reason ALASAN", 0,
	 "memberi nomor sisipan (nomor mundur)", NULL, "POST", "/numbers/insert", SEEN_NONE,
	 {SERIES,
	  {"date", CLI_TEXT, true, "tanggal surat"},
	  {"reason", CLI_TEXT, true, "alasan"}}},
	{"number void", "--series DERET --number NOMOR --reason ALASAN", 0, "membatalkan nomor", NULL,
	 "POST", "/numbers/void", SEEN_NONE,
	 {SERIES,
	  {"number", CLI_TEXT, true, "nomor urut seperti di buku nomor, misalnya 12 atau 5.01"},
	  {"period", CLI_INT, false, "masa, bila bukan yang berjalan"},
	  {"reason", CLI_TEXT, true, "alasan"}}},
	{"number elsewhere", "--series DERET --number NOMOR --giver SRIKANDI --subject HAL", 0,
	 "mencatat nomor yang diberikan di luar", NULL, "POST", "/numbers/elsewhere", SEEN_NONE,
	 {SERIES,
	  {"number", CLI_TEXT, true, "nomor urut"},
	  {"giver", CLI_TEXT, true, "pemberi nomor, misalnya SRIKANDI"},
	  {"subject", CLI_TEXT, true, "hal"},
	  {"date", CLI_TEXT, false, "tanggal surat"}}},
	{0}};
