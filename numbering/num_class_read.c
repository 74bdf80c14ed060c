/* num_class_read.c - the tables of codes, the office's own among them. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include "fs.h"
#include "num_class_set.h"
#include "num_table.h"

enum { KODE, URAIAN, INDUK, AKTIF, INAKTIF, NASIB, PEMICU, KECUALI, SEJAK, SAMPAI };
static const char *const COLUMNS[] = { "kode", "uraian", "induk", "aktif", "inaktif", "nasib",
	"pemicu", "kecuali", "sejak", "sampai", NULL };

enum { YEARS_MAX = 100 };

struct draft { /* a row before its parent is known */
	struct num_class c;
	struct str       parent;
	int              line;
};

struct source { /* a file, opened up to its title */
	struct num_table  t;
	struct num_scheme s;
	struct str        over; /* the scheme that it wants to be laid over */
};

struct reading {
	struct num_classes *set;
	struct arena       *tmp;
	struct source       files[NUM_SCHEMES_MAX];
	size_t              files_n;
};

static bool code_ok(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && c != '.' && c != '-')
			return false;
	}
	return s.n > 0 && s.n <= 32;
}

static bool years(struct str s, short *out)
{
	int64_t v = -1;

	if (s.n && (!str_to_int(s, &v) || v < 0 || v > YEARS_MAX))
		return false;
	*out = (short)v;
	return true;
}

static bool fate(struct str s, enum num_fate *out)
{
	*out = NUM_FATE_UNSAID;
	if (!s.n)
		return true;
	for (int i = NUM_FATE_DESTROY; i <= NUM_FATE_REVIEW; i++)
		if (str_eq_nocase(s, str_c(num_fate_word((enum num_fate)i)))) {
			*out = (enum num_fate)i;
			return true;
		}
	return false;
}

static bool day_of(struct str s, struct day inherited, struct day *out)
{
	*out = inherited;
	return !s.n || day_parse(s, out);
}

static const char *draft(const struct num_scheme *s, const struct str *v, struct draft *d)
{
	struct num_class *c = &d->c;

	*c = (struct num_class){ .scheme = s, .code = v[KODE], .name = v[URAIAN],
		.keep = { .counts = v[PEMICU], .except = v[KECUALI] } };
	d->parent = v[INDUK];
	if (!code_ok(c->code))
		return "kode hanya berisi angka, huruf besar, titik dan garis, paling banyak 32";
	if (!c->name.n)
		return "uraian kosong";
	if (!years(v[AKTIF], &c->keep.active) || !years(v[INAKTIF], &c->keep.inactive))
		return "masa simpan aktif dan inaktif ditulis dalam tahun, 0 sampai 100";
	if (!fate(v[NASIB], &c->keep.fate))
		return "nasib ditulis musnah, permanen, atau dinilai kembali";
	if (!day_of(v[SEJAK], s->from, &c->from) || !day_of(v[SAMPAI], s->to, &c->to))
		return "tanggal sejak atau sampai tidak ada di kalender";
	return NULL;
}

static int by_code(const void *x, const void *y)
{
	const struct draft *a = x, *b = y;

	return str_cmp(a->c.code, b->c.code);
}

static struct num_class *known(const struct num_classes *set, const struct num_scheme *s,
                               struct str code)
{
	struct num_class *c = num_class_in(set, s, code);

	return c || !s->base ? c : num_class_in(set, s->base, code);
}

/* The longest code that this one continues after a dot. */
static struct num_class *above(const struct num_classes *set, const struct num_scheme *s,
                               struct str code)
{
	struct num_class *up = NULL;

	for (size_t i = code.n; !up && i-- > 1;)
		if (code.p[i] == '.')
			up = known(set, s, str_head(code, i));
	return up;
}

/* Rows in order of code, each under one that stands before it. */
static enum err place(struct num_classes *set, struct num_scheme *s, struct num_table *t,
                      struct draft *d, size_t n, struct fail *f)
{
	for (size_t i = 1; i < n; i++)
		if (by_code(&d[i - 1], &d[i]) > 0) {
			qsort(d, n, sizeof *d, by_code);
			break;
		}
	s->first = set->rows_n;
	for (size_t i = 0; i < n; i++) {
		struct num_class *c = &d[i].c, *old;

		t->line = d[i].line;
		if (i && str_eq(c->code, d[i - 1].c.code))
			return num_table_fault(t, f, "kode itu sudah ada di berkas ini");
		c->parent = d[i].parent.n ? known(set, s, d[i].parent) : above(set, s, c->code);
		if (d[i].parent.n && !c->parent)
			return num_table_fault(
				t, f, "kode induk tidak ada, atau tidak mendahului kode ini");
		if (s->own && s->base && (old = num_class_in(set, s->base, c->code)))
			old->replaced = true;
		set->rows[set->rows_n++] = *c;
		s->n++;
	}
	return ERR_OK;
}

static enum err rows(struct reading *r, struct source *x, struct num_scheme *s, struct fail *f)
{
	struct draft *d = ARENA_ARRAY(r->tmp, struct draft, num_table_lines(&x->t));
	size_t n = 0;
	bool row = false;
	struct str v[NUM_TABLE_COLUMNS];
	enum err e;

	while (!(e = num_table_next(&x->t, v, &row, f)) && row) {
		const char *wrong = draft(s, v, &d[n]);

		if (!wrong && r->set->rows_n + n == NUM_CLASS_ROWS_MAX)
			wrong = "kode terlalu banyak";
		if (wrong)
			return num_table_fault(&x->t, f, wrong);
		d[n++].line = x->t.line;
	}
	return e ? e : place(r->set, s, &x->t, d, n, f);
}

