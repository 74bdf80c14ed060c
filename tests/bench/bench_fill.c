#include "bench_fill.h"
#include "db.h"
#include "num_ledger.h"
#include "query_text.h"
#include "rng.h"
#include <stdio.h>

enum { PER_ACT = 200, PER_DAY = 200, FIRST_DAY = 15340 /* 1 January 2012 */ };

struct fill {
	int64_t       all, few, busy, book, unit, account;
	long          from, to;
};

static enum err id_of(struct db_conn *c, enum query q, const char *code, int64_t *id,
                      struct fail *f)
{
	struct db_rows *r = db_run(c, q);

	db_bind_str(r, "code", str_c(code));
	return db_one_int(r, id, NULL, f);
}

static enum err look_up(struct db_conn *c, void *arg, struct fail *f)
{
	struct fill *x = arg;
	enum err e;

	x->account = 1;
	if ((e = id_of(c, Q_position_id_by_code, "kasubbag-tu", &x->all, f)) ||
	    (e = id_of(c, Q_position_id_by_code, "kasi-pas", &x->few, f)) ||
	    (e = id_of(c, Q_position_id_by_code, "kasi-pelrehsos", &x->busy, f)))
		return e;
	if ((e = id_of(c, Q_in_book_id, "UPTD", &x->book, f)))
		return e;
	struct db_rows *r = db_run(c, Q_in_book);

	db_bind_int(r, "book", x->book);
	db_bind_int(r, "year", 2012);
	x->unit = db_next(r) ? db_int(r, 2) : 0;
	return db_done(r, NULL, f);
}

static enum err put_sender(struct db_conn *c, struct str name, int64_t *id, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_sender_put);
	enum err e;

	db_bind_str(r, "name", name);
	db_bind_str(r, "folded", name); /* one spelling each is all that is asked for here */
	db_bind_int(r, "at", db_now(c));
	if ((e = db_done(r, NULL, f)))
		return e;
	r = db_run(c, Q_in_sender_id);
	db_bind_str(r, "folded", name);
	return db_one_int(r, id, NULL, f);
}

static enum err put_letter(struct db_conn *c, const struct fill *x, int64_t id, int64_t day,
                           const struct bench_letter *l, bool tray, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_letter);

	db_bind_int(r, "version", 1);
	db_bind_int(r, "id", id);
	db_bind_str(r, "state", tray ? STR("terdistribusi") : STR("terkodefikasi"));
	db_bind_str(r, "procedure", STR("surat-masuk"));
	db_bind_int(r, "step", 3);
	db_bind_int(r, "at", day * 86400000);
	db_bind_int(r, "desk", x->all);
	db_bind_int(r, "unit", x->unit);
	db_bind_str(r, "number", str_c(l->number));
	db_bind_str(r, "norm", str_c(l->number));
	db_bind_int(r, "letter_day", day - 3);
	db_bind_str(r, "subject", str_c(l->subject));
	db_bind_str(r, "scheme", STR("jambi"));
	db_bind_str(r, "class", str_c(BENCH_CLASS[l->class_no]));
	db_bind_str(r, "urgency", STR("biasa"));
	db_bind_str(r, "secrecy", STR("rahasia"));
	db_bind_int(r, "sealed", 0);
	db_bind_int(r, "due", day + 5);
	db_bind_int(r, "account", x->account);
	return db_done(r, NULL, f);
}

static enum err put_incoming(struct db_conn *c, int64_t id, int64_t day, int64_t sender,
                             const struct bench_letter *l, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_incoming);

	db_bind_int(r, "letter", id);
	db_bind_int(r, "sender", sender);
	db_bind_str(r, "name", str_c(l->sender));
	db_bind_int(r, "day", day);
	db_bind_int(r, "ms", day * 86400000);
	db_bind_str(r, "channel", STR("kurir"));
	db_bind_str(r, "copy", STR("asli"));
	db_bind_int(r, "no_scan", 0);
	return db_done(r, NULL, f);
}

