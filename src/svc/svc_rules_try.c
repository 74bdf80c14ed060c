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
	const struct num_rule *rule;
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

/* Of a file with groups each series is printed by its own. */
static bool example_of(struct trying *t, struct str xml, const struct office_series *series)
{
	struct out_numbered n = rule_sample(t->s, series, t->today);
	const struct num_rule *asked = t->rule;
	struct num_rule *own;
	struct fail none;

	if (num_rule_load(&own, xml, series->rule, RULE_TEXT, &none))
		return false;
	t->rule = own;
	example(t, series->name, &n, true);
	t->rule = asked;
	num_rule_free(own);
	return true;
}

static void examples(struct trying *t, struct str xml)
{
	const struct office *o = t->s->office;
	const struct office_series *first = NULL;

	for (size_t i = 0; i < o->series_n; i++)
		if (example_of(t, xml, &o->series[i]) && !first)
			first = &o->series[i];
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
static void warn_reset(struct trying *t)
{
	const struct num_rule *r = t->rule,
			      *now = num_rules_on(t->s->rules, num_rule_name(r), t->today);
	struct day from = num_rule_from(r);

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

static void warnings(struct trying *t)
{
	const struct num_rule *r = t->rule;
	struct day from = num_rule_from(r), to = num_rule_to(r);

	warn_reset(t);
	if (!day_none(to) && !day_none(from) && day_cmp(to, from) < 0)
		warn(t, "berlaku", true, STR("Tanggal sampai lebih awal dari tanggal dari."));
	if (!rule_series(t->s, t->a, num_rule_name(r)).n)
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
static bool load(struct trying *t, struct str xml, struct str rule, struct num_rule **out)
{
	struct str rng = arena_fmt(t->a, "%s/numbering/schema/aturan-nomor.rng", t->s->share);
	struct fail f;

	if (num_rules_check(xml, RULE_TEXT, arena_cstr(t->a, rng), take_fault, t, &f)) {
		if (!t->out->fault_n)
			take_fault(t, f.text);
		return false;
	}
	return !num_rule_load(out, xml, rule, RULE_TEXT, &f) ||
	       !num_rule_load(out, xml, (struct str){0}, RULE_TEXT, &f);
}

enum err svc_rule_try(struct svc *s, const struct actor *me, struct arena *a, struct str xml,
		      struct str rule, struct str number, struct svc_rule_try *out,
		      struct fail *f)
{
	struct trying t = {s, a, NULL, out, day_at(clock_ms(s->clock), s->zone)};
	struct num_rule *r = NULL;
	struct fail why;
	enum err e = rules_may_look(me, f);

	*out = (struct svc_rule_try){0};
	if (e)
		return e;
	if (svc_rule_fields(a, xml, rule, &out->fields, &why)) {
		take_fault(&t, why.text);
		return ERR_OK;
	}
	out->loads = load(&t, xml, rule, &r);
	if (!out->loads)
		return ERR_OK;
	t.rule = r;
	if (num_rule_by(r) != NUM_BY_NOBODY) {
		examples(&t, xml);
		warnings(&t);
	}
	if (number.n)
		read_number(&t, number);
	num_rule_free(r);
	return ERR_OK;
}
