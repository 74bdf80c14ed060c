/* The letterhead: an office's lines and emblems, and how they stand on the page.
 * SOURCE  Permendagri 54/2009 and 1/2023: the region's emblem at left of a perangkat
 *         daerah's lines; the lambang negara centred over the post of the head of region,
 *         without address on legal products; a thick over a thin rule. */
#include "fs.h"
#include "print.h"
#include "utf8.h"

/* ---- what an office says ---- */

static bool begins_with_one_of(struct str line, const char *const *list)
{
	for (; *list; list++)
		if (str_eq_nocase(str_head(line, str_c(*list).n), str_c(*list)))
			return true;
	return false;
}

static enum kop_kind guess(const struct tpl_office *o, struct str line)
{
	static const char *const ADDRESS[] = {"Jalan",    "Jl",    "Telepon", "Telp",
					      "Kode Pos", "Laman", "Pos-el",  "Pos el",
					      "E-mail",   "Email", "Faks",    "Fax",
					      "Situs",    "Web",   NULL};

	if (begins_with_one_of(line, ADDRESS))
		return KOP_ADDRESS;
	return o->n == 0 && o->kop == KOP_OF_OFFICE ? KOP_GOVERNMENT : KOP_UNIT;
}

/* The line of the unit that issues is the largest: what stands above it is its parent. */
static void put_parents(struct tpl_office *o)
{
	static const char *const UNIT[] = {"UPT", NULL};

	for (size_t i = 1; i < o->n; i++)
		if (o->kind[i] == KOP_UNIT && o->guessed[i] &&
		    begins_with_one_of(o->line[i], UNIT))
			for (size_t k = 0; k < i; k++)
				if (o->kind[k] == KOP_UNIT && o->guessed[k])
					o->kind[k] = KOP_PARENT;
}

static enum err emblem(struct arena *a, struct str file, const char *dir, bool *has,
		       struct tpl_image *to, struct fail *f)
{
	struct str png;

	if (!file.n || !dir)
		return ERR_OK;
	if (file.p[0] == '.' || memchr(file.p, '/', file.n))
		return FAIL(f, ERR_INVALID, "bad-logo", "logo",
			    "Nama berkas lambang tidak boleh memuat \"/\" atau dimulai "
			    "titik.");
	struct str path = arena_fmt(a, "%s/" STR_FMT, dir, STR_ARG(file));
	enum err e = fs_read(a, arena_cstr(a, path), 8u << 20, &png, f);

	if (!e)
		e = tpl_image_read(to, png, f);
	*has = !e;
	return e;
}

enum err tpl_office_kop(struct arena *a, const struct xml_node *n, const char *dir,
			struct tpl_office *o, struct fail *f)
{
	static const char *const KIND[] = {"pemerintah", "induk", "unit", "alamat"};
	static const char *const KOP[] = {"perangkat-daerah", "kepala-daerah", "lembaga"};
	const struct xml_node *k;
	size_t i = 0;
	enum err e;

	o->town = xml_attr(n, "kota");
	for (int j = 0; j < 3; j++)
		if (str_eqc(xml_attr(n, "jenis"), KOP[j]))
			o->kop = (enum kop_of)j;
	while ((k = xml_each(n, "baris", &i)) && o->n < KOP_LINES) {
		struct str kind = xml_attr(k, "jenis");

		o->line[o->n] = xml_text(a, k);
		o->kind[o->n] = guess(o, o->line[o->n]);
		o->guessed[o->n] = !kind.n;
		for (int j = 0; j < KOP_KIND__COUNT; j++)
			if (str_eqc(kind, KIND[j]))
				o->kind[o->n] = (enum kop_kind)j;
		o->n++;
	}
	put_parents(o);
	e = emblem(a, xml_attr(n, "lambang"), dir, &o->has_logo, &o->logo, f);
	if (!e)
		e = emblem(a, xml_attr(n, "lambang-kanan"), dir, &o->has_second,
			   &o->second, f);
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
	while (o->n < n && o->n < KOP_LINES) {
		o->line[o->n] = arena_dup(o->arena, lines[o->n]);
		o->kind[o->n] = guess(o, lines[o->n]);
		o->guessed[o->n] = true;
		o->n++;
	}
	put_parents(o);
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
	tpl_image_free(&o->second);
	arena_close(o->arena);
}

void tpl_kop_check(const struct xml_node *root, const char *file, struct arena *a,
		   struct tpl_faults *fs)
{
	static const char *const WHAT[] = {"nama pemerintah", "nama induk", "nama unit",
					   "alamat"};
	struct tpl_office o = {0};
	size_t many[KOP_KIND__COUNT] = {0};
	struct fail f;

	if (tpl_office_kop(a, root, NULL, &o, &f))
		return;
	for (size_t i = 0; i < o.n; i++)
		many[o.kind[i]]++;
	for (int k = 0; k < KOP_KIND__COUNT; k++)
		if (many[k] > 3 && fs->n < TPL_FAULTS_MAX)
			fs->list[fs->n++] = (struct tpl_fault){
				root->line,
				{0},
				arena_fmt(a,
					  "%s:%d: %s dalam %zu baris; aturan minta "
					  "paling banyak 3.",
					  file, root->line, WHAT[k], many[k])};
}

/* ---- on the page ---- */

struct kop_print {
	struct galley *fl;
	const struct profile *pf;
	const struct tpl_office *o;
	double x, w, scale;
	bool address; /* not on legal products of the head of region */
};

