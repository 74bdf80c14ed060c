#include "num_load.h"
#include <stdio.h>

void num_say(struct num_report *p, int line, const char *fmt, ...)
{
	char what[280], text[320];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	(void)snprintf(text, sizeof text, "%s:%d: %s", p->name, line, what);
	if (p->n++ == 0)
		(void)FAIL(p->f, ERR_INVALID, "bad-rule", NULL, "%s", text);
	if (p->say)
		p->say(p->ctx, text);
}

/* A fault that already names its line. */
static void say_fail(struct num_report *p, const struct fail *f)
{
	if (p->n++ == 0 && p->f)
		*p->f = *f;
	if (p->say)
		p->say(p->ctx, f->text);
}

/* A group may say what else the whole file says for all its groups. */
struct place {
	const struct xml_node *root, *group; /* the same in a file without groups */
	struct num_report     *report;
};

static struct str either_attr(const struct place *p, const char *name)
{
	struct str s = xml_attr(p->group, name);

	return s.p ? s : xml_attr(p->root, name);
}

static const struct xml_node *either_kid(const struct place *p, const char *name)
{
	const struct xml_node *k = xml_kid(p->group, name);

	return k ? k : xml_kid(p->root, name);
}

/* The place of the word in the list "a b c"; 0, the usual one, when it is not said. */
static int word(const struct place *p, int line, const char *attr, struct str w,
                const char *list)
{
	struct str rest = str_c(list), one;

	for (int i = 0; w.n && str_cut(&rest, ' ', &one); i++)
		if (str_eq(w, one))
			return i;
	if (w.p)
		num_say(p->report, line, "%s \"%.*s\" tidak dikenal; pilih salah satu: %s", attr,
		        STR_ARG(str_head(w, 40)), list);
	return 0;
}

static int64_t number(const struct place *p, const struct xml_node *x, const char *attr,
                      int64_t usual, int64_t min, int64_t max)
{
	struct str s = xml_attr(x, attr);
	int64_t n = usual;

	if (s.p && (!str_to_int(s, &n) || n < min || n > max)) {
		num_say(p->report, x->line, "%s \"%.*s\" harus bilangan %lld sampai %lld", attr,
		        STR_ARG(str_head(s, 40)), (long long)min, (long long)max);
		return usual;
	}
	return n;
}

/* Narrower recognisers that a token may ask for by `macam`. */
static const struct {
	const char *word, *shape, *sample;
	bool        code;
} KINDS[] = {
	{ "tiga-angka", "[0-9][0-9OoIl]{2}(?:\\.[0-9OoIl]{1,3}){0,3}", "188.45", true },
	{ "permendagri-83", "[0-9][0Oo]{2}(?:\\.[0-9OoIl]{1,2}){1,6}", "000.1.2.3", true },
	{ "huruf-angka", "[A-Z]{2,3}\\.? ?[0-9OoIl]{2,4}(?:\\.[0-9OoIl]{1,3}){0,3}", "KU.03.04", true },
	{ "angka", "[0-9]+(?:[.-][0-9]+)*", "436.7", false },
	{ "huruf", "[A-Za-z](?:[A-Za-z &]*[A-Za-z])?", "Umum", false },
	{ "bertingkat", "[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)+", "D-IV", false },
};

static void load_kind(struct num_rule *r, const struct place *p, const struct xml_node *k,
                      enum num_token t)
{
	struct str w = xml_attr(k, "macam");
	bool code = t == NUM_KODE;

	if (!w.p)
		return;
	for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
		if (KINDS[i].code == code && str_eqc(w, KINDS[i].word)) {
			r->shape[t] = KINDS[i].shape;
			r->kind[t] = KINDS[i].word;
			r->sample[t] = KINDS[i].sample;
		}
	if (r->shape[t] && r->values[t].n)
		num_say(p->report, k->line, "token %s memakai nilai dan macam sekaligus; pilih satu",
		        num_token_name(t));
	if (!r->shape[t])
		num_say(p->report, k->line, "macam \"%.*s\" tidak dikenal untuk token %s; pilih %s",
		        STR_ARG(str_head(w, 40)), num_token_name(t),
		        code ? "tiga-angka, permendagri-83 atau huruf-angka"
		             : "angka, huruf atau bertingkat");
}

