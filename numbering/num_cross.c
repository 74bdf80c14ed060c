/* num_cross.c - pairs of codes, by the old one and by the new one. */
#include "num_cross.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include "fs.h"
#include "num_class_set.h"
#include "num_table.h"

enum { FILES_MAX = 8, SURE = 85, LIKELY = 60 };

enum { LAMA, BARU, KEYAKINAN, CARA };
static const char *const COLUMNS[] = { "lama", "baru", "keyakinan", "cara", NULL };

struct num_pairs {
	struct num_cross  *by_old;
	struct num_cross **by_new;
	size_t             n;
};

struct source {
	struct num_table t;
	struct str       from, to; /* schemes */
};

struct reading {
	struct source file[FILES_MAX];
	size_t        n, lines;
};

const char *num_cross_word(enum num_cross_how how)
{
	static const char *const WORDS[] = { "tabel", "sama", "mirip", "induk" };

	return WORDS[how];
}

const char *num_cross_level(const struct num_cross *p)
{
	if (p->one_of_many || p->percent < LIKELY)
		return "meragukan";
	return p->percent >= SURE ? "pasti" : "mungkin";
}

/* "0.85" */
static bool percent(struct str s, int *out)
{
	int64_t v = 0;

	if (s.n != 4 || s.p[1] != '.' || (s.p[0] != '0' && s.p[0] != '1') ||
	    !str_to_int(str_from(s, 2), &v))
		return false;
	*out = (s.p[0] - '0') * 100 + (int)v;
	return *out > 0 && *out <= 100;
}

static bool how_of(struct str s, enum num_cross_how *out)
{
	for (int i = NUM_CROSS_TABLE; i <= NUM_CROSS_ABOVE; i++)
		if (str_eqc(s, num_cross_word((enum num_cross_how)i))) {
			*out = (enum num_cross_how)i;
			return true;
		}
	return false;
}

static enum err open_one(struct num_classes *set, const char *dir, const char *name,
                         struct reading *r, struct fail *f)
{
	struct source *x = &r->file[r->n];
	struct str path = arena_fmt(set->a, "%s/%s", dir, name);

	if (r->n == FILES_MAX)
		return FAIL(f, ERR_LIMIT, "classification", NULL,
		            "%s: paling banyak %d berkas padanan.", dir, FILES_MAX);
	enum err e = num_table_open(&x->t, set->a, arena_cstr(set->a, path), COLUMNS, 4, f);

	if (e)
		return e;
	r->n++;
	r->lines += num_table_lines(&x->t);
	x->from = num_table_note(&x->t, "dari");
	x->to = num_table_note(&x->t, "ke");
	if (!x->from.n || !x->to.n)
		return num_table_fault(&x->t, f,
		                       "padanan perlu catatan \"# dari:\" dan \"# ke:\"");
	return ERR_OK;
}

static enum err rows(struct num_classes *set, struct source *x, struct fail *f)
{
	struct num_pairs *p = set->pairs;
	struct str v[NUM_TABLE_COLUMNS];
	bool row = false;
	enum err e;

	while (!(e = num_table_next(&x->t, v, &row, f)) && row) {
		struct num_cross c = { num_class_find(set, x->from, v[LAMA]),
			num_class_find(set, x->to, v[BARU]), 0, NUM_CROSS_TABLE, false };

		if (!c.from || !c.to)
			return num_table_fault(&x->t, f, "kode itu tidak ada dalam skemanya");
		if (!percent(v[KEYAKINAN], &c.percent) || !how_of(v[CARA], &c.how))
			return num_table_fault(&x->t, f, "keyakinan ditulis 0.01 sampai 1.00, "
			                                 "cara tabel, sama, mirip atau induk");
		p->by_old[p->n++] = c;
	}
	return e;
}

static int old_first(const void *x, const void *y)
{
	const struct num_cross *a = x, *b = y;
	int c = str_cmp(a->from->code, b->from->code);

	if (!c)
		c = b->percent - a->percent;
	return c ? c : str_cmp(a->to->code, b->to->code);
}