static void draw_emblem(const struct kop_print *k, double x, double y, double w, double h,
			bool second)
{
	struct galley *fl = k->fl;
	struct str name = k->o->line[0];

	tpl_rule(fl, x, y, w, 0);
	struct op *op = &fl->ops[fl->ops_n - 1];

	op->kind = OP_LOGO;
	op->h = h;
	op->second = second;
	tpl_tag_figure(fl, arena_fmt(fl->a, "Lambang " STR_FMT, STR_ARG(name)));
}

static bool printed(const struct kop_print *k, size_t i)
{
	return k->o->kind[i] != KOP_ADDRESS || k->address;
}

static double type_of(const struct kop_print *k, size_t i)
{
	return k->pf->kop_size[k->o->kind[i]] * k->scale;
}

static double height(const struct kop_print *k)
{
	double y = 0;

	for (size_t i = 0; i < k->o->n; i++)
		y += printed(k, i) ? type_of(k, i) * 1.18 : 0;
	return y;
}

/* A long name of an office is set smaller rather than broken. */
static void put_lines(const struct kop_print *k, double left, double room, double at)
{
	struct galley *fl = k->fl;
	double size = fl->size, lead = fl->lead;

	for (size_t i = 0; i < k->o->n; i++) {
		int face = k->o->kind[i] == KOP_UNIT ? FACE_BOLD : FACE_PLAIN;
		double type = type_of(k, i);

		if (!printed(k, i))
			continue;
		double wide = tpl_width(fl, face, type, k->o->line[i]);

		(void)tpl_tag(fl, 0, ROLE_P);
		fl->size = wide > room ? type * room / wide : type;
		fl->lead = type * 1.18;
		tpl_put(fl, face, left + room / 2, at, ALIGN_CENTRE, k->o->line[i]);
		at += fl->lead;
	}
	fl->tag = 0;
	fl->size = size;
	fl->lead = lead;
}

static void put_rules(const struct kop_print *k, double y)
{
	enum kop_rule rule = k->o->kop == KOP_OF_BODY ? KOP_RULE_SINGLE : k->pf->kop_rule;

	if (rule == KOP_RULE_DOUBLE) {
		tpl_rule(k->fl, k->x, y + 5, k->w, 2.25);
		tpl_rule(k->fl, k->x, y + 8, k->w, 0.6);
	} else if (rule == KOP_RULE_SINGLE) {
		tpl_rule(k->fl, k->x, y + 6, k->w, 1);
	}
}

static double wide_of(const struct tpl_image *im, double h)
{
	return im->h > 0 ? h * im->w / im->h : 0;
}

/* The emblem over the post, everything centred. */
static void print_head_of_region(const struct kop_print *k)
{
	const struct tpl_office *o = k->o;
	double logo = o->has_logo ? k->pf->kop_logo * k->scale : 0, y = height(k);
	double gap = logo > 0 ? 6 : 0;

	tpl_box(k->fl, logo + gap + y + (k->address ? 8 : 0) + 12 * k->scale, true);
	if (logo > 0) {
		double w = wide_of(&o->logo, logo);

		draw_emblem(k, k->x + (k->w - w) / 2, 0, w, logo, false);
	}
	put_lines(k, k->x, k->w, logo + gap);
	if (k->address)
		put_rules(k, logo + gap + y);
}

/* Emblems beside the lines, which are centred between them. */
static void print_office(const struct kop_print *k)
{
	const struct tpl_office *o = k->o;
	double y = height(k), logo = 0, left = k->x, room = k->w;

	if (o->has_logo || o->has_second)
		logo = y > k->pf->kop_logo * k->scale ? y : k->pf->kop_logo * k->scale;
	if (o->has_logo) {
		left += wide_of(&o->logo, logo) + 6;
		room -= wide_of(&o->logo, logo) + 6;
	}
	if (o->has_second)
		room -= wide_of(&o->second, logo) + 6;
	double high = y > logo ? y : logo;

	tpl_box(k->fl, high + 8 + 10 * k->scale, true);
	if (o->has_logo)
		draw_emblem(k, k->x, 0, wide_of(&o->logo, logo), logo, false);
	if (o->has_second) {
		double w = wide_of(&o->second, logo);

		draw_emblem(k, k->x + k->w - w, 0, w, logo, true);
	}
	put_lines(k, left, room, (high - y) / 2);
	put_rules(k, high);
}

static void print_kop(const struct kop_print *k)
{
	if (!k->o || !k->o->n)
		return;
	if (k->o->kop == KOP_OF_HEAD)
		print_head_of_region(k);
	else
		print_office(k);
}

void tpl_print_kop(struct galley *fl, const struct profile *pf,
		   const struct tpl_office *o, double x, double w, double scale)
{
	print_kop(&(struct kop_print){fl, pf, o, x, w, scale, true});
}

static bool has_address(const struct tpl_office *o)
{
	for (size_t i = 0; o && i < o->n; i++)
		if (o->kind[i] == KOP_ADDRESS)
			return true;
	return false;
}

void tpl_print_letterhead(struct print *p)
{
	bool law = p->office && p->office->kop == KOP_OF_HEAD &&
		   tpl_name_group(p->l->form->pub.family) == NAME_LAW;

	p->fl.field = STR("kop");
	print_kop(&(struct kop_print){&p->fl, p->pf, p->office, p->fl.x, p->fl.w, 1,
				      !law && has_address(p->office)});
}