static enum err dates(struct source *x, struct fail *f)
{
	struct str from = str_or_empty(num_table_note(&x->t, "berlaku")),
		   to = str_or_empty(num_table_note(&x->t, "sampai"));

	if ((from.n && !day_parse(from, &x->s.from)) || (to.n && !day_parse(to, &x->s.to)))
		return FAIL(f, ERR_INVALID, "classification", NULL,
		            "%s: tanggal berlaku atau sampai tidak ada di kalender.", x->t.path);
	if (x->s.own && !x->over.n && day_none(x->s.from))
		return FAIL(f, ERR_INVALID, "classification", NULL,
		            "%s: skema sendiri perlu baris \"# berlaku: TANGGAL\".", x->t.path);
	return ERR_OK;
}

static enum err open_one(struct reading *r, const char *dir, const char *file, bool own,
                         struct fail *f)
{
	struct num_classes *set = r->set;
	struct source *x = &r->files[r->files_n];
	struct str title, path = arena_fmt(set->a, "%s/%s", dir, file);

	if (r->files_n == NUM_SCHEMES_MAX)
		return FAIL(f, ERR_LIMIT, "classification", NULL,
		            "%s: paling banyak %d berkas klasifikasi.", dir, NUM_SCHEMES_MAX);
	enum err e = num_table_open(&x->t, set->a, arena_cstr(set->a, path), COLUMNS, 2, f);

	if (e)
		return e;
	x->s = (struct num_scheme){ .own = own };
	x->s.name = arena_dup(set->a, str_head(str_c(file), strlen(file) - 4));
	title = num_table_note(&x->t, "nama");
	x->s.title = title.n ? title : x->s.name;
	x->s.keeps = str_or_empty(num_table_note(&x->t, "retensi"));
	if (!x->s.keeps.n)
		x->s.keeps = x->s.title;
	x->over = str_or_empty(num_table_note(&x->t, "lapisan"));
	if (own && !x->over.n && !str_eqc(str_or_empty(num_table_note(&x->t, "skema")), "sendiri"))
		x->over = STR("*");
	r->files_n++;
	return dates(x, f);
}

/* One file of the office, while it is being made. */
static enum err alone(struct reading *r, const char *path, struct fail *f)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	struct str dir = slash ? str_head(str_c(path), (size_t)(slash - path)) : STR(".");

	return open_one(r, arena_cstr(r->tmp, dir), name, true, f);
}

static enum err folder(struct reading *r, const char *dir, bool own, struct fail *f)
{
	DIR *d = opendir(dir);
	struct dirent *de;
	enum err e = ERR_OK;

	if (!d)
		return own && errno == ENOENT ? ERR_OK : fs_fail(f, "membuka", dir);
	while (!e && (de = readdir(d)))
		if (de->d_name[0] != '.' && str_ends(str_c(de->d_name), STR(".csv")))
			e = open_one(r, dir, de->d_name, own, f);
	(void)closedir(d);
	if (!e && !r->files_n)
		e = FAIL(f, ERR_NOTFOUND, "classification", NULL,
		         "%s: tidak ada berkas klasifikasi; pasang ulang program ini.", dir);
	return e;
}

/* Schemes newest first, then layers, the own ones before the others. */
static int in_turn(const void *x, const void *y)
{
	const struct source *a = x, *b = y;
	int c = (a->over.n > 0) - (b->over.n > 0);

	if (!c && a->over.n)
		c = b->s.own - a->s.own;
	if (!c)
		c = day_cmp(b->s.from, a->s.from);
	return c ? c : str_cmp(a->s.name, b->s.name);
}

static enum err base_of(struct num_classes *set, const struct source *x, struct num_scheme *s,
                        struct fail *f)
{
	if (num_class_scheme(set, s->name) != s)
		return FAIL(f, ERR_INVALID, "classification", NULL,
		            "%s: nama berkas itu sudah dipakai klasifikasi lain; ganti namanya.",
		            x->t.path);
	for (size_t i = 0; x->over.n && !s->base && i < set->schemes_n; i++)
		if (str_eq(set->schemes[i].name, x->over) ||
		    (str_eqc(x->over, "*") && !set->schemes[i].own))
			s->base = &set->schemes[i];
	if (x->over.n && (!s->base || s->base->base || s->base == s))
		return FAIL(f, ERR_INVALID, "classification", NULL,
		            "%s: lapisan \"%.*s\" bukan nama skema yang ada.", x->t.path,
		            STR_ARG(str_head(x->over, 60)));
	if (s->base && day_none(s->from))
		s->from = s->base->from;
	if (s->base && day_none(s->to))
		s->to = s->base->to;
	return ERR_OK;
}

enum err num_class_read(struct num_classes *set, const char *base, const char *own, struct fail *f)
{
	struct arena *tmp = arena_open();
	struct reading *r;
	size_t lines = 1;
	enum err e;

	r = ARENA_NEW(tmp, struct reading);
	*r = (struct reading){ .set = set, .tmp = tmp };
	e = folder(r, arena_cstr(tmp, arena_fmt(tmp, "%s/classification", base)), false, f);
	if (!e && own)
		e = str_ends(str_c(own), STR(".csv")) ? alone(r, own, f)
		                                      : folder(r, own, true, f);
	qsort(r->files, r->files_n, sizeof r->files[0], in_turn);
	for (size_t i = 0; i < r->files_n; i++)
		lines += num_table_lines(&r->files[i].t);
	set->rows = ARENA_ARRAY(set->a, struct num_class, lines);
	for (size_t i = 0; !e && i < r->files_n; i++) {
		struct num_scheme *s = &set->schemes[set->schemes_n++];

		*s = r->files[i].s;
		if (!(e = base_of(set, &r->files[i], s, f)))
			e = rows(r, &r->files[i], s, f);
	}
	arena_close(tmp);
	return e;
}
