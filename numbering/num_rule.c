#include "num_pattern.h"
#include "xml.h"
#include <stdio.h>
#include <stdlib.h>

#define MATCH_LIMIT 200000

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
bool num_rule_per_unit(const struct num_rule *r) { return r->per_unit; }
enum num_reset num_rule_reset(const struct num_rule *r) { return r->reset; }
int64_t num_rule_start(const struct num_rule *r) { return r->start; }
bool num_rule_uses(const struct num_rule *r, enum num_token t) { return r->uses[t]; }

bool num_rule_valid_on(const struct num_rule *r, struct day d)
{
	return (day_none(r->from) || day_cmp(d, r->from) >= 0) &&
	       (day_none(r->to) || day_cmp(d, r->to) <= 0);
}

/* ---- loading ---- */

static enum err load_tokens(struct num_rule *r, const struct xml_node *x, const char *name,
                            struct fail *f)
{
	const struct xml_node *k;

	for (size_t i = 0; (k = xml_each(x, "token", &i));) {
		enum num_token t;
		int64_t n = 1;
		struct str parts = xml_attr(k, "bagian");

		if (!num_token_find(xml_attr(k, "nama"), &t) || !r->uses[t])
			return FAIL(f, ERR_INVALID, "bad-token", "token",
			            "%s:%d: token ini tidak ada di dalam pola", name, k->line);
		if (parts.p && (!str_to_int(parts, &n) || n < 1 || n > 4))
			return FAIL(f, ERR_INVALID, "bad-token", "token",
			            "%s:%d: bagian harus 1 sampai 4", name, k->line);
		r->slashes[t] = (int)n;
		r->values[t] = arena_dup(r->a, str_trim(xml_attr(k, "nilai")));
	}
	return ERR_OK;
}

static enum err load_series(struct num_rule *r, const struct xml_node *x, const char *name,
                            struct fail *f)
{
	struct str reset = xml_attr(x, "ulang"), start = xml_attr(x, "mulai");

	r->reset = str_eqc(reset, "bulan") ? NUM_MONTHLY
	           : str_eqc(reset, "tidak-pernah") ? NUM_NEVER : NUM_YEARLY;
	r->per_unit = !str_eqc(xml_attr(x, "per"), "instansi");
	r->group = arena_dup(r->a, xml_attr(x, "kelompok"));
	r->start = 1;
	if (start.p && (!str_to_int(start, &r->start) || r->start < 0))
		return FAIL(f, ERR_INVALID, "bad-series", "deret",
		            "%s:%d: mulai harus bilangan 0 atau lebih", name, x->line);
	return ERR_OK;
}

static enum err load_dates(struct num_rule *r, const struct xml_node *x, const char *name,
                           struct fail *f)
{
	struct str from = x ? xml_attr(x, "dari") : (struct str){ 0 };
	struct str to = x ? xml_attr(x, "sampai") : (struct str){ 0 };

	if ((from.n && !day_parse(from, &r->from)) || (to.n && !day_parse(to, &r->to)))
		return FAIL(f, ERR_INVALID, "bad-date", "berlaku",
		            "%s:%d: tanggal berlaku bukan tanggal yang ada", name, x->line);
	return ERR_OK;
}

static enum err load_tree(struct num_rule *r, const struct xml_node *x, const char *name,
                          struct fail *f)
{
	const struct xml_node *pola = xml_kid(x, "pola"), *deret = xml_kid(x, "deret");
	const struct xml_node *sumber = xml_kid(x, "sumber");
	int64_t rank = 50;
	enum err e;

	if (!str_eqc(x->name, "aturan-nomor") || !pola || !deret || !sumber)
		return FAIL(f, ERR_INVALID, "bad-rule", NULL,
		            "%s:%d: bukan aturan nomor; unsur pola, deret dan sumber wajib ada",
		            name, x->line);
	r->name = arena_dup(r->a, xml_attr(x, "nama"));
	r->title = xml_kid_text(r->a, x, "judul");
	r->pattern = xml_text(r->a, pola);
	r->source = xml_text(r->a, sumber);
	r->assumed = str_eqc(xml_attr(sumber, "asumsi"), "ya");
	(void)str_to_int(xml_attr(x, "peringkat"), &rank);
	r->rank = (int)rank;
	if ((e = num_pattern_parse(r, name, pola->line, f)) || (e = load_tokens(r, x, name, f)) ||
	    (e = load_series(r, deret, name, f)) ||
	    (e = load_dates(r, xml_kid(x, "berlaku"), name, f)))
		return e;
	return num_pattern_compile(r, name, pola->line, f);
}