static void load_tokens(struct num_rule *r, const struct place *p)
{
	const struct xml_node *k;

	for (size_t i = 0; (k = xml_each(p->group, "token", &i));) {
		enum num_token t;
		struct str name = xml_attr(k, "nama");

		if (!num_token_find(name, &t) || !r->uses[t]) {
			num_say(p->report, k->line, "token \"%.*s\" tidak ada di dalam pola",
			        STR_ARG(str_head(name, 40)));
			continue;
		}
		r->slashes[t] = (int)number(p, k, "bagian", 1, 1, 4);
		r->values[t] = arena_dup(r->a, str_trim(xml_attr(k, "nilai")));
		load_kind(r, p, k, t);
	}
}

static void load_series(struct num_rule *r, const struct place *p)
{
	const struct xml_node *x = xml_kid(p->group, "deret");
	struct str group;

	if (!x) {
		num_say(p->report, p->group->line,
		        "unsur deret tidak ada; tulis siapa yang menghitung dan kapan diulang");
		return;
	}
	group = xml_attr(x, "kelompok");
	r->per = (enum num_per)word(p, x->line, "per", xml_attr(x, "per"), NUM_PER_WORDS);
	r->reset = (enum num_reset)word(p, x->line, "ulang", xml_attr(x, "ulang"),
	                                NUM_RESET_WORDS);
	r->start = number(p, x, "mulai", 1, 0, 9999999);
	r->group = arena_dup(r->a, group.n ? group : xml_attr(p->group, "nama"));
}

static const char *const LEVELS[NUM_SECRECIES] = { "biasa", "terbatas", "rahasia",
	                                           "sangat-rahasia" };

static bool code_ok(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c == '.' && i) && !(c >= '0' && c <= '9') && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
			return false;
	}
	return s.n <= 8;
}

/* The codes as alternatives; a dot at the end of one may be lost, as it is at the end of
 * a number. */
static bool secrecy_shape(const struct num_rule *r, struct buf *b)
{
	for (int i = 0; i < NUM_SECRECIES; i++) {
		struct str s = r->secrecy[i];

		if (!s.n)
			continue;
		buf_fmt(b, "%s\\Q" STR_FMT "\\E", b->n ? "|" : "", STR_ARG(s));
		if (s.p[s.n - 1] == '.')
			BUF_ADD(b, "?");
	}
	return b->n > 0;
}

static void load_secrecy(struct num_rule *r, const struct place *p)
{
	static const char *const USUAL[NUM_SECRECIES] = { "B", "T", "R", "SR" };
	const struct xml_node *x = either_kid(p, "keamanan");
	struct str rest = x ? xml_attr(x, "salinan") : (struct str){ 0 }, one;
	struct buf shape = BUF_MAX(1024);

	for (int i = 0; i < NUM_SECRECIES; i++) {
		struct str v = x ? xml_attr(x, LEVELS[i]) : str_c(USUAL[i]);

		r->secrecy[i] = arena_dup(r->a, v.p ? str_trim(v) : STR(""));
		if (x && !code_ok(r->secrecy[i]))
			num_say(p->report, x->line, "kode keamanan \"%.*s\" harus satu sampai delapan "
			                            "huruf, angka atau titik",
			        STR_ARG(str_head(v, 40)));
	}
	while (str_cut(&rest, ' ', &one)) {
		int i = word(p, x->line, "salinan", one, "biasa terbatas rahasia sangat-rahasia");

		r->copies[i] |= one.n > 0;
	}
	if (x && r->uses[NUM_KEAMANAN] && secrecy_shape(r, &shape))
		r->shape[NUM_KEAMANAN] = arena_dup(r->a, buf_str(&shape)).p;
	buf_free(&shape);
}

