#include "num_class_put.h"

enum { PAIRS_SHOWN = 20 };

bool num_class_in_force(const struct num_classes *set, struct day d, const struct num_class *c)
{
	const struct num_scheme *now = num_class_scheme_on(set, d);

	return (c->scheme == now || c->scheme->base == now) &&
	       (day_none(c->from) || day_cmp(c->from, d) <= 0) &&
	       (day_none(c->to) || day_cmp(d, c->to) <= 0);
}

void num_class_put(struct jw *w, const struct num_classes *set, struct day today,
                   const struct num_class *c)
{
	const struct num_scheme *base = c->scheme->base ? c->scheme->base : c->scheme;

	jw_str(w, "code", c->code);
	jw_str(w, "name", c->name);
	jw_str(w, "scheme", base->name);
	jw_str(w, "scheme_title", base->title);
	jw_bool(w, "in_force", num_class_in_force(set, today, c));
}

static void put_day(struct jw *w, struct arena *a, const char *key, struct day d)
{
	jw_str(w, key, day_none(d) ? (struct str){ 0 } : day_iso(a, d));
}

static void put_years(struct jw *w, const char *key, int years)
{
	if (years < 0)
		jw_null(w, key);
	else
		jw_int(w, key, years);
}

static struct str or_null(struct str s)
{
	return s.n ? s : (struct str){ 0 };
}

static void put_keep(struct jw *w, const struct num_classes *set, struct arena *a,
                     const struct num_class *c)
{
	const struct num_class *k = num_class_keeper(set, c);

	if (!k) {
		jw_null(w, "retention");
		return;
	}
	jw_obj(w, "retention");
	put_years(w, "active_years", k->keep.active);
	put_years(w, "inactive_years", k->keep.inactive);
	jw_str(w, "fate", or_null(str_c(num_fate_word(k->keep.fate))));
	jw_str(w, "counts_from", or_null(k->keep.counts));
	jw_str(w, "except", or_null(k->keep.except));
	jw_str(w, "text", num_keep_text(a, &k->keep));
	jw_str(w, "source", k->scheme->keeps);
	jw_obj_end(w);
}

static void put_above(struct jw *w, const struct num_class *c)
{
	if (!c)
		return;
	put_above(w, c->parent);
	jw_obj(w, NULL);
	jw_str(w, "code", c->code);
	jw_str(w, "name", c->name);
	jw_obj_end(w);
}

void num_class_put_all(struct jw *w, const struct num_classes *set, struct arena *a,
                       struct day today, const struct num_class *c)
{
	struct num_cross x[PAIRS_SHOWN];
	size_t n = num_cross_of(set, c, x, PAIRS_SHOWN);

	num_class_put(w, set, today, c);
	jw_str(w, "source", c->scheme->title);
	put_day(w, a, "from", c->from);
	put_day(w, a, "to", c->to);
	jw_arr(w, "above");
	put_above(w, c->parent);
	jw_arr_end(w);
	put_keep(w, set, a, c);
	jw_arr(w, "counterparts");
	for (size_t i = 0; i < n; i++) {
		bool old = str_eq(x[i].from->code, c->code) &&
		           str_eq(num_class_filed(x[i].from), num_class_filed(c));

		jw_obj(w, NULL);
		num_class_put(w, set, today, old ? x[i].to : x[i].from);
		jw_int(w, "confidence_percent", x[i].percent);
		jw_str(w, "level", str_c(num_cross_level(&x[i])));
		jw_str(w, "by", str_c(num_cross_word(x[i].how)));
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

size_t num_class_offer(const struct num_classes *set, struct arena *a, struct day today,
                       struct str typed, struct num_offer *out, size_t max)
{
	const struct num_scheme *now = num_class_scheme_on(set, today);
	const struct num_class *hit[NUM_SUGGEST_MAX], *c;
	struct num_cross x[NUM_SUGGEST_MAX];
	size_t n = 0, k;

	typed = str_trim(typed);
	max = max < NUM_SUGGEST_MAX ? max : NUM_SUGGEST_MAX;
	c = num_class_find(set, now->name, typed);
	if (!c && (c = num_class_find(set, (struct str){ 0 }, typed))) {
		k = num_cross_of(set, c, x, max);
		for (size_t i = 0; i < k; i++)
			if (num_class_in_force(set, today, x[i].to))
				out[n++] = (struct num_offer){ x[i].to, c };
	}
	k = num_class_suggest(set, a, now, typed, hit, max);
	for (size_t i = 0; i < k && n < max; i++)
		out[n++] = (struct num_offer){ hit[i], NULL };
	return n;
}
