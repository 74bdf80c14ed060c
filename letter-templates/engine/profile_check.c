/* What a profile may not say: each fault with its line and what is asked instead.
 * SOURCE  Permendagri 1/2023 articles 28 and 32, the appendix of 54/2009: margins of 2,
 *         2, 2.5 and 3 cm at least, type of 11 or 12 points, lines 1 to 1.5 apart. */
#include "model.h"
#include "profile.h"

#define MM (72 / 25.4)

struct holding { /* one profile held against the rules */
	const struct tpl_engine *t;
	const struct profile *p;
	const struct xml_node *root;
	struct arena *a;
	struct tpl_faults *fs;
};

static void fault(struct holding *h, int line, const char *what, const char *asked)
{
	struct tpl_faults *fs = h->fs;

	if (fs->n == TPL_FAULTS_MAX)
		return;
	fs->list[fs->n++] =
		(struct tpl_fault){line,
				   {0},
				   arena_fmt(h->a, "%s:%d: %s; aturan minta %s.",
					     h->p->file, line, what, asked)};
}

static int line_of(const struct holding *h, const char *element)
{
	const struct xml_node *k = xml_kid(h->root, element);

	return k ? k->line : h->root->line;
}

static void check_whole(struct holding *h)
{
	static const char *const NEED[] = {"kertas", "margin",       "huruf",   "kop",
					   "kepala", "tanda-tangan", "tembusan"};

	static const struct {
		const char *element, *attr;
	} ATTR[] = {{"margin", "atas"},        {"margin", "kanan"},
		    {"margin", "bawah"},       {"margin", "kiri"},
		    {"kepala", "alamat"},      {"kepala", "label-hal"},
		    {"kop", "pemerintah"},     {"kop", "unit"},
		    {"kop", "alamat"},         {"huruf", "muka"},
		    {"huruf", "ukuran"},       {"huruf", "jarak-baris"},
		    {"tanda-tangan", "mulai"}, {"tanda-tangan", "baris-kosong"}};

	for (size_t i = 0; i < sizeof NEED / sizeof *NEED; i++)
		if (!xml_kid(h->root, NEED[i]))
			fault(h, h->root->line,
			      arena_cstr(h->a, arena_fmt(h->a, "tanpa <%s>", NEED[i])),
			      "elemen itu, di sini atau pada aturan yang diikuti (dari)");
	for (size_t i = 0; i < sizeof ATTR / sizeof *ATTR; i++) {
		const struct xml_node *k = xml_kid(h->root, ATTR[i].element);

		if (k && !xml_attr(k, ATTR[i].attr).n)
			fault(h, k->line,
			      arena_cstr(h->a, arena_fmt(h->a, "<%s> tanpa %s",
							 ATTR[i].element, ATTR[i].attr)),
			      "nilai itu");
	}
}

static bool has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

/* What rests on no text says so. */
static void check_source(struct holding *h)
{
	const struct profile *p = h->p;
	struct str from = xml_attr(h->root, "mulai"), until = xml_attr(h->root, "sampai");

	if (!day_ok(p->from))
		fault(h, h->root->line,
		      from.n ? "mulai bukan tanggal yang ada" : "tanpa mulai",
		      "tanggal seperti 2023-01-31");
	if (until.n && !day_ok(p->until))
		fault(h, h->root->line, "sampai bukan tanggal yang ada",
		      "tanggal seperti 2023-01-31");
	if (day_ok(p->from) && day_ok(p->until) && day_cmp(p->until, p->from) < 0)
		fault(h, h->root->line, "sampai mendahului mulai",
		      "hari terakhir yang tidak sebelum hari pertama");
	if (!p->source.n)
		fault(h, line_of(h, "dasar"), "tanpa dasar hukum",
		      "<dasar> dengan nama dan nomor peraturannya");
	else if (!has_digit(p->source) && !xml_kid(h->root, "anggapan"))
		fault(h, line_of(h, "dasar"), "dasar tanpa nomor peraturan",
		      "nomornya, atau <anggapan> yang mengatakan apa yang dianggap");
	if (!p->title.n)
		fault(h, line_of(h, "judul"), "tanpa judul", "<judul>");
}