static void load_late(struct num_rule *r, const struct place *p)
{
	const struct xml_node *x = either_kid(p, "terlambat");
	struct str style = x ? xml_attr(x, "akhiran") : (struct str){ 0 };

	if (!x)
		return;
	r->late = (enum num_late)word(p, x->line, "cara", xml_attr(x, "cara"),
	                              NUM_LATE_WORDS);
	r->suffix = num_suffix_find(style.p ? style : STR(".01"));
	if (r->late == NUM_LATE_SUFFIX && r->suffix < 0)
		num_say(p->report, x->line, "akhiran \"%.*s\" tidak dikenal; pilih salah satu: %s",
		        STR_ARG(str_head(style, 40)), num_suffix_words());
	if (r->late != NUM_LATE_SUFFIX && style.p)
		num_say(p->report, x->line, "akhiran hanya untuk cara \"sisipan\"");
	if (r->late == NUM_LATE_DAY_BLOCK)
		r->quota = (int)number(p, x, "jatah", 0, 1, 20000);
	if (r->late == NUM_LATE_DAY_BLOCK && !xml_attr(x, "jatah").p)
		num_say(p->report, x->line, "cara \"jatah-hari\" memerlukan jatah, banyaknya nomor "
		                            "sehari");
	if (r->late != NUM_LATE_DAY_BLOCK && xml_attr(x, "jatah").p)
		num_say(p->report, x->line, "jatah hanya untuk cara \"jatah-hari\"");
	if (r->late == NUM_LATE_SUFFIX && r->suffix >= 0 && r->uses[NUM_SISIPAN] &&
	    !r->values[NUM_SISIPAN].n)
		r->shape[NUM_SISIPAN] = num_suffix_shape(r->suffix);
}

static void load_dates(struct num_rule *r, const struct place *p)
{
	const struct xml_node *x = either_kid(p, "berlaku");
	struct str from = x ? xml_attr(x, "dari") : (struct str){ 0 };
	struct str to = x ? xml_attr(x, "sampai") : (struct str){ 0 };

	if ((from.n && !day_parse(from, &r->from)) || (to.n && !day_parse(to, &r->to)))
		num_say(p->report, x->line, "tanggal berlaku bukan tanggal yang ada; tulis 2026-01-31");
	else if (!day_none(r->from) && !day_none(r->to) && day_cmp(r->from, r->to) > 0)
		num_say(p->report, x->line, "berlaku dari %.*s sesudah sampai %.*s; tukar tanggalnya",
		        STR_ARG(from), STR_ARG(to));
}

static void load_source(struct num_rule *r, const struct place *p)
{
	const struct xml_node *x = either_kid(p, "sumber");

	if (x) {
		r->source = xml_text(r->a, x);
		r->regulation = arena_dup(r->a, str_or_empty(xml_attr(x, "peraturan")));
		r->article = arena_dup(r->a, str_or_empty(xml_attr(x, "pasal")));
		r->assumed = word(p, x->line, "asumsi", xml_attr(x, "asumsi"), "tidak ya") == 1;
	}
	if (!r->source.n && !r->regulation.n)
		num_say(p->report, x ? x->line : p->group->line,
		        "sumber aturan tidak disebut; tulis peraturan dan pasalnya, atau asumsi=\"ya\" "
		        "dengan alasannya");
	else if (r->article.n && !r->regulation.n)
		num_say(p->report, x->line, "pasal disebut tanpa peraturan");
}

