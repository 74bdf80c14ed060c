#include "num_load.h"

/* Checks print and read sample numbers, since that is what must hold (N4): a rule is at
 * fault when no sample of a kind comes back as it was put in. */

#define TRIES       2
#define OPTIONS_MAX 6 /* groups [ ] of one pattern */
#define TEXTS_MAX   (1 << OPTIONS_MAX)

static const char *const SAMPLES[NUM_TOKENS][TRIES] = {
	[NUM_KEAMANAN] = { "B", "R" },      [NUM_KODE] = { "800", "000.1.2.3" },
	[NUM_URUT] = { "12", "1234567" },   [NUM_SISIPAN] = { ".01", "A" },
	[NUM_UNIT] = { "Umum", "409.106" }, [NUM_PD] = { "Dinsos", "Disdik" },
	[NUM_BIDANG] = { "PAS", "C" },      [NUM_JENIS] = { "SPT", "ND" },
	[NUM_BULAN] = { "5", "11" },        [NUM_TAHUN] = { "2026", "1998" },
	[NUM_INISIAL] = { "NR", "AB" },     [NUM_SEGMEN] = { "X-1", "PSB" },
};

/* The k-th of the shapes that the rule file lists, '#' and '@' filled in. */
static struct str of_list(struct arena *a, struct str list, int k)
{
	struct buf b = BUF_MAX(NUM_TEXT_MAX);
	struct str rest = list, one = { 0 };
	int n = 0;

	while (str_cut(&rest, ' ', &one))
		n++;
	rest = list;
	for (int i = 0; i <= k % n; i++)
		(void)str_cut(&rest, ' ', &one);
	for (size_t i = 0; i < one.n; i++)
		buf_byte(&b, one.p[i] == '#' ? '7' : one.p[i] == '@' ? 'K' : one.p[i]);
	return buf_keep(&b, a);
}

struct str num_sample(const struct num_rule *r, struct arena *a, enum num_token t, int k)
{
	if (r->values[t].n)
		return of_list(a, r->values[t], k);
	if (r->sample[t])
		return str_c(r->sample[t]);
	if (t == NUM_SISIPAN && r->late == NUM_LATE_SUFFIX)
		return num_rule_suffix(r, a, k + 1);
	for (int i = 0; t == NUM_KEAMANAN && i < NUM_SECRECIES; i++)
		if (r->secrecy[(i + k) % NUM_SECRECIES].n)
			return r->secrecy[(i + k) % NUM_SECRECIES];
	return str_c(SAMPLES[t][k % TRIES]);
}

static int options(const struct num_rule *r)
{
	int n = 0;

	for (int i = 0; i < r->pieces_n; i++)
		n += r->pieces[i].kind == NUM_OPEN;
	return n;
}

/* The group [ ] that the token stands in, from 0; -1: in none. */
static int option_of(const struct num_rule *r, enum num_token t)
{
	int n = -1;
	bool in = false;

	for (int i = 0; i < r->pieces_n; i++) {
		const struct num_piece *p = &r->pieces[i];

		n += p->kind == NUM_OPEN;
		in = p->kind == NUM_OPEN || (in && p->kind != NUM_CLOSE);
		if (p->kind == NUM_TOK && p->tok == t)
			return in ? n : -1;
	}
	return -1;
}

/* The n-th group as it is written. */
static struct str option_text(const struct num_rule *r, int n)
{
	struct str s = r->pattern;

	for (;; n--) {
		s = str_from(s, str_find(s, STR("[")));
		if (n <= 0)
			return str_head(s, str_find(s, STR("]")) + 1);
		s = str_from(s, 1);
	}
}

/* What stands in no group, and in the groups of the mask. */
static struct num_parts chosen(const struct num_rule *r, const struct num_parts *all, int mask)
{
	struct num_parts p = { 0 };

	for (int t = 0; t < NUM_TOKENS; t++) {
		int o = option_of(r, (enum num_token)t);

		if (r->uses[t] && (o < 0 || (mask & 1 << o)))
			p.v[t] = all->v[t];
	}
	return p;
}

static struct num_parts samples(const struct num_rule *r, struct arena *a, int k)
{
	struct num_parts p = { 0 };

	for (int t = 0; t < NUM_TOKENS; t++)
		if (r->uses[t])
			p.v[t] = num_sample(r, a, (enum num_token)t, k);
	return p;
}

/* true when some sample with these groups comes back; else *text is one that did not. */
static bool comes_back(const struct num_rule *r, struct arena *a, int mask, struct str *text,
                       struct num_parts *put)
{
	for (int k = TRIES - 1; k >= 0; k--) { /* the plainest is the one to show */
		struct num_parts all = samples(r, a, k);

		*put = chosen(r, &all, mask);
		if (num_print(r, a, put, text))
			return true;
	}
	return false;
}

/* A group that was read though it was not printed; -1: none. */
static int intruder(const struct num_rule *r, struct arena *a, int mask, struct str text)
{
	struct num_parts got;

	if (!num_rule_match(r, a, text, &got))
		return -1;
	for (int t = 0; t < NUM_TOKENS; t++) {
		int o = option_of(r, (enum num_token)t);

		if (got.v[t].n && o >= 0 && !(mask & 1 << o))
			return o;
	}
	return -1;
}

