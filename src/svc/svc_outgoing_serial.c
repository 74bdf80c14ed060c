#include "svc_outgoing_serial.h"
#include <stdio.h>
#include "num_ledger.h"
#include "num_rule.h"
#include "svc_entry.h"
#include "svc_outgoing_pin.h"

/* A series whose rule is not there, or not on that day. */
static enum err no_rule(const struct svc *s, struct str name, struct fail *f)
{
	if (num_rules_find(s->rules, name))
		return FAIL(f, ERR_CONFLICT, "rule-expired", "date",
			    "Aturan nomor \"" STR_FMT
			    "\" tidak berlaku pada tanggal itu; "
			    "perbarui deretnya di berkas kantor.",
			    STR_ARG(name));
	return FAIL(f, ERR_CONFLICT, "no-rule", NULL,
		    "Aturan nomor \"" STR_FMT
		    "\" deret ini tidak terpasang; administrator "
		    "perlu memperbaiki berkas kantor.",
		    STR_ARG(name));
}

static enum err need_code(const struct num_rule *r, struct str code, struct fail *f)
{
	if (code.n || !num_rule_uses(r, NUM_KODE))
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "missing", "classification",
		    "Isi Kode klasifikasi pada konsep; nomor surat memuatnya.");
}

int out_number_period(const struct num_rule *r, struct day d)
{
	if (num_rule_late(r) == NUM_LATE_DAY_BLOCK)
		return (d.year * 100 + d.month) * 100 + d.mday;
	switch (num_rule_reset(r)) {
	case NUM_MONTHLY: return d.year * 100 + d.month;
	case NUM_NEVER: return 0;
	case NUM_YEARLY: break;
	}
	return d.year;
}

void out_number_quota(const struct num_rule *r, struct day d, int *first, int *limit)
{
	int64_t from = 0, to = 0;

	if (!num_rule_day_block(r, d, &from, &to) || to > NUM_SERIAL_MAX)
		from = to = 0;
	*first = (int)from;
	*limit = (int)to;
}

static struct num_line line_of(struct out_act *x, int period, struct day d)
{
	return (struct num_line){
		.series = arena_fmt(x->a, "keluar/" STR_FMT, STR_ARG(x->l.series)),
		.period = period,
		.letter_id = x->l.id,
		.account_id = x->who->account_id,
		.day = d};
}

static enum num_secrecy secrecy_of(struct str secrecy)
{
	if (str_eqc(secrecy, "sangat-rahasia"))
		return NUM_SANGAT_RAHASIA;
	if (str_eqc(secrecy, "rahasia"))
		return NUM_RAHASIA;
	return str_eqc(secrecy, "terbatas") ? NUM_TERBATAS : NUM_BIASA;
}

struct num_parts out_number_parts(const struct svc *s, struct arena *a,
				  const struct num_rule *r, const struct out_numbered *n)
{
	struct num_parts p = {0};
	struct str v[NUM_TOKENS] = {{0}};

	v[NUM_KEAMANAN] = num_rule_secrecy(r, secrecy_of(n->secrecy));
	v[NUM_KODE] = n->class_code;
	v[NUM_URUT] = arena_fmt(a, "%d", n->serial);
	v[NUM_SISIPAN] = n->insert;
	v[NUM_UNIT] = v[NUM_BIDANG] = n->unit ? n->unit->shrt : (struct str){0};
	v[NUM_PD] = s->office->shrt;
	for (int i = 0; i < NUM_TOKENS; i++)
		if (v[i].n && num_rule_uses(r, (enum num_token)i))
			p.v[i] = v[i];
	num_parts_day(r, a, n->day, &p);
	return p;
}

enum err out_no_insert(const struct num_rule *r, struct fail *f)
{
	return FAIL(f, ERR_CONFLICT, "rule-no-insert", "date",
		    "Aturan nomor \"" STR_FMT "\" deret ini tidak mengenal nomor sisipan; beri "
		    "surat itu nomor berikutnya dengan tanggal hari ini.",
		    STR_ARG(num_rule_name(r)));
}

/* "12" or "5.01": a serial, and behind it the suffix as it was given. */
static enum err asked_for(struct out_act *x, struct out_number *out, struct fail *f)
{
	size_t n = 0;
	int64_t serial = 0;

	while (n < x->waiting.n && x->waiting.p[n] >= '0' && x->waiting.p[n] <= '9')
		n++;
	if (!str_to_int(str_head(x->waiting, n), &serial) || serial < 1 ||
	    serial > NUM_SERIAL_MAX || x->waiting.n > n + 8)
		return FAIL(f, ERR_INVALID, "serial", "serial",
			    "\"" STR_FMT "\" bukan nomor cadangan atau sisipan; tulis nomor "
			    "urutnya seperti di buku nomor, misalnya 12 atau 5.01.",
			    STR_ARG(str_head(x->waiting, 20)));
	out->serial = (int)serial;
	out->insert = str_from(x->waiting, n);
	return ERR_OK;
}

