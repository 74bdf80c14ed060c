#include "num_pattern.h"

static const char *const NAMES[NUM_TOKENS] = {
	[NUM_KEAMANAN] = "keamanan", [NUM_KODE] = "kode",       [NUM_URUT] = "urut",
	[NUM_SISIPAN] = "sisipan",   [NUM_UNIT] = "unit",       [NUM_PD] = "pd",
	[NUM_BIDANG] = "bidang",     [NUM_JENIS] = "jenis",     [NUM_BULAN] = "bulan",
	[NUM_TAHUN] = "tahun",       [NUM_INISIAL] = "inisial", [NUM_SEGMEN] = "segmen",
};

#define WORD "[A-Za-z0-9](?:[A-Za-z0-9&+._ -]*[A-Za-z0-9&+])?"
#define D    "[0-9OoIl]"

static const char *const SHAPES[NUM_TOKENS] = {
	[NUM_KEAMANAN] = "SR|[RTBSX]",
	[NUM_KODE] = "[0-9]" D "{2,3}(?:\\." D "{1,3}){0,6}|[A-Z]{2,3}\\.? ?" D
	             "{2,4}(?:\\." D "{1,3}){0,3}",
	[NUM_URUT] = "[0-9]" D "{0,6}|[_.\\s]*",
	[NUM_SISIPAN] = "\\.?[A-Z](?![A-Za-z0-9])|\\.[0-9]{1,2}(?![A-Za-z0-9])",
	[NUM_UNIT] = WORD,
	[NUM_PD] = WORD,
	[NUM_BIDANG] = "[A-Za-z0-9]+",
	[NUM_JENIS] = "[A-Za-z]{1,8}",
	[NUM_BULAN] = "1[0-2]|0?[1-9]",
	[NUM_TAHUN] = "[12]" D "{3}",
	[NUM_INISIAL] = "[A-Za-z]{1,6}",
	[NUM_SEGMEN] = WORD,
};

#define ROMAN "X[I1l]{0,2}|[I1l][XV]|V[I1l]{0,3}|[I1l]{1,3}"

const char *num_token_name(enum num_token t)
{
	return NAMES[t];
}

bool num_token_find(struct str name, enum num_token *out)
{
	for (int t = 0; t < NUM_TOKENS; t++)
		if (str_eqc(name, NAMES[t])) {
			*out = (enum num_token)t;
			return true;
		}
	return false;
}

static int ones(const char *p, size_t n, size_t most) /* I, II, III: their count; -1 else */
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != 'I')
			return -1;
	return n <= most ? (int)n : -1;
}

static int roman(const char *p, size_t n)
{
	int i = p[0] == 'I' ? ones(p, n, 3) : ones(p + 1, n - 1, p[0] == 'X' ? 2 : 3);

	if (p[0] == 'I' && n == 2 && p[1] != 'I')
		return p[1] == 'V' ? 4 : p[1] == 'X' ? 9 : 0;
	if (i < 0)
		return 0;
	return p[0] == 'I' ? i : p[0] == 'V' ? 5 + i : p[0] == 'X' ? 10 + i : 0;
}

int num_month(struct str s)
{
	char up[5];
	int n = 0;

	if (s.n == 0 || s.n > 5)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		n = c >= '0' && c <= '9' && n >= 0 ? n * 10 + (c - '0') : -1;
		up[i] = c == '1' || c == 'l' || c == 'i' ? 'I' : c == 'v' ? 'V' : c == 'x' ? 'X' : c;
	}
	return n >= 1 && n <= 12 ? n : roman(up, s.n);
}

static enum err bad(struct fail *f, const char *name, int line, const char *what, struct str s)
{
	return FAIL(f, ERR_INVALID, "bad-pattern", "pola", "%s:%d: pola %s: %.*s", name, line,
	            what, (int)(s.n > 80 ? 80 : s.n), s.p ? s.p : "");
}

