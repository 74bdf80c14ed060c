/* svc_number_check.c - gaps, doubles, late entries and what waits, on one page. */
#include "svc_numbers_inside.h"
#include "svc_print.h"

struct checking {
	struct svc *s;
	struct arena *a;
	struct db_conn *c;
	struct svc_number_report *out;
	const struct nb_series *n; /* that is read */
	int period;
};

static void note(struct checking *x, struct svc_number_note *list, size_t *n, const char *kind,
                 struct str text)
{
	if (*n < SVC_NOTES_MAX)
		list[*n] = (struct svc_number_note){ x->n->name, str_c(kind), text, x->period };
	(*n)++;
}

/* One line of the ledger: is it late, does it wait, does its letter bear it? */
static bool look(void *to, const struct num_given *g)
{
	struct checking *x = to;
	struct svc_number_report *o = x->out;
	struct str serial = arena_fmt(x->a, "%d" STR_FMT, g->serial, STR_ARG(g->insert_text));
	struct day entered = day_at(g->at_ms, x->s->zone);
	int64_t late = day_none(g->day) ? 0 : day_number(entered) - day_number(g->day);

	if (g->void_reason.p)
		return true;
	if (!str_eqc(g->kind, "taken"))
		note(x, o->waiting, &o->waiting_n, g->insert_text.n ? "sisipan" : "cadangan",
		     arena_fmt(x->a, "nomor " STR_FMT " belum dipakai: " STR_FMT, STR_ARG(serial),
		               STR_ARG(g->reason)));
	else if (late > 0)
		note(x, o->late, &o->late_n, "terlambat",
		     arena_fmt(x->a, "nomor " STR_FMT " bertanggal " STR_FMT ", dicatat " STR_FMT
		                     " (%lld hari kemudian)%s",
		               STR_ARG(serial), STR_ARG(svc_print_day(x->a, day_number(g->day))),
		               STR_ARG(svc_print_moment(x->s, x->a, g->at_ms)), (long long)late,
		               g->insert_text.n ? ", nomor sisipan" : ""));
	return true;
}

/* Letters that say they have a number which the ledger gave to nobody or to another. */
static enum err beside(struct checking *x, struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_nb_letters_beside);
	struct day from, to;

	nb_period_days(x->period, &from, &to);
	db_bind_str(r, "series", x->n->out->key);
	db_bind_int(r, "period", x->period);
	db_bind_int(r, "from", day_number(from));
	db_bind_int(r, "to", day_number(to));
	db_bind_int(r, "n", SVC_NOTES_MAX);
	while (db_next(r))
		note(x, x->out->faults, &x->out->faults_n, "ganda",
		     arena_fmt(x->a, "nomor %d" STR_FMT " tertulis pada surat yang tidak "
		                     "menerimanya menurut buku nomor",
		               (int)db_int(r, 0), STR_ARG(db_str(r, 1, x->a))));
	return db_done(r, NULL, f);
}

static const char *kind_word(enum num_fault_kind k)
{
	switch (k) {
	case NUM_GAP: return "bolong";
	case NUM_DOUBLE: return "ganda";
	case NUM_STRANGE: break;
	}
	return "asing";
}

static enum err one_count(struct checking *x, const struct actor *who, const struct num_count *k,
                          struct str *name, struct fail *f)
{
	struct nb_series n = { .key = k->series, .name = k->series };
	struct nb_series at;

	for (size_t i = 0; i < nb_series_n(x->s); i++) {
		nb_series_at(x->s, x->a, who, i, &at);
		if (str_eq(at.key, k->series))
			n = at;
	}
	x->n = &n;
	x->period = k->period;
	*name = n.name;
	enum err e = num_book(x->c, x->a, k->series, k->period, look, x, f);

	return e || !n.out ? e : beside(x, f);
}

static enum err all(struct checking *x, const struct actor *who, int year, struct fail *f)
{
	struct num_report r;
	struct svc_number_report *o = x->out;
	enum err e = num_ledger_check(x->c, x->a, year, SVC_NOTES_MAX, &r, f);