static enum err serial_of(struct out_act *x, struct out_number *out, struct num_line l,
			  struct fail *f)
{
	if (x->waiting.n)
		return asked_for(x, out, f);
	return num_next(x->c, &l, &out->serial, f);
}

/* Two series that print alike count each for itself, and would give one number twice in a
 * year: the second letter is refused until the rules tell them apart. */
static enum err given_once(struct out_act *x, struct day d, const struct out_number *n,
			   struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_number_twin);
	int64_t other;
	bool found = false;
	enum err e;

	db_bind_str(r, "norm", n->norm);
	db_bind_str(r, "number", n->text);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "from", day_number((struct day){d.year, 1, 1}));
	db_bind_int(r, "to", day_number((struct day){d.year, 12, 31}));
	if ((e = db_one_int(r, &other, &found, f)) || !found)
		return e;
	return FAIL(f, ERR_CONFLICT, "number-given", NULL,
		    "Nomor " STR_FMT " sudah dipakai surat keluar lain tahun %d: dua deret "
		    "mencetak nomor yang sama. Administrator perlu membedakan aturannya.",
		    STR_ARG(n->text), d.year);
}

static enum err next_by(struct out_act *x, const struct num_rule *r, struct day d,
			struct out_number *out, struct fail *f)
{
	struct out_position signer;
	enum err e;

	out->period = out_number_period(r, d);
	out->insert = (struct str){0};
	struct num_line l = line_of(x, out->period, d);

	out_number_quota(r, d, &out->first, &out->limit);
	l.first = out->first;
	l.limit = out->limit;
	if ((e = need_code(r, x->l.class_code, f)) ||
	    (e = serial_of(x, out, l, f)) ||
	    (e = out_position_get(x->c, x->a, x->l.signer, &signer, f)))
		return e;
	if (out->insert.n && !num_rule_uses(r, NUM_SISIPAN))
		return out_no_insert(r, f);
	struct out_numbered n = {.unit = office_unit(x->s->office, signer.unit_code),
				 .secrecy = x->l.secrecy,
				 .class_code = x->l.class_code,
				 .day = d,
				 .serial = out->serial,
				 .insert = out->insert};
	struct num_parts p = out_number_parts(x->s, x->a, r, &n);
	if ((e = num_rule_format(r, x->a, &p, &out->text, f)))
		return e;
	out->norm = num_normal(r, x->a, &p);
	/* an inserted one waits in its own series, which says more when it is used up */
	return out->insert.n ? ERR_OK : given_once(x, d, out, f);
}

enum err out_number_peek(struct out_act *x, struct day d, struct out_number *out,
			 struct fail *f)
{
	const struct num_rule *r;
	struct num_rule *own;
	enum err e = out_number_rule(x, d, &r, &own, f);

	if (!e)
		e = r ? next_by(x, r, d, out, f) : no_rule(x->s, x->l.rule, f);
	num_rule_free(own);
	return e;
}

enum err out_number_take(struct out_act *x, struct day d, const struct out_number *n,
			 struct fail *f)
{
	struct num_line l = line_of(x, n->period, d);
	struct out_position signer;
	enum err e;

	l.insert = n->insert;
	l.first = n->first;
	l.limit = n->limit;
	if (x->waiting.n) {
		e = out_position_get(x->c, x->a, x->l.signer, &signer, f);
		return e ? e : num_take_reserved(x->c, &l, n->serial, signer.unit_id, f);
	}
	return num_take_expected(x->c, &l, n->serial, f);
}

enum err out_dispatch_line(struct out_act *x, int year, int64_t *serial, struct fail *f)
{
	struct num_line l = {.series = STR("ekspedisi"),
			     .period = year,
			     .letter_id = x->l.id,
			     .account_id = x->who->account_id,
			     .day = out_today(x->s, x->now)};
	int n = 0;
	enum err e = num_take(x->c, &l, &n, f);

	*serial = n;
	return e;
}

enum err out_class_check(struct svc *s, struct str rule, struct str code,
			 struct str *scheme, struct fail *f)
{
	const struct num_rule *r =
		num_rules_on(s->rules, rule, out_today(s, clock_ms(s->clock)));

	*scheme = STR("");
	if (code.n)
		return svc_class_check(s, code, scheme, f);
	return r ? need_code(r, code, f) : ERR_OK;
}
