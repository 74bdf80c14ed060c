#include "calendar.h"
#include <dirent.h>
#include <stdlib.h>
#include "fs.h"
#include "office_week.h"

static const struct {
	const char *word, *label;
} KIND[] = {
	[CALENDAR_HOLIDAY] = {"libur", "Libur"},
	[CALENDAR_JOINT] = {"cuti-bersama", "Cuti bersama"},
	[CALENDAR_WORK] = {"masuk", "Tetap masuk"},
};

static const char *const URGENCY[OFFICE_URGENCIES] = {"biasa", "penting",
						      "sangat-penting"};

const char *calendar_kind_word(enum calendar_kind k)
{
	return KIND[k].word;
}

const char *calendar_kind_label(enum calendar_kind k)
{
	return KIND[k].label;
}

const char *calendar_urgency_word(enum office_urgency u)
{
	return URGENCY[u];
}

bool calendar_urgency_from(struct str s, enum office_urgency *out)
{
	for (int u = 0; u < OFFICE_URGENCIES; u++) {
		if (str_eqc(s, URGENCY[u])) {
			*out = (enum office_urgency)u;
			return true;
		}
	}
	return false;
}

struct reading {
	struct arena *a;
	const char *name;
	struct calendar *k;
	struct fail *f;
};

static struct str text_attr(const struct xml_node *n, const char *key)
{
	struct str s = xml_attr(n, key);

	return s.p ? str_trim(s) : STR("");
}

static enum err date_of(struct reading *r, const struct xml_node *n, const char *key,
			struct day *out)
{
	struct str s = text_attr(n, key);

	if (!day_parse(s, out))
		return FAIL(r->f, ERR_INVALID, "bad-date", "kalender",
			    "%s:%d: tanggal \"" STR_FMT
			    "\" tidak ada di kalender; tulis sebagai "
			    "2027-08-17.",
			    r->name, n->line, STR_ARG(str_head(s, 20)));
	return ERR_OK;
}

static enum err read_day(struct reading *r, const struct xml_node *n,
			 enum calendar_kind kind)
{
	struct calendar *k = r->k;
	struct calendar_day *o = &k->days[k->days_n];
	enum err e = date_of(r, n, "tanggal", &o->day);

	if (e)
		return e;
	o->kind = kind;
	o->name = xml_text(r->a, n);
	if (k->year && o->day.year != k->year)
		return FAIL(
			r->f, ERR_INVALID, "bad-date", "kalender",
			"%s:%d: tanggal di luar tahun %d; pindahkan ke berkas tahunnya.",
			r->name, n->line, k->year);
	for (size_t i = 0; i < k->days_n; i++)
		if (!day_cmp(k->days[i].day, o->day))
			return FAIL(r->f, ERR_INVALID, "doubled", "kalender",
				    "%s:%d: " STR_FMT
				    " ditulis dua kali; hapus salah satu.",
				    r->name, n->line, STR_ARG(day_long(r->a, o->day)));
	k->days_n++;
	return ERR_OK;
}

static enum err read_days(struct reading *r, const struct xml_node *root)
{
	const struct xml_node *n;
	size_t i = 0;
	enum err e = ERR_OK;

	r->k->days = ARENA_ARRAY(r->a, struct calendar_day, root->kids_n + 1);
	while (!e && (n = xml_each(root, NULL, &i)))
		for (int k = 0; !e && k <= CALENDAR_WORK; k++)
			if (str_eqc(n->name, KIND[k].word))
				e = read_day(r, n, (enum calendar_kind)k);
	return e;
}

static enum err read_periods(struct reading *r, const struct xml_node *root)
{
	struct calendar_period *v =
		ARENA_ARRAY(r->a, struct calendar_period, root->kids_n + 1);
	const struct xml_node *n;
	size_t i = 0;
	enum err e = ERR_OK;

