#include "num_pattern.h"

struct str num_rule_name(const struct num_rule *r) { return r->name; }
struct str num_rule_title(const struct num_rule *r) { return r->title; }
struct str num_rule_pattern(const struct num_rule *r) { return r->pattern; }
struct str num_rule_source(const struct num_rule *r) { return r->source; }
struct str num_rule_group(const struct num_rule *r) { return r->group; }
struct str num_rule_xml(const struct num_rule *r) { return r->xml; }
struct sha256 num_rule_sha(const struct num_rule *r) { return r->sha; }
enum num_layer num_rule_layer(const struct num_rule *r) { return r->layer; }
struct day num_rule_from(const struct num_rule *r) { return r->from; }
struct day num_rule_to(const struct num_rule *r) { return r->to; }
bool num_rule_assumed(const struct num_rule *r) { return r->assumed; }
struct str num_rule_regulation(const struct num_rule *r) { return r->regulation; }
struct str num_rule_article(const struct num_rule *r) { return r->article; }
struct str num_rule_forms(const struct num_rule *r) { return r->forms; }
enum num_by num_rule_by(const struct num_rule *r) { return r->by; }
enum num_when num_rule_when(const struct num_rule *r) { return r->when; }
enum num_per num_rule_per(const struct num_rule *r) { return r->per; }
struct str num_rule_secrecy(const struct num_rule *r, enum num_secrecy l) { return r->secrecy[l]; }
bool num_rule_copies(const struct num_rule *r, enum num_secrecy l) { return r->copies[l]; }
enum num_reset num_rule_reset(const struct num_rule *r) { return r->reset; }
int64_t num_rule_start(const struct num_rule *r) { return r->start; }
bool num_rule_uses(const struct num_rule *r, enum num_token t) { return r->uses[t]; }

static struct str word(const char *list, int n)
{
	struct str rest = str_c(list), one = { 0 };

	while (n-- >= 0)
		(void)str_cut(&rest, ' ', &one);
	return one;
}

struct str num_by_word(enum num_by v) { return word(NUM_BY_WORDS, (int)v); }
struct str num_when_word(enum num_when v) { return word(NUM_WHEN_WORDS, (int)v); }
struct str num_per_word(enum num_per v) { return word(NUM_PER_WORDS, (int)v); }
struct str num_reset_word(enum num_reset v) { return word(NUM_RESET_WORDS, (int)v); }
struct str num_late_word(enum num_late v) { return word(NUM_LATE_WORDS, (int)v); }

bool num_rule_for_form(const struct num_rule *r, struct str form)
{
	struct str rest = r->forms, one;

	while (str_cut(&rest, ' ', &one))
		if (one.n && str_eq(one, form))
			return true;
	return false;
}

bool num_rule_valid_on(const struct num_rule *r, struct day d)
{
	return (day_none(r->from) || day_cmp(d, r->from) >= 0) &&
	       (day_none(r->to) || day_cmp(d, r->to) <= 0);
}

static struct str printed(const struct num_rule *r, struct arena *a, const struct num_piece *p,
                          struct str v)
{
	int64_t n;

	if (p->tok == NUM_URUT && str_to_int(v, &n) && n >= 0)
		return arena_fmt(a, "%0*lld", p->width, (long long)n);
	if (p->tok == NUM_BULAN && num_month(v))
		return r->roman ? str_c(month_roman(num_month(v)))
		                : arena_fmt(a, "%02d", num_month(v));
	if (p->tok == NUM_TAHUN && p->width == 2 && v.n == 4)
		return str_from(v, 2);
	return v;
}

static bool group_full(const struct num_rule *r, int open, const struct num_parts *in)
{
	for (int i = open + 1; r->pieces[i].kind != NUM_CLOSE; i++)
		if (r->pieces[i].kind == NUM_TOK && !in->v[r->pieces[i].tok].n)
			return false;
	return true;
}

static bool same_parts(const struct num_parts *a, const struct num_parts *b)
{
	for (int t = 0; t < NUM_TOKENS; t++)
		if (!str_eq(a->v[t], b->v[t]))
			return false;
	return true;
}

/* The one value that the rule allows, which nobody has to say; {NULL,0}: there are more. */
static struct str only_value(const struct num_rule *r, enum num_token t)
{
	struct str v = r->values[t];

	for (size_t i = 0; i < v.n; i++)
		if (strchr(" #@", v.p[i]))
			return (struct str){ 0 };
	return v.n ? v : (struct str){ 0 };
}

