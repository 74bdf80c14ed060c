/* svc_numbers_series.c - which series the office has, and what the actor is to each. */
#include "svc_numbers_inside.h"
#include "svc_outgoing_serial.h"
#include "svc_secrecy.h"

struct day nb_today(const struct svc *s)
{
	return day_at(clock_ms(s->clock), s->zone);
}

static void duty(struct nb_series *n, unsigned bit, int64_t post)
{
	if (bit > (n->duties & (DUTY_KEEPER | DUTY_CHECKER)))
		n->post = post;
	n->duties |= bit;
}

/* He keeps it, or stands above the one who does. */
static void duties_of(const struct svc *s, const struct actor *who, const struct str *keepers,
                      size_t keepers_n, struct nb_series *n)
{
	for (size_t i = 0; i < who->posts_n; i++)
		for (size_t k = 0; k < keepers_n; k++) {
			const struct office_position *p = office_position(s->office, keepers[k]);

			if (str_eq(keepers[k], who->posts[i].code))
				duty(n, DUTY_KEEPER, who->posts[i].position_id);
			if (p && str_eq(p->superior, who->posts[i].code))
				duty(n, DUTY_CHECKER, who->posts[i].position_id);
		}
}

size_t nb_series_n(const struct svc *s)
{
	return s->office->series_n + s->office->books_n + 1;
}

void nb_series_at(const struct svc *s, struct arena *a, const struct actor *who, size_t i,
                  struct nb_series *n)
{
	const struct office *o = s->office;

	*n = (struct nb_series){ .duties = who->admin ? DUTY_ADMIN : 0 };
	if (i < o->series_n) {
		n->out = &o->series[i];
		n->key = arena_fmt(a, "keluar/" STR_FMT, STR_ARG(n->out->key));
		n->name = n->out->name;
		duties_of(s, who, n->out->keepers, n->out->keepers_n, n);
		return;
	}
	if ((i -= o->series_n) < o->books_n) {
		const struct office_book *b = &o->books[i];

		n->key = arena_fmt(a, "agenda/" STR_FMT, STR_ARG(b->code));
		n->name = b->name;
		duties_of(s, who, b->posts[OFFICE_KEEPER], b->posts_n[OFFICE_KEEPER], n);
		for (size_t k = 0; k < who->posts_n; k++) {
			for (size_t h = 0; h < b->posts_n[OFFICE_CHECKER]; h++)
				if (str_eq(b->posts[OFFICE_CHECKER][h], who->posts[k].code))
					duty(n, DUTY_CHECKER, who->posts[k].position_id);
			for (size_t h = 0; h < b->posts_n[OFFICE_HEAD]; h++)
				if (str_eq(b->posts[OFFICE_HEAD][h], who->posts[k].code))
					n->duties |= DUTY_HEAD;
		}
		return;
	}
	n->key = STR("ekspedisi");
	n->name = STR("Buku Ekspedisi");
	for (size_t k = 0; k < o->series_n; k++)
		duties_of(s, who, o->series[k].keepers, o->series[k].keepers_n, n);
}

enum err nb_series(const struct svc *s, struct arena *a, const struct actor *who, struct str key,
                   enum flow_act act, struct nb_series *n, struct fail *f)
{
	unsigned duties = 0;
	bool found = false;

	for (size_t i = 0; i < nb_series_n(s); i++) {
		struct nb_series one;

		nb_series_at(s, a, who, i, &one);
		duties |= one.duties;
		if (str_eq(one.key, key)) {
			*n = one;
			found = true;
		}
	}
	if (!found)
		return FAIL(f, ERR_NOTFOUND, "no-series", "series",
		            "Deret nomor \"" STR_FMT "\" tidak ada di berkas kantor ini; pilih dari "
		            "Buku nomor.",
		            STR_ARG(str_head(key, 60)));
	/* whoever keeps or checks one book of the office may read the others */
	return flow_may(act, FS_REGISTERED, act == ACT_PRINT_BOOK ? duties : n->duties, f);
}

const struct num_rule *nb_rule(const struct svc *s, const struct nb_series *n, struct day d)
{
	return n->out ? num_rules_on(s->rules, n->out->rule, d) : NULL;
}

int nb_period(const struct svc *s, const struct nb_series *n, struct day d)
{
	const struct num_rule *r = nb_rule(s, n, d);

	return r ? out_number_period(r, d) : d.year;
}

void nb_period_days(int period, struct day *from, struct day *to)
{
	int year = period > 999999 ? period / 10000 : period > 9999 ? period / 100 : period;
	int month = period > 999999 ? period / 100 % 100 : period > 9999 ? period % 100 : 0;

	*from = (struct day){ year ? year : 1900, month ? month : 1, 1 };
	*to = month && month < 12 ? (struct day){ year, month + 1, 1 }
	                          : (struct day){ year ? year + 1 : 2200, 1, 1 };
	*to = day_from_number(day_number(*to) - 1);
	if (period > 999999)
		from->mday = to->mday = period % 100;
}

struct str nb_period_text(struct arena *a, int period)
{
	if (period > 999999)
		return day_long(a, (struct day){ period / 10000, period / 100 % 100,
		                                 period % 100 });
	if (period > 9999)
		return arena_fmt(a, "%s %d", month_name(period % 100), period / 100);
	return period ? arena_fmt(a, "%d", period) : STR("");
}

enum err nb_serial(struct str number, int *serial, struct str *insert, struct fail *f)
{
	size_t n = 0;
	int64_t v = 0;