enum err num_rule_read(struct num_rule **out, struct str xml, const char *name,
                       const struct xml_schema *schema, struct fail *f)
{
	struct arena *a = arena_open();
	struct num_rule *r = ARENA_NEW(a, struct num_rule);
	const struct xml_node *root;
	enum err e;

	memset(r, 0, sizeof *r);
	r->a = a;
	r->xml = arena_dup(a, xml);
	r->sha = sha256_of(xml);
	*out = NULL;
	e = xml_read(a, xml, name, schema, &root, f);
	if (!e)
		e = load_tree(r, root, name, f);
	if (e)
		num_rule_free(r);
	else
		*out = r;
	return e;
}

enum err num_rule_load(struct num_rule **out, struct str xml, const char *name,
                       const char *schema_path, struct fail *f)
{
	struct xml_schema *schema = NULL;
	enum err e = schema_path ? xml_schema_load(&schema, schema_path, f) : ERR_OK;

	*out = NULL;
	if (!e)
		e = num_rule_read(out, xml, name, schema, f);
	xml_schema_free(schema);
	return e;
}

void num_rule_free(struct num_rule *r)
{
	if (!r)
		return;
	pcre2_code_free(r->code);
	arena_close(r->a);
}

/* ---- reading ---- */

/* Takes off what people and scanners put around a number; U+00A0 becomes a blank and
 * the long dashes a hyphen. */
static struct str tidy(struct arena *a, struct str in)
{
	char *p = arena_alloc(a, in.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		struct str rest = str_from(in, i);

		if (!(in.p[i] & 0x80)) {
			p[n++] = in.p[i];
		} else if (str_starts(rest, STR("\xc2\xa0"))) {
			p[n++] = ' ';
			i++;
		} else if (str_starts(rest, STR("\xe2\x80\x93")) ||
		           str_starts(rest, STR("\xe2\x80\x94"))) {
			p[n++] = '-';
			i += 2;
		} else if (str_starts(rest, STR("\xe2\x80\xa6"))) {
			p[n++] = '.'; /* an ellipsis stands for a blank to be filled in */
			i += 2;
		} else {
			p[n++] = in.p[i];
		}
	}
	struct str s = str_trim((struct str){ p, n });
	static const char *const HEADS[] = { "nomor", "no.", "no " };

	for (size_t h = 0; h < sizeof HEADS / sizeof *HEADS; h++)
		if (str_eq_nocase(str_head(s, strlen(HEADS[h])), str_c(HEADS[h]))) {
			s = str_trim(str_from(s, strlen(HEADS[h])));
			if (s.n && s.p[0] == ':')
				s = str_trim(str_from(s, 1));
			break;
		}
	while (s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ' '))
		s.n--;
	return s;
}

static struct str clean_part(const struct num_rule *r, struct arena *a, enum num_token t,
                             struct str raw)
{
	struct str s = arena_dup(a, str_trim(raw));
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	if (t == NUM_BULAN && r->roman && num_month(s))
		return str_c(month_roman(num_month(s)));
	if (t == NUM_URUT && (!s.n || s.p[0] < '0' || s.p[0] > '9'))
		return STR("");
	bool digits = t == NUM_URUT || t == NUM_TAHUN ||
	              (t == NUM_KODE && s.n && s.p[0] >= '0' && s.p[0] <= '9');

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (digits && (c == 'O' || c == 'o'))
			c = '0';
		else if (digits && (c == 'I' || c == 'l'))
			c = '1';
		/* A blank beside a separator was never printed by a rule. */
		bool edge = c == ' ' && (strchr("/-. ", s.p[i + 1 < s.n ? i + 1 : i]) ||
		                         (n && strchr("/-.", p[n - 1])));

		if (!edge)
			p[n++] = c;
	}
	return (struct str){ p, n };
}

static void take_parts(const struct num_rule *r, struct arena *a, struct str s,
                       pcre2_match_data *md, struct num_parts *out)
{
	PCRE2_SIZE *ov = pcre2_get_ovector_pointer(md);
	uint32_t pairs = pcre2_get_ovector_count(md);

	memset(out, 0, sizeof *out);
	for (int t = 0; t < NUM_TOKENS; t++) {
		if (!r->uses[t])
			continue;
		int k = pcre2_substring_number_from_name(r->code,
		                                         (PCRE2_SPTR)num_token_name((enum num_token)t));

		if (k <= 0 || (uint32_t)k >= pairs || ov[2 * k] == PCRE2_UNSET)
			continue;
		struct str raw = { s.p + ov[2 * k], ov[2 * k + 1] - ov[2 * k] };

		out->v[t] = clean_part(r, a, (enum num_token)t, raw);
	}
}

