/* svc_rules_try.c - a rule text as it would be: faults, examples, what does not fit. */
#include <stdlib.h>
#include "num_edit.h"
#include "svc_outgoing_serial.h"
#include "svc_rules_inside.h"

#define SAMPLE_CODE   "800.1.11.1"
#define SAMPLE_SERIAL 17
#define LARGE_SERIAL  12345

struct trying {
	struct svc *s;
	struct arena *a;
	const struct num_rule *rule; /* that is asked for */
	struct num_rule *all[NUM_GROUPS_MAX];
	size_t all_n;
	struct svc_rule_try *out;
	struct day today;
};

/* The loader says "aturan:LINE: sentence". */
static void take_fault(void *ctx, const char *sentence)
{
	struct trying *t = ctx;
	struct str text = arena_dup(t->a, str_c(sentence)), name, line;
	struct svc_rule_fault *o = &t->out->fault[t->out->fault_n];
	int64_t n = 0;

	if (t->out->fault_n == SVC_RULE_SAID)
		return;
	t->out->fault_n++;
	*o = (struct svc_rule_fault){text, 0};
	if (str_starts(text, STR(RULE_TEXT ":")) && str_cut(&text, ':', &name) &&
	    str_cut(&text, ':', &line) && str_to_int(line, &n))
		*o = (struct svc_rule_fault){str_trim(text), (int)n};
}

static void say(struct svc_rule_said *list, size_t *n, struct str label, struct str text,
		bool fault)
{
	if (*n < SVC_RULE_SAID)
		list[(*n)++] = (struct svc_rule_said){label, text, fault};
}

bool rule_prints(const struct svc *s, struct arena *a, const struct num_rule *r,
		 const struct out_numbered *n, struct str *out)
{
	struct num_parts p = out_number_parts(s, a, r, n);
	struct fail f;
	bool bad = num_rule_format(r, a, &p, out, &f) != ERR_OK;

	if (bad)
		*out = arena_dup(a, str_c(f.text));
	return !bad;
}

struct out_numbered rule_sample(const struct svc *s, const struct office_series *series,
				struct day day)
{
	const struct office *o = s->office;

	return (struct out_numbered){
		.unit = series ? office_unit(o, series->unit) : &o->units[0],
		.secrecy = STR("biasa"),
		.class_code = STR(SAMPLE_CODE),
		.day = day,
		.serial = SAMPLE_SERIAL};
}

static void example(struct trying *t, struct str label, const struct out_numbered *n,
		    bool used)
{
	struct svc_rule_try *o = t->out;
	struct str text;
	bool fine = rule_prints(t->s, t->a, t->rule, n, &text);

	say(o->example, &o->example_n, label, text, !fine);
	if (!fine && used)
		say(o->warning, &o->warning_n, label,
		    arena_fmt(t->a, "Surat deret ini tidak dapat diberi nomor: " STR_FMT,
			      STR_ARG(text)),
		    true);
}

/* What the edges of a series print: secret, the first of next year, a large one. */
static void edges(struct trying *t, const struct office_series *series)
{
	struct out_numbered n = rule_sample(t->s, series, t->today);

	if (num_rule_uses(t->rule, NUM_KEAMANAN)) {
		n.secrecy = STR("rahasia");
		example(t, STR("Surat rahasia"), &n, false);
		n.secrecy = STR("biasa");
	}
	n.serial = LARGE_SERIAL;
	example(t, STR("Nomor urut besar"), &n, false);
	n.day = (struct day){t->today.year + 1, 1, 2};
	n.serial = num_rule_reset(t->rule) == NUM_NEVER ? LARGE_SERIAL + 1
							: (int)num_rule_start(t->rule);
	example(t, arena_fmt(t->a, "Pertama di %d", n.day.year), &n, false);
}

static const struct num_rule *of_file(const struct trying *t, struct str name)
{
	for (size_t i = 0; i < t->all_n; i++)
		if (str_eq(num_rule_name(t->all[i]), name))
			return t->all[i];
	return NULL;
}

