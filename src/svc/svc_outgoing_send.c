/* svc_outgoing_send.c - row 7: the buku ekspedisi, and who received it when. */
#include "svc_outgoing_case.h"
#include "svc_outgoing_serial.h"
#include "svc_scan.h"
#include "svc_outgoing_page.h"
#include "tpl_merge.h"

#define SENDS_MAX TPL_ROWS_MAX

struct sending {
	struct out_act x;
	struct svc_send *send;
	size_t n;
};

static bool channel_ok(struct str s)
{
	static const char *const C[] = {"kurir",    "pos",      "langsung", "e-mail",
					"whatsapp", "srikandi", "internal"};
	for (size_t i = 0; i < sizeof(C) / sizeof(*C); i++)
		if (str_eqc(s, C[i]))
			return true;
	return false;
}

static enum err put_line(struct sending *v, const struct svc_send *w, struct fail *f)
{
	struct out_act *x = &v->x;
	struct day today = out_today(x->s, x->now);
	struct str to = w->addressee.n ? w->addressee : x->l.recipient;
	int64_t serial = 0;

	if (!to.n)
		return FAIL(
			f, ERR_INVALID, "no-address", "addressee",
			"Surat ini belum beralamat; isi alamat tujuannya lebih dulu.");
	enum err e = out_dispatch_line(x, today.year, &serial, f);
	if (e)
		return e;
	struct db_rows *r = db_run(x->c, Q_out_dispatch_put);
	db_bind_int(r, "letter", x->l.id);
	db_bind_int(r, "serial", serial);
	db_bind_int(r, "year", today.year);
	db_bind_str(r, "addressee", to);
	db_bind_str(r, "channel", w->channel);
	if (!day_none(w->due))
		db_bind_int(r, "due", day_number(w->due));
	else if (!day_none(x->l.due))
		db_bind_int(r, "due", day_number(x->l.due));
	db_bind_int(r, "at", x->now);
	db_bind_int(r, "account", x->who->account_id);
	return db_done(r, NULL, f);
}

static enum err send_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct sending *v = arg;
	struct out_act *x = &v->x;
	enum err e = out_begin(x, c, ACT_DISPATCH, f);

	for (size_t i = 0; i < v->n && !e; i++)
		e = put_line(v, &v->send[i], f);
	return e ? e
		 : out_advance(x, ACT_DISPATCH,
			       arena_fmt(x->a, "%zu alamat di buku ekspedisi.", v->n), f);
}

/* A letter to many goes to each of them, unless the caller names who. */
static enum err to_each(struct sending *v, const struct svc_send *how, struct fail *f)
{
	struct out_act *x = &v->x;
	struct db_conn *c = db_read(x->s->db);
	struct out_head head = {0};
	struct str xml;
	enum err e = out_load(x, c, f);

	if (!e)
		e = out_draft_xml(x, x->l.draft_no, &xml, f);
	db_read_end(x->s->db, c);
	if (!e)
		e = out_page_head(x->s, x->a, x->l.form, xml, &head, f);
	if (e || !head.many)
		return e == ERR_NOTFOUND && x->l.outside ? ERR_OK : e;
	v->send = ARENA_ARRAY(x->a, struct svc_send, head.addressees_n);
	for (v->n = 0; v->n < head.addressees_n; v->n++)
		v->send[v->n] = (struct svc_send){
			head.addressees[v->n], how ? how->channel : (struct str){0},
			how ? how->due : (struct day){0}};
	return ERR_OK;
}

enum err svc_dispatch(struct svc *s, const struct actor *who, struct svc_ref ref,
		      const struct svc_send *send, size_t n, struct svc_done *done,
		      struct fail *f)
{
	struct sending v = {
		.x = {.s = s, .who = who, .a = arena_open(), .ref = ref, .done = done},
		.n = n ? n : 1};
	enum err e = ERR_OK;

	v.send = ARENA_ARRAY(v.x.a, struct svc_send, v.n);
	memset(v.send, 0, v.n * sizeof *v.send);
	for (size_t i = 0; i < n; i++)
		v.send[i] = send[i];
	if (n > SENDS_MAX)
		e = FAIL(f, ERR_LIMIT, "too-many", "addressee",
			 "Paling banyak %d alamat sekali kirim.", SENDS_MAX);
	if (!e && v.n == 1 && !v.send[0].addressee.n)
		e = to_each(&v, n ? send : NULL, f);
	for (size_t i = 0; i < v.n && !e; i++) {
		struct svc_send *w = &v.send[i];
		if (!w->channel.n)
			w->channel = STR("kurir");
		e = out_text(v.x.a, w->addressee, UTF8_LINE, 300, "addressee", NULL,
			     &w->addressee, f);
		if (!e && !channel_ok(w->channel))
			e = FAIL(f, ERR_INVALID, "bad-value", "channel",
				 "Cara kirim tidak dikenal; pilih dari daftar.");
		if (!e && !day_none(w->due) && !day_ok(w->due))
			e = FAIL(f, ERR_INVALID, "bad-date", "due_date",
				 "Tanggal itu tidak ada.");
	}
	if (!e)
		e = db_submit(s->db, send_act, &v, f);
	arena_close(v.x.a);
	return e;
}

