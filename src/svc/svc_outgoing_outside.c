/* svc_outgoing_outside.c - catat surat jadi: made and signed elsewhere, numbered here. */
#include "svc_outgoing_page.h"
#include "svc_calendar.h"
#include "svc_outgoing_serial.h"
#include "rng.h"
#include "svc_idem.h"
#include "svc_scan.h"

struct outside {
	struct out_act x;
	const struct svc_outside *in;
	struct str recipient, subject, class_code, scheme, urgency, secrecy, code;
	struct out_signing by;
	const struct flow_proc *proc;
	const struct office_series *series;
	struct svc_scan *scans;
	struct day day;
	struct out_number number;
	int64_t drafter, desk;
	struct svc_idem idem;
	int64_t *id;
};

static enum err read_text(struct outside *o, struct fail *f)
{
	struct arena *a = o->x.a;
	enum err e = out_text(a, o->in->recipient, UTF8_LINE, 300, "recipient",
			      "Isi tujuan surat.", &o->recipient, f);

	if (!e)
		e = out_text(a, o->in->subject, UTF8_LINE, 1000, "subject",
			     "Isi hal surat.", &o->subject, f);
	if (!e)
		e = out_text(a, o->in->class_code, UTF8_LINE, 40, "classification",
			     "Isi kode klasifikasi.", &o->class_code, f);
	if (!e)
		e = out_axis_urgency(o->in->urgency, &o->urgency, f);
	if (!e)
		e = out_axis_secrecy(o->in->secrecy, &o->secrecy, f);
	return e;
}

static enum err find_posts(struct outside *o, struct fail *f)
{
	struct svc *s = o->x.s;
	struct db_conn *c = db_read(s->db);
	struct out_position d;
	enum err e = ERR_OK;

	o->drafter = o->in->drafter_position_id ? o->in->drafter_position_id
		     : o->x.who->posts_n        ? o->x.who->posts[0].position_id
						: 0;
	e = out_position_get(c, o->x.a, o->drafter, &d, f);
	if (!e)
		e = out_signer_for(s, c, o->x.a, o->in->form, &d,
				   o->in->signer_position_id, &o->by, f);
	db_read_end(s->db, c);
	if (e)
		return e;
	o->proc = out_proc_for(s, o->in->form);
	o->series = office_series_for(s->office, out_form_like(s, o->in->form),
				      o->by.signer.unit_code);
	if (!o->proc || !o->series || out_inner(o->proc))
		return FAIL(
			f, ERR_INVALID, "form", "form",
			"Bentuk naskah itu tidak dicatat sebagai surat jadi; pilih dari "
			"daftar bentuk.");
	return ERR_OK;
}

static enum err put_rows(struct outside *o, const struct flow_step *row, struct fail *f)
{
	struct out_act *x = &o->x;
	struct db_rows *r = db_run(x->c, Q_out_letter_put);

	db_bind_int(r, "id", x->l.id);
	db_bind_str(r, "form", o->in->form);
	db_bind_str(r, "state", str_c(flow_state_word(FS_RECORDED)));
	db_bind_str(r, "procedure", o->proc->key);
	db_bind_int(r, "step", row ? row->number : 0);
	db_bind_int(r, "at", x->now);
	if (o->desk)
		db_bind_int(r, "desk", o->desk);
	db_bind_int(r, "unit", o->by.signer.unit_id);
	db_bind_str(r, "number", o->number.text);
	db_bind_str(r, "norm", o->number.norm);
	db_bind_int(r, "day", day_number(o->day));
	db_bind_str(r, "subject", o->subject);
	db_bind_str(r, "scheme", o->scheme);
	db_bind_str(r, "class", o->class_code);
	db_bind_str(r, "urgency", o->urgency);
	db_bind_str(r, "secrecy", o->secrecy);
	db_bind_int(r, "account", x->who->account_id);
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	r = db_run(x->c, Q_out_outgoing_put);
	db_bind_int(r, "letter", x->l.id);
	db_bind_str(r, "recipient", o->recipient);
	db_bind_int(r, "drafter", o->drafter);
	db_bind_int(r, "signer", o->by.signer.id);
	if (o->by.behalf)
		db_bind_int(r, "behalf", o->by.behalf);
	if (o->by.via)
		db_bind_int(r, "via", o->by.via);
	db_bind_str(r, "profile", x->s->office->profile);
	db_bind_str(r, "rule", o->series->rule);
	db_bind_str(r, "series", o->series->key);
	db_bind_int(r, "draft", 0);
	db_bind_int(r, "outside", 1);
	return db_done(r, NULL, f);
}

