/* svc_numbers.c - numbers without a letter yet: reserved, inserted, given elsewhere, void. */
#include "svc_numbers_inside.h"
#include "rng.h"
#include "svc_entry.h"
#include "svc_idem.h"
#include "svc_outgoing_serial.h"
#include "utf8.h"

struct nb_act {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	struct nb_series n;
	struct num_line line;
	struct num_block block;
	struct svc_idem idem;
	struct str text, number; /* reason or purpose; the number given */
	int64_t count, unit, id;
	int serial, burnt;
};

static enum err audit(struct nb_act *x, struct db_conn *c, enum flow_act act, struct str what,
                      struct fail *f)
{
	return db_audit(c,
	                &(struct db_audit){ .actor = actor_audit(x->a, x->who, x->n.post),
	                        .act = str_c(flow_act_word(act)),
	                        .object = arena_fmt(x->a, "number:" STR_FMT ":%d",
	                                            STR_ARG(x->n.key), x->line.period),
	                        .detail = arena_fmt(x->a, "nomor=" STR_FMT "\nalasan=" STR_FMT "\n",
	                                            STR_ARG(what), STR_ARG(x->text)) },
	                f);
}

static enum err begin(struct nb_act *x, struct str key, enum flow_act act, struct day day,
                      struct fail *f)
{
	enum err e = nb_series(x->s, x->a, x->who, key, act, &x->n, f);

	if (e)
		return e;
	if (!x->n.out)
		return FAIL(f, ERR_CONFLICT, "not-letters", "series",
		            "Hanya deret surat keluar yang nomornya dapat dicadangkan, disisipi atau "
		            "dibatalkan di sini; nomor agenda dibatalkan di halaman suratnya.");
	x->line = (struct num_line){ .series = x->n.key, .period = nb_period(x->s, &x->n, day),
		.account_id = x->who->account_id, .day = day };
	const struct num_rule *r = nb_rule(x->s, &x->n, day);

	if (r)
		out_number_quota(r, day, &x->line.first, &x->line.limit);
	return ERR_OK;
}

static enum err need_text(struct nb_act *x, struct str in, const char *field, const char *need,
                          struct fail *f)
{
	return svc_text(x->a, in, UTF8_LINE, 300, field, need, &x->text, f);
}

/* ---- reserve ---- */

static enum err reserve_again(struct nb_act *x, struct db_conn *c, struct str reply, struct fail *f)
{
	int64_t id;
	enum err e = svc_idem_numbers(&reply, &id, 1, f);

	return e ? e : num_block_get(c, x->a, id, &x->block, f);
}

static enum err reserve_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct nb_act *x = arg;
	struct num_block *b = &x->block;
	struct str reply;
	bool again;
	enum err e = svc_idem_get(c, x->a, x->who, &x->idem, &reply, &again, f);

	if (e)
		return e;
	if (again)
		return reserve_again(x, c, reply, f);
	if ((e = num_reserve(c, b, (int)x->count, f)) ||
	    (e = svc_idem_put(c, x->who, &x->idem, arena_fmt(x->a, "%lld", (long long)b->id), f)))
		return e;
	return audit(x, c, ACT_RESERVE_NUMBER, arena_fmt(x->a, "%d-%d", b->first, b->last), f);
}

static enum err unit_of(struct nb_act *x, struct str code, struct fail *f)
{
	struct db_conn *c;
	bool found = true;
	enum err e;

	if (!code.n)
		return ERR_OK;
	c = db_read(x->s->db);
	struct db_rows *r = db_run(c, Q_nb_unit);

	db_bind_str(r, "code", code);
	e = db_one_int(r, &x->unit, &found, f);
	db_read_end(x->s->db, c);
	return e || found ? e
	                  : FAIL(f, ERR_INVALID, "unit", "unit",
	                         "Unit \"" STR_FMT "\" tidak ada di kantor ini; pilih dari daftar.",
	                         STR_ARG(str_head(code, 40)));
}

static enum err reserve_days(const struct svc *s, const struct svc_reserve *in, struct day *expires,
                             struct fail *f)
{
	struct day today = nb_today(s);

	*expires = !day_none(in->expires) ? in->expires : !day_none(in->day) ? in->day : today;
	if (!day_ok(*expires) || (!day_none(in->day) && !day_ok(in->day)))
		return FAIL(f, ERR_INVALID, "bad-date", "date", "Tanggal itu tidak ada di kalender.");
	if (day_cmp(*expires, today) < 0 ||
	    (!day_none(in->day) && day_cmp(in->day, *expires) > 0))
		return FAIL(f, ERR_INVALID, "expires", "expires",
		            "Cadangan berlaku paling cepat sampai hari ini, dan tidak berakhir "
		            "sebelum hari suratnya.");
	return ERR_OK;
}