/* The first part that came back otherwise than it was put in. */
static enum num_token odd_part(const struct num_rule *r, struct arena *a, struct str text,
                               const struct num_parts *put, struct num_parts *got)
{
	if (num_rule_match(r, a, text, got))
		for (int t = NUM_TOKENS - 1; t >= 0; t--)
			if (t != NUM_SISIPAN && got->v[t].n != put->v[t].n)
				return (enum num_token)t;
	return NUM_TOKENS;
}

static void say_unread(const struct num_rule *r, struct arena *a, struct num_report *report,
                       int mask, struct str text, const struct num_parts *put)
{
	int sisipan = option_of(r, NUM_SISIPAN), other = intruder(r, a, mask, text), own = 0;
	struct num_parts got;
	enum num_token t = odd_part(r, a, text, put, &got);

	while (own < OPTIONS_MAX && !(mask & 1 << own))
		own++;
	if (sisipan >= 0 && (mask & 1 << sisipan) && t < NUM_TOKENS)
		num_say(report, r->line, "akhiran sisipan pada \"" STR_FMT "\" terbaca sebagai bagian "
		                         "lain: %s \"" STR_FMT "\"",
		        STR_ARG(text), num_token_name(t), STR_ARG(got.v[t]));
	else if (mask && other >= 0 && own < OPTIONS_MAX)
		num_say(report, r->line, "kelompok pilihan " STR_FMT " dan " STR_FMT
		                         " tidak dapat dibedakan: \"" STR_FMT "\" terbaca sebagai yang "
		                         "kedua",
		        STR_ARG(option_text(r, own)), STR_ARG(option_text(r, other)), STR_ARG(text));
	else
		num_say(report, r->line, "nomor contoh \"" STR_FMT "\" tidak terbaca kembali ke bagian "
		                         "yang sama; pisahkan tokennya dengan tanda yang tegas",
		        STR_ARG(text));
}

static void check_reading(const struct num_rule *r, struct arena *a, struct num_report *report)
{
	int n = options(r);

	if (n > OPTIONS_MAX) {
		num_say(report, r->line, "pola memuat lebih dari %d kelompok pilihan", OPTIONS_MAX);
		return;
	}
	for (int i = 0; i + 1 < r->pieces_n; i++)
		if (r->pieces[i].kind == NUM_OPEN && r->pieces[i + 1].kind != NUM_TOK &&
		    r->pieces[i + 2].kind == NUM_CLOSE) {
			num_say(report, r->line, "kelompok pilihan tanpa token tidak dapat dipilih");
			return;
		}
	for (int mask = 0; mask < 1 << n; mask++) {
		struct num_parts put;
		struct str text;

		if (comes_back(r, a, mask, &text, &put))
			continue;
		say_unread(r, a, report, mask, text, &put);
		return;
	}
}

/* ---- one rule's elements against each other ---- */

static bool always(const struct num_rule *r, enum num_token t)
{
	return r->uses[t] && option_of(r, t) < 0;
}

static void check_series(const struct num_rule *r, struct num_report *report)
{
	if (r->per == NUM_PER_UNIT && r->by != NUM_BY_UNIT)
		num_say(report, r->line, "nomor yang diberikan %s dihitung per=\"instansi\", bukan per "
		                         "unit",
		        r->by == NUM_BY_LEGAL ? "bagian hukum" : "sekretariat");
	else if (r->per == NUM_PER_UNIT && !always(r, NUM_UNIT) && !always(r, NUM_BIDANG) &&
	         !always(r, NUM_INISIAL))
		num_say(report, r->line, "deret tiap unit memakai nomor yang sama, tetapi unitnya tidak "
		                         "tercetak; cetak {unit}, {bidang} atau {inisial}, atau tulis "
		                         "per=\"instansi\"");
	if (r->reset == NUM_MONTHLY && !always(r, NUM_BULAN))
		num_say(report, r->line, "deret diulang tiap bulan, tetapi {bulan} tidak tercetak; dua "
		                         "bulan bernomor sama");
}

static void check_late(const struct num_rule *r, struct num_report *report)
{
	if (r->late == NUM_LATE_SUFFIX && !r->uses[NUM_SISIPAN])
		num_say(report, r->line, "cara \"sisipan\" memerlukan [{sisipan}] sesudah {urut}");
	else if (r->late == NUM_LATE_SUFFIX && option_of(r, NUM_SISIPAN) < 0)
		num_say(report, r->line, "{sisipan} harus di dalam kelompok pilihan [ ]; kebanyakan "
		                         "nomor tidak bersisipan");
	if (r->late == NUM_LATE_DAY_BLOCK && r->reset == NUM_NEVER)
		num_say(report, r->line, "jatah nomor per hari memerlukan ulang tahun atau bulan");
	if (r->late == NUM_LATE_DAY_BLOCK && r->start + 366LL * r->quota > 9999999)
		num_say(report, r->line, "jatah %d sehari melewati nomor 9999999 dalam setahun",
		        r->quota);
}

