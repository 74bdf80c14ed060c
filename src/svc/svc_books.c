/* svc_books.c - buku agenda, buku agenda keluar, buku ekspedisi: as PDF and CSV.
 *
 * S1: a letter without sight shows serial, date and the word RAHASIA, nothing else; a
 * hole in a book would be a scandal of its own. */
#include "svc_find.h"
#include "svc_books_late.h"
#include "svc_times.h"
#include "svc_case.h"
#include "svc_incoming.h"
#include "svc_print.h"
#include "svc_secrecy.h"
#include "utf8.h"

#define COL PRINT_COL

struct book_job {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	struct db_conn *c;
	const struct svc_book *in;
	int64_t book; /* of BOOK_AGENDA */
	struct day from, to;
	struct svc_print out;
	const struct tpl_column *columns;
	size_t columns_n;
};

/* Sight is asked only for what is not biasa. */
static bool seen(struct book_job *j, struct str secrecy, int64_t id)
{
	return svc_secrecy_open(secrecy) || svc_may_see_line(j->c, j->a, j->who, id);
}

struct line {
	struct str cell[PRINT_CELLS_MAX];
	struct str closed; /* the last cell for those who may not read why; {NULL,0}: as it is */
	struct str secrecy;
	int64_t id;
	bool struck;
};

struct lines {
	struct line *list;
	size_t n, cap;
};

static struct line *next_line(struct book_job *j, struct lines *l)
{
	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 128;
		struct line *more = ARENA_ARRAY(j->a, struct line, cap);

		if (l->n)
			memcpy(more, l->list, l->n * sizeof *more);
		l->list = more;
		l->cap = cap;
	}
	return &l->list[l->n++];
}

static const struct tpl_column AGENDA[] = {
	COL("No. agenda", 7, 'c'), COL("Tanggal terima", 9, 'c'), COL("Pengirim", 18, 'l'),
	COL("Nomor surat", 16, 'l'), COL("Tanggal surat", 9, 'c'), COL("Isi ringkas", 28, 'l'),
	COL("Lamp.", 7, 'l'), COL("Kode", 7, 'l'), COL("Diteruskan kepada", 14, 'l'),
	COL("Ket.", 11, 'l') };
static const struct tpl_column OUT[] = {
	COL("No. urut", 6, 'c'), COL("Tanggal surat", 9, 'c'), COL("Nomor surat", 18, 'l'),
	COL("Kepada", 18, 'l'), COL("Hal", 26, 'l'), COL("Kode", 7, 'l'),
	COL("Pengolah", 12, 'l'), COL("Penanda tangan", 13, 'l'), COL("Ket.", 10, 'l') };
static const struct tpl_column DISPATCH[] = {
	COL("No.", 6, 'c'), COL("Tanggal kirim", 12, 'c'), COL("Nomor surat", 22, 'l'),
	COL("Alamat tujuan", 28, 'l'), COL("Cara", 9, 'l'),
	COL("Nama dan tanda tangan penerima", 23, 'l'), COL("Diterima tanggal", 12, 'c') };

static const struct tpl_column LATENESS[] = {
	COL("Prosedur", 14, 'l'), COL("Baris", 5, 'c'), COL("Kegiatan", 30, 'l'),
	COL("Mutu baku", 9, 'c'), COL("Selesai", 7, 'r'), COL("Lewat mutu baku", 9, 'r'),
	COL("Persen lewat", 8, 'r'), COL("Rata-rata kerja (menit)", 9, 'r'),
	COL("Rata-rata menunggu (menit)", 10, 'r'), COL("Terlama (menit)", 8, 'r') };

static const struct tpl_column TIMES[] = {
	COL("Prosedur", 14, 'l'), COL("Baris", 5, 'c'), COL("Kegiatan", 26, 'l'),
	COL("Jabatan", 14, 'l'), COL("Bulan", 8, 'c'), COL("Mutu baku", 9, 'c'),
	COL("Selesai", 7, 'r'), COL("Median (menit)", 8, 'r'),
	COL("Persentil 90 (menit)", 9, 'r'), COL("Lewat mutu baku", 8, 'r') };

static enum err read_agenda(struct book_job *j, struct lines *l, struct fail *f)
{
	struct db_rows *r = db_run(j->c, Q_book_agenda);
	struct arena *a = j->a;