static const char *read_token(struct num_rule *r, struct str in, struct num_piece *p)
{
	struct str name, opt = in;
	int64_t n;
	bool has = str_find(in, STR(":")) < in.n;

	p->kind = NUM_TOK;
	(void)str_cut(&opt, ':', &name);
	if (!num_token_find(name, &p->tok))
		return "memakai token yang tidak dikenal";
	if (r->uses[p->tok])
		return "memakai token yang sama dua kali";
	r->uses[p->tok] = true;
	if (!has)
		return NULL;
	if (p->tok == NUM_BULAN && str_eqc(opt, "romawi")) {
		r->roman = true;
		return NULL;
	}
	if (p->tok == NUM_URUT && str_to_int(opt, &n) && n >= 1 && n <= 7) {
		p->width = (int)n;
		return NULL;
	}
	if (p->tok == NUM_TAHUN && str_eqc(opt, "2")) {
		p->width = 2;
		return NULL;
	}
	return p->tok == NUM_URUT ? "memberi lebar urut yang bukan 1 sampai 7"
	                          : "memberi keterangan token yang tidak dikenal";
}

enum err num_pattern_parse(struct num_rule *r, const char *name, int line, struct fail *f)
{
	struct str s = r->pattern;
	bool open = false;

	for (size_t i = 0; i < s.n;) {
		struct num_piece p = { 0 };
		size_t from = i;

		if (r->pieces_n == NUM_PIECES_MAX)
			return bad(f, name, line, "terlalu panjang", s);
		if (s.p[i] == '{') {
			struct str rest = str_from(s, i + 1);
			size_t end = str_find(rest, STR("}"));
			const char *why = end == rest.n ? "membuka { tanpa }"
			                  : read_token(r, str_head(rest, end), &p);

			if (why)
				return bad(f, name, line, why, str_from(s, i));
			i += end + 2;
		} else if (s.p[i] == '[' || s.p[i] == ']') {
			if (open == (s.p[i] == '['))
				return bad(f, name, line, "menaruh kurung siku yang tidak berpasangan",
				           str_from(s, i));
			open = !open;
			p.kind = open ? NUM_OPEN : NUM_CLOSE;
			i++;
		} else if (s.p[i] == '}') {
			return bad(f, name, line, "menutup } tanpa {", str_from(s, i));
		} else {
			while (i < s.n && !strchr("{}[]", s.p[i]))
				i++;
			p.lit = (struct str){ s.p + from, i - from };
		}
		r->pieces[r->pieces_n++] = p;
	}
	if (open)
		return bad(f, name, line, "membuka [ tanpa ]", s);
	if (!r->uses[NUM_URUT] && !r->uses[NUM_SEGMEN])
		return bad(f, name, line, "tidak memuat {urut} atau {segmen}", s);
	return ERR_OK;
}

static void put_char(struct buf *b, char c, bool loose)
{
	if (c == '/')
		buf_add(b, loose ? STR("\\s*[-/.]+\\s*") : STR("\\s*/+\\s*"));
	else if (c == ' ')
		BUF_ADD(b, "\\s*");
	else if (c == '-' || c == '.')
		buf_fmt(b, loose ? "\\s*[-/.]\\s*" : "\\s*\\%c\\s*", c);
	else
		buf_fmt(b, "\\x{%02x}", (unsigned)(unsigned char)c);
}

/* A shape of the rule file: '#' a run of digits, '@' a run of letters, else literal. */
static void put_values(struct buf *b, struct str list)
{
	struct str one;
	bool first = true;

	while (str_cut(&list, ' ', &one)) {
		if (!one.n)
			continue;
		if (!first)
			BUF_ADD(b, "|");
		first = false;
		for (size_t i = 0; i < one.n; i++)
			if (one.p[i] == '#')
				BUF_ADD(b, "[0-9]+");
			else if (one.p[i] == '@')
				BUF_ADD(b, "[A-Za-z]+");
			else
				put_char(b, one.p[i], false);
	}
}

