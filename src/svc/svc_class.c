#include "svc_class.h"
#include "num_class_put.h"

enum { SURE_ENOUGH = 40, PAIRS = 8000, SHOWN = 4 };

static struct day today(struct svc *s)
{
	return day_at(clock_ms(s->clock), s->zone);
}

static struct str or_none(struct str scheme)
{
	return scheme.n ? scheme : (struct str){NULL, 0};
}

/* What stands for an old code now, as one line. */
static struct str now_of(struct svc *s, struct arena *a, const struct num_class *c)
{
	struct num_cross x[SHOWN];
	struct buf b = BUF_MAX(4096);
	size_t n = num_cross_of(s->classes, c, x, SHOWN);

	for (size_t i = 0; i < n; i++)
		buf_fmt(&b, "%s" STR_FMT " " STR_FMT " (%s)", i ? "; " : "",
			STR_ARG(x[i].to->code), STR_ARG(x[i].to->name), num_cross_level(&x[i]));
	return buf_keep(&b, a);
}

struct svc_class svc_class_of(struct svc *s, struct arena *a, struct str scheme, struct str code)
{
	struct svc_class out = {STR(""), STR(""), STR(""), STR("")};
	const struct num_class *c = num_class_find(s->classes, or_none(scheme), code), *k;

	if (!c)
		c = num_class_find(s->classes, (struct str){NULL, 0}, code);
	if (!code.n || !c)
		return out;
	k = num_class_keeper(s->classes, c);
	out.name = c->name;
	out.keep = k ? num_keep_text(a, &k->keep) : STR("");
	if (!num_class_in_force(s->classes, today(s), c)) {
		out.scheme = c->scheme->base ? c->scheme->base->title : c->scheme->title;
		out.now = now_of(s, a, c);
	}
	return out;
}

/* ---- which codes are asked for ---- */

bool svc_class_under(struct str code, struct str asked)
{
	return str_starts(code, asked) &&
	       (code.n == asked.n || code.p[asked.n] == '.');
}

static size_t add_code(struct str *codes, size_t n, struct str code)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++)
		if (svc_class_under(code, codes[i]))
			return n;
	for (size_t i = 0; i < n; i++) /* those under it are asked for with it */
		if (i == 0 || !svc_class_under(codes[i], code))
			codes[kept++] = codes[i];
	if (kept < SVC_CLASS_ASKED_MAX)
		codes[kept++] = code;
	return kept;
}

size_t svc_class_asked(struct svc *s, struct arena *a, struct str code,
		       struct str codes[SVC_CLASS_ASKED_MAX])
{
	struct num_cross *x = ARENA_ARRAY(a, struct num_cross, PAIRS);
	const struct num_scheme *sc;
	size_t n = 1;

	codes[0] = code;
	/* the same figures may be a code of either scheme */
	for (size_t at = 0; (sc = num_class_scheme_at(s->classes, at)); at++) {
		const struct num_class *c = num_class_find(s->classes, sc->name, code);
		size_t k = c ? num_cross_under(s->classes, c, x, PAIRS) : 0;

		for (size_t i = 0; i < k; i++)
			if (x[i].percent >= SURE_ENOUGH) {
				bool old = str_eq(num_class_filed(x[i].from), sc->name);

				n = add_code(codes, n, old ? x[i].to->code : x[i].from->code);
			}
	}
	return n;
}