	number = str_trim(number);
	while (n < number.n && number.p[n] >= '0' && number.p[n] <= '9')
		n++;
	if (number.n > n + 8 || !str_to_int(str_head(number, n), &v) || v < 1 || v > NUM_SERIAL_MAX)
		return FAIL(f, ERR_INVALID, "serial", "serial",
		            "\"" STR_FMT "\" bukan nomor urut; tulis seperti di buku nomor, misalnya "
		            "12 atau 5.01.",
		            STR_ARG(str_head(number, 20)));
	*serial = (int)v;
	*insert = str_from(number, n);
	return ERR_OK;
}

static enum err fill(const struct svc *s, const struct actor *who, struct db_conn *c,
                     struct arena *a, const struct nb_series *n, struct svc_series *out, struct fail *f)
{
	struct str secrecy = STR("biasa");
	struct num_given *last;
	size_t last_n;
	enum err e;

	*out = (struct svc_series){ .key = n->key, .name = n->name, .outgoing = n->out != NULL,
		.period = nb_period(s, n, nb_today(s)), .keeper = n->duties & DUTY_KEEPER,
		.checker = n->duties & DUTY_CHECKER, .last_number = STR("") };
	if ((e = num_last(c, a, n->key, out->period, 1, &last, &last_n, f)) ||
	    (e = num_waiting(c, a, n->key, out->period, (struct day){ 0 }, SVC_WAITING_MAX,
	                     &out->waiting, &out->waiting_n, f)) ||
	    !last_n)
		return e;
	out->last = last->serial;
	out->last_day = last->day;
	struct db_rows *r = db_run(c, Q_nb_letter);

	db_bind_int(r, "id", last->letter_id);
	if (last->letter_id && db_next(r)) {
		out->last_number = db_str(r, 0, a);
		secrecy = db_str(r, 3, a);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	/* S1: the serial is for everybody who keeps the book, the number as printed is not */
	if (!svc_secrecy_open(secrecy) && !svc_may_see_line(c, a, who, last->letter_id))
		out->last_number = STR("");
	return ERR_OK;
}

enum err svc_series_list(struct svc *s, const struct actor *who, struct arena *a,
                         struct svc_series **out, size_t *n, struct fail *f)
{
	size_t all = nb_series_n(s);
	struct db_conn *c = db_read(s->db);
	unsigned duties = 0;
	enum err e = ERR_OK;

	*out = ARENA_ARRAY(a, struct svc_series, all);
	*n = 0;
	for (size_t i = 0; !e && i < all; i++) {
		struct nb_series one;

		nb_series_at(s, a, who, i, &one);
		duties |= one.duties;
		e = fill(s, who, c, a, &one, &(*out)[(*n)++], f);
	}
	db_read_end(s->db, c);
	return e ? e : flow_may(ACT_PRINT_BOOK, FS_REGISTERED, duties, f);
}

/* ---- Tutup buku ---- */

/* The agenda book of the unit, or of the nearest one above it that keeps one. */
static struct str book_above(const struct office *o, struct str unit)
{
	for (size_t depth = 0; unit.n && depth < 50; depth++) {
		const struct office_unit *u = office_unit(o, unit);

		for (size_t i = 0; i < o->books_n; i++)
			if (str_eq(o->books[i].unit, unit))
				return o->books[i].code;
		unit = u ? u->parent : (struct str){ 0 };
	}
	return STR("");
}

/* A period in which no number was given has nothing to close. */
static enum err close_period(struct db_conn *c, const struct actor *who, struct str key, int period,
                             struct fail *f)
{
	struct fail why = { 0 };
	enum err e = num_close(c,
	                       &(struct num_line){ .series = key, .period = period,
	                               .account_id = who->account_id },
	                       &why);

	if (e && f)
		*f = why;
	return e == ERR_NOTFOUND || e == ERR_CONFLICT ? ERR_OK : e;
}

/* Where each day has its own quota, each day of the year is a period. */
static enum err close_days(const struct svc *s, const struct office_series *d, struct db_conn *c,
                           const struct actor *who, struct str key, int year, struct fail *f)
{
	struct day at = { year, 1, 1 };
	const struct num_rule *r = num_rules_on(s->rules, d->rule, (struct day){ year, 12, 31 });
	enum err e = ERR_OK;

	if (!r || num_rule_late(r) != NUM_LATE_DAY_BLOCK)
		return ERR_OK;
	for (; !e && at.year == year; at = day_from_number(day_number(at) + 1))
		e = close_period(c, who, key, out_number_period(r, at), f);
	return e;
}

enum err nb_close_year(const struct svc *s, struct db_conn *c, struct arena *a,
                       const struct actor *who, struct str book, int year, struct fail *f)
{
	enum err e = close_period(c, who, arena_fmt(a, "agenda/" STR_FMT, STR_ARG(book)), year, f);

	for (size_t i = 0; !e && i < s->office->series_n; i++) {
		const struct office_series *d = &s->office->series[i];
		struct str key = arena_fmt(a, "keluar/" STR_FMT, STR_ARG(d->key));

		if (!str_eq(book_above(s->office, d->unit), book))
			continue;
		e = close_period(c, who, key, year, f);
		for (int m = 1; !e && m <= 12; m++)
			e = close_period(c, who, key, year * 100 + m, f);
		if (!e)
			e = close_days(s, d, c, who, key, year, f);
	}
	return e;
}