enum err svc_number_reserve(struct svc *s, const struct actor *who, struct arena *a,
                            const struct svc_reserve *in, struct num_block *out, struct fail *f)
{
	struct nb_act x = { .s = s, .who = who, .a = a, .count = in->count };
	const struct str text[] = { in->key, in->purpose, in->unit };
	struct day expires;
	enum err e;

	if (in->count < 1 || in->count > NUM_BLOCK_MAX)
		return FAIL(f, ERR_INVALID, "count", "count",
		            "Banyaknya nomor yang dicadangkan harus 1 sampai %d.", NUM_BLOCK_MAX);
	if ((e = reserve_days(s, in, &expires, f)) ||
	    (e = begin(&x, in->key, ACT_RESERVE_NUMBER, day_none(in->day) ? nb_today(s) : in->day,
	               f)) ||
	    (e = need_text(&x, in->purpose, "purpose", "Keperluan", f)) ||
	    (e = unit_of(&x, in->unit, f)))
		return e;
	x.idem = svc_idem_of(a, in->idempotency_key, text, 3,
	                     arena_fmt(a, "cadangkan|%lld|%lld|%lld", (long long)in->count,
	                               (long long)day_number(in->day),
	                               (long long)day_number(in->expires)));
	x.block = (struct num_block){ .series = x.n.key, .period = x.line.period,
		.begin = x.line.first, .limit = x.line.limit,
		.purpose = x.text, .code = rng_code(a, 12), .unit_id = x.unit, .day = in->day,
		.expires = expires, .account_id = who->account_id };
	e = db_submit(s->db, reserve_act, &x, f);
	*out = x.block;
	return e;
}

static enum err burn_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct nb_act *x = arg;
	enum err e = num_block_get(c, x->a, x->id, &x->block, f);

	if (e || (e = begin(x, x->block.series, ACT_VOID_NUMBER, nb_today(x->s), f)) ||
	    (e = num_burn(c, &x->block, x->who->account_id, x->text, &x->burnt, f)))
		return e;
	x->line.period = x->block.period;
	return audit(x, c, ACT_VOID_NUMBER,
	             arena_fmt(x->a, "%d-%d: %d hangus", x->block.first, x->block.last, x->burnt), f);
}

enum err svc_number_burn(struct svc *s, const struct actor *who, int64_t block, struct str reason,
                         int *burnt, struct fail *f)
{
	struct nb_act x = { .s = s, .who = who, .a = arena_open(), .id = block };
	enum err e = need_text(&x, reason, "reason", "Alasan", f);

	if (!e)
		e = db_submit(s->db, burn_act, &x, f);
	*burnt = x.burnt;
	arena_close(x.a);
	return e;
}

enum err svc_number_blocks(struct svc *s, const struct actor *who, struct arena *a,
                           struct num_block **out, size_t *n, struct fail *f)
{
	struct svc_series *series;
	size_t series_n;
	enum err e = svc_series_list(s, who, a, &series, &series_n, f);

	if (e)
		return e;
	struct db_conn *c = db_read(s->db);

	e = num_blocks(c, a, false, 100, out, n, f);
	db_read_end(s->db, c);
	return e;
}

/* ---- insert ---- */

static enum err insert_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct nb_act *x = arg;
	const struct num_rule *r = nb_rule(x->s, &x->n, x->line.day);
	struct num_given *last;
	size_t last_n;
	bool again;
	int n;
	enum err e = svc_idem_get(c, x->a, x->who, &x->idem, &x->number, &again, f);

	if (e || again)
		return e;
	if (!r || num_rule_late(r) != NUM_LATE_SUFFIX || !num_rule_uses(r, NUM_SISIPAN))
		return r ? out_no_insert(r, f)
		         : FAIL(f, ERR_CONFLICT, "no-rule", "date",
		                "Aturan nomor deret ini tidak berlaku pada tanggal itu.");
	if ((e = num_last(c, x->a, x->n.key, x->line.period, 1, &last, &last_n, f)))
		return e;
	if (last_n && !day_none(last->day) && day_cmp(x->line.day, last->day) >= 0)
		return FAIL(f, ERR_CONFLICT, "not-earlier", "date",
		            "Tanggal itu tidak lebih awal dari nomor terakhir deret ini, jadi suratnya "
		            "mendapat nomor berikutnya, bukan sisipan.");
	if ((e = num_insert_next(c, &x->line, &x->serial, &n, f)))
		return e;
	x->line.insert = num_rule_suffix(r, x->a, n);
	if (!x->line.insert.n)
		return FAIL(f, ERR_LIMIT, "inserts-full", "date",
		            "Nomor %d sudah disisipi %d kali; pakai nomor berikutnya dengan tanggal "
		            "hari ini.",
		            x->serial, n - 1);
	x->number = arena_fmt(x->a, "%d" STR_FMT, x->serial, STR_ARG(x->line.insert));
	if ((e = num_insert(c, &x->line, x->serial, n, f)) ||
	    (e = svc_idem_put(c, x->who, &x->idem, x->number, f)))
		return e;
	return audit(x, c, ACT_INSERT_NUMBER, x->number, f);
}

