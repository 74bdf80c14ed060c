#include "num_legal.h"

#define DIGITS  "0123456789"
#define UPPER   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LETTERS UPPER "abcdefghijklmnopqrstuvwxyz"

void gen_start(struct gen *g, const struct num_rule *r)
{
	g->seed = 20261124;
	for (size_t i = 0; i < r->name.n; i++)
		g->seed = g->seed * 31 + (unsigned char)r->name.p[i];
}

unsigned gen_upto(struct gen *g, unsigned n)
{
	g->seed = g->seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(g->seed >> 33) % n;
}

static struct str run(struct gen *g, const char *from, unsigned min, unsigned max)
{
	unsigned n = min + gen_upto(g, max - min + 1), of = (unsigned)strlen(from);
	char *p = arena_alloc(g->a, n + 1);

	for (unsigned i = 0; i < n; i++)
		p[i] = from[gen_upto(g, of)];
	return (struct str){ p, n };
}

static struct str join(struct gen *g, struct str a, const char *sep, struct str b)
{
	return arena_fmt(g->a, STR_FMT "%s" STR_FMT, STR_ARG(a), sep, STR_ARG(b));
}

/* `first`, then min to max times more of 1 to `digits` digits behind dots. */
static struct str dotted(struct gen *g, struct str first, unsigned min, unsigned max,
                         unsigned digits)
{
	for (unsigned k = min + gen_upto(g, max - min + 1); k > 0; k--)
		first = join(g, first, ".", run(g, DIGITS, 1, digits));
	return first;
}

/* KU.03.04, PW.01, KS.200 */
static struct str letter_code(struct gen *g)
{
	return dotted(g, join(g, run(g, UPPER, 2, 3), ".", run(g, DIGITS, 2, 4)), 0, 2, 3);
}

/* 800, 422.1, 000.1.2.3; PW.01.02, KS.200 */
static struct str code(struct gen *g)
{
	return gen_upto(g, 4) ? dotted(g, run(g, DIGITS, 3, 4), 0, 4, 3) : letter_code(g);
}

/* Short names of units: Dinsos, Set.Disdik, PKM-BTD, 409.106, UPTD PSBAWEP, P&K */
static struct str name(struct gen *g)
{
	static const char *const SEPS[] = { ".", "-", " ", "_", "&", "+" };
	struct str s = run(g, gen_upto(g, 5) ? LETTERS : DIGITS, 2, 9);

	for (unsigned k = gen_upto(g, 3); k > 0; k--)
		s = join(g, s, SEPS[gen_upto(g, 6)],
		         run(g, gen_upto(g, 5) ? LETTERS : DIGITS, 1, 6));
	return s;
}

static struct str of_kind(struct gen *g, struct str kind)
{
	struct str s;

	if (str_eqc(kind, "tiga-angka"))
		return dotted(g, run(g, DIGITS, 3, 3), 0, 3, 3);
	if (str_eqc(kind, "permendagri-83"))
		return dotted(g, join(g, run(g, DIGITS, 1, 1), "0", STR("0")), 1, 6, 2);
	if (str_eqc(kind, "huruf-angka"))
		return letter_code(g);
	if (str_eqc(kind, "angka")) {
		s = run(g, DIGITS, 1, 4);
		for (unsigned k = gen_upto(g, 4); k > 0; k--)
			s = join(g, s, gen_upto(g, 2) ? "." : "-", run(g, DIGITS, 1, 3));
		return s;
	}
	if (str_eqc(kind, "huruf")) {
		s = run(g, LETTERS, 1, 9);
		return gen_upto(g, 3) ? s : join(g, s, gen_upto(g, 2) ? " " : "&", run(g, LETTERS, 1, 9));
	}
	s = run(g, LETTERS, 1, 6);
	for (unsigned k = 1 + gen_upto(g, 2); k > 0; k--)
		s = join(g, s, gen_upto(g, 2) ? "." : "-", run(g, LETTERS DIGITS, 1, 5));
	return s;
}

static struct str suffix(struct gen *g)
{
	switch (gen_upto(g, 3)) {
	case 0: return run(g, UPPER, 1, 1);
	case 1: return join(g, STR(""), ".", run(g, UPPER, 1, 1));
	default: return join(g, STR(""), ".", run(g, DIGITS, 1, 2));
	}
}

/* One of the shapes that the rule file allows: '#' digits, '@' letters, else itself. */
static struct str shaped(struct gen *g, struct str list)
{
	struct str one = { 0 }, rest = list, out = STR("");
	unsigned n = 0;