static enum err put_marks(struct outside *o, struct fail *f)
{
	struct out_act *x = &o->x;
	struct db_rows *r = db_run(x->c, Q_out_signed);

	/* Who put the ink on it is not known here: signed_by stays empty. */
	db_bind_int(r, "letter", x->l.id);
	db_bind_str(r, "kind", STR("basah"));
	db_bind_int(r, "at", x->now);
	db_bind_str(r, "as", STR("definitif"));
	enum err e = db_done(r, NULL, f);
	if (e)
		return e;
	r = db_run(x->c, Q_out_recorded);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "serial", o->number.serial);
	db_bind_str(r, "insert", str_or_empty(o->number.insert));
	db_bind_int(r, "at", x->now);
	db_bind_str(r, "code", o->code);
	if ((e = db_done(r, NULL, f)))
		return e;
	r = db_run(x->c, Q_out_step);
	db_bind_int(r, "letter", x->l.id);
	db_bind_str(r, "act", str_c(flow_act_word(ACT_RECORD_OUTSIDE)));
	db_bind_int(r, "step", 0);
	db_bind_str(r, "from", str_c(flow_state_word(FS_SIGNED)));
	db_bind_str(r, "to", str_c(flow_state_word(FS_RECORDED)));
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "position", x->post);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "wait", 0);
	db_bind_int(r, "work", 0);
	db_bind_str(
		r, "note",
		arena_fmt(x->a, "Surat jadi, nomor " STR_FMT, STR_ARG(o->number.text)));
	return db_done(r, NULL, f);
}

static enum err may_record(struct outside *o, struct fail *f)
{
	struct out_act *x = &o->x;
	unsigned duties = DUTY_ANY;

	for (size_t i = 0; i < x->who->posts_n; i++)
		for (size_t k = 0; k < o->series->keepers_n; k++)
			if (str_eq(o->series->keepers[k], x->who->posts[i].code)) {
				duties |= DUTY_KEEPER;
				x->post = x->who->posts[i].position_id;
			}
	return flow_may(ACT_RECORD_OUTSIDE, FS_SIGNED, duties, f);
}

static struct svc_idem idem_of(struct outside *o)
{
	const struct str text[] = {o->in->form,   o->recipient, o->subject,
				   o->class_code, o->urgency,   o->secrecy,
				   o->x.waiting};
	struct buf b = BUF_MAX(1 << 16);

	buf_fmt(&b, "surat jadi|%lld|%lld|%lld", (long long)o->drafter,
		(long long)o->by.signer.id, (long long)day_number(o->day));
	for (size_t i = 0; i < o->in->scans_n; i++)
		buf_fmt(&b, "|%s", sha256_hex(o->scans[i].at.sha).z);
	return svc_idem_of(o->x.a, o->in->idempotency_key, text,
			   sizeof(text) / sizeof(*text), buf_keep(&b, o->x.a));
}

/* "letter serial day code number" */
static enum err answer_again(struct outside *o, struct str reply, struct fail *f)
{
	int64_t v[3];
	enum err e = svc_idem_numbers(&reply, v, 3, f);

	if (e)
		return e;
	*o->id = v[0];
	o->number.serial = (int)v[1];
	o->day = day_from_number(v[2]);
	(void)str_cut(&reply, ' ', &o->code);
	o->number.text = reply;
	return ERR_OK;
}

static enum err keep_answer(struct outside *o, struct fail *f)
{
	struct out_act *x = &o->x;