enum err svc_number_insert(struct svc *s, const struct actor *who, struct arena *a,
                           const struct svc_insert *in, struct str *number, struct fail *f)
{
	struct nb_act x = { .s = s, .who = who, .a = a, .number = STR("") };
	const struct str text[] = { in->key, in->reason };
	enum err e;

	if (!day_ok(in->day) || day_cmp(in->day, nb_today(s)) > 0)
		return FAIL(f, ERR_INVALID, "bad-date", "date",
		            "Tanggal surat harus tanggal yang ada, paling lambat hari ini.");
	if ((e = begin(&x, in->key, ACT_INSERT_NUMBER, in->day, f)) ||
	    (e = need_text(&x, in->reason, "reason", "Alasan nomor sisipan", f)))
		return e;
	x.line.reason = x.text;
	x.idem = svc_idem_of(a, in->idempotency_key, text, 2,
	                     arena_fmt(a, "sisip|%lld", (long long)day_number(in->day)));
	e = db_submit(s->db, insert_act, &x, f);
	*number = x.number;
	return e;
}

/* ---- void ---- */

/* A number whose letter lives is taken back with the letter, not beside it (L4). */
static enum err letter_gone(struct nb_act *x, struct db_conn *c, struct fail *f)
{
	struct num_given *g;
	size_t n;
	enum err e = num_of(c, x->a, &x->line, x->serial, &g, &n, f);

	if (e || !n || !g->letter_id)
		return e;
	struct db_rows *r = db_run(c, Q_nb_letter);
	bool gone = true;

	db_bind_int(r, "id", g->letter_id);
	if (db_next(r)) {
		struct str state = db_str(r, 4, x->a);

		gone = str_eqc(state, "dicabut") || str_eqc(state, "batal");
	}
	e = db_done(r, NULL, f);
	return e || gone ? e
	                 : FAIL(f, ERR_CONFLICT, "letter-lives", "serial",
	                        "Nomor " STR_FMT " dipakai surat yang berlaku; cabut suratnya di "
	                        "halaman surat itu, nomornya tetap tercatat.",
	                        STR_ARG(x->number));
}

static enum err void_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct nb_act *x = arg;
	enum err e = letter_gone(x, c, f);

	if (e || (e = num_void(c, &x->line, x->serial, x->text, f)))
		return e;
	return audit(x, c, ACT_VOID_NUMBER, x->number, f);
}

enum err svc_number_void(struct svc *s, const struct actor *who, struct str key, int period,
                         struct str number, struct str reason, struct fail *f)
{
	struct nb_act x = { .s = s, .who = who, .a = arena_open(), .number = str_trim(number) };
	enum err e = begin(&x, key, ACT_VOID_NUMBER, nb_today(s), f);

	if (!e)
		e = nb_serial(number, &x.serial, &x.line.insert, f);
	if (!e)
		e = need_text(&x, reason, "reason", "Alasan pembatalan", f);
	if (period)
		x.line.period = period;
	x.line.day = (struct day){ 0 };
	if (!e)
		e = db_submit(s->db, void_act, &x, f);
	arena_close(x.a);
	return e;
}

/* ---- given outside ---- */

static enum err elsewhere_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct nb_act *x = arg;
	int next;
	enum err e = num_next(c, &x->line, &next, f);

	if (e)
		return e;
	if (x->serial > next)
		return FAIL(f, ERR_CONFLICT, "too-far", "serial",
		            "Nomor berikutnya deret ini %d; catat atau cadangkan dulu nomor %d sampai "
		            "%d, supaya tidak ada nomor yang hilang.",
		            next, next, x->serial - 1);
	e = x->serial == next ? num_take_expected(c, &x->line, next, f)
	                      : num_take_reserved(c, &x->line, x->serial, 0, f);
	return e ? e : audit(x, c, ACT_RESERVE_NUMBER, x->number, f);
}

enum err svc_number_elsewhere(struct svc *s, const struct actor *who, struct str key,
                              struct str number, struct str giver, struct str subject,
                              struct day day, struct fail *f)
{
	struct nb_act x = { .s = s, .who = who, .a = arena_open(), .number = str_trim(number) };
	enum err e = ERR_OK;

	if (day_none(day))
		day = nb_today(s);
	if (!day_ok(day) || day_cmp(day, nb_today(s)) > 0)
		e = FAIL(f, ERR_INVALID, "bad-date", "date",
		         "Tanggal surat harus tanggal yang ada, paling lambat hari ini.");
	if (!e)
		e = begin(&x, key, ACT_RESERVE_NUMBER, day, f);
	if (!e)
		e = nb_serial(number, &x.serial, &x.line.insert, f);
	if (!e)
		e = svc_text(x.a, giver, UTF8_LINE, 60, "giver", "Pemberi nomor", &x.line.giver, f);
	if (!e)
		e = need_text(&x, subject, "subject", "Hal surat", f);
	x.line.reason = x.text;
	if (!e)
		e = db_submit(s->db, elsewhere_act, &x, f);
	arena_close(x.a);
	return e;
}