#define PAIRS 64 /* more than any rule has groups */

struct matcher { /* made once for all rules that are tried */
	pcre2_match_data    *md;
	pcre2_match_context *mc;
};

static struct matcher matcher_open(void)
{
	struct matcher m = { pcre2_match_data_create(PAIRS, NULL),
		             pcre2_match_context_create(NULL) };

	if (!m.md || !m.mc)
		abort();
	(void)pcre2_set_match_limit(m.mc, MATCH_LIMIT);
	return m;
}

static void matcher_close(struct matcher *m)
{
	pcre2_match_context_free(m->mc);
	pcre2_match_data_free(m->md);
}

/* s is tidy. */
static bool match(const struct matcher *m, const struct num_rule *r, struct arena *a,
                  struct str s, struct num_parts *out)
{
	if (!s.n || pcre2_match(r->code, (PCRE2_SPTR)s.p, s.n, 0, 0, m->md, m->mc) < 0)
		return false;
	take_parts(r, a, s, m->md, out);
	return true;
}

bool num_rule_match(const struct num_rule *r, struct arena *a, struct str in,
                    struct num_parts *out)
{
	if (in.n > NUM_TEXT_MAX || in.n == 0)
		return false;
	struct matcher m = matcher_open();
	bool yes = match(&m, r, a, tidy(a, in), out);

	matcher_close(&m);
	return yes;
}

/* ---- printing ---- */

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

enum err num_rule_format(const struct num_rule *r, struct arena *a, const struct num_parts *in,
                         struct str *out, struct fail *f)
{
	struct buf b = BUF_MAX(NUM_TEXT_MAX);
	struct num_parts want = { 0 }, back;
	enum err e = put_pieces(r, a, in, &b, &want, f);
	bool broken = b.broken;

	*out = buf_keep(&b, a);
	if (e)
		return e;
	/* N4 holds because a number that would be read otherwise is never printed. */
	if (broken || !num_rule_match(r, a, *out, &back) || !same_parts(&want, &back))
		return FAIL(f, ERR_INVALID, "part-invalid", "nomor",
		            "Nomor \"%.*s\" tidak terbaca kembali menurut aturan %.*s; periksa "
		            "isi bagian-bagiannya.",
		            STR_ARG(*out), STR_ARG(r->name));
	return ERR_OK;
}

void num_parts_day(const struct num_rule *r, struct arena *a, struct day d, struct num_parts *p)
{
	if (r->uses[NUM_BULAN])
		p->v[NUM_BULAN] = arena_fmt(a, "%02d", d.month);
	if (r->uses[NUM_TAHUN])
		p->v[NUM_TAHUN] = arena_fmt(a, "%04d", d.year);
}

static void put_normal(struct buf *b, enum num_token t, struct str v)
{
	if (t == NUM_BULAN && num_month(v)) {
		buf_fmt(b, "%02d", num_month(v));
		return;
	}
	while (t == NUM_URUT && v.n > 1 && v.p[0] == '0')
		v = str_from(v, 1);
	for (size_t i = 0; i < v.n; i++) {
		char c = v.p[i];

		if (c != ' ')
			buf_byte(b, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
}

struct str num_normal(const struct num_rule *r, struct arena *a, const struct num_parts *p)
{
	struct buf b = BUF_MAX(4 * NUM_TEXT_MAX);
	bool first = true;

	for (int i = 0; i < r->pieces_n; i++) {
		enum num_token t = r->pieces[i].tok;

		if (r->pieces[i].kind != NUM_TOK || !p->v[t].p)
			continue;
		if (!first)
			buf_byte(&b, '/');
		first = false;
		put_normal(&b, t, p->v[t]);
	}
	return buf_keep(&b, a);
}

size_t num_parse(const struct num_rules *s, struct arena *a, struct str in,
                 struct num_reading *out, size_t max)
{
	size_t n = 0;

	if (in.n > NUM_TEXT_MAX || in.n == 0)
		return 0;
	struct matcher m = matcher_open();
	struct str text = tidy(a, in);

	for (size_t i = 0; i < num_rules_count(s) && n < max; i++) {
		const struct num_rule *r = num_rules_at(s, i);
		struct num_parts p;

		if (match(&m, r, a, text, &p))
			out[n++] = (struct num_reading){ r, p, num_normal(r, a, &p) };
	}
	matcher_close(&m);
	return n;
}
