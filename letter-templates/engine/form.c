/* Forms: <bentuk> becomes fields for the screen and parts for the printer. */
#include "model.h"
#include <stdio.h>

static const char *const TYPE[TPL_TYPE__COUNT] = {
	"teks",    "paragraf", "tanggal", "jam",    "angka",   "nip",
	"pilihan", "daftar",   "tabel",   "alamat", "pejabat", "pasal",
};
static const char *const PART[PART__COUNT] = {
	"kop",        "kepala",         "judul",
	"nomor",      "label",          "catatan-kepala",
	"teks",       "bagian",         "seruan",
	"orang",      "penandatangan",  "tembusan",
	"lembar",     "tentang",        "kalimat",
	"alamat",     "tempat-tanggal", "penanda",
	"bab",        "judul-produk",   "penetap",
	"konsideran", "menetapkan",     "diktum",
	"tengah",     "halaman",        "batang-tubuh",
	"hari-ini",   "pihak",          "para-penandatangan",
	"saksi",      "tabel",          "daftar-tanda-tangan",
	"petak",      "label-kanan",    "kisi",
	"teks-kawat", "visa",           "bingkai",
	"pas-foto",   "pengundangan",   "lampiran",
};
static const char *const NUMBERING[] = {"romawi", "huruf", "angka"};
static const char *const PLACE[] = {"tidak", "ya", "baris"};
static const char *const RULE_OF[] = {"", "54", "2023"};
static const char *const ANSWER[TPL_ANSWER__COUNT] = {
	"", "pengirim", "hal", "perihal", "pembuka", "lanjutan", "dasar", "surat",
};
static const char *const HEAD[] = {"nomor",    "tanggal",  "tempat",        "sifat",
				   "keamanan", "lampiran", "hal",           "yth",
				   "dari",     "isi",      "penandatangan", "tembusan"};

struct str tpl_head_name(size_t i)
{
	return i < sizeof HEAD / sizeof *HEAD ? str_c(HEAD[i]) : (struct str){0};
}

bool tpl_is_head_name(struct str name)
{
	for (size_t i = 0; i < sizeof HEAD / sizeof *HEAD; i++)
		if (str_eqc(name, HEAD[i]))
			return true;
	return false;
}

static int index_of(const char *const *list, int n, struct str s)
{
	for (int i = 0; i < n; i++)
		if (str_eqc(s, list[i]))
			return i;
	return -1;
}

/* The place of an attribute's value in its list; absent or unknown: the first. */
static int choice(const struct xml_node *n, const char *attr, const char *const *list,
		  int len)
{
	int i = index_of(list, len, xml_attr(n, attr));

	return i < 0 ? 0 : i;
}

static size_t count(const struct xml_node *n, const char *name)
{
	size_t i = 0, c = 0;

	while (xml_each(n, name, &i))
		c++;
	return c;
}

static enum err field_from(struct arena *a, const struct xml_node *n, const char *file,
			   struct tpl_field *fd, struct fail *f)
{
	int type = index_of(TYPE, TPL_TYPE__COUNT, xml_attr(n, "jenis"));
	const struct xml_node *k;
	int64_t max = 0;
	size_t i = 0, c = 0;

	*fd = (struct tpl_field){
		.name = xml_attr(n, "nama"),
		.label = xml_attr(n, "label"),
		.help = xml_kid_text(a, n, "bantuan"),
		.initial = xml_kid_text(a, n, "bawaan"),
		.type = type < 0 ? TPL_TEKS : (enum tpl_type)type,
		.answer = (enum tpl_answer)choice(n, "jawab", ANSWER, TPL_ANSWER__COUNT),
		.required = str_eqc(xml_attr(n, "wajib"), "ya")};
	fd->max = str_to_int(xml_attr(n, "maks"), &max) && max > 0 ? (size_t)max : 4000;
	fd->choices_n = count(n, "pilihan");
	struct str *list = ARENA_ARRAY(a, struct str, fd->choices_n + 1);

