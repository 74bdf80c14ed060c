/* svc_number_book.c - the number book of a series: every serial once, with its true time. */
#include "svc_numbers_inside.h"
#include "svc_calendar.h"
#include "svc_print.h"
#include "svc_secrecy.h"

#define LINES_MAX 1000000

struct reading {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	struct db_conn *c;
	struct svc_number_line *list;
	struct num_given *given;
	size_t n, cap;
};

static bool keep(void *to, const struct num_given *g)
{
	struct reading *x = to;

	if (x->n == x->cap) {
		size_t cap = x->cap ? x->cap * 2 : 256;
		struct num_given *more = ARENA_ARRAY(x->a, struct num_given, cap);

		if (x->n)
			memcpy(more, x->given, x->n * sizeof *more);
		x->given = more;
		x->cap = cap;
	}
	x->given[x->n++] = *g;
	return x->n < LINES_MAX;
}

static struct str held(struct arena *a, const struct num_given *g)
{
	if (g->giver.n)
		return arena_fmt(a, "diberikan di " STR_FMT, STR_ARG(g->giver));
	if (g->insert_text.n)
		return arena_fmt(a, "sisipan%s: " STR_FMT,
		                 str_eqc(g->kind, "taken") ? "" : ", menunggu surat",
		                 STR_ARG(g->reason));
	if (str_eqc(g->kind, "reserved"))
		return arena_fmt(a, "cadangan: " STR_FMT, STR_ARG(g->reason));
	return str_eqc(g->kind, "booked") ? STR("dipesan") : STR("");
}

static struct str joined(struct arena *a, struct str x, const char *more)
{
	return x.n ? arena_fmt(a, STR_FMT "; %s", STR_ARG(x), more) : str_c(more);
}

/* What stands in the last column: how it is held, and what is to be known of its date. */
static struct str note_of(const struct reading *x, const struct num_given *g, int late)
{
	struct str note = held(x->a, g);

	if (g->void_reason.p)
		return arena_fmt(x->a, "batal " STR_FMT ": " STR_FMT,
		                 STR_ARG(svc_print_moment(x->s, x->a, g->void_ms)),
		                 STR_ARG(g->void_reason));
	if (late > 0)
		note = joined(x->a, note, arena_fmt(x->a, "dicatat %d hari kemudian", late).p);
	if (!day_none(g->day) && !office_works_on(svc_hours(x->s), g->day))
		note = joined(x->a, note, "tanggal hari libur");
	return note;
}

static enum err letter_of(struct reading *x, const struct num_given *g, struct svc_number_line *l,
                          struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_nb_letter);
	struct str secrecy = STR("biasa");
	bool found;

	db_bind_int(r, "id", g->letter_id);
	if ((found = db_next(r))) {
		struct str state = db_str(r, 4, x->a);

		l->number = db_str(r, 0, x->a);
		l->subject = db_str(r, 1, x->a);
		l->party = db_str(r, 2, x->a);
		secrecy = db_str(r, 3, x->a);
		if (str_eqc(state, "dicabut") || str_eqc(state, "batal")) {
			l->struck = true;
			l->note = joined(x->a, l->note, arena_cstr(x->a, state));
		}
	}
	enum err e = db_done(r, NULL, f);

	if (e || !found)
		return e;
	if (svc_secrecy_open(secrecy) || svc_may_see_line(x->c, x->a, x->who, g->letter_id)) {
		l->letter_id = g->letter_id;
		return ERR_OK;
	}
	l->number = STR("RAHASIA");
	l->subject = l->party = l->note = STR("");
	l->at_ms = l->late = 0; /* S1: serial, date and the word, nothing else */
	return ERR_OK;
}

static enum err line_of(struct reading *x, const struct num_given *g, struct svc_number_line *l,
                        struct fail *f)
{
	int late = day_none(g->day) ? 0
	                            : (int)(day_number(day_at(g->at_ms, x->s->zone)) -
	                                    day_number(g->day));

	*l = (struct svc_number_line){
		.serial = arena_fmt(x->a, "%d" STR_FMT, g->serial, STR_ARG(g->insert_text)),
		.number = STR(""), .subject = STR(""), .party = STR(""), .day = g->day,
		.at_ms = g->at_ms, .late = late, .struck = g->void_reason.p != NULL,
		.note = note_of(x, g, late) };
	if (g->giver.n && g->reason.n)
		l->subject = g->reason;
	return g->letter_id ? letter_of(x, g, l, f) : ERR_OK;
}

static enum err lines(struct reading *x, const struct nb_series *n, int period, struct fail *f)
{
	enum err e = num_book(x->c, x->a, n->key, period, keep, x, f);

	x->list = ARENA_ARRAY(x->a, struct svc_number_line, x->n + 1);
	for (size_t i = 0; !e && i < x->n; i++)
		e = line_of(x, &x->given[i], &x->list[i], f);
	return e;
}

enum err svc_number_lines(struct svc *s, const struct actor *who, struct arena *a,
                          struct svc_number_book *in, struct str *name,
                          struct svc_number_line **out, size_t *n, struct fail *f)
{
	struct reading x = { .s = s, .who = who, .a = a };
	struct nb_series series;
	enum err e = nb_series(s, a, who, in->key, ACT_PRINT_BOOK, &series, f);

	if (e)
		return e;
	if (!in->period)
		in->period = nb_period(s, &series, nb_today(s));
	x.c = db_read(s->db);
	e = lines(&x, &series, in->period, f);
	db_read_end(s->db, x.c);
	*name = series.name;
	*out = x.list;
	*n = x.n;
	return e;
}

static const struct tpl_column BOOK[] = {
	PRINT_COL("No. urut", 7, 'c'), PRINT_COL("Tanggal surat", 9, 'c'),
	PRINT_COL("Nomor surat", 20, 'l'), PRINT_COL("Hal", 28, 'l'),
	PRINT_COL("Kepada / dari", 18, 'l'), PRINT_COL("Dicatat", 12, 'c'),
	PRINT_COL("Ket.", 22, 'l') };

enum err svc_number_print(struct svc *s, const struct actor *who, struct arena *a,
                          const struct svc_number_book *in, enum svc_book_as as,
                          struct str *bytes, struct fail *f)
{
	struct svc_number_book b = *in;
	struct svc_number_line *l;
	struct svc_print out = { 0 };
	struct str name;
	size_t n;
	enum err e = svc_number_lines(s, who, a, &b, &name, &l, &n, f);

	if (e)
		return e;
	struct str title[3] = { STR("BUKU NOMOR"), name, nb_period_text(a, b.period) };

	e = svc_print_start(&out, s, a, as, BOOK, sizeof BOOK / sizeof *BOOK, title, f);
	for (size_t i = 0; !e && i < n; i++) {
		struct str cell[] = { l[i].serial,
			svc_print_day(a, day_none(l[i].day) ? 0 : day_number(l[i].day)),
			l[i].number, l[i].subject, l[i].party, svc_print_moment(s, a, l[i].at_ms),
			l[i].note };

		svc_print_row(&out, cell, l[i].struck);
	}
	return svc_print_end(&out, a, e, bytes, f);
}