	db_bind_int(r, "book", j->book);
	db_bind_int(r, "year", j->in->year);
	db_bind_int(r, "from", day_number(j->from));
	db_bind_int(r, "to", day_number(j->to));
	while (db_next(r)) {
		struct line *n = next_line(j, l);
		struct str urgency = db_str(r, 7, a), voided = db_str(r, 11, a);
		struct str closed = db_str(r, 12, a), old = db_str(r, 14, a);
		struct str note = voided.n ? arena_fmt(a, "batal: %.*s", STR_ARG(voided))
		                : closed.n ? closed
		                : old.n ? arena_fmt(a, "semula: %.*s", STR_ARG(old))
		                : str_eqc(urgency, "biasa") ? STR("")
		                : str_eqc(urgency, "sangat-penting") ? STR("sangat penting") : urgency;

		*n = (struct line){ .id = db_int(r, 9), .secrecy = db_str(r, 10, a),
			.struck = voided.n > 0,
			.closed = voided.n ? STR("batal") : closed.n ? STR("ditutup") : (struct str){ 0 },
			.cell = { arena_fmt(a, "%04d", (int)db_int(r, 0)), svc_print_day(a, db_int(r, 1)),
				db_str(r, 2, a), db_str(r, 3, a), svc_print_day(a, db_int(r, 4)),
				db_str(r, 5, a), db_str(r, 6, a), db_str(r, 8, a), db_str(r, 13, a),
				note } };
	}
	return db_done(r, NULL, f);
}

static enum err read_out(struct book_job *j, struct lines *l, struct fail *f)
{
	struct db_rows *r = db_run(j->c, Q_book_out);
	struct arena *a = j->a;

	db_bind_int(r, "from", day_number(j->from));
	db_bind_int(r, "to", day_number(j->to));
	while (db_next(r)) {
		struct line *n = next_line(j, l);
		struct str state = db_str(r, 11, a);
		bool gone = str_eqc(state, "dicabut") || str_eqc(state, "batal");

		*n = (struct line){ .id = db_int(r, 9), .secrecy = db_str(r, 10, a), .struck = gone,
			.cell = { arena_fmt(a, "%d" STR_FMT, (int)db_int(r, 0), STR_ARG(db_str(r, 13, a))),
				svc_print_day(a, db_int(r, 1)),
				db_str(r, 2, a), db_str(r, 3, a), db_str(r, 4, a), db_str(r, 6, a),
				db_str(r, 7, a), db_str(r, 8, a), gone ? state : STR("") } };
	}
	return db_done(r, NULL, f);
}

static enum err read_dispatch(struct book_job *j, struct lines *l, struct fail *f)
{
	struct db_rows *r = db_run(j->c, Q_book_dispatch);
	struct arena *a = j->a;

	db_bind_int(r, "year", j->in->year);
	db_bind_int(r, "from_ms", day_start_ms(j->from, j->s->zone));
	db_bind_int(r, "to_ms", day_start_ms(j->to, j->s->zone) + MS_PER_DAY - 1);
	while (db_next(r)) {
		struct line *n = next_line(j, l);

		*n = (struct line){ .id = db_int(r, 7), .secrecy = db_str(r, 8, a),
			.cell = { arena_fmt(a, "%d", (int)db_int(r, 0)),
				svc_print_moment(j->s, a, db_int(r, 1)), db_str(r, 2, a),
				db_str(r, 3, a), db_str(r, 4, a), db_str(r, 5, a),
				svc_print_moment(j->s, a, db_int(r, 6)) } };
	}
	return db_done(r, NULL, f);
}

static struct str minutes_cell(struct arena *a, int64_t ms, int64_t of)
{
	return of ? arena_fmt(a, "%lld", (long long)((ms / of + 30000) / 60000)) : STR("");
}

static enum err read_lateness(struct book_job *j, struct lines *l, struct fail *f)
{
	struct svc_step_time *v;
	struct arena *a = j->a;
	size_t rows;
	enum err e = svc_step_times(j->s, j->c, a, j->from, j->to, &v, &rows, f);

	for (size_t i = 0; !e && i < rows; i++) {
		const struct svc_step_time *t = &v[i];
		long long done = t->done, over = t->over;

		*next_line(j, l) = (struct line){ .secrecy = STR("biasa"),
			.cell = { arena_fmt(a, STR_FMT ", versi " STR_FMT, STR_ARG(t->proc->name),
			                    STR_ARG(t->proc->version)), arena_fmt(a, "%d", t->step->number), t->step->activity,
				flow_step_time(a, t->step), arena_fmt(a, "%lld", done),
				arena_fmt(a, "%lld", over),
				done ? arena_fmt(a, "%lld", (over * 100 + done / 2) / done) : STR(""),
				minutes_cell(a, t->work_ms, done), minutes_cell(a, t->wait_ms, done),
				minutes_cell(a, t->longest_ms, done > 0) } };
	}
	return e;
}