static int new_first(const void *x, const void *y)
{
	const struct num_cross *a = *(struct num_cross *const *)x,
			       *b = *(struct num_cross *const *)y;
	int c = str_cmp(a->to->code, b->to->code);

	if (!c)
		c = b->percent - a->percent;
	return c ? c : str_cmp(a->from->code, b->from->code);
}

static void arrange(struct num_classes *set)
{
	struct num_pairs *p = set->pairs;

	for (size_t i = 1; i < p->n; i++)
		if (old_first(&p->by_old[i - 1], &p->by_old[i]) > 0) {
			qsort(p->by_old, p->n, sizeof *p->by_old, old_first);
			break;
		}
	p->by_new = ARENA_ARRAY(set->a, struct num_cross *, p->n + 1);
	for (size_t i = 0; i < p->n; i++) {
		struct num_cross *c = &p->by_old[i];

		if (i && str_eq(c[-1].from->code, c->from->code))
			c[-1].one_of_many = c->one_of_many = true;
		p->by_new[i] = c;
	}
	qsort(p->by_new, p->n, sizeof *p->by_new, new_first);
}

static enum err folder(struct num_classes *set, const char *dir, struct reading *r,
                       struct fail *f)
{
	DIR *d = opendir(dir);
	struct dirent *de;
	enum err e = ERR_OK;

	if (!d)
		return errno == ENOENT ? ERR_OK : fs_fail(f, "membuka", dir);
	while (!e && (de = readdir(d)))
		if (de->d_name[0] != '.' && str_ends(str_c(de->d_name), STR(".csv")))
			e = open_one(set, dir, de->d_name, r, f);
	(void)closedir(d);
	return e;
}

enum err num_cross_read(struct num_classes *set, const char *base, struct fail *f)
{
	struct arena *tmp = arena_open();
	struct reading *r = ARENA_NEW(tmp, struct reading);
	struct str dir = arena_fmt(tmp, "%s/classification/padanan", base);
	enum err e = folder(set, arena_cstr(tmp, dir), r, f);

	set->pairs = ARENA_NEW(set->a, struct num_pairs);
	set->pairs->by_old = ARENA_ARRAY(set->a, struct num_cross, r->lines + 1);
	for (size_t i = 0; !e && i < r->n; i++)
		e = rows(set, &r->file[i], f);
	if (!e)
		arrange(set);
	arena_close(tmp);
	return e;
}

/* ---- asking ---- */

static struct str side(const struct num_pairs *p, bool old, size_t i)
{
	return old ? p->by_old[i].from->code : p->by_new[i]->to->code;
}

static size_t first_from(const struct num_pairs *p, bool old, struct str code)
{
	size_t lo = 0, hi = p->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (str_cmp(side(p, old, mid), code) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static size_t at_code(const struct num_pairs *p, const struct num_class *c, bool old, bool under,
                      struct num_cross *out, size_t max)
{
	size_t n = 0;

	for (size_t i = first_from(p, old, c->code); i < p->n && n < max; i++) {
		const struct num_cross *x = old ? &p->by_old[i] : p->by_new[i];
		struct str code = side(p, old, i);
		bool below = str_starts(code, c->code) && code.n > c->code.n;

		if (!str_starts(code, c->code) || (below && !under))
			break;
		if ((!below || code.p[c->code.n] == '.') &&
		    str_eq(num_class_filed(old ? x->from : x->to), num_class_filed(c)))
			out[n++] = *x;
	}
	return n;
}

size_t num_cross_of(const struct num_classes *set, const struct num_class *c,
                    struct num_cross *out, size_t max)
{
	const struct num_pairs *p = set->pairs;
	size_t n = at_code(p, c, true, false, out, max);

	return n ? n : at_code(p, c, false, false, out, max);
}

size_t num_cross_under(const struct num_classes *set, const struct num_class *c,
                       struct num_cross *out, size_t max)
{
	size_t n = at_code(set->pairs, c, false, true, out, max);

	return n ? n : num_cross_of(set, c, out, max);
}
