/* Each person's choice; what the administrator sees and tries. */
#include "mail.h"
#include "rng.h"
#include "svc_case.h"
#include "svc_entry.h"
#include "svc_mail_inside.h"

enum err svc_mail_choice(struct svc *s, const struct actor *who, struct arena *a,
			 struct svc_mail_choice *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_mail_choice_get);
	enum err e;

	*out = (struct svc_mail_choice){STR("tidak"), STR(""), 7, STR(""),
					s->mail != NULL};
	db_bind_int(r, "account", who->account_id);
	if (db_next(r)) {
		out->how = db_str(r, 0, a);
		out->address = db_str(r, 1, a);
		out->hour = (int)db_int(r, 2);
	}
	e = db_done(r, NULL, f);
	if (!e) {
		r = db_run(c, Q_mail_last_fault);
		db_bind_int(r, "account", who->account_id);
		if (db_next(r) && !str_eqc(db_str(r, 0, a), "terkirim"))
			out->fault = db_str(r, 1, a);
		e = db_done(r, NULL, f);
	}
	db_read_end(s->db, c);
	return e;
}

struct choosing {
	const struct actor *who;
	struct svc_mail_choice in;
};

static enum err choose_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct choosing *x = arg;
	struct db_rows *r = db_run(c, Q_mail_choice_put);

	db_bind_int(r, "account", x->who->account_id);
	db_bind_str(r, "how", x->in.how);
	db_bind_str(r, "address", x->in.address);
	db_bind_int(r, "hour", x->in.hour);
	db_bind_int(r, "at", db_now(c));
	return svc_exec(r, f);
}

static enum err good_address(struct str address, struct fail *f)
{
	if (mail_address_ok(address))
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "bad-address", "address",
		    "Alamat surel ini tidak dapat dipakai; tulis seperti "
		    "nama@dinas.go.id, tanpa "
		    "spasi dan tanpa huruf beraksen.");
}

enum err svc_mail_choose(struct svc *s, const struct actor *who,
			 const struct svc_mail_choice *in, struct fail *f)
{
	struct choosing x = {who, *in};
	bool none = str_eqc(in->how, "tidak");

	x.in.address = str_or_empty(str_trim(in->address));
	if (!none && !str_eqc(in->how, "segera") && !str_eqc(in->how, "ringkasan"))
		return FAIL(f, ERR_INVALID, "bad-choice", "how",
			    "Pilih tidak, segera, atau ringkasan.");
	if (in->hour < 0 || in->hour > 23)
		return FAIL(f, ERR_INVALID, "bad-hour", "hour",
			    "Jam ringkasan dari 0 sampai 23.");
	if (!none || x.in.address.n) {
		enum err e = good_address(x.in.address, f);

		if (e)
			return e;
	}
	return db_submit(s->db, choose_act, &x, f);
}

static enum err admin_only(const struct actor *who, struct fail *f)
{
	return who->admin ? ERR_OK
			  : FAIL(f, ERR_DENIED, "not-admin", NULL,
				 "Halaman ini untuk administrator.");
}

enum err svc_mail_state(struct svc *s, const struct actor *who, struct arena *a,
			struct svc_mail_state *out, struct fail *f)
{
	struct db_conn *c;
	struct db_rows *r;
	enum err e = admin_only(who, f);

	*out = (struct svc_mail_state){.rows = ARENA_ARRAY(a, struct svc_mail_row, 50)};
	if (e)
		return e;
	if (s->mail) {
		out->host = str_c(s->mail->server->host);
		out->from = str_c(s->mail->server->from);
	}
	c = db_read(s->db);
	r = db_run(c, Q_mail_faults);
	while (out->n < 50 && db_next(r)) {
		struct str state = db_str(r, 3, a);

		out->rows[out->n++] = (struct svc_mail_row){
			.id = db_int(r, 0),
			.login = db_str(r, 1, a),
			.address = db_str(r, 2, a),
			.state = state,
			.tries = (int)db_int(r, 4),
			.made_ms = db_int(r, 5),
			.next_ms = str_eqc(state, "menunggu") ? db_int(r, 6) : 0,
			.fault = db_str(r, 7, a),
			.trial = db_int(r, 8) != 0};
	}
	e = db_done(r, NULL, f);
	if (!e)
		e = db_one_int(db_run(c, Q_mail_waiting), &out->waiting, NULL, f);
	db_read_end(s->db, c);
	return e;
}

static enum err set_up(const struct svc *s, struct fail *f)
{
	return s->mail ? ERR_OK
		       : FAIL(f, ERR_CONFLICT, "no-mail", NULL,
			      "Surel belum diatur, atau naskahd tidak berjalan: tulis "
			      "smtp dan "
			      "smtp-from di naskahd.conf, lalu mulai naskahd.");
}

struct trying {
	const struct actor *who;
	struct str address;
};

static enum err try_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct trying *x = arg;
	struct db_rows *r = db_run(c, Q_mail_try);

	db_bind_int(r, "account", x->who->account_id);
	db_bind_str(r, "address", x->address);
	db_bind_int(r, "at", db_now(c));
	return svc_exec(r, f);
}

enum err svc_mail_try(struct svc *s, const struct actor *who, struct str address,
		      struct fail *f)
{
	struct trying x = {who, str_trim(address)};
	enum err e = admin_only(who, f);

	if (!e)
		e = set_up(s, f);
	if (!e)
		e = good_address(x.address, f);
	return e ? e : db_submit(s->db, try_act, &x, f);
}

enum err svc_mail_test(struct svc *s, struct arena *a, struct str address, struct fail *f)
{
	struct mail mail = {.id = rng_token(a, 16), .zone = s->zone};
	struct str said;
	enum err e = set_up(s, f);

	if (!e)
		e = good_address(str_trim(address), f);
	if (e)
		return e;
	mail_trial(s, a, str_trim(address), &mail);
	mail.from_name = arena_fmt(a, "Naskah " STR_FMT, STR_ARG(s->office_name));
	mail.date_ms = clock_ms(s->clock);
	if (mail_send(a, s->mail->server, &mail, &s->mail->stop, &said) == MAIL_SENT)
		return ERR_OK;
	return FAIL(f, ERR_CONFLICT, "mail-refused", NULL, STR_FMT,
		    STR_ARG(str_head(said, 300)));
}