	while ((k = xml_each(n, "pilihan", &i)))
		list[c++] = xml_text(a, k);
	fd->choices = list;
	fd->columns_n = count(n, "kolom");
	list = ARENA_ARRAY(a, struct str, fd->columns_n + 1);
	for (i = 0, c = 0; (k = xml_each(n, "kolom", &i));)
		list[c++] = xml_text(a, k);
	fd->columns = list;
	if ((fd->type == TPL_PILIHAN && !fd->choices_n) ||
	    (fd->type == TPL_TABEL && !fd->columns_n))
		return FAIL(f, ERR_INVALID, "bad-form", NULL,
			    "%s:%d: isian \"" STR_FMT "\" memerlukan <%s> di dalamnya.",
			    file, n->line, STR_ARG(fd->name),
			    fd->type == TPL_TABEL ? "kolom" : "pilihan");
	return ERR_OK;
}

const struct tpl_field *tpl_form_field(const struct form *fm, struct str name)
{
	for (size_t i = 0; i < fm->pub.fields_n; i++)
		if (str_eq(fm->pub.fields[i].name, name))
			return &fm->pub.fields[i];
	return NULL;
}

static enum err no_field(const struct xml_node *n, const char *file, struct str name,
			 struct fail *f)
{
	return FAIL(f, ERR_INVALID, "bad-form", NULL,
		    "%s:%d: <" STR_FMT "> menunjuk isian \"" STR_FMT "\" yang tidak ada; "
		    "tambahkan <isian> itu atau perbaiki namanya.",
		    file, n->line, STR_ARG(n->name), STR_ARG(name));
}

/* Every field that a part or anything in it names is a field of the form. */
static enum err fields_named(const struct xml_node *n, const char *file,
			     const struct form *fm, struct fail *f)
{
	static const char *const NAMES[] = {
		"isian",    "tentang", "bila", "di",      "kosong",  "diterima",
		"telepon",  "dari",    "ke",   "tanggal", "catatan", "daerah",
		"lembaran", "jabatan", "nama", "pangkat", "nip"};
	const struct xml_node *k;
	enum err e = ERR_OK;
	size_t i = 0;

	for (size_t a = 0; a < sizeof NAMES / sizeof *NAMES; a++) {
		struct str name = xml_attr(n, NAMES[a]);

		if (name.n && !tpl_form_field(fm, name))
			return no_field(n, file, name, f);
	}
	while (!e && (k = xml_each(n, NULL, &i)))
		e = fields_named(k, file, fm, f);
	return e;
}

static enum err part_from(struct arena *a, const struct xml_node *n, const char *file,
			  const struct form *fm, struct part *p, struct fail *f)
{
	const struct xml_node *k;
	size_t i = 0;

	*p = (struct part){.kind = (enum part_kind)index_of(PART, PART__COUNT, n->name),
			   .text = xml_attr(n, "teks"),
			   .label = xml_attr(n, "label"),
			   .field = xml_attr(n, "isian"),
			   .when = xml_attr(n, "bila"),
			   .word = xml_attr(n, "kata"),
			   .numbering = (enum numbering)choice(n, "angka", NUMBERING, 3),
			   .place = (enum place)choice(n, "tempat", PLACE, 3),
			   .rule = (enum rule_of)choice(n, "aturan", RULE_OF, 3),
			   .underline = str_eqc(xml_attr(n, "garis"), "ya"),
			   .node = n};
	p->rows = ARENA_ARRAY(a, struct row, count(n, "butir") + 1);
	enum err e = fields_named(n, file, fm, f);

	if (e)
		return e;
	while ((k = xml_each(n, "butir", &i))) {
		p->rows[p->rows_n++] =
			(struct row){xml_attr(k, "label"), xml_attr(k, "isian"),
				     (enum rule_of)choice(k, "aturan", RULE_OF, 3)};
	}
	return ERR_OK;
}

/* A report or minutes bear no number: TENTANG or the rows of the meeting name them; the
 * note that carries a draft has rows in its text.  Several signatures beside each other
 * are a signature, rows to be signed a table. */
static bool meets(enum part_kind has, enum part_kind need)
{
	return has == need || (need == PART_CATATAN && has == PART_LABEL) ||
	       (need == PART_NOMOR && (has == PART_TENTANG || has == PART_LABEL)) ||
	       ((need == PART_JUDUL || need == PART_NOMOR) && has == PART_JUDUL_PRODUK) ||
	       (need == PART_TTD && has == PART_PARA) ||
	       (need == PART_LEMBAR && (has == PART_PETAK || has == PART_KISI)) ||
	       (need == PART_TABEL && has == PART_DAFTAR_TTD);
}

