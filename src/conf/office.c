#include "office.h"
#include <stdlib.h>
#include "fs.h"
#include "office_check.h"
#include "office_week.h"

/* What one reading of a file carries along. */
struct reading {
	struct arena *a;
	const char *name;
	struct office *o;
	struct fail *f;
};

static struct str text_attr(const struct xml_node *n, const char *key)
{
	struct str s = xml_attr(n, key);

	return s.p ? str_trim(s) : STR("");
}

static size_t count(const struct xml_node *n, const char *kid)
{
	size_t i = 0, k = 0;

	while (xml_each(n, kid, &i))
		k++;
	return k;
}

static size_t words(struct arena *a, struct str s, const struct str **out)
{
	struct str *v = ARENA_ARRAY(a, struct str, s.n / 2 + 1), w;
	size_t n = 0;

	while (str_cut(&s, ' ', &w))
		if (str_trim(w).n)
			v[n++] = str_trim(w);
	*out = v;
	return n;
}

static void read_units(struct reading *r, const struct xml_node *root)
{
	struct office_unit *v = ARENA_ARRAY(r->a, struct office_unit, count(root, "unit") + 1);
	const struct xml_node *k;
	size_t i = 0, n = 0;

	for (; (k = xml_each(root, "unit", &i)); n++) {
		const struct xml_node *kop = xml_kid(k, "kop"), *b;
		struct str *lines = NULL, *kinds;
		size_t j = 0, m = 0;

		v[n] = (struct office_unit){.code = text_attr(k, "kode"),
					    .name = text_attr(k, "nama"),
					    .shrt = text_attr(k, "singkat"),
					    .parent = text_attr(k, "induk"),
					    .symbol = STR(""),
					    .symbol_right = STR(""),
					    .head_kind = STR(""),
					    .line = k->line};
		if (!kop)
			continue;
		v[n].head_kind = text_attr(kop, "jenis");
		v[n].symbol = text_attr(kop, "lambang");
		v[n].symbol_right = text_attr(kop, "lambang-kanan");
		v[n].town = text_attr(kop, "kota");
		lines = ARENA_ARRAY(r->a, struct str, count(kop, "baris") + 1);
		kinds = ARENA_ARRAY(r->a, struct str, count(kop, "baris") + 1);
		while ((b = xml_each(kop, "baris", &j))) {
			kinds[m] = text_attr(b, "jenis");
			lines[m++] = xml_text(r->a, b);
		}
		v[n].lines = lines;
		v[n].line_kinds = kinds;
		v[n].lines_n = m;
	}
	r->o->units = v;
	r->o->units_n = n;
}

static void read_positions(struct reading *r, const struct xml_node *root)
{
	struct office_position *v =
		ARENA_ARRAY(r->a, struct office_position, count(root, "jabatan") + 1);
	const struct xml_node *k;
	size_t i = 0, n = 0;

	for (; (k = xml_each(root, "jabatan", &i)); n++) {
		const struct xml_node *p = xml_kid(k, "pejabat");

		v[n] = (struct office_position){.code = text_attr(k, "kode"),
						.name = text_attr(k, "nama"),
						.title = text_attr(k, "sebutan"),
						.role = text_attr(k, "peran"),
						.unit = text_attr(k, "unit"),
						.superior = text_attr(k, "atasan"),
						.holder = {.name = STR("")},
						.line = k->line};
		if (!v[n].title.n)
			v[n].title = v[n].name;
		if (!p)
			continue;
		v[n].holder = (struct office_holder){.name = text_attr(p, "nama"),
						     .nip = text_attr(p, "nip"),
						     .rank = text_attr(p, "pangkat"),
						     .kind = text_attr(p, "sebagai")};
		if (!v[n].holder.kind.n)
			v[n].holder.kind = STR("definitif");
	}
	r->o->positions = v;
	r->o->positions_n = n;
}

static size_t read_posts(struct reading *r, const struct xml_node *n, const char *kid,
			 const struct str **out)
{
	struct str *v = ARENA_ARRAY(r->a, struct str, count(n, kid) + 1);
	const struct xml_node *k;
	size_t i = 0, m = 0;

	while ((k = xml_each(n, kid, &i)))
		v[m++] = text_attr(k, "jabatan");
	*out = v;
	return m;
}

static void read_books(struct reading *r, const struct xml_node *root)
{
	static const char *const kid[] = {"pengelola", "pemeriksa", "pimpinan"};
	struct office_book *v = ARENA_ARRAY(r->a, struct office_book, count(root, "buku") + 1);
	const struct xml_node *k;
	size_t i = 0, n = 0;

	for (; (k = xml_each(root, "buku", &i)); n++) {
		v[n] = (struct office_book){.code = text_attr(k, "kode"),
					    .name = text_attr(k, "nama"),
					    .unit = text_attr(k, "unit"),
					    .line = k->line};
		for (size_t d = 0; d < OFFICE_DUTY__COUNT; d++)
			v[n].posts_n[d] = read_posts(r, k, kid[d], &v[n].posts[d]);
	}
	r->o->books = v;
	r->o->books_n = n;
}

static void read_series(struct reading *r, const struct xml_node *root)
{
	struct office_series *v =
		ARENA_ARRAY(r->a, struct office_series, count(root, "deret") + 1);
	const struct xml_node *k;
	size_t i = 0, n = 0;

	for (; (k = xml_each(root, "deret", &i)); n++) {
		v[n] = (struct office_series){.key = text_attr(k, "kunci"),
					      .name = text_attr(k, "nama"),
					      .rule = text_attr(k, "aturan"),
					      .unit = text_attr(k, "unit"),
					      .line = k->line};
		v[n].procedure = text_attr(k, "sop");
		if (!v[n].procedure.n)
			v[n].procedure = r->o->procedure_out;
		v[n].forms_n = words(r->a, text_attr(k, "bentuk"), &v[n].forms);
		v[n].keepers_n = read_posts(r, k, "pengelola", &v[n].keepers);
	}
	r->o->series = v;
	r->o->series_n = n;
}