	*o->id = x->l.id;
	return svc_idem_put(x->c, x->who, &o->idem,
			    arena_fmt(x->a, "%lld %d %lld " STR_FMT " " STR_FMT,
				      (long long)x->l.id, o->number.serial,
				      (long long)day_number(o->day), STR_ARG(o->code),
				      STR_ARG(o->number.text)),
			    f);
}

/* It would take the next number of a year that is over: a slip of the pen must not. */
static enum err year_meant(struct outside *o, struct fail *f)
{
	if (o->in->earlier_ok || o->day.year >= out_today(o->x.s, o->x.now).year)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "earlier-year", "date",
		    "Tanggal surat ini dari tahun %d, jadi nomornya diambil dari buku tahun "
		    "itu; bila memang begitu, nyatakan di bawah tanggalnya lalu kirim lagi.",
		    o->day.year);
}

static enum err outside_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct outside *o = arg;
	struct out_act *x = &o->x;
	const struct flow_step *row = flow_proc_waiting(o->proc, FS_RECORDED);
	struct str reply;
	bool again;
	enum err e = svc_idem_get(c, x->a, x->who, &o->idem, &reply, &again, f);

	if (e)
		return e;
	if (again)
		return answer_again(o, reply, f);
	x->c = c;
	x->now = db_now(c);
	if ((e = may_record(o, f)) || (e = year_meant(o, f)))
		return e;
	x->l = (struct out_case){.proc = o->proc,
				 .version = 1,
				 .state = FS_RECORDED,
				 .series = o->series->key,
				 .rule = o->series->rule,
				 .form = o->in->form,
				 .class_code = o->class_code,
				 .secrecy = o->secrecy,
				 .drafter = o->drafter,
				 .signer = o->by.signer.id};
	if ((e = svc_letter_id(c, o->day, &x->l.id, f)) ||
	    (e = out_day_check(x, &o->day, f)) || (e = out_desk(x, row, &o->desk, f)) ||
	    (e = out_number_peek(x, o->day, &o->number, f)) ||
	    (e = put_rows(o, row, f)) ||
	    (e = out_number_take(x, o->day, &o->number, f)) || (e = put_marks(o, f)) ||
	    (e = svc_scans_link(c, x->who, x->l.id, o->scans, o->in->scans_n,
				"pindaian-bertanda-tangan", f)) ||
	    (e = keep_answer(o, f)))
		return e;
	return out_audit(x, ACT_RECORD_OUTSIDE,
			 arena_fmt(x->a,
				   "surat=%lld\nnomor=" STR_FMT
				   "\nurut=%d\ntanggal=" STR_FMT "\n",
				   (long long)x->l.id, STR_ARG(o->number.text),
				   o->number.serial, STR_ARG(day_iso(x->a, o->day))),
			 f);
}

enum err svc_outgoing_record_outside(struct svc *s, const struct actor *who,
				     struct arena *a, const struct svc_outside *in,
				     int64_t *id, struct svc_recorded *out,
				     struct fail *f)
{
	struct outside o = {.x = {.s = s, .who = who, .a = a,
				  .waiting = str_trim(in->waiting)},
			    .in = in,
			    .id = id,
			    .code = rng_code(a, 12),
			    .day = in->day};
	enum err e = read_text(&o, f);

	if (day_none(o.day))
		o.day = out_today(s, clock_ms(s->clock));
	if (!day_ok(o.day))
		return FAIL(f, ERR_INVALID, "bad-date", "date", "Tanggal itu tidak ada.");
	if (!e)
		e = find_posts(&o, f);
	if (!e)
		e = out_class_check(s, o.series->rule, o.class_code, &o.scheme, f);
	if (!e)
		e = svc_scans_stage(s, a, "scans", in->scans, in->scans_n, &o.scans, f);
	if (e)
		return e;
	o.idem = idem_of(&o);
	e = db_submit(s->db, outside_act, &o, f);
	svc_scans_settle(s, o.scans, in->scans_n);
	if (e)
		return e;
	*out = (struct svc_recorded){1,     o.number.text, o.code, o.number.serial,
				     o.day, FS_RECORDED,
				     !office_works_on(svc_hours(s), o.day)};
	return ERR_OK;
}