	while (str_cut(&rest, ' ', &one))
		n++;
	rest = list;
	for (n = 1 + gen_upto(g, n); n > 0; n--)
		(void)str_cut(&rest, ' ', &one);
	for (size_t i = 0; i < one.n; i++)
		out = join(g, out, "",
		           one.p[i] == '#'   ? run(g, DIGITS, 1, 4)
		           : one.p[i] == '@' ? run(g, UPPER, 1, 3)
		                             : str_head(str_from(one, i), 1));
	return out;
}

static struct str secrecy(struct gen *g, const struct num_rule *r)
{
	static const char *const FOUND[] = { "SR", "R", "T", "B", "S", "X" };

	return r->shape[NUM_KEAMANAN] ? r->secrecy[gen_upto(g, NUM_SECRECIES)]
	                              : str_c(FOUND[gen_upto(g, 6)]);
}

static struct str nested(struct gen *g, const struct num_rule *r, enum num_token t)
{
	struct str kind = str_c(r->kind[t]), s = kind.p ? of_kind(g, kind) : name(g);
	unsigned more = r->slashes[t] > 1 ? (unsigned)r->slashes[t] : 1;

	for (unsigned k = gen_upto(g, more); k > 0; k--)
		s = join(g, s, "/", kind.p ? of_kind(g, kind) : name(g));
	return s;
}

static struct str legal(struct gen *g, const struct num_rule *r, enum num_token t)
{
	if (r->values[t].n)
		return shaped(g, r->values[t]);
	switch (t) {
	case NUM_KEAMANAN: return secrecy(g, r);
	case NUM_KODE: return r->kind[t] ? of_kind(g, str_c(r->kind[t])) : code(g);
	case NUM_URUT:
		return arena_fmt(g->a, "%u", 1 + gen_upto(g, gen_upto(g, 2) ? 999 : 9999999));
	case NUM_SISIPAN:
		return r->late == NUM_LATE_SUFFIX
		               ? num_rule_suffix(r, g->a, 1 + (int)gen_upto(g, 26))
		               : suffix(g);
	case NUM_BIDANG:
		return r->kind[t] ? of_kind(g, str_c(r->kind[t])) : run(g, LETTERS DIGITS, 1, 4);
	case NUM_JENIS: return run(g, UPPER, 1, 8);
	case NUM_INISIAL: return run(g, LETTERS, 1, 6);
	case NUM_BULAN: return arena_fmt(g->a, "%u", 1 + gen_upto(g, 12));
	case NUM_TAHUN: return arena_fmt(g->a, "%u", 1950 + gen_upto(g, 150));
	case NUM_UNIT:
	case NUM_PD:
	case NUM_SEGMEN:
	case NUM_TOKENS: break;
	}
	return nested(g, r, t);
}

/* Which parts stand in an optional group; those may be left out. */
static void optional(const struct num_rule *r, bool out[NUM_TOKENS])
{
	bool in = false;

	memset(out, 0, NUM_TOKENS * sizeof *out);
	for (int i = 0; i < r->pieces_n; i++) {
		in = r->pieces[i].kind == NUM_OPEN || (in && r->pieces[i].kind != NUM_CLOSE);
		if (r->pieces[i].kind == NUM_TOK)
			out[r->pieces[i].tok] = in;
	}
}

static struct str expected(struct gen *g, const struct num_piece *p, bool roman, struct str v)
{
	int64_t n = 0;

	if (p->tok == NUM_URUT && str_to_int(v, &n))
		return arena_fmt(g->a, "%0*d", p->width, (int)n);
	if (p->tok == NUM_BULAN && str_to_int(v, &n))
		return roman ? str_c(month_roman((int)n)) : arena_fmt(g->a, "%02d", (int)n);
	return p->tok == NUM_TAHUN && p->width == 2 ? str_from(v, 2) : v;
}

void num_legal(struct gen *g, const struct num_rule *r, struct num_parts *in,
               struct num_parts *want)
{
	bool may_miss[NUM_TOKENS];

	*in = *want = (struct num_parts){ 0 };
	optional(r, may_miss);
	for (int i = 0; i < r->pieces_n; i++) {
		enum num_token t = r->pieces[i].tok;

		if (r->pieces[i].kind != NUM_TOK || (may_miss[t] && gen_upto(g, 2)))
			continue;
		in->v[t] = t == NUM_URUT && !gen_upto(g, 20) ? STR("") : legal(g, r, t);
		if (!in->v[t].n && t != NUM_URUT)
			in->v[t] = (struct str){ 0 };
		want->v[t] = expected(g, &r->pieces[i], r->roman, in->v[t]);
	}
}