static enum err read_times(struct book_job *j, struct lines *l, struct fail *f)
{
	struct svc_time *v;
	struct arena *a = j->a;
	size_t rows;
	enum err e = svc_times(j->s, j->c, a, j->from, j->to, &v, &rows, f);

	for (size_t i = 0; !e && i < rows; i++)
		*next_line(j, l) = (struct line){ .secrecy = STR("biasa"),
			.cell = { v[i].proc->name, arena_fmt(a, "%d", v[i].step->number),
				v[i].step->activity, v[i].position, v[i].month,
				flow_step_time(a, v[i].step), arena_fmt(a, "%lld", (long long)v[i].done),
				minutes_cell(a, v[i].median_ms, 1), minutes_cell(a, v[i].ninety_ms, 1),
				arena_fmt(a, "%lld", (long long)v[i].over) } };
	return e;
}

/* Serial, date and the word: what a person without sight may know. */
static void bare(const struct book_job *j, struct line *n)
{
	for (size_t i = 2; i < j->columns_n; i++)
		n->cell[i] = i == 2 ? STR("RAHASIA") : STR("");
}

static enum err start(struct book_job *j, struct fail *f)
{
	static const char *const TITLE[] = { "BUKU AGENDA SURAT MASUK", "BUKU AGENDA SURAT KELUAR",
		"BUKU EKSPEDISI", "KETERLAMBATAN PER LANGKAH",
		"WAKTU PER LANGKAH, JABATAN DAN BULAN" };
	struct str name = { 0 };

	if (j->in->kind == BOOK_AGENDA) {
		struct db_rows *r = db_run(j->c, Q_book_name);

		db_bind_int(r, "book", j->book);
		if (db_next(r))
			name = db_str(r, 1, j->a);
		enum err e = db_done(r, NULL, f);

		if (e)
			return e;
	}
	struct str month = j->in->month
		? utf8_upper(j->a, arena_fmt(j->a, "Bulan %s %d", month_name(j->in->month), j->in->year))
		: arena_fmt(j->a, "TAHUN %d", j->in->year);

	struct str title[3] = { str_c(TITLE[j->in->kind]), name, month };

	return svc_print_start(&j->out, j->s, j->a, j->in->as, j->columns, j->columns_n, title, f);
}

static enum err fill(struct book_job *j, struct fail *f)
{
	struct lines l = { 0 };
	enum err e = start(j, f);

	if (!e)
		e = j->in->kind == BOOK_AGENDA ? read_agenda(j, &l, f)
		  : j->in->kind == BOOK_OUT ? read_out(j, &l, f)
		  : j->in->kind == BOOK_LATENESS ? read_lateness(j, &l, f)
		  : j->in->kind == BOOK_TIMES ? read_times(j, &l, f)
		                                 : read_dispatch(j, &l, f);
	for (size_t i = 0; !e && i < l.n; i++) {
		if (!seen(j, l.list[i].secrecy, l.list[i].id))
			bare(j, &l.list[i]);
		else if (l.list[i].closed.n && !svc_may_open(j->c, j->a, j->who, l.list[i].id))
			l.list[i].cell[j->columns_n - 1] = l.list[i].closed;
		svc_print_row(&j->out, l.list[i].cell, l.list[i].struck);
	}
	return e;
}

static enum err period(struct book_job *j, struct fail *f)
{
	int year = j->in->year, month = j->in->month;

	if (year < 1900 || year > 2199 || month < 0 || month > 12)
		return FAIL(f, ERR_INVALID, "bad-period", "year",
		            "Tahun ditulis empat angka, bulan 1 sampai 12.");
	j->from = (struct day){ year, month ? month : 1, 1 };
	struct day next = month == 12 || !month ? (struct day){ year + 1, 1, 1 }
	                                        : (struct day){ year, month + 1, 1 };

	j->to = day_from_number(day_number(next) - 1);
	return ERR_OK;
}

