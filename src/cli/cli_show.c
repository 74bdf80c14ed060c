/* cli_show.c - a JSON reply as lines for people. */
#include "cli_command.h"
#include "json.h"

/* Only what a person at a desk asks for; the rest is in --json. */
static const struct {
	const char *key, *label;
} labels[] = {
	{"id", "Id"},
	{"agenda", "Nomor agenda"},
	{"book", "Buku"},
	{"number", "Nomor surat"},
	{"date", "Tanggal"},
	{"made", "Dibuat"},
	{"classification", "Klasifikasi"},
	{"found_by", "Ditemukan"},
	{"letter_date", "Tanggal surat"},
	{"received_date", "Diterima"},
	{"sender", "Pengirim"},
	{"recipient", "Penerima"},
	{"party", "Pihak"},
	{"subject", "Hal"},
	{"state", "Keadaan"},
	{"urgency", "Kesegeraan"},
	{"secrecy", "Keamanan"},
	{"addressee", "Tujuan"},
	{"channel", "Cara"},
	{"due_date", "Batas"},
	{"sent", "Dikirim"},
	{"received", "Sampai"},
	{"where", "Di mana"},
	{"doing", "Tugas"},
	{"verify_code", "Kode periksa"},
	{"version", "Versi"},
	{"code", "Kode"},
	{"name", "Nama"},
	{"unit", "Unit"},
	{"position", "Jabatan"},
	{"year", "Tahun"},
	{"last_serial", "Nomor terakhir"},
	{"reason", "Alasan"},
	{"granted", "Diizinkan"},
	{"answer", "Jawaban"},
	{"rule", "Aturan nomor"},
	{"pattern", "Pola"},
	{"example", "Contoh"},
	{"series", "Deret"},
	{"from", "Berlaku mulai"},
	{"in_force", "Berlaku kini"},
	{"origin", "Asal"},
	{"kind", "Jenis"},
	{"text", "Temuan"},
	{"serial", "Nomor urut"},
	{"entered", "Dicatat"},
	{"note", "Keterangan"},
	{"period", "Masa"},
	{"first", "Dari"},
	{"last", "Sampai nomor"},
	{"left", "Sisa"},
	{"purpose", "Keperluan"},
	{"expires", "Berlaku sampai"},
	{"burnt", "Hangus"},
	{"taken", "Dipakai"},
	{"inserted", "Sisipan"},
	{"elsewhere", "Di luar"},
	{"void", "Batal"},
	{"faults_count", "Bolong, ganda"},
	{"late_count", "Terlambat"},
	{"waiting_count", "Menunggu surat"},
	{"blocks", "Wajib"},
	{"source", "Sumber"},
	{"start", "Mulai"},
	{"end", "Selesai"},
	{"place", "Tempat"},
	{"attend", "Kehadiran"},
	{"by", "Diwakili"},
	{"clash", "Bentrok"},
	{"refused", "Tidak dikerjakan"},
	{"words", "Kata"},
	{"tried", "Dicoba"},
	{"fits", "Cocok"},
	{"count", "Jumlah"},
	{"unread", "Belum dibaca"},
	{"soon", "Batas dekat"},
	{"overdue", "Lewat batas"},
};

static bool as_text(struct cli *c, const struct json *v, struct str *out)
{
	int64_t n;
	bool b;

	if (json_str(v, out))
		return out->n > 0;
	if (json_int(v, &n))
		*out = arena_fmt(c->a, "%lld", (long long)n);
	else if (json_bool(v, &b))
		*out = b ? STR("ya") : STR("tidak");
	else
		return false;
	return true;
}

static void show_object(struct cli *c, const struct json *o, const char *indent)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		struct str text;

		if (as_text(c, json_get(o, labels[i].key), &text))
			(void)fprintf(c->out, "%s%-14s " STR_FMT "\n", indent,
				      labels[i].label, STR_ARG(text));
	}
}

static void show_rows(struct cli *c, const struct json *rows)
{
	for (size_t i = 0; i < json_len(rows); i++) {
		if (i)
			(void)fputs("\n", c->out);
		show_object(c, json_at(rows, i), "");
	}
	if (!json_len(rows))
		(void)fputs("Tidak ada.\n", c->out);
}

static void show_trays(struct cli *c, const struct json *letter)
{
	const struct json *nodes = json_get(letter, "dispositions");

	for (size_t i = 0; i < json_len(nodes); i++) {
		const struct json *trays = json_get(json_at(nodes, i), "trays");

		for (size_t k = 0; k < json_len(trays); k++) {
			(void)fputs("Disposisi\n", c->out);
			show_object(c, json_at(trays, k), "  ");
		}
	}
}

static void show_looks(struct cli *c, const struct json *letter)
{
	const struct json *looks = json_get(letter, "looks");

	for (size_t i = 0; i < json_len(looks); i++) {
		(void)fputs("Permintaan lihat\n", c->out);
		show_object(c, json_at(looks, i), "  ");
	}
}

/* What a rule text would be: its faults, else what it prints and reads. */
static void show_said(struct cli *c, const struct json *root)
{
	static const char *const lists[] = {"faults", "warnings", "examples", "parts"};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		const struct json *rows = json_get(root, lists[i]);

		for (size_t k = 0; k < json_len(rows); k++) {
			const struct json *o = json_at(rows, k);
			struct str label = STR(""), text = STR("");
			int64_t line;

			if (json_int(json_get(o, "line"), &line))
				label = arena_fmt(c->a, "Baris %lld", (long long)line);
			(void)json_str(json_get(o, "label"), &label);
			(void)json_str(json_get(o, "text"), &text);
			(void)fprintf(c->out, "%-20s " STR_FMT "\n",
				      arena_cstr(c->a, label), STR_ARG(text));
		}
	}
}

/* The report on the number book: the counts, then what each of them is. */
static void show_report(struct cli *c, const struct json *root)
{
	static const char *const lists[] = {"counts", "faults", "waiting", "late"};

	show_object(c, root, "");
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (!json_len(json_get(root, lists[i])))
			continue;
		(void)fputs("\n", c->out);
		show_rows(c, json_get(root, lists[i]));
	}
}

void cli_show(struct cli *c, const struct json *root)
{
	static const char *const lists[] = {"letters", "positions", "inbox", "posts",
					     "books",   "late",      "rules", "findings",
					     "numbers", "lines",     "blocks", "shelves", "invitations", "templates"};
	const char *key;

	if (json_is_arr(root)) {
		show_rows(c, root);
		return;
	}
	if (json_get(root, "faults_count")) {
		show_report(c, root);
		return;
	}
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		key = lists[i];
		if (json_is_arr(json_get(root, key))) {
			show_rows(c, json_get(root, key));
			return;
		}
	}
	show_object(c, root, "");
	show_trays(c, root);
	show_looks(c, root);
	show_said(c, root);
}