	if (e)
		return e;
	o->counts = r.counts;
	o->counts_n = r.counts_n;
	o->names = ARENA_ARRAY(x->a, struct str, r.counts_n + 1);
	for (size_t i = 0; !e && i < r.counts_n; i++)
		e = one_count(x, who, &r.counts[i], &o->names[i], f);
	for (size_t i = 0; !e && i < r.faults_n && i < SVC_NOTES_MAX; i++) {
		struct nb_series n = { .name = r.faults[i].series };

		for (size_t k = 0; k < r.counts_n; k++)
			if (str_eq(r.counts[k].series, r.faults[i].series))
				n.name = o->names[k];
		x->n = &n;
		x->period = r.faults[i].period;
		note(x, o->faults, &o->faults_n, kind_word(r.faults[i].kind), r.faults[i].text);
	}
	return e;
}

enum err svc_number_check(struct svc *s, const struct actor *who, struct arena *a, int year,
                          struct svc_number_report *out, struct fail *f)
{
	struct checking x = { .s = s, .a = a, .out = out };
	struct nb_series any;
	unsigned duties = 0;
	enum err e;

	*out = (struct svc_number_report){
		.faults = ARENA_ARRAY(a, struct svc_number_note, SVC_NOTES_MAX),
		.late = ARENA_ARRAY(a, struct svc_number_note, SVC_NOTES_MAX),
		.waiting = ARENA_ARRAY(a, struct svc_number_note, SVC_NOTES_MAX) };
	for (size_t i = 0; i < nb_series_n(s); i++) {
		nb_series_at(s, a, who, i, &any);
		duties |= any.duties;
	}
	if ((e = flow_may(ACT_PRINT_BOOK, FS_REGISTERED, duties, f)))
		return e;
	x.c = db_read(s->db);
	e = all(&x, who, year, f);
	db_read_end(s->db, x.c);
	return e;
}

static const struct tpl_column REPORT[] = {
	PRINT_COL("Jenis", 10, 'l'), PRINT_COL("Deret", 22, 'l'), PRINT_COL("Masa", 9, 'c'),
	PRINT_COL("Keterangan", 70, 'l') };

static void put(struct svc_print *p, struct arena *a, const char *kind, struct str series,
                int period, struct str text)
{
	struct str cell[] = { str_c(kind), series, nb_period_text(a, period), text };

	svc_print_row(p, cell, false);
}

static void put_notes(struct svc_print *p, struct arena *a, const struct svc_number_note *n,
                      size_t count)
{
	for (size_t i = 0; i < count && i < SVC_NOTES_MAX; i++)
		put(p, a, arena_cstr(a, n[i].kind), n[i].series, n[i].period, n[i].text);
	if (count > SVC_NOTES_MAX)
		put(p, a, "…", STR(""), 0,
		    arena_fmt(a, "dan %zu lagi", count - SVC_NOTES_MAX));
}

static void put_counts(struct svc_print *p, struct arena *a, const struct svc_number_report *r)
{
	for (size_t i = 0; i < r->counts_n; i++) {
		const struct num_count *k = &r->counts[i];

		put(p, a, "jumlah", r->names[i], k->period,
		    arena_fmt(a, "nomor %d s.d. %d%s: %lld dipakai, %lld sisipan, %lld diberikan di "
		                 "luar, %lld menunggu surat, %lld batal",
		              k->first, k->last, k->closed ? " (buku ditutup)" : "",
		              (long long)k->taken, (long long)k->inserted, (long long)k->elsewhere,
		              (long long)k->waiting, (long long)k->voided));
	}
	put(p, a, "temuan", STR("seluruh deret"), 0,
	    arena_fmt(a, "%zu bolong, ganda atau asing; %zu dicatat terlambat; %zu menunggu surat",
	              r->faults_n, r->late_n, r->waiting_n));
}

enum err svc_number_check_print(struct svc *s, const struct actor *who, struct arena *a, int year,
                                enum svc_book_as as, struct str *bytes, struct fail *f)
{
	struct svc_number_report r;
	struct svc_print out = { 0 };
	enum err e = svc_number_check(s, who, a, year, &r, f);

	if (e)
		return e;
	struct str title[3] = { STR("PEMERIKSAAN BUKU NOMOR"), s->office_name,
		                nb_period_text(a, year) };

	e = svc_print_start(&out, s, a, as, REPORT, sizeof REPORT / sizeof *REPORT, title, f);
	if (!e) {
		put_counts(&out, a, &r);
		put_notes(&out, a, r.faults, r.faults_n);
		put_notes(&out, a, r.waiting, r.waiting_n);
		put_notes(&out, a, r.late, r.late_n);
	}
	return svc_print_end(&out, a, e, bytes, f);
}