bool svc_book_as_from(struct str word, enum svc_book_as *out)
{
	static const char *const WORD[] = { [BOOK_PDF] = "pdf", [BOOK_CSV] = "csv",
		[BOOK_XLSX] = "xlsx" };

	for (size_t i = 0; i < sizeof WORD / sizeof *WORD; i++)
		if (str_eqc(word, WORD[i])) {
			*out = (enum svc_book_as)i;
			return true;
		}
	return false;
}

const char *svc_book_type(enum svc_book_as as)
{
	return as == BOOK_CSV ? "text/csv; charset=utf-8"
	     : as == BOOK_XLSX
	             ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	             : "application/pdf";
}

bool svc_book_kind_from(struct str word, enum svc_book_kind *out)
{
	static const char *const WORD[][2] = { [BOOK_AGENDA] = { "agenda", "agenda" },
		[BOOK_OUT] = { "keluar", "outgoing" }, [BOOK_DISPATCH] = { "ekspedisi", "dispatch" },
		[BOOK_LATENESS] = { "keterlambatan", "lateness" }, [BOOK_TIMES] = { "waktu", "times" } };

	for (size_t i = 0; i < sizeof WORD / sizeof *WORD; i++)
		if (str_eqc(word, WORD[i][0]) || str_eqc(word, WORD[i][1])) {
			*out = (enum svc_book_kind)i;
			return true;
		}
	return false;
}

static enum err pick_book(struct book_job *j, struct fail *f)
{
	struct svc_book_row *v;
	struct buf codes = BUF_MAX(400);
	size_t n, mine = 0;
	enum err e = svc_books(j->s, j->who, j->a, &v, &n, f);

	if (e)
		return e;
	for (size_t i = 0; i < n; i++) {
		if (j->in->book_id ? v[i].id == j->in->book_id
		    : j->in->code.n ? str_eq(v[i].code, j->in->code) : n == 1) {
			j->book = v[i].id;
			mine = 1;
			break;
		}
		if (!j->in->book_id && !j->in->code.n && v[i].keeper && ++mine)
			j->book = v[i].id;
		buf_fmt(&codes, "%s" STR_FMT, codes.n ? ", " : "", STR_ARG(v[i].code));
	}
	if (mine != 1)
		e = FAIL(f, j->in->book_id || j->in->code.n ? ERR_NOTFOUND : ERR_INVALID, "no-book",
		         "book", "Sebut buku agendanya: " STR_FMT ".", STR_ARG(buf_str(&codes)));
	buf_free(&codes);
	return e;
}

static enum err may_print(struct book_job *j, struct fail *f)
{
	struct db_rows *r = db_run(j->c, Q_book_duties);
	unsigned duties = j->who->admin ? DUTY_ADMIN : 0;

	if (j->in->kind == BOOK_AGENDA)
		db_bind_int(r, "book", j->book);
	else
		db_bind_null(r, "book");
	db_bind_str(r, "posts", svc_posts(j->a, j->who));
	while (db_next(r))
		duties |= svc_duty_from(db_str(r, 0, j->a));
	enum err e = db_done(r, NULL, f);

	return e ? e : flow_may(ACT_PRINT_BOOK, FS_REGISTERED, duties, f);
}

static void set_columns(struct book_job *j)
{
	static const struct {
		const struct tpl_column *list;
		size_t n;
	} OF[] = { [BOOK_AGENDA] = { AGENDA, sizeof AGENDA / sizeof *AGENDA },
		[BOOK_OUT] = { OUT, sizeof OUT / sizeof *OUT },
		[BOOK_DISPATCH] = { DISPATCH, sizeof DISPATCH / sizeof *DISPATCH },
		[BOOK_LATENESS] = { LATENESS, sizeof LATENESS / sizeof *LATENESS },
		[BOOK_TIMES] = { TIMES, sizeof TIMES / sizeof *TIMES } };

	j->columns = OF[j->in->kind].list;
	j->columns_n = OF[j->in->kind].n;
}

enum err svc_book_print(struct svc *s, const struct actor *who, struct arena *a,
                        const struct svc_book *in, struct str *bytes, struct fail *f)
{
	struct book_job j = { .s = s, .who = who, .a = a, .in = in };
	enum err e = period(&j, f);

	if (!e && in->kind == BOOK_AGENDA)
		e = pick_book(&j, f);
	if (e)
		return e;
	set_columns(&j);
	j.c = db_read(s->db);
	e = may_print(&j, f);
	if (!e)
		e = fill(&j, f);
	db_read_end(s->db, j.c);
	return svc_print_end(&j.out, a, e, bytes, f);
}
