/* svc_outgoing_sign.c - rows 5 and 6: sign with ink, record; sign electronically, which
 * records in the same act; nota dinas, which also goes to its trays in it (N3).
 *
 * The page that bears the number is drawn before the act, under the lease of the series;
 * the act takes exactly that number or nothing at all. */
#include "svc_outgoing_page.h"
#include "svc_calendar.h"
#include "svc_outgoing_pin.h"
#include "svc_outgoing_serial.h"
#include "arc_files.h"
#include "rng.h"
#include "sign.h"
#include "svc_acting.h"
#include "svc_entry.h"
#include "svc_lease.h"
#include "tpl.h"
#include "svc_initial_case.h"

#define TRIES 8

struct signing {
	struct out_act x;
	enum flow_act act; /* ACT_SIGN or ACT_RECORD: the act that is asked for */
	bool electronic, numbers;
	struct day day;
	struct out_number number;
	struct str code, record;
	struct out_print page;
	struct tpl_engine *pinned; /* NULL: the installed form and profile */
	struct arc_staged file, each; /* each: of a letter to many, one by one */
	int64_t size, each_size;      /* 0: it goes to one */
};

static struct str kind_of_post(const struct out_act *x)
{
	for (size_t i = 0; i < x->who->posts_n; i++)
		if (x->who->posts[i].position_id == x->post)
			return x->who->posts[i].kind;
	return STR("definitif");
}

static struct str signed_as(const struct out_act *x)
{
	if (x->l.behalf)
		return x->l.via ? STR("ub") : STR("an");
	return kind_of_post(x);
}

static enum err put_signed(struct signing *j, struct fail *f)
{
	struct out_act *x = &j->x;
	const struct sign_provider *p = j->electronic ? sign_approval() : sign_wet();
	struct db_rows *r = db_run(x->c, Q_out_signed);

	db_bind_int(r, "letter", x->l.id);
	db_bind_str(r, "kind", str_c(p->id));
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_str(r, "as", signed_as(x));
	return db_done(r, NULL, f);
}

/* Rows of review that fall to the signer himself are done in the same act. */
static enum err begin_sign(struct signing *j, struct db_conn *c, bool writes, struct fail *f)
{
	struct out_act *x = &j->x;
	enum err e;

	if ((e = out_load(x, c, f)))
		return e;
	if (x->l.row && x->l.row->act == ACT_APPROVE && (x->l.duties & DUTY_REVIEWER) &&
	    (x->l.duties & DUTY_SIGNER)) {
		if ((e = out_begin(x, c, ACT_APPROVE, f)))
			return e;
		if (!writes)
			return ERR_OK;
		return (e = out_own_reviews(x, f)) ? e : out_may(x, ACT_SIGN, f);
	}
	return out_begin(x, c, ACT_SIGN, f);
}

static enum err begin(struct signing *j, struct db_conn *c, bool writes, struct fail *f)
{
	enum err e;

	if (j->act != ACT_SIGN)
		return out_begin(&j->x, c, j->act, f);
	e = begin_sign(j, c, writes, f);
	if (!e)
		e = acting_may_sign(&j->x, f);
	return e ? e : out_pins_in_force(&j->x, out_today(j->x.s, j->x.now), f);
}

static enum err seal_open_draft(struct out_act *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_draft_seal);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "no", x->l.draft_no);
	db_bind_int(r, "at", x->now);
	return db_done(r, NULL, f);
}

/* Other units' initials: his own posts' are given with the signature, the rest must stand. */
static enum err with_initials(struct out_act *x, struct fail *f)
{
	enum err e = out_initials_own(x, STR(""), f);

	return e ? e : out_initials_whole(x, f);
}

static enum err ink_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct signing *j = arg;
	enum err e = begin(j, c, true, f);

	if (e || (e = with_initials(&j->x, f)) || (e = put_signed(j, f)))
		return e;
	return out_advance(&j->x, ACT_SIGN, STR("Tanda tangan basah."), f);
}

/* ---- prepare: what the page needs, then the page ---- */

static enum err check_parts(struct signing *j, struct fail *f)
{
	struct out_act *x = &j->x;
	struct str scheme;

