/* svc_outgoing_rules.c - who signs, which date, which words: asked by several acts. */
#include "num_rule.h"
#include "svc_outgoing_case.h"
#include "svc_outgoing_pin.h"
#include "svc_templates_set.h"
#include "tpl.h"

static bool in_words(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_eqc(s, *words))
			return true;
	return false;
}

static enum err axis(struct str in, const char *const *words, const char *field,
		     struct str *out, struct fail *f)
{
	*out = in.n ? in : STR("biasa");
	if (in_words(*out, words))
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "bad-value", field,
		    "Sifat surat itu tidak dikenal; pilih salah satu dari daftar.");
}

enum err out_axis_urgency(struct str in, struct str *out, struct fail *f)
{
	static const char *const W[] = {"biasa", "penting", "sangat-penting", NULL};
	return axis(in, W, "urgency", out, f);
}

enum err out_axis_secrecy(struct str in, struct str *out, struct fail *f)
{
	static const char *const W[] = {"biasa", "terbatas", "rahasia", "sangat-rahasia",
					NULL};
	return axis(in, W, "secrecy", out, f);
}

static enum err position_id(struct db_conn *c, struct str code, int64_t *id,
			    struct fail *f)
{
	struct db_rows *r = db_run(c, Q_out_position_by_code);

	*id = 0;
	db_bind_str(r, "code", code);
	return db_one_int(r, id, NULL, f);
}

/* One who signs in the name of the one who is named: *out->behalf says so. */
static enum err proxy_for(struct db_conn *c, const struct office_signing *s,
			  struct out_signing *out, struct fail *f)
{
	const struct office_proxy *x = office_proxy(s, out->signer.code);
	enum err e;

	if (!x)
		return FAIL(f, ERR_INVALID, "not-the-signer", "signer",
			    "Bentuk naskah ini di unit Anda ditandatangani jabatan lain; "
			    "lihat daftar penandatangan di berkas kantor.");
	e = position_id(c, s->position, &out->behalf, f);
	return e || !x->via.n ? e : position_id(c, x->via, &out->via, f);
}

static bool named_by_office(const struct office *o, struct str form)
{
	for (size_t i = 0; i < o->signings_n; i++)
		if (str_eq(o->signings[i].form, form))
			return true;
	return false;
}

struct str out_form_like(const struct svc *s, struct str form)
{
	const struct tpl_engine *t = s->tpl;
	const struct tpl_form *own = tpl_form_get(t, form), *k;

	if (!own || tpl_form_get(svc_templates_installed(s), form) ||
	    named_by_office(s->office, form))
		return form;
	for (size_t i = 0; (k = tpl_form_at(t, i)); i++)
		if (str_eq(k->series, own->series) && k->family == own->family &&
		    named_by_office(s->office, k->code))
			return k->code;
	return form;
}

enum err out_signer_for(struct svc *s, struct db_conn *c, struct arena *a,
			struct str form, const struct out_position *drafter,
			int64_t asked, struct out_signing *out, struct fail *f)
{
	const struct office_signing *row =
		office_signing_for(s->office, out_form_like(s, form), drafter->unit_code);
	int64_t id = drafter->id;
	enum err e = ERR_OK;

	*out = (struct out_signing){.behalf = 0};
	if (!row)
		return FAIL(f, ERR_INVALID, "form", "form",
			    "Bentuk naskah ini tidak dibuat di unit Anda; lihat daftar "
			    "penandatangan di berkas kantor.");
	if (row->position.n)
		e = position_id(c, row->position, &id, f);
	if (!e)
		e = out_position_get(c, a, asked ? asked : id, &out->signer, f);
	return e || !asked || asked == id ? e : proxy_for(c, row, out, f);
}

/* A letter is not older than its draft: dated back into a year that is over, it would take
 * that year's next number. */
static enum err not_before_draft(struct out_act *x, struct day day, struct fail *f)
{
	struct day drafted = day_at(x->l.drafted_ms, x->s->zone);

	if (!x->l.drafted_ms || day_cmp(day, drafted) >= 0)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "date-before-draft", "date",
		    "Konsep surat ini dibuat " STR_FMT
		    "; tanggal surat tidak boleh lebih awal dari itu.",
		    STR_ARG(day_long(x->a, drafted)));
}

/* A number goes into the book of its year, as long as that is open. */
static enum err year_open(struct out_act *x, int year, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_year_closed);
	int64_t closed = 0;

	db_bind_int(r, "signer", x->l.signer);
	db_bind_int(r, "year", year);
	enum err e = db_one_int(r, &closed, NULL, f);
	if (e || !closed)
		return e;
	return FAIL(f, ERR_INVALID, "book-closed", "date",
		    "Buku tahun %d sudah ditutup, jadi nomor tahun itu tidak bertambah lagi; "
		    "beri surat ini tanggal tahun berjalan.",
		    year);
}

/* Where each day has its own quota of numbers, an earlier day has numbers left. */
static enum err by_day(struct out_act *x, struct day d, bool *yes, struct fail *f)
{
	const struct num_rule *r;
	struct num_rule *own;
	enum err e = out_number_rule(x, d, &r, &own, f);

	*yes = !e && r && num_rule_late(r) == NUM_LATE_DAY_BLOCK;
	num_rule_free(own);
	return e;
}

enum err out_day_check(struct out_act *x, struct day *day, struct fail *f)
{
	struct day today = out_today(x->s, x->now), last = {0};
	bool quota = false;

	if (day_none(*day))
		*day = today;
	if (!day_ok(*day) || day_cmp(*day, today) > 0)
		return FAIL(f, ERR_INVALID, "date-after-today", "date",
			    "Tanggal surat tidak boleh sesudah hari ini.");
	enum err e = day->year < today.year ? year_open(x, day->year, f) : ERR_OK;
	if (e)
		return e;
	struct db_rows *r = db_run(x->c, Q_out_last_day);
	db_bind_str(r, "series", x->l.series);
	db_bind_int(r, "from", day_number((struct day){day->year, 1, 1}));
	db_bind_int(r, "to", day_number((struct day){day->year, 12, 31}));
	if (db_next(r))
		last = day_from_number(db_int(r, 0));
	e = db_done(r, NULL, f);
	if (!e && !day_none(last) && day_cmp(*day, last) < 0)
		e = by_day(x, *day, &quota, f);
	/* an inserted or reserved number was given for its date */
	if (!e && !quota && !x->waiting.n && !day_none(last) && day_cmp(*day, last) < 0)
		return FAIL(f, ERR_INVALID, "date-before-last", "date",
			    "Nomor terakhir deret ini bertanggal " STR_FMT
			    "; tanggal surat tidak boleh lebih awal dari itu, kecuali dengan "
			    "nomor sisipan, yang diberikan Kasubbag TU di Buku nomor.",
			    STR_ARG(day_long(x->a, last)));
	return e ? e : not_before_draft(x, *day, f);
}