/* Of a file with groups each series is printed by its own. */
static void examples(struct trying *t)
{
	const struct office *o = t->s->office;
	const struct office_series *first = NULL;
	const struct num_rule *asked = t->rule;

	for (size_t i = 0; i < o->series_n; i++) {
		struct out_numbered n = rule_sample(t->s, &o->series[i], t->today);
		const struct num_rule *own = of_file(t, o->series[i].rule);

		if (!own || num_rule_by(own) == NUM_BY_NOBODY)
			continue;
		t->rule = own;
		example(t, o->series[i].name, &n, true);
		first = first ? first : &o->series[i];
	}
	t->rule = asked;
	if (!first) {
		struct out_numbered n = rule_sample(t->s, NULL, t->today);

		example(t, STR("Contoh"), &n, false);
	}
	edges(t, first);
}

static void warn(struct trying *t, const char *label, bool fault, struct str text)
{
	say(t->out->warning, &t->out->warning_n, str_c(label), text, fault);
}

/* A series begins anew in another way only where the old way begins anew too. */
static void warn_reset(struct trying *t, const struct num_rule *r)
{
	struct day from = num_rule_from(r);
	struct day on = day_none(from) ? t->today : from;
	const struct num_rule *now = num_rules_on(t->s->rules, num_rule_name(r),
						  day_from_number(day_number(on) - 1));

	if (!now)
		now = num_rules_on(t->s->rules, num_rule_name(r), on);
	if (num_rule_reset(r) == NUM_MONTHLY && !num_rule_uses(r, NUM_BULAN))
		warn(t, "ulang", true,
		     STR("Nomor urut mulai lagi tiap bulan, tetapi pola tidak memuat {bulan}; "
			 "dua surat akan bernomor sama."));
	if (num_rule_reset(r) != NUM_NEVER && !num_rule_uses(r, NUM_TAHUN))
		warn(t, "ulang", false,
		     STR("Pola tidak memuat {tahun}: nomor yang sama terulang tiap tahun."));
	if (now && rule_series(t->s, t->a, num_rule_name(r)).n &&
	    num_rule_reset(now) != num_rule_reset(r) && !(from.month == 1 && from.mday == 1))
		warn(t, "ulang", true,
		     STR("Cara nomor urut mulai lagi berubah; perubahan itu hanya berlaku "
			 "dari tanggal 1 Januari, supaya tidak ada nomor yang terulang."));
}

/* What the same serial of that series prints, from the day of this text on. */
static bool prints_then(struct trying *t, const struct office_series *series, bool *here,
			struct str *out)
{
	struct day from = num_rule_from(t->all[0]);
	struct out_numbered n =
		rule_sample(t->s, series, day_none(from) ? t->today : from);
	const struct num_rule *r = of_file(t, series->rule);

	*here = r != NULL;
	if (!r)
		r = num_rules_on(t->s->rules, series->rule, n.day);
	return r && num_rule_by(r) != NUM_BY_NOBODY && rule_prints(t->s, t->a, r, &n, out);
}

/* Each series counts for itself, whatever its rule says of per. */
static void warn_alike(struct trying *t)
{
	const struct office *o = t->s->office;

	for (size_t i = 0; i < o->series_n; i++)
		for (size_t k = 0; k < i; k++) {
			bool one, other;
			struct str x, y;

			if (prints_then(t, &o->series[i], &one, &x) &&
			    prints_then(t, &o->series[k], &other, &y) && (one || other) &&
			    str_eq_nocase(x, y))
				warn(t, "deret", true,
				     arena_fmt(t->a,
					       "Deret \"" STR_FMT "\" dan \"" STR_FMT
					       "\" dihitung sendiri-sendiri tetapi tercetak sama, " STR_FMT
					       "; cetak bagian yang membedakannya, misalnya {unit}.",
					       STR_ARG(o->series[k].name),
					       STR_ARG(o->series[i].name), STR_ARG(x)));
		}
}