	if (j->act == ACT_SIGN && j->electronic && !x->who->stepped_up)
		return FAIL(f, ERR_DENIED, "step-up", "password",
			    "Masukkan kata sandi sekali lagi untuk menandatangani.");
	if (!x->l.recipient.n)
		return FAIL(f, ERR_INVALID, "no-address", "recipient",
			    "Surat ini belum beralamat; isi tujuan suratnya lebih dulu.");
	/* Whether the number needs a code is asked with the number. */
	return x->l.class_code.n ? svc_class_check(x->s, x->l.class_code, &scheme, f) : ERR_OK;
}

static enum err read_page(struct signing *j, struct fail *f)
{
	enum err e = out_print_of(&j->x, j->x.l.draft_no, j->day, &j->page, f);

	j->page.draft = false;
	return e ? e : out_pinned_engine(&j->x, &j->pinned, f);
}

static enum err read_all(struct signing *j, struct fail *f)
{
	struct out_act *x = &j->x;
	struct db_conn *c = db_read(x->s->db);
	enum err e = begin(j, c, false, f);

	if (!e)
		e = out_day_check(&j->x, &j->day, f);
	if (!e)
		e = check_parts(j, f);
	if (!e)
		e = out_number_peek(x, j->day, &j->number, f);
	if (!e)
		e = read_page(j, f);
	db_read_end(x->s->db, c);
	return e;
}

static enum err draw(struct signing *j, struct fail *f)
{
	struct out_act *x = &j->x;
	struct out_print *p = &j->page;

	p->number = j->number.text;
	p->day = j->day;
	p->verify_code = j->code;
	p->engine = j->pinned;
	/* only a certificate may be called a signature on the page (sign.h) */
	p->certified = j->electronic && sign_approval()->cryptographic;
	struct str pdf, each;
	enum err e = out_page_pdf(x->s, x->a, p, &pdf, f);

	if (!e)
		e = out_page_zip(x->s, x->a, p, &each, f);
	tpl_close(j->pinned);
	j->pinned = NULL;
	if (!e && j->electronic) {
		struct sign_order o = {pdf, j->number.text, p->signer.title,
				       x->who->login, x->now};
		struct sign_result signed_page;
		e = sign_approval()->bytes(x->a, &o, &signed_page, f);
		if (!e) {
			pdf = signed_page.pdf;
			j->record = signed_page.record;
		}
	}
	if (e)
		return e;
	j->size = (int64_t)pdf.n;
	j->each_size = (int64_t)each.n;
	if ((e = arc_file_stage(x->s->files, pdf, &j->file, f)) || !each.n)
		return e;
	if ((e = arc_file_stage(x->s->files, each, &j->each, f)))
		arc_file_settle(x->s->files, &j->file);
	return e;
}

/* ---- the act ---- */

static enum err put_file(struct signing *j, const struct arc_staged *file, const char *role,
			 const char *name, const char *mime, int64_t size, struct fail *f)
{
	struct out_act *x = &j->x;
	struct db_rows *r = db_run(x->c, Q_out_file_put);

	db_bind_int(r, "letter", x->l.id);
	db_bind_blob(r, "sha", (struct str){(const char *)file->sha.b, sizeof(file->sha.b)});
	db_bind_str(r, "role", str_c(role));
	db_bind_str(r, "name", str_c(name));
	db_bind_str(r, "mime", str_c(mime));
	db_bind_int(r, "size", size);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "at", x->now);
	return db_done(r, NULL, f);
}

static enum err put_pdf(struct signing *j, struct fail *f)
{
	struct out_act *x = &j->x;
	struct str sha = {(const char *)j->file.sha.b, sizeof(j->file.sha.b)};
	enum err e = arc_file_link(x->c, &j->file, STR("application/pdf"), f);