static enum err put_pieces(const struct num_rule *r, struct arena *a, const struct num_parts *in,
                           struct buf *b, struct num_parts *want, struct fail *f)
{
	for (int i = 0; i < r->pieces_n; i++) {
		const struct num_piece *p = &r->pieces[i];

		if (p->kind == NUM_OPEN && !group_full(r, i, in)) {
			while (r->pieces[i].kind != NUM_CLOSE)
				i++;
		} else if (p->kind == NUM_LIT) {
			buf_add(b, p->lit);
		} else if (p->kind == NUM_TOK) {
			struct str v = in->v[p->tok];

			if (!v.n)
				v = only_value(r, p->tok);
			if (!v.n && p->tok != NUM_URUT)
				return FAIL(f, ERR_INVALID, "part-missing", num_token_name(p->tok),
				            "Bagian nomor \"%s\" belum diisi; aturan %.*s memerlukannya.",
				            num_token_name(p->tok), STR_ARG(r->name));
			want->v[p->tok] = v.n ? printed(r, a, p, v) : STR("");
			buf_add(b, want->v[p->tok]);
		}
	}
	return ERR_OK;
}

/* N4 holds because a number that would be read otherwise is never printed. */
static bool reads_back(const struct num_rule *r, struct arena *a, struct str s,
                       const struct num_parts *want)
{
	struct num_parts back;

	return num_rule_match(r, a, s, &back) && same_parts(want, &back);
}

bool num_print(const struct num_rule *r, struct arena *a, const struct num_parts *in,
               struct str *out)
{
	struct buf b = BUF_MAX(NUM_TEXT_MAX);
	struct num_parts want = { 0 };
	bool whole = !put_pieces(r, a, in, &b, &want, NULL) && !b.broken;

	*out = buf_keep(&b, a);
	return whole && reads_back(r, a, *out, &want);
}

/* The part that is at fault when the number would be read with another value in its place. */
static enum num_token at_fault(const struct num_rule *r, struct arena *a,
                               const struct num_parts *in)
{
	for (int t = 0; t < NUM_TOKENS; t++) {
		struct num_parts p = *in;
		struct str s;

		if (!r->uses[t] || !in->v[t].n)
			continue;
		p.v[t] = num_sample(r, a, (enum num_token)t, 0);
		if (num_print(r, a, &p, &s))
			return (enum num_token)t;
	}
	return NUM_TOKENS;
}

static enum err unread(const struct num_rule *r, struct arena *a, const struct num_parts *in,
                       struct str number, struct fail *f)
{
	enum num_token t = at_fault(r, a, in);

	if (t == NUM_TOKENS)
		return FAIL(f, ERR_INVALID, "part-invalid", "nomor",
		            "Nomor \"%.*s\" tidak terbaca kembali menurut aturan %.*s; periksa "
		            "isi bagian-bagiannya.",
		            STR_ARG(number), STR_ARG(r->name));
	return FAIL(f, ERR_INVALID, "part-invalid", num_token_name(t),
	            "Isi \"%.*s\" untuk bagian %s tidak cocok dengan aturan %.*s; contoh isinya: "
	            "%.*s.",
	            STR_ARG(str_head(in->v[t], 60)), num_token_name(t), STR_ARG(r->name),
	            STR_ARG(num_sample(r, a, t, 0)));
}

enum err num_rule_format(const struct num_rule *r, struct arena *a, const struct num_parts *in,
                         struct str *out, struct fail *f)
{
	struct buf b = BUF_MAX(NUM_TEXT_MAX);
	struct num_parts want = { 0 };
	enum err e;

	*out = STR("");
	if (r->by == NUM_BY_NOBODY)
		return FAIL(f, ERR_INVALID, "no-number", "nomor",
		            "Naskah menurut aturan %.*s tidak diberi nomor.", STR_ARG(r->name));
	if (num_print(r, a, in, out))
		return ERR_OK;
	e = put_pieces(r, a, in, &b, &want, f); /* names a part that is missing */
	buf_free(&b);
	return e ? e : unread(r, a, in, *out, f);
}

void num_parts_day(const struct num_rule *r, struct arena *a, struct day d, struct num_parts *p)
{
	if (r->uses[NUM_BULAN])
		p->v[NUM_BULAN] = arena_fmt(a, "%02d", d.month);
	if (r->uses[NUM_TAHUN])
		p->v[NUM_TAHUN] = arena_fmt(a, "%04d", d.year);
}
