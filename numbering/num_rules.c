/* num_rules.c - the rules of an office: the shipped ones and its own over them. */
#include "num_load.h"
#include "fs.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

struct num_rules {
	size_t           n;
	struct num_rule *list[NUM_RULES_MAX];
};

struct loading {
	struct num_rules  *set;
	struct arena      *a;
	struct xml_schema *schema;
	enum num_layer     layer;
	struct fail       *f;
};

static int by_rank(const void *x, const void *y)
{
	const struct num_rule *const *a = x, *const *b = y;
	int by_name = str_cmp((*a)->name, (*b)->name);

	if (num_rule_turn(*a) != num_rule_turn(*b))
		return (int)num_rule_turn(*a) - (int)num_rule_turn(*b);
	if ((*a)->rank != (*b)->rank)
		return (*a)->rank - (*b)->rank;
	if ((*a)->narrow != (*b)->narrow)
		return (*b)->narrow - (*a)->narrow;
	return by_name ? by_name : (*a)->order < (*b)->order ? 1 : -1; /* newest first */
}

/* Two files of one folder that say the same rule from the same day: which is meant? */
static bool twice(const struct num_rules *s, const struct num_rule *r)
{
	for (size_t i = 0; i < s->n && r->layer != NUM_PUBLISHED; i++)
		if (s->list[i]->layer == r->layer && str_eq(s->list[i]->name, r->name) &&
		    day_cmp(s->list[i]->from, r->from) == 0)
			return true;
	return false;
}

/* All rules of a file come in, or none. */
static enum err add(struct loading *o, struct str xml, const char *name)
{
	struct num_report report = { .name = name, .f = o->f };
	struct num_rule **first = o->set->list + o->set->n;
	bool held = o->layer != NUM_PUBLISHED;
	size_t n;
	enum err e = num_groups_load(xml, held ? o->schema : NULL, &report, first,
	                             NUM_RULES_MAX - o->set->n, &n);

	if (!e && held)
		num_groups_check(first, n, &report);
	for (size_t i = 0; i < n; i++) {
		first[i]->layer = o->layer;
		first[i]->order = o->set->n + i;
		if (!report.n && twice(o->set, first[i]))
			num_say(&report, 1, "nama aturan \"" STR_FMT "\" sudah dipakai untuk tanggal "
			                    "berlaku yang sama", STR_ARG(first[i]->name));
	}
	if (!report.n) {
		o->set->n += n;
		return ERR_OK;
	}
	for (size_t i = 0; i < n; i++)
		num_rule_free(first[i]);
	return ERR_INVALID;
}

enum err num_rules_check(struct str xml, const char *name, const char *schema_path,
                         void (*say)(void *ctx, const char *sentence), void *ctx,
                         struct fail *f)
{
	struct num_report report = { name, f, say, ctx, 0 };
	struct num_rule *list[NUM_GROUPS_MAX];
	struct xml_schema *schema = NULL;
	size_t n = 0;
	enum err e = schema_path ? xml_schema_load(&schema, schema_path, f) : ERR_OK;

	if (!e)
		e = num_groups_load(xml, schema, &report, list, NUM_GROUPS_MAX, &n);
	if (!e)
		num_groups_check(list, n, &report);
	for (size_t i = 0; i < n; i++)
		num_rule_free(list[i]);
	xml_schema_free(schema);
	return report.n ? ERR_INVALID : e;
}

enum err num_rule_load_all(struct num_rule **list, size_t max, size_t *n, struct str xml,
                           const char *name, struct fail *f)
{
	struct num_report report = { .name = name, .f = f };
	enum err e = num_groups_load(xml, NULL, &report, list, max, n);

	for (size_t i = 0; e && i < *n; i++)
		num_rule_free(list[i]);
	*n = e ? 0 : *n;
	return e;
}

enum err num_rule_load(struct num_rule **out, struct str xml, struct str rule,
                       const char *name, struct fail *f)
{
	struct num_rule *list[NUM_GROUPS_MAX];
	size_t n = 0;
	enum err e = num_rule_load_all(list, NUM_GROUPS_MAX, &n, xml, name, f);

	*out = NULL;
	for (size_t i = 0; i < n; i++)
		if (!*out && (!rule.p || str_eq(list[i]->name, rule)))
			*out = list[i];
		else
			num_rule_free(list[i]);
	if (!e && !*out)
		e = FAIL(f, ERR_NOTFOUND, "no-rule", NULL, "%s: aturan \"" STR_FMT "\" tidak ada di "
		                                           "dalamnya", name, STR_ARG(rule));
	return e;
}