	if (e)
		return e;
	struct db_rows *r = db_run(x->c, Q_out_recorded);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "serial", j->number.serial);
	db_bind_str(r, "insert", str_or_empty(j->number.insert));
	db_bind_int(r, "at", x->now);
	db_bind_str(r, "code", j->code);
	db_bind_blob(r, "pdf", sha);
	if ((e = db_done(r, NULL, f)) ||
	    (e = put_file(j, &j->file, "pdf-tercatat", "surat.pdf", "application/pdf", j->size, f)))
		return e;
	if (!j->each_size)
		return ERR_OK;
	e = arc_file_link(x->c, &j->each, STR("application/zip"), f);
	return e ? e
		 : put_file(j, &j->each, "lampiran", "surat-satu-per-satu.zip",
			    "application/zip", j->each_size, f);
}

static enum err give_number(struct signing *j, struct fail *f)
{
	struct out_act *x = &j->x;
	enum err e = out_number_take(x, j->day, &j->number, f);

	if (e)
		return e;
	struct db_rows *r = db_run(x->c, Q_out_number);
	db_bind_int(r, "id", x->l.id);
	db_bind_str(r, "number", j->number.text);
	db_bind_str(r, "norm", j->number.norm);
	db_bind_int(r, "day", day_number(j->day));
	if ((e = db_done(r, NULL, f)) || (e = put_pdf(j, f)))
		return e;
	e = out_audit(x, ACT_RECORD,
		      arena_fmt(x->a,
				"surat=%lld\nnomor=" STR_FMT "\nurut=%d\ntanggal=" STR_FMT
				"\nkode=" STR_FMT "\nsha256=%s\n" STR_FMT,
				(long long)x->l.id, STR_ARG(j->number.text),
				j->number.serial, STR_ARG(day_iso(x->a, j->day)),
				STR_ARG(j->code), sha256_hex(j->file.sha).z,
				STR_ARG(j->record)),
		      f);
	return e ? e : out_answer_debts(x, j->number.text, f);
}

/* Of two posts that bear the name, that of the writer's own unit is meant. */
static enum err addressee(struct out_act *x, struct str text, int64_t *to, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_position_named);
	bool own = false, another = false;
	enum err e;

	*to = 0;
	db_bind_str(r, "text", text);
	db_bind_int(r, "unit", x->l.unit);
	db_bind_int(r, "today", day_number(out_today(x->s, x->now)));
	if (db_next(r)) {
		*to = db_int(r, 0);
		own = db_int(r, 1) != 0;
		another = db_next(r) && (db_int(r, 1) != 0) == own;
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (another)
		return FAIL(f, ERR_INVALID, "which-address", "recipient",
			    "Beberapa unit mempunyai \"" STR_FMT
			    "\"; tulis dengan unitnya, misalnya Kasubbag TU UPTD.",
			    STR_ARG(text));
	return *to ? ERR_OK
		   : FAIL(f, ERR_INVALID, "no-address", "recipient",
			  "\"" STR_FMT
			  "\" bukan jabatan di kantor ini; nota dinas "
			  "ditujukan kepada jabatan, misalnya Kepala Panti.",
			  STR_ARG(text));
}

static bool among(const int64_t *list, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == id)
			return true;
	return false;
}

static enum err put_tray(struct out_act *x, int64_t disposition, int64_t to, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_note_tray);

	db_bind_int(r, "disposition", disposition);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "position", to);
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "copy", 0);
	return db_done(r, NULL, f);
}

/* A nota dinas lies in the trays of its addressees with its number, in each once. */
static enum err to_trays(struct signing *j, struct fail *f)
{
	struct out_act *x = &j->x;
	struct out_head head;
	enum err e = out_page_head(x->s, x->a, x->l.form, j->page.xml, &head, f);
	if (e)
		return e;
	struct db_rows *r = db_run(x->c, Q_out_note_disposition);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "from", x->l.signer);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "at", x->now);
	if ((e = db_done(r, NULL, f)))
		return e;
	int64_t disposition = db_last_id(x->c), *to;
	to = ARENA_ARRAY(x->a, int64_t, head.addressees_n + 1);
	for (size_t i = 0; i < head.addressees_n; i++)
		if ((e = addressee(x, head.addressees[i], &to[i], f)) ||
		    (!among(to, i, to[i]) && (e = put_tray(x, disposition, to[i], f))))
			return e;
	return ERR_OK;
}