static void put_token(struct buf *b, const struct num_rule *r, const struct num_piece *p)
{
	enum num_token t = p->tok;
	const char *shape = r->shape[t] ? r->shape[t] : SHAPES[t];

	BUF_ADD(b, "(");
	if (r->values[t].n)
		put_values(b, r->values[t]);
	else if (t == NUM_BULAN && r->roman)
		BUF_ADD(b, ROMAN);
	else if (t == NUM_TAHUN && p->width == 2)
		BUF_ADD(b, "[0-9]{2}");
	else if (r->slashes[t] > 1)
		buf_fmt(b, "%s(?:\\s*/\\s*(?:%s)){0,%d}", shape, shape, r->slashes[t] - 1);
	else
		buf_add(b, str_c(shape));
	BUF_ADD(b, ")");
}

/* "NOMOR " before a legal product's number: what stands before any number is taken off
 * before it is read. */
static size_t label_bytes(struct str lit)
{
	return str_eq_nocase(str_head(lit, 6), STR("NOMOR ")) ? 6 : 0;
}

enum err num_pattern_compile(struct num_rule *r, const char *name, int line, struct fail *f)
{
	struct buf b = BUF_MAX(32768);
	bool after_secrecy = false;
	int rc;
	PCRE2_SIZE at;

	/* What a hostile number may cost; in the pattern, so that no call can forget it. */
	BUF_ADD(&b, "(*LIMIT_MATCH=200000)(*LIMIT_HEAP=1024)\\A\\s*");
	for (int i = 0; i < r->pieces_n; i++) {
		const struct num_piece *p = &r->pieces[i];

		if (p->kind == NUM_OPEN)
			BUF_ADD(&b, "(?:");
		else if (p->kind == NUM_CLOSE)
			BUF_ADD(&b, ")?");
		else if (p->kind == NUM_TOK) {
			put_token(&b, r, p);
			r->group_token[++r->groups] = (unsigned char)p->tok;
		} else
			for (size_t k = i ? 0 : label_bytes(p->lit); k < p->lit.n; k++)
				put_char(&b, p->lit.p[k], after_secrecy && k == 0);
		after_secrecy = p->kind == NUM_TOK && p->tok == NUM_KEAMANAN;
	}
	BUF_ADD(&b, "\\s*\\z");
	r->code = pcre2_compile((PCRE2_SPTR)buf_str(&b).p, b.n,
	                        PCRE2_CASELESS | PCRE2_ANCHORED | PCRE2_NEVER_UTF, &rc, &at, NULL);
	buf_free(&b);
	if (!r->code)
		return bad(f, name, line, "tidak dapat disusun menjadi pengenal", r->pattern);
	num_sign_make(r);
	r->jit = pcre2_jit_compile(r->code, PCRE2_JIT_COMPLETE) == 0;
	return ERR_OK;
}

/* A literal letter says most, a free name may be anything. */
static int piece_weight(const struct num_rule *r, const struct num_piece *p)
{
	static const signed char FREE[NUM_TOKENS] = {
		[NUM_KEAMANAN] = 2, [NUM_KODE] = 1,    [NUM_URUT] = 1,    [NUM_JENIS] = 0,
		[NUM_BULAN] = 2,    [NUM_TAHUN] = 2,   [NUM_INISIAL] = 0, [NUM_UNIT] = -1,
		[NUM_PD] = -1,      [NUM_SEGMEN] = -1, [NUM_BIDANG] = 0,
	};
	int n = 0;

	if (p->kind == NUM_TOK)
		return r->values[p->tok].n ? 3 : FREE[p->tok] + (r->kind[p->tok] ? 2 : 0) -
		                                     (r->slashes[p->tok] > 1);
	for (size_t i = 0; p->kind == NUM_LIT && i < p->lit.n; i++)
		n += strchr("/-. ", p->lit.p[i]) ? 0 : 2;
	return n;
}

void num_pattern_weigh(struct num_rule *r)
{
	bool in = false;

	for (int i = 0; i < r->pieces_n; i++) {
		in = r->pieces[i].kind == NUM_OPEN || (in && r->pieces[i].kind != NUM_CLOSE);
		if (!in)
			r->narrow += piece_weight(r, &r->pieces[i]);
	}
}
