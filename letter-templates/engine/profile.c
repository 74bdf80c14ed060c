/* Profiles: one region's format rules, held against what its regulation demands. */
#include "fs.h"
#include "model.h"
#include <stdlib.h>

#define MM (72 / 25.4)

static double number(const struct xml_node *n, const char *attr)
{
	struct str s = xml_attr(n, attr);
	double v = 0, unit = 1;
	bool frac = false;

	for (size_t i = 0; i < s.n && i < 12; i++) {
		if (s.p[i] == '.' || s.p[i] == ',') {
			frac = true;
		} else if (s.p[i] >= '0' && s.p[i] <= '9') {
			v = v * 10 + (s.p[i] - '0');
			unit *= frac ? 10 : 1;
		}
	}
	return v / unit;
}

static const struct xml_node *need(const struct xml_node *n, const char *name)
{
	static const struct xml_node EMPTY;
	const struct xml_node *k = xml_kid(n, name);

	return k ? k : &EMPTY;
}

/* Least margins and type sizes of the family of Permendagri 54/2009 and 1/2023. */
static enum err check(const struct profile *p, const struct xml_node *n, const char *file,
		      struct fail *f)
{
	static const char FMT[] = "%s:%d: %s; aturan minta %s.";
	const char *what = NULL, *least = NULL;

	if (p->left < 30 * MM - 0.01)
		what = "margin kiri terlalu kecil",
		least = "sedikitnya 30 mm (lubang berkas)";
	else if (p->right < 20 * MM - 0.01)
		what = "margin kanan terlalu kecil", least = "sedikitnya 20 mm";
	else if (p->bottom < 25 * MM - 0.01)
		what = "margin bawah terlalu kecil", least = "sedikitnya 25 mm";
	else if (p->top < 10 * MM - 0.01)
		what = "margin atas terlalu kecil", least = "sedikitnya 10 mm";
	else if (p->size < 11 || p->size > 12)
		what = "besar huruf salah", least = "11 atau 12";
	else if (p->spacing < 1 || p->spacing > 1.5)
		what = "jarak baris salah", least = "1 sampai 1,5";
	else if (p->w < 200 * MM || p->w > 220 * MM || p->h < 290 * MM || p->h > 340 * MM)
		what = "ukuran kertas salah",
		least = "A4 (210 x 297) atau F4 (215 x 330)";
	else if (p->sign_x < 0.4 || p->sign_x > 0.65)
		what = "blok tanda tangan tidak di paruh kanan",
		least = "0.4 sampai 0.65";
	if (what)
		return FAIL(f, ERR_INVALID, "bad-profile", NULL, FMT, file, n->line, what,
			    least);
	return ERR_OK;
}

enum err tpl_profile_from(struct arena *a, const struct xml_node *n, const char *file,
			  struct profile *p, struct fail *f)
{
	const struct xml_node *paper = need(n, "kertas"), *margin = need(n, "margin");
	const struct xml_node *type = need(n, "huruf"), *kop = need(n, "kop");
	const struct xml_node *sign = need(n, "tanda-tangan"), *head = need(n, "kepala");

	*p = (struct profile){
		.name = xml_attr(n, "nama"),
		.title = xml_kid_text(a, n, "judul"),
		.source = xml_kid_text(a, n, "dasar"),
		.w = number(paper, "lebar") * MM,
		.h = number(paper, "tinggi") * MM,
		.top = number(margin, "atas") * MM,
		.right = number(margin, "kanan") * MM,
		.bottom = number(margin, "bawah") * MM,
		.left = number(margin, "kiri") * MM,
		.size = number(type, "ukuran"),
		.spacing = number(type, "jarak-baris"),
		.face = xml_attr(type, "muka"),
		.address_right = str_eqc(xml_attr(head, "alamat"), "kanan"),
		.subject_label = xml_attr(head, "label-hal"),
		.sign_x = number(sign, "mulai"),
		.sign_lines = (int)number(sign, "baris-kosong"),
		.sign_capitals = str_eqc(xml_attr(sign, "kapital"), "ya"),
		.copy_yth = str_eqc(xml_attr(need(n, "tembusan"), "yth"), "ya")};
	p->kop_size[KOP_GOVERNMENT] = number(kop, "pemerintah");
	p->kop_size[KOP_UNIT] = number(kop, "unit");
	p->kop_size[KOP_ADDRESS] = number(kop, "alamat");
	(void)day_parse(xml_attr(n, "mulai"), &p->from);
	(void)day_parse(xml_attr(n, "sampai"), &p->until);
	return check(p, n, file, f);
}