static void check_paper(struct holding *h)
{
	const struct profile *p = h->p;
	int margin = line_of(h, "margin"), paper = line_of(h, "kertas");

	if (p->left < 30 * MM - 0.01)
		fault(h, margin, "margin kiri terlalu kecil",
		      "sedikitnya 30 mm (lubang berkas)");
	if (p->right < 20 * MM - 0.01)
		fault(h, margin, "margin kanan terlalu kecil", "sedikitnya 20 mm");
	if (p->bottom < 25 * MM - 0.01)
		fault(h, margin, "margin bawah terlalu kecil", "sedikitnya 25 mm");
	if (p->top < 20 * MM - 0.01)
		fault(h, margin, "margin atas terlalu kecil", "sedikitnya 20 mm");
	if (p->kop_top < 5 * MM - 0.01 || p->kop_top > 40 * MM)
		fault(h, margin, "margin atas kop salah", "5 sampai 40 mm");
	if (p->left + p->right > p->w / 2 || p->top + p->bottom > p->h / 2)
		fault(h, margin, "margin terlalu besar",
		      "sedikitnya separuh kertas untuk teks");
	if (p->w < 200 * MM || p->w > 220 * MM || p->h < 290 * MM || p->h > 340 * MM)
		fault(h, paper, "ukuran kertas salah",
		      "A4 (210 x 297) atau F4 (215 x 330)");
}

static void check_type(struct holding *h)
{
	const struct profile *p = h->p;

	for (size_t i = 0; i < p->type_n; i++) {
		const struct type_rule *r = &p->type[i];
		/* sheets, tables and certificates have columns and frames to fill */
		bool text = !r->families.n || memchr(r->families.p, 'K', r->families.n) ||
			    memchr(r->families.p, 'P', r->families.n);

		if (!tpl_family(h->t, r->face))
			fault(h, r->line,
			      arena_cstr(h->a,
					 arena_fmt(h->a,
						   "huruf \"" STR_FMT "\" tidak ada",
						   STR_ARG(r->face))),
			      "sans, serif, bookman atau huruf yang dipasang kantor");
		if (text && (r->size < 11 || r->size > 12))
			fault(h, r->line, "besar huruf salah", "11 atau 12");
		else if (r->size < 8 || r->size > 24)
			fault(h, r->line, "besar huruf salah", "8 sampai 24");
		if (r->spacing < 1 || r->spacing > 1.5)
			fault(h, r->line, "jarak baris salah", "1 sampai 1,5");
	}
	for (int i = 0; i < KOP_KIND__COUNT; i++)
		if (p->kop_size[i] < 8 || p->kop_size[i] > 26) {
			fault(h, line_of(h, "kop"), "besar huruf kop salah",
			      "8 sampai 26");
			break;
		}
	if (p->kop_size[KOP_UNIT] < p->kop_size[KOP_GOVERNMENT] &&
	    p->kop_rule == KOP_RULE_DOUBLE)
		fault(h, line_of(h, "kop"),
		      "nama perangkat daerah lebih kecil dari nama pemerintah",
		      "nama perangkat daerah yang sama besar atau lebih besar");
	if (p->kop_logo < 15 * MM || p->kop_logo > 40 * MM)
		fault(h, line_of(h, "kop"), "tinggi lambang salah", "15 sampai 40 mm");
}

static void check_signs(struct holding *h)
{
	for (size_t i = 0; i < h->p->sign_n; i++) {
		const struct sign_rule *r = &h->p->sign[i];

		if (r->x < 0.4 || r->x > 0.65)
			fault(h, r->line, "blok tanda tangan tidak di paruh kanan",
			      "0.4 sampai 0.65");
		if (r->blank < 3 || r->blank > 6)
			fault(h, r->line, "tempat tanda tangan salah",
			      "3 sampai 6 baris kosong");
	}
}

void tpl_profile_check(const struct tpl_engine *t, const struct profile *p,
		       const struct xml_node *root, struct arena *a,
		       struct tpl_faults *fs)
{
	struct holding h = {t, p, root, a, fs};

	check_whole(&h);
	check_source(&h);
	if (fs->n) /* sizes that are not there are not also wrong */
		return;
	check_paper(&h);
	check_type(&h);
	check_signs(&h);
}
