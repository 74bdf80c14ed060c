/* num_class.c - the set of codes, and finding one. */
#include "num_class_set.h"
#include "buf.h"

enum err num_classes_load(struct num_classes **out, const char *base, const char *own,
                          struct fail *f)
{
	struct arena *a = arena_open();
	struct num_classes *set = ARENA_NEW(a, struct num_classes);

	memset(set, 0, sizeof *set);
	set->a = a;
	*out = NULL;
	enum err e = num_class_read(set, base, own, f);

	if (!e)
		e = num_cross_read(set, base, f);
	if (e) {
		arena_close(a);
		return e;
	}
	set->words = num_vocabulary_make(set);
	*out = set;
	return ERR_OK;
}

void num_classes_free(struct num_classes *set)
{
	if (set)
		arena_close(set->a);
}

size_t num_classes_count(const struct num_classes *set)
{
	return set->rows_n;
}

const struct num_scheme *num_class_scheme_on(const struct num_classes *set, struct day d)
{
	const struct num_scheme *s = NULL;

	for (size_t i = 0; i < set->schemes_n && !set->schemes[i].base; i++) {
		s = &set->schemes[i];
		if (day_none(s->from) || day_cmp(s->from, d) <= 0)
			break;
	}
	return s;
}

const struct num_scheme *num_class_scheme(const struct num_classes *set, struct str name)
{
	for (size_t i = 0; i < set->schemes_n; i++)
		if (str_eq(set->schemes[i].name, name))
			return &set->schemes[i];
	return NULL;
}

const struct num_scheme *num_class_scheme_at(const struct num_classes *set, size_t i)
{
	return i < set->schemes_n && !set->schemes[i].base ? &set->schemes[i] : NULL;
}

struct str num_class_filed(const struct num_class *c)
{
	return c->scheme->base ? c->scheme->base->name : c->scheme->name;
}

struct num_class *num_class_in(const struct num_classes *set, const struct num_scheme *s,
                               struct str code)
{
	size_t lo = s->first, hi = s->first + s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int c = str_cmp(set->rows[mid].code, code);

		if (c == 0)
			return &set->rows[mid];
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static const struct num_class *in_layers(const struct num_classes *set,
                                         const struct num_scheme *base, bool own,
                                         struct str code)
{
	const struct num_class *c = NULL;

	for (size_t i = 0; !c && i < set->schemes_n; i++)
		if (set->schemes[i].base == base && set->schemes[i].own == own)
			c = num_class_in(set, &set->schemes[i], code);
	return c;
}

/* A scheme with its layers. */
static const struct num_class *in_whole(const struct num_classes *set,
                                        const struct num_scheme *base, struct str code)
{
	const struct num_class *c = in_layers(set, base, true, code);

	if (!c)
		c = num_class_in(set, base, code);
	return c ? c : in_layers(set, base, false, code);
}

const struct num_class *num_class_find(const struct num_classes *set, struct str scheme,
                                       struct str code)
{
	const struct num_class *c = NULL;

	if (scheme.p) {
		const struct num_scheme *s = num_class_scheme(set, scheme);

		if (s && s->base)
			c = num_class_in(set, s, code);
		return c || !s ? c : in_whole(set, s->base ? s->base : s, code);
	}
	for (size_t i = 0; !c && i < set->schemes_n && !set->schemes[i].base; i++)
		c = in_whole(set, &set->schemes[i], code);
	return c;
}

static bool says(const struct num_class *c)
{
	return c && (c->keep.fate || c->keep.active >= 0 || c->keep.inactive >= 0);
}

const struct num_class *num_class_keeper(const struct num_classes *set, const struct num_class *c)
{
	const struct num_scheme *base = c->scheme->base ? c->scheme->base : c->scheme;
	const struct num_class *own = in_layers(set, base, true, c->code), *other;

	if (says(own))
		return own;
	if (says(c))
		return c;
	if (says(other = num_class_in(set, base, c->code)))
		return other;
	for (size_t i = 0; i < set->schemes_n; i++)
		if (set->schemes[i].base == base &&
		    says(other = num_class_in(set, &set->schemes[i], c->code)))
			return other;
	return NULL;
}

const char *num_fate_word(enum num_fate f)
{
	static const char *const WORDS[] = { "", "musnah", "permanen", "dinilai kembali" };

	return WORDS[f];
}

struct str num_keep_text(struct arena *a, const struct num_keep *k)
{
	struct buf b = BUF_MAX(2048);

	if (k->active >= 0) {
		buf_fmt(&b, "%d tahun aktif", k->active);
		if (k->counts.n) {
			struct str s = arena_dup(a, k->counts);

			buf_fmt(&b, " %c%.*s", s.p[0] | 0x20, STR_ARG(str_from(s, 1)));
		}
	}
	if (k->inactive >= 0)
		buf_fmt(&b, "%s%d tahun inaktif", b.n ? ", " : "", k->inactive);
	if (k->fate)
		buf_fmt(&b, "%s%s", b.n ? ", lalu " : "", num_fate_word(k->fate));
	if (k->except.n)
		buf_fmt(&b, ", %.*s", STR_ARG(k->except));
	return buf_keep(&b, a);
}