/* What the family demands, in the order it demands it (Permendagri 54/2009). */
static const struct {
	char family;
	enum part_kind need;
} DEMAND[] = {
	{'K', PART_KOP},          {'K', PART_KEPALA},  {'K', PART_TTD},
	{'J', PART_KOP},          {'J', PART_JUDUL},   {'J', PART_NOMOR},
	{'J', PART_TTD},          {'N', PART_KOP},     {'N', PART_JUDUL},
	{'N', PART_CATATAN},      {'N', PART_TTD},     {'P', PART_KOP},
	{'P', PART_JUDUL_PRODUK}, {'P', PART_PENETAP}, {'P', PART_KONSIDERAN},
	{'P', PART_TTD},          {'F', PART_LEMBAR},
};

const char *tpl_form_lacks(const struct form *fm, size_t i)
{
	size_t at = 0;

	for (size_t r = 0; r < sizeof DEMAND / sizeof *DEMAND; r++) {
		size_t k = at;

		if (DEMAND[r].family != fm->pub.family)
			continue;
		while (k < fm->parts_n && !meets(fm->parts[k].kind, DEMAND[r].need))
			k++;
		if (k < fm->parts_n)
			at = k;
		else if (!i--)
			return PART[DEMAND[r].need];
	}
	return NULL;
}

static enum err family_check(const struct form *fm, const struct xml_node *n,
			     const char *file, struct fail *f)
{
	const char *lacks = tpl_form_lacks(fm, 0);

	return !lacks ? ERR_OK
		      : FAIL(f, ERR_INVALID, "bad-form", NULL,
			     "%s:%d: bentuk keluarga %c harus memuat <%s> pada "
			     "urutannya; lihat Permendagri 54/2009.",
			     file, n->line, fm->pub.family, lacks);
}

enum err tpl_form_from(struct arena *a, const struct xml_node *n, const char *file,
		       struct form *fm, struct fail *f)
{
	const struct xml_node *k, *order = xml_kid(n, "susunan");
	enum err e = ERR_OK;
	size_t i = 0;
	struct str family = xml_attr(n, "keluarga");
	struct tpl_field *fields =
		ARENA_ARRAY(a, struct tpl_field, count(n, "isian") + 1);

	*fm = (struct form){.pub = {.code = xml_attr(n, "kode"),
				    .name = xml_attr(n, "nama"),
				    .series = xml_attr(n, "deret"),
				    .recipient_field = xml_attr(n, "tujuan"),
				    .recipient = xml_attr(n, "tujuan-tetap"),
				    .signer = xml_kid_text(a, n, "penanda-tangan"),
				    .family = family.n ? family.p[family.n - 1] : 'K',
				    .fields = fields}};
	while (!e && (k = xml_each(n, "isian", &i))) {
		if (tpl_form_field(fm, xml_attr(k, "nama")))
			return FAIL(f, ERR_INVALID, "bad-form", NULL,
				    "%s:%d: isian \"" STR_FMT "\" ada dua kali.", file,
				    k->line, STR_ARG(xml_attr(k, "nama")));
		e = field_from(a, k, file, &fields[fm->pub.fields_n++], f);
	}
	if (e || !order)
		return e ? e
			 : FAIL(f, ERR_INVALID, "bad-form", NULL, "%s: tanpa <susunan>.",
				file);
	fm->lying = str_eqc(xml_attr(order, "kertas"), "mendatar");
	if (fm->pub.recipient_field.n && !tpl_form_field(fm, fm->pub.recipient_field))
		return no_field(n, file, fm->pub.recipient_field, f);
	fm->parts = ARENA_ARRAY(a, struct part, count(order, NULL) + 1);
	for (i = 0; !e && (k = xml_each(order, NULL, &i));)
		e = part_from(a, k, file, fm, &fm->parts[fm->parts_n++], f);
	return e ? e : family_check(fm, n, file, f);
}