static void check_secrecy(const struct num_rule *r, struct num_report *report)
{
	if (!always(r, NUM_KEAMANAN))
		return;
	for (int i = 0; i < NUM_SECRECIES; i++)
		if (!r->secrecy[i].n) {
			num_say(report, r->line, "ada sifat tanpa kode keamanan; taruh {keamanan} di "
			                         "dalam kelompok pilihan [ ]");
			return;
		}
}

/* ---- the rules of one file ---- */

/* One part that both may print; {NULL,0}: they have none in common. */
static struct str common(const struct num_rule *x, const struct num_rule *y, struct arena *a,
                         enum num_token t, int k)
{
	struct str rest = x->values[t], one;

	if (t == NUM_URUT)
		return STR("1234567"); /* too long for any padding to tell apart */
	if (!x->uses[t] || !y->uses[t])
		return num_sample(x->uses[t] ? x : y, a, t, k);
	if (t == NUM_KEAMANAN) {
		for (int i = 0; i < NUM_SECRECIES; i++)
			for (int j = 0; j < NUM_SECRECIES; j++)
				if (x->secrecy[i].n && str_eq(x->secrecy[i], y->secrecy[j]))
					return x->secrecy[i];
		return (struct str){ 0 };
	}
	if (!x->values[t].n || !y->values[t].n)
		return num_sample(x->values[t].n || x->sample[t] ? x : y, a, t, k);
	while (str_cut(&rest, ' ', &one)) {
		struct str others = y->values[t], other;

		while (str_cut(&others, ' ', &other))
			if (one.n && str_eq(one, other))
				return of_list(a, one, 0);
	}
	return (struct str){ 0 };
}

/* All that a rule prints of these parts; returns how many. */
static int texts(const struct num_rule *r, struct arena *a, const struct num_parts *all,
                 struct str out[TEXTS_MAX])
{
	int n = 0;

	for (int mask = 0; mask < 1 << options(r); mask++) {
		struct num_parts p = chosen(r, all, mask);

		n += num_print(r, a, &p, &out[n]);
	}
	return n;
}

static bool print_the_same(const struct num_rule *x, const struct num_rule *y, struct arena *a,
                           struct str *which)
{
	struct str from_x[TEXTS_MAX], from_y[TEXTS_MAX];

	for (int k = 0; k < TRIES; k++) {
		struct num_parts p;

		for (int t = 0; t < NUM_TOKENS; t++)
			p.v[t] = common(x, y, a, (enum num_token)t, k);
		int n = texts(x, a, &p, from_x), m = texts(y, a, &p, from_y);

		for (int i = 0; i < n; i++)
			for (int j = 0; j < m; j++)
				if (str_eq_nocase(from_x[i], from_y[j])) {
					*which = from_x[i];
					return true;
				}
	}
	return false;
}

static bool count_alike(const struct num_rule *x, const struct num_rule *y)
{
	return x->by == y->by && x->per == y->per && x->reset == y->reset &&
	       x->start == y->start && x->late == y->late && x->quota == y->quota;
}

/* The letter's own title tells its number from that of another kind. */
static bool own_title(const struct num_rule *r)
{
	return r->per == NUM_PER_FORM;
}

static void check_pair(const struct num_rule *x, const struct num_rule *y, struct arena *a,
                       struct num_report *report)
{
	struct str rest = y->forms, form, which;
	bool one_series = str_eq(x->group, y->group);

	if (x->by == y->by)
		while (str_cut(&rest, ' ', &form))
			if (form.n && num_rule_for_form(x, form))
				num_say(report, y->line, "naskah \"" STR_FMT "\" sudah ada di kelompok "
				                         STR_FMT "; satu naskah satu kelompok",
				        STR_ARG(form), STR_ARG(x->name));
	if (x->by == NUM_BY_NOBODY || y->by == NUM_BY_NOBODY)
		return;
	if (one_series && !count_alike(x, y))
		num_say(report, y->line, "deret \"" STR_FMT "\" ditulis lain di kelompok " STR_FMT
		                         "; satu deret satu cara menghitung",
		        STR_ARG(y->group), STR_ARG(x->name));
	if (!one_series && !own_title(x) && !own_title(y) && print_the_same(x, y, a, &which))
		num_say(report, y->line, "deret \"" STR_FMT "\" dan \"" STR_FMT "\" memakai nomor yang "
		                         "sama dan tercetak sama: \"" STR_FMT "\"; cetak bagian yang "
		                         "membedakannya",
		        STR_ARG(x->group), STR_ARG(y->group), STR_ARG(which));
}

void num_groups_check(struct num_rule *const *list, size_t n, struct num_report *report)
{
	struct arena *a = arena_open();

	for (size_t i = 0; i < n; i++) {
		if (list[i]->by == NUM_BY_NOBODY)
			continue;
		check_series(list[i], report);
		check_late(list[i], report);
		check_secrecy(list[i], report);
		check_reading(list[i], a, report);
	}
	for (size_t i = 0; i < n && !report->n; i++)
		for (size_t k = i + 1; k < n; k++)
			check_pair(list[i], list[k], a, report);
	arena_close(a);
}