static void load_name(struct num_rule *r, const struct place *p)
{
	struct str root = xml_attr(p->root, "nama"), group = xml_attr(p->group, "nama");
	struct str title = xml_kid_text(r->a, p->group, "judul");

	r->name = p->root == p->group ? arena_dup(r->a, root)
	                              : arena_fmt(r->a, STR_FMT "-" STR_FMT, STR_ARG(root),
	                                          STR_ARG(group));
	r->title = title.n ? title : xml_kid_text(r->a, p->root, "judul");
	r->forms = arena_dup(r->a, str_or_empty(str_trim(xml_attr(p->group, "naskah"))));
	r->rank = (int)number(p, p->root, "peringkat", 50, 0, 999);
	r->by = (enum num_by)word(p, p->group->line, "oleh", either_attr(p, "oleh"),
	                          NUM_BY_WORDS);
	r->when = (enum num_when)word(p, p->group->line, "saat", either_attr(p, "saat"),
	                              NUM_WHEN_WORDS);
	if (!root.n || (p->root != p->group && !group.n))
		num_say(p->report, p->group->line, "nama aturan atau kelompok belum diisi");
	if (!r->title.n)
		num_say(p->report, p->group->line, "judul aturan belum diisi");
}

static void load_pattern(struct num_rule *r, const struct place *p)
{
	const struct xml_node *pola = xml_kid(p->group, "pola");
	struct fail f;

	r->line = pola ? pola->line : p->group->line;
	if (r->by == NUM_BY_NOBODY && pola)
		num_say(p->report, r->line, "naskah yang tidak dinomori tidak boleh mempunyai pola");
	if (r->by == NUM_BY_NOBODY)
		return;
	if (!pola) {
		num_say(p->report, r->line, "unsur pola tidak ada; tulis pola nomornya, atau "
		                            "oleh=\"tidak-dinomori\"");
		return;
	}
	r->pattern = xml_text(r->a, pola);
	if (num_pattern_parse(r, p->report->name, r->line, &f)) {
		say_fail(p->report, &f);
		r->pieces_n = 0;
		return;
	}
	load_tokens(r, p);
	load_series(r, p);
	load_secrecy(r, p);
	load_late(r, p);
	if (num_pattern_compile(r, p->report->name, r->line, &f))
		say_fail(p->report, &f);
	num_pattern_weigh(r);
}

void num_rule_free(struct num_rule *r)
{
	if (!r)
		return;
	pcre2_code_free(r->code);
	arena_close(r->a);
}

static struct num_rule *load_group(const struct place *p, struct str xml, struct sha256 sha)
{
	struct arena *a = arena_open();
	struct num_rule *r = ARENA_NEW(a, struct num_rule);

	memset(r, 0, sizeof *r);
	r->a = a;
	r->xml = arena_dup(a, xml);
	r->sha = sha;
	r->pattern = r->group = STR(""); /* of letters that bear no number */
	load_name(r, p);
	load_pattern(r, p);
	load_dates(r, p);
	load_source(r, p);
	return r;
}

static void load_root(const struct xml_node *root, struct str xml, struct num_report *report,
                      struct num_rule **out, size_t max, size_t *n)
{
	struct place p = { root, root, report };
	struct sha256 sha = sha256_of(xml);
	const struct xml_node *k;

	if (!xml_kid(root, "kelompok"))
		out[(*n)++] = load_group(&p, xml, sha);
	for (size_t i = 0; (k = xml_each(root, "kelompok", &i));) {
		if (*n == max) {
			num_say(report, k->line, "lebih dari %zu kelompok dalam satu berkas", max);
			return;
		}
		p.group = k;
		out[(*n)++] = load_group(&p, xml, sha);
	}
}

enum err num_groups_load(struct str xml, const struct xml_schema *schema,
                         struct num_report *report, struct num_rule **out, size_t max,
                         size_t *n)
{
	struct arena *a = arena_open();
	const struct xml_node *root;
	struct fail f;
	enum err e = xml_read(a, xml, report->name, NULL, &root, &f);

	*n = 0;
	if (!e && !str_eqc(root->name, "aturan-nomor"))
		num_say(report, root->line, "bukan aturan nomor; unsur utamanya harus aturan-nomor");
	else if (!e)
		load_root(root, xml, report, out, max, n);
	/* The schema comes last: its own words are the library's, not ours. */
	if (!e && !report->n)
		e = xml_read(a, xml, report->name, schema, &root, &f);
	if (e)
		say_fail(report, &f);
	arena_close(a);
	return report->n ? ERR_INVALID : ERR_OK;
}