static size_t read_proxies(struct reading *r, const struct xml_node *n,
			   const struct office_proxy **out)
{
	struct office_proxy *v = ARENA_ARRAY(r->a, struct office_proxy, n->kids_n + 1);
	const struct xml_node *k;
	size_t i = 0, c = 0;

	while ((k = xml_each(n, NULL, &i)))
		v[c++] = (struct office_proxy){.position = text_attr(k, "jabatan"),
					       .via = text_attr(k, "perantara"),
					       .line = k->line};
	*out = v;
	return c;
}

/* <penandatangan bentuk="a b" unit="U V" jabatan="X"/> becomes one row a pair. */
static void read_signings(struct reading *r, const struct xml_node *root)
{
	struct office_signing *v;
	const struct xml_node *k;
	const struct str *forms, *units;
	const struct office_proxy *proxies;
	size_t i = 0, n = 0, max = 0, fn, un, pn;

	while ((k = xml_each(root, "penandatangan", &i)))
		max += words(r->a, text_attr(k, "bentuk"), &forms) *
		       words(r->a, text_attr(k, "unit"), &units);
	v = ARENA_ARRAY(r->a, struct office_signing, max + 1);
	for (i = 0; (k = xml_each(root, "penandatangan", &i));) {
		struct str post = text_attr(k, "jabatan");

		fn = words(r->a, text_attr(k, "bentuk"), &forms);
		un = words(r->a, text_attr(k, "unit"), &units);
		pn = read_proxies(r, k, &proxies);
		for (size_t x = 0; x < fn * un; x++)
			v[n++] = (struct office_signing){
				.form = forms[x / un],
				.unit = units[x % un],
				.position = str_eqc(post, "pengirim") ? STR("") : post,
				.proxies = proxies,
				.proxies_n = pn,
				.line = k->line};
	}
	r->o->signings = v;
	r->o->signings_n = n;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static enum err read_hours(struct reading *r, const struct xml_node *root)
{
	const struct xml_node *h = xml_kid(root, "jam-kerja"), *k;
	int64_t *days = ARENA_ARRAY(r->a, int64_t, count(root, "libur") + 1);
	size_t i = 0, n = 0;
	enum err e = ERR_OK;

	if (h)
		e = office_week_read(h, r->name, r->o->hours.day, r->f);
	for (i = 0; !e && (k = xml_each(root, "libur", &i)); n++) {
		struct day d;

		if (!day_parse(text_attr(k, "tanggal"), &d))
			return FAIL(r->f, ERR_INVALID, "bad-date", "libur",
				    "%s:%d: tanggal libur tidak ada di kalender.", r->name,
				    k->line);
		days[n] = day_number(d);
	}
	if (n)
		qsort(days, n, sizeof(days[0]), by_number);
	r->o->hours.holidays = days;
	r->o->hours.holidays_n = n;
	return e;
}

static enum err read_head(struct reading *r, const struct xml_node *root)
{
	static const char *const zones[] = {"WIB", "WITA", "WIT"};
	struct str zone = text_attr(root, "zona");
	struct office *o = r->o;

	for (int i = 0; i < 3; i++)
		if (str_eqc(zone, zones[i]))
			o->zone = 7 + i;
	if (!o->zone || !str_eqc(root->name, "instansi"))
		return FAIL(r->f, ERR_INVALID, "bad-office", "zona",
			    "%s:%d: perlu <instansi zona=\"WIB|WITA|WIT\">.", r->name,
			    root->line);
	o->hours.zone = o->zone;
	o->name = text_attr(root, "nama");
	o->shrt = text_attr(root, "singkat");
	o->profile = text_attr(root, "profil");
	o->procedure_in = text_attr(root, "sop-masuk");
	o->procedure_out = text_attr(root, "sop-keluar");
	o->public_url = text_attr(root, "alamat-publik");
	o->initials_obligatory = str_eqc(text_attr(root, "paraf-koordinasi"), "wajib");
	o->number_at_signing = str_eqc(text_attr(root, "penomoran"), "saat-penandatanganan");
	return ERR_OK;
}

enum err office_read(struct arena *a, struct str xml, const char *name,
		     const struct xml_schema *schema, const struct office **out,
		     struct fail *f)
{
	struct office *o = ARENA_NEW(a, struct office);
	struct reading r = {a, name, o, f};
	const struct xml_node *root;
	enum err e = xml_read(a, xml, name, schema, &root, f);

	*o = (struct office){0};
	if (!e)
		e = read_head(&r, root);
	if (e)
		return e;
	read_units(&r, root);
	read_positions(&r, root);
	read_books(&r, root);
	read_series(&r, root);
	read_signings(&r, root);
	e = read_hours(&r, root);
	if (!e)
		e = office_check(a, o, name, f);
	if (!e)
		*out = o;
	return e;
}

enum err office_load(struct arena *a, const char *share, const char *path, struct str *xml,
		     const struct office **out, struct fail *f)
{
	struct xml_schema *schema = NULL;
	struct str rng = arena_fmt(a, "%s/schema/instansi.rng", share);
	enum err e = fs_read(a, path, OFFICE_BYTES, xml, f);

	if (!e)
		e = xml_schema_load(&schema, arena_cstr(a, rng), f);
	if (!e)
		e = office_read(a, *xml, path, schema, out, f);
	xml_schema_free(schema);
	return e;
}