/* ---- the office's letterhead ---- */

static enum kop_kind guess(struct str line, size_t i)
{
	static const char *const ADDRESS[] = {"Jalan",    "Jl",    "Telepon", "Telp",
					      "Kode Pos", "Laman", "Pos-el",  "E-mail",
					      "Faks",     "Fax"};

	for (size_t k = 0; k < sizeof ADDRESS / sizeof *ADDRESS; k++)
		if (str_starts(line, str_c(ADDRESS[k])))
			return KOP_ADDRESS;
	return i == 0 ? KOP_GOVERNMENT : KOP_UNIT;
}

enum err tpl_office_kop(struct arena *a, const struct xml_node *n, const char *dir,
			struct tpl_office *o, struct fail *f)
{
	static const char *const KIND[] = {"pemerintah", "unit", "alamat"};
	struct str logo = xml_attr(n, "lambang"), png;
	const struct xml_node *k;
	size_t i = 0;

	o->town = xml_attr(n, "kota");
	while ((k = xml_each(n, "baris", &i)) && o->n < KOP_LINES) {
		struct str kind = xml_attr(k, "jenis");

		o->line[o->n] = xml_text(a, k);
		o->kind[o->n] = guess(o->line[o->n], o->n);
		for (int j = 0; j < 3; j++)
			if (str_eqc(kind, KIND[j]))
				o->kind[o->n] = (enum kop_kind)j;
		o->n++;
	}
	if (!logo.n || !dir)
		return ERR_OK;
	if (logo.p[0] == '.' || memchr(logo.p, '/', logo.n))
		return FAIL(f, ERR_INVALID, "bad-logo", "logo",
			    "Nama berkas lambang tidak boleh memuat \"/\" atau dimulai "
			    "titik.");
	struct str path = arena_fmt(a, "%s/" STR_FMT, dir, STR_ARG(logo));
	enum err e = fs_read(a, arena_cstr(a, path), 8u << 20, &png, f);

	if (!e)
		e = tpl_image_read(&o->logo, png, f);
	o->has_logo = !e;
	return e;
}

static struct tpl_office *office_new(void)
{
	struct arena *a = arena_open();
	struct tpl_office *o = ARENA_NEW(a, struct tpl_office);

	o->arena = a;
	return o;
}

enum err tpl_office_read(const struct tpl_engine *t, struct str xml, const char *dir,
			 struct tpl_office **out, struct fail *f)
{
	struct tpl_office *o = office_new();
	const struct xml_node *root;
	enum err e = xml_read(o->arena, xml, "kop", t->kop_schema, &root, f);

	if (!e)
		e = tpl_office_kop(o->arena, root, dir, o, f);
	if (e)
		tpl_office_free(o);
	else
		*out = o;
	return e;
}

enum err tpl_office_make(const struct str *lines, size_t n, struct str town,
			 struct str png, struct tpl_office **out, struct fail *f)
{
	struct tpl_office *o = office_new();
	enum err e = ERR_OK;

	o->town = arena_dup(o->arena, town);
	for (; o->n < n && o->n < KOP_LINES; o->n++) {
		o->line[o->n] = arena_dup(o->arena, lines[o->n]);
		o->kind[o->n] = guess(lines[o->n], o->n);
	}
	if (png.n) {
		e = tpl_image_read(&o->logo, png, f);
		o->has_logo = !e;
	}
	if (e)
		tpl_office_free(o);
	else
		*out = o;
	return e;
}

void tpl_office_free(struct tpl_office *o)
{
	if (!o)
		return;
	tpl_image_free(&o->logo);
	arena_close(o->arena);
}