static void warnings(struct trying *t)
{
	bool used = false;

	for (size_t i = 0; i < t->all_n; i++) {
		const struct num_rule *r = t->all[i];

		if (num_rule_by(r) != NUM_BY_NOBODY)
			warn_reset(t, r);
		used = used || num_rule_by(r) == NUM_BY_NOBODY ||
		       rule_series(t->s, t->a, num_rule_name(r)).n;
	}
	warn_alike(t);
	if (!used)
		warn(t, "deret", false,
		     STR("Belum ada deret yang memakai aturan ini; sebut namanya pada deret "
			 "di berkas kantor."));
}

static const char *token_label(enum num_token t)
{
	static const char *const LABEL[NUM_TOKENS] = {
		[NUM_KEAMANAN] = "Kode keamanan", [NUM_KODE] = "Kode klasifikasi",
		[NUM_URUT] = "Nomor urut",	  [NUM_SISIPAN] = "Sisipan",
		[NUM_UNIT] = "Unit",		  [NUM_PD] = "Perangkat daerah",
		[NUM_BIDANG] = "Bidang",	  [NUM_JENIS] = "Jenis naskah",
		[NUM_BULAN] = "Bulan",		  [NUM_TAHUN] = "Tahun",
		[NUM_INISIAL] = "Inisial",	  [NUM_SEGMEN] = "Segmen",
	};

	return LABEL[t];
}

static void read_number(struct trying *t, struct str number)
{
	struct svc_rule_try *o = t->out;
	struct num_parts p;

	o->read = num_rule_match(t->rule, t->a, number, &p);
	if (!o->read)
		return;
	for (int k = 0; k < NUM_TOKENS; k++)
		if (p.v[k].p)
			say(o->part, &o->part_n, str_c(token_label((enum num_token)k)),
			    p.v[k].n ? p.v[k] : STR("(kosong)"), false);
	say(o->part, &o->part_n, STR("Untuk dicari"), num_normal(t->rule, t->a, &p), false);
}

/* Finds every fault of the text; the rule that was asked for, or its first. */
static bool load(struct trying *t, struct str xml, struct str rule)
{
	struct str rng = arena_fmt(t->a, "%s/numbering/schema/aturan-nomor.rng", t->s->share);
	struct fail f;

	if (num_rules_check(xml, RULE_TEXT, arena_cstr(t->a, rng), take_fault, t, &f)) {
		if (!t->out->fault_n)
			take_fault(t, f.text);
		return false;
	}
	if (num_rule_load_all(t->all, NUM_GROUPS_MAX, &t->all_n, xml, RULE_TEXT, &f) || !t->all_n)
		return false;
	t->rule = of_file(t, rule);
	if (!t->rule)
		t->rule = t->all[0];
	return true;
}

enum err svc_rule_try(struct svc *s, const struct actor *me, struct arena *a, struct str xml,
		      struct str rule, struct str number, struct svc_rule_try *out,
		      struct fail *f)
{
	struct trying t = {.s = s, .a = a, .out = out, .today = day_at(clock_ms(s->clock), s->zone)};
	struct fail why;
	enum err e = rules_may_look(me, f);

	*out = (struct svc_rule_try){0};
	if (e)
		return e;
	if (svc_rule_fields(a, xml, rule, &out->fields, &why)) {
		take_fault(&t, why.text);
		return ERR_OK;
	}
	out->loads = load(&t, xml, rule);
	if (!out->loads)
		return ERR_OK;
	if (num_rule_by(t.rule) != NUM_BY_NOBODY)
		examples(&t);
	warnings(&t);
	if (number.n)
		read_number(&t, number);
	for (size_t i = 0; i < t.all_n; i++)
		num_rule_free(t.all[i]);
	return ERR_OK;
}