/* Every hundredth lies in the tray of one who is far behind. */
static enum err put_tray(struct db_conn *c, const struct fill *x, int64_t id, int64_t day,
                         struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_disposition);
	enum err e;

	db_bind_int(r, "letter", id);
	db_bind_int(r, "from", x->all);
	db_bind_int(r, "account", x->account);
	db_bind_int(r, "paper", 0);
	db_bind_str(r, "instructions", STR("TL"));
	db_bind_str(r, "note", STR(""));
	db_bind_int(r, "answer", 0);
	db_bind_int(r, "back", 0);
	db_bind_str(r, "groups", STR(""));
	db_bind_int(r, "at", day * 86400000);
	if ((e = db_done(r, NULL, f)))
		return e;
	r = db_run(c, Q_in_tray);
	db_bind_int(r, "disposition", db_last_id(c));
	db_bind_int(r, "letter", id);
	db_bind_int(r, "position", x->busy);
	db_bind_str(r, "state", STR("terkirim"));
	db_bind_int(r, "sent", day * 86400000);
	db_bind_int(r, "copy", 0);
	db_bind_str(r, "part", STR(""));
	return db_done(r, NULL, f);
}

static enum err name_reader(struct db_conn *c, int64_t id, int64_t position, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_case_name_reader);

	db_bind_int(r, "letter", id);
	db_bind_int(r, "position", position);
	db_bind_int(r, "at", db_now(c));
	return db_done(r, NULL, f);
}

static enum err put_agenda(struct db_conn *c, const struct fill *x, int64_t id, struct day day,
                           struct fail *f)
{
	struct num_line line = { .series = STR("agenda/UPTD"), .period = day.year,
		                 .letter_id = id, .account_id = x->account, .day = day };
	int serial;
	enum err e = num_take(c, &line, &serial, f);

	if (e)
		return e;
	struct db_rows *r = db_run(c, Q_in_agenda);

	db_bind_int(r, "letter", id);
	db_bind_int(r, "book", x->book);
	db_bind_int(r, "year", day.year);
	db_bind_int(r, "serial", serial);
	db_bind_int(r, "at", db_now(c));
	db_bind_int(r, "account", x->account);
	return db_done(r, NULL, f);
}

/* Readers before the agenda line, which makes the letter's words: one index write. */
static enum err put_some(struct db_conn *c, void *arg, struct fail *f)
{
	const struct fill *x = arg;
	struct bench_letter l;
	enum err e = ERR_OK;

	for (long i = x->from; !e && i < x->to; i++) {
		int64_t day = FIRST_DAY + i / PER_DAY, id = day * 100000 + i % PER_DAY, sender;

		bench_letter((uint64_t)i, &l);
		if ((e = put_sender(c, str_c(l.sender), &sender, f)) ||
		    (e = put_letter(c, x, id, day, &l, i % BENCH_TRAY_EACH == 1, f)) ||
		    (e = put_incoming(c, id, day, sender, &l, f)) ||
		    (e = name_reader(c, id, x->all, f)) ||
		    (i % BENCH_SEEN_EACH == 0 && (e = name_reader(c, id, x->few, f))) ||
		    (i % BENCH_TRAY_EACH == 1 && (e = put_tray(c, x, id, day, f))))
			break;
		e = put_agenda(c, x, id, day_from_number(day), f);
	}
	return e;
}

void bench_fill(const struct bench_place *p, const char *dir, long letters)
{
	static const struct clock system_clock;
	struct db_options o = { .dir = dir, .clock = &system_clock, .readers = 1 };
	struct fill x = { 0 };
	struct fail f = { 0 };
	struct db *db;

	rng_init();
	bench_office(p, dir);
	bench_must(!db_open(&db, &o, &f), f.text);
	bench_must(!db_submit(db, look_up, &x, &f), f.text);
	for (; x.from < letters; x.from = x.to) {
		x.to = x.from + PER_ACT < letters ? x.from + PER_ACT : letters;
		bench_must(!db_submit(db, put_some, &x, &f), f.text);
		if (x.to % 100000 == 0)
			(void)fprintf(stderr, "filling: %ld letters\n", x.to);
	}
	db_close(db);
}

int bench_schema(void)
{
	int n = 0;

	while (MIGRATION[n].name)
		n++;
	return n;
}