static enum err number_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct signing *j = arg;
	struct out_act *x = &j->x;
	enum err e = begin(j, c, true, f);

	if (e)
		return e;
	if (j->act == ACT_SIGN) {
		if ((e = with_initials(x, f)) || (e = seal_open_draft(x, f)) || (e = put_signed(j, f)) ||
		    (e = out_advance(x, ACT_SIGN,
				     str_c(j->electronic ? sign_approval()->label
							 : sign_wet()->label),
				     f)))
			return e;
		x->post = 0; /* row 6 is the system's in this act */
	}
	if ((e = give_number(j, f)) ||
	    (e = out_advance(x, ACT_RECORD,
			     arena_fmt(x->a, "Nomor " STR_FMT, STR_ARG(j->number.text)),
			     f)))
		return e;
	if (!out_inner(x->l.proc))
		return ERR_OK;
	if ((e = to_trays(j, f)))
		return e;
	return out_advance(x, ACT_DISPATCH, STR("Langsung ke kotak penerima."), f);
}

static enum err one_try(struct signing *j, struct fail *f)
{
	enum err e = read_all(j, f);

	if (e || (e = draw(j, f)))
		return e;
	e = db_submit(j->x.s->db, number_act, j, f);
	arc_file_settle(j->x.s->files, &j->file);
	if (j->each_size)
		arc_file_settle(j->x.s->files, &j->each);
	return e;
}

/* The series of a letter never changes, so it may be read before the lease is asked. */
static enum err series_of(struct signing *j, struct str *series, bool *inner,
			  struct fail *f)
{
	struct db_conn *c = db_read(j->x.s->db);
	enum err e = out_load(&j->x, c, f);

	*series = j->x.l.series;
	*inner = !e && out_inner(j->x.l.proc);
	db_read_end(j->x.s->db, c);
	return e;
}

static enum err with_number(struct signing *j, struct str series, struct fail *f)
{
	enum err e = ERR_STALE;

	j->code = rng_code(j->x.a, 12);
	for (int i = 0; i < TRIES; i++) {
		struct svc_lease *lease;
		struct fail why = {0};
		if ((e = svc_lease_take(j->x.s->leases, series, &lease, f)))
			return e;
		e = one_try(j, &why);
		svc_lease_give(j->x.s->leases, lease);
		if (f)
			*f = why;
		if (e != ERR_STALE || !why.word || strcmp(why.word, "serial-moved") != 0)
			return e;
	}
	return e;
}

enum err svc_outgoing_sign(struct svc *s, const struct actor *who, struct svc_ref ref,
			   bool electronic, struct svc_done *done, struct fail *f)
{
	struct signing j = {
		.x = {.s = s, .who = who, .a = arena_open(), .ref = ref, .done = done},
		.act = ACT_SIGN,
		.electronic = electronic};
	struct str series;
	bool inner;
	enum err e = series_of(&j, &series, &inner, f);

	if (!e && (electronic || inner))
		e = with_number(&j, series, f);
	else if (!e)
		e = db_submit(s->db, ink_act, &j, f);
	arena_close(j.x.a);
	return e;
}

enum err svc_outgoing_record(struct svc *s, const struct actor *who, struct arena *a,
			     struct svc_ref ref, struct day day, struct svc_recorded *out,
			     struct fail *f)
{
	return svc_outgoing_record_with(s, who, a, ref, day, STR(""), out, f);
}

enum err svc_outgoing_record_with(struct svc *s, const struct actor *who, struct arena *a,
				  struct svc_ref ref, struct day day, struct str waiting,
				  struct svc_recorded *out, struct fail *f)
{
	struct svc_done done = {0};
	struct signing j = {.x = {.s = s, .who = who, .a = a, .ref = ref, .done = &done,
				  .waiting = str_trim(waiting)},
			    .act = ACT_RECORD,
			    .day = day};
	struct str series;
	bool inner;
	enum err e = series_of(&j, &series, &inner, f);

	if (!e)
		e = with_number(&j, series, f);
	*out = (struct svc_recorded){.version = done.version};
	if (!e)
		*out = (struct svc_recorded){done.version,    j.number.text, j.code,
					     j.number.serial, j.day,         done.state,
					     !office_works_on(svc_hours(s), j.day)};
	return e;
}