	r->k->periods = v;
	while (!e && (n = xml_each(root, "jam-khusus", &i))) {
		struct calendar_period *o = &v[r->k->periods_n++];
		int64_t days = 0;

		*o = (struct calendar_period){.name = text_attr(n, "nama")};
		if (str_to_int(text_attr(n, "hari-kerja"), &days))
			o->days = (int)days;
		if ((e = date_of(r, n, "mulai", &o->from)) ||
		    (e = date_of(r, n, "sampai", &o->to)) ||
		    (e = office_week_read(n, r->name, o->week, r->f)))
			continue;
		if (day_cmp(o->from, o->to) > 0)
			e = FAIL(r->f, ERR_INVALID, "bad-dates", "kalender",
				 "%s:%d: jam khusus berakhir sebelum mulai; balikkan "
				 "tanggalnya.",
				 r->name, n->line);
	}
	return e;
}

static void read_limits(struct reading *r, const struct xml_node *root)
{
	const struct xml_node *n;
	size_t i = 0;

	while ((n = xml_each(root, "batas", &i))) {
		enum office_urgency u;
		int64_t v = 0;

		if (!calendar_urgency_from(text_attr(n, "kesegeraan"), &u))
			continue;
		if (str_to_int(text_attr(n, "jam"), &v))
			r->k->limit[u] = (struct office_limit){.hours = (int)v};
		else if (str_to_int(text_attr(n, "hari-kerja"), &v))
			r->k->limit[u] = (struct office_limit){.workdays = (int)v};
	}
}

static void read_head(struct reading *r, const struct xml_node *root)
{
	const struct xml_node *n;
	struct str *v = ARENA_ARRAY(r->a, struct str, root->kids_n + 1);
	int64_t year = 0;
	size_t i = 0;

	if (str_to_int(text_attr(root, "tahun"), &year))
		r->k->year = (int)year;
	r->k->source = text_attr(root, "sumber");
	while ((n = xml_each(root, "anggapan", &i)))
		v[r->k->assumptions_n++] = xml_text(r->a, n);
	r->k->assumptions = v;
}

enum err calendar_read(struct arena *a, struct str xml, const char *name,
		       const struct xml_schema *schema, struct calendar **out,
		       struct fail *f)
{
	struct calendar *k = ARENA_NEW(a, struct calendar);
	struct reading r = {a, name, k, f};
	const struct xml_node *root, *week;
	enum err e = xml_read(a, xml, name, schema, &root, f);

	*k = (struct calendar){0};
	if (e)
		return e;
	if (!str_eqc(root->name, "kalender"))
		return FAIL(f, ERR_INVALID, "bad-calendar", "kalender",
			    "%s:%d: perlu <kalender>, bukan <" STR_FMT ">.", name,
			    root->line, STR_ARG(str_head(root->name, 40)));
	read_head(&r, root);
	week = xml_kid(root, "jam-kerja");
	k->has_week = week != NULL;
	if ((week && (e = office_week_read(week, name, k->week, f))) ||
	    (e = read_days(&r, root)) || (e = read_periods(&r, root)))
		return e;
	read_limits(&r, root);
	*out = k;
	return ERR_OK;
}

enum err calendar_schema(struct arena *a, const char *share, struct xml_schema **out,
			 struct fail *f)
{
	return xml_schema_load(
		out, arena_cstr(a, arena_fmt(a, "%s/schema/kalender.rng", share)), f);
}

static int by_name(const void *x, const void *y)
{
	const struct str *a = x, *b = y;

	return str_cmp(*a, *b);
}

static size_t names_in(struct arena *a, const char *dir, struct str *v)
{
	DIR *d = opendir(dir);
	size_t n = 0;

	for (struct dirent *e; d && n < CALENDAR_FILES && (e = readdir(d));)
		if (str_ends(str_c(e->d_name), STR(".xml")))
			v[n++] = arena_dup(a, str_c(e->d_name));
	if (d)
		(void)closedir(d);
	if (n)
		qsort(v, n, sizeof(*v), by_name);
	return n;
}

enum err calendar_load(struct arena *a, const char *dir, const struct xml_schema *schema,
		       struct calendar **out, size_t *n, struct fail *f)
{
	struct str names[CALENDAR_FILES];
	size_t all = names_in(a, dir, names);
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < all && *n < CALENDAR_FILES; i++) {
		const char *path = arena_cstr(
			a, arena_fmt(a, "%s/" STR_FMT, dir, STR_ARG(names[i])));
		struct str xml;

		e = fs_read(a, path, CALENDAR_BYTES, &xml, f);
		if (!e)
			e = calendar_read(a, xml, path, schema, &out[*n], f);
		*n += !e;
	}
	return e;
}