struct proving {
	struct out_act x;
	const struct svc_proof *in;
	struct svc_ref dispatch;
	struct str receiver, note;
	struct svc_scan *photo;
	size_t photos;
};

/* Loads the letter first, by S1: a line of a secret one is refused as one that is not. */
static enum err find_dispatch(struct proving *v, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_out_dispatch_get);
	int64_t version = 0, sent = 0;
	bool received = false;

	db_bind_int(r, "id", v->dispatch.id);
	v->x.ref.id = 0;
	if (db_next(r)) {
		v->x.ref.id = db_int(r, 0);
		version = db_int(r, 1);
		sent = db_int(r, 2);
		received = db_int(r, 3) != 0;
	}
	enum err e = db_done(r, NULL, f);
	if (e || (e = out_load(&v->x, c, f)) || (e = out_may(&v->x, ACT_PROVE, f)))
		return e;
	if (!v->dispatch.version)
		return FAIL(f, ERR_NOVERSION, "no-version", "version",
			    "Sebutkan versi baris ekspedisi yang dilihat; muat ulang "
			    "lalu coba "
			    "lagi.");
	if (version != v->dispatch.version) {
		v->x.done->version = version;
		return FAIL(f, ERR_STALE, "stale-version", "version",
			    "Bukti terima ini sudah diisi orang lain; muat ulang lalu "
			    "periksa.");
	}
	if (received)
		return FAIL(f, ERR_CONFLICT, "proved", NULL,
			    "Penerimaan kiriman ini sudah tercatat.");
	if (sent > db_now(c))
		sent = 0; /* sent under a clock that stood ahead */
	if (v->in->at_ms && (v->in->at_ms < sent || v->in->at_ms > db_now(c)))
		return FAIL(f, ERR_INVALID, "bad-time", "at",
			    "Waktu terima harus di antara waktu kirim dan sekarang.");
	return ERR_OK;
}

static enum err put_proof(struct proving *v, struct fail *f)
{
	struct out_act *x = &v->x;
	struct db_rows *r = db_run(x->c, Q_out_dispatch_prove);

	db_bind_int(r, "id", v->dispatch.id);
	db_bind_int(r, "version", v->dispatch.version);
	db_bind_str(r, "receiver", v->receiver);
	db_bind_int(r, "received", v->in->at_ms ? v->in->at_ms : x->now);
	if (v->photos)
		db_bind_blob(r, "proof",
			     (struct str){(const char *)v->photo->at.sha.b,
					  sizeof(v->photo->at.sha.b)});
	db_bind_str(r, "note", v->note);
	return db_done(r, NULL, f);
}

static enum err prove_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct proving *v = arg;
	struct out_act *x = &v->x;
	enum err e = find_dispatch(v, c, f);

	if (e)
		return e;
	if (v->photos &&
	    (e = svc_scans_link(c, x->who, x->l.id, v->photo, 1, "bukti", f)))
		return e;
	if ((e = put_proof(v, f)))
		return e;
	struct out_step m = {
		.act = ACT_PROVE,
		.to = x->l.state,
		.step = x->l.step,
		.desk = x->l.desk,
		.note = arena_fmt(x->a, "Diterima " STR_FMT, STR_ARG(v->receiver)),
		.stays = true};
	return out_move(x, &m, f);
}

enum err svc_dispatch_proof(struct svc *s, const struct actor *who,
			    struct svc_ref dispatch, const struct svc_proof *in,
			    struct svc_done *done, struct fail *f)
{
	struct proving v = {.x = {.s = s, .who = who, .a = arena_open(), .done = done},
			    .in = in,
			    .dispatch = dispatch};
	enum err e = out_text(v.x.a, in->receiver, UTF8_LINE, 200, "receiver",
			      "Isi nama yang menerima.", &v.receiver, f);

	if (!e)
		e = out_text(v.x.a, in->note, UTF8_LINES, 1000, "note", NULL, &v.note, f);
	v.photos = in->photo.path || in->photo.bytes.n;
	if (!e)
		e = svc_scans_stage(s, v.x.a, "photo", &in->photo, v.photos, &v.photo, f);
	if (!e) {
		e = db_submit(s->db, prove_act, &v, f);
		svc_scans_settle(s, v.photo, v.photos);
	}
	arena_close(v.x.a);
	return e;
}