static int by_text(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

/* In the order of their names, so that the same folder always says the same. */
static enum err add_folder(struct loading *o, const char *base)
{
	struct str dir = arena_fmt(o->a, "%s/rules", base), bytes;
	struct str *names = ARENA_ARRAY(o->a, struct str, NUM_RULES_MAX);
	DIR *d = opendir(dir.p);
	struct dirent *ent;
	size_t n = 0;
	enum err e = ERR_OK;

	if (!d)
		return o->layer == NUM_FOLDER && errno == ENOENT ? ERR_OK
		                                                 : fs_fail(o->f, "membuka", dir.p);
	while (n < NUM_RULES_MAX && (ent = readdir(d)))
		if (str_ends(str_c(ent->d_name), STR(".xml")) && ent->d_name[0] != '.')
			names[n++] = arena_fmt(o->a, "%s/%s", dir.p, ent->d_name);
	(void)closedir(d);
	qsort(names, n, sizeof *names, by_text);
	for (size_t i = 0; !e && i < n; i++)
		if (!(e = fs_read(o->a, names[i].p, NUM_RULE_BYTES, &bytes, o->f)))
			e = add(o, bytes, names[i].p);
	return e;
}

static enum err add_all(struct loading *o, const struct num_rules_from *from)
{
	enum err e = add_folder(o, from->base);

	o->layer = NUM_FOLDER;
	if (!e && from->office)
		e = add_folder(o, from->office);
	o->layer = NUM_PUBLISHED;
	for (size_t i = 0; !e && i < from->published_n; i++)
		e = add(o, from->published[i],
		        arena_fmt(o->a, "aturan nomor terbitan ke-%zu", i + 1).p);
	return e;
}

enum err num_rules_load(struct num_rules **out, const struct num_rules_from *from,
                        struct fail *f)
{
	struct loading o = { .set = calloc(1, sizeof(struct num_rules)), .a = arena_open(), .f = f };
	enum err e;

	if (!o.set)
		abort();
	e = xml_schema_load(&o.schema, arena_fmt(o.a, "%s/schema/aturan-nomor.rng", from->base).p,
	                    f);
	if (!e)
		e = add_all(&o, from);
	xml_schema_free(o.schema);
	arena_close(o.a);
	if (e) {
		num_rules_free(o.set);
		o.set = NULL;
	} else {
		qsort(o.set->list, o.set->n, sizeof o.set->list[0], by_rank);
	}
	*out = o.set;
	return e;
}

void num_rules_free(struct num_rules *s)
{
	for (size_t i = 0; s && i < s->n; i++)
		num_rule_free(s->list[i]);
	free(s);
}

size_t num_rules_count(const struct num_rules *s) { return s->n; }
const struct num_rule *num_rules_at(const struct num_rules *s, size_t i) { return s->list[i]; }

static bool wins(const struct num_rule *a, const struct num_rule *over)
{
	int later = day_cmp(a->from, over->from);

	if (a->layer != over->layer)
		return a->layer > over->layer;
	return later ? later > 0 : a->order > over->order;
}

static const struct num_rule *best(const struct num_rules *s, struct str name,
                                   const struct day *on)
{
	const struct num_rule *b = NULL;

	for (size_t i = 0; i < s->n; i++) {
		const struct num_rule *r = s->list[i];

		if (str_eq(r->name, name) && (!on || num_rule_valid_on(r, *on)) &&
		    (!b || wins(r, b)))
			b = r;
	}
	return b;
}

const struct num_rule *num_rules_find(const struct num_rules *s, struct str name)
{
	return best(s, name, NULL);
}

const struct num_rule *num_rules_on(const struct num_rules *s, struct str name, struct day d)
{
	return best(s, name, &d);
}

const struct num_rule *num_rules_version(const struct num_rules *s, struct str name,
                                         struct sha256 sha)
{
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->list[i]->name, name) && sha256_eq(s->list[i]->sha, sha))
			return s->list[i];
	return NULL;
}
