/* svc_number_sheet.c - lembar cadangan: reserved numbers on paper, for a day without light.
 *
 * Each number has a line to write on; the QR names the block, so that the sheet finds its
 * page again.  What was used stands on it already: the sheet printed afterwards is the list
 * of what came of it. */
#include "svc_numbers_inside.h"
#include "svc_print.h"

static const struct tpl_column SHEET[] = {
	PRINT_COL("No. urut", 8, 'c'), PRINT_COL("Tanggal surat", 12, 'c'),
	PRINT_COL("Hal", 36, 'l'), PRINT_COL("Kepada", 24, 'l'), PRINT_COL("Kode", 9, 'c'),
	PRINT_COL("Pengambil dan paraf", 18, 'l') };

struct sheet {
	struct svc_number_line *lines;
	size_t n;
	struct num_block b;
};

static void rows(struct tpl_ctx *t, struct arena *a, const struct sheet *x)
{
	size_t at = 0;

	for (int serial = x->b.first; serial <= x->b.last; serial++) {
		struct str want = arena_fmt(a, "%d", serial);

		while (at < x->n && !str_eq(x->lines[at].serial, want))
			at++;
		const struct svc_number_line *l = at < x->n ? &x->lines[at] : NULL;
		bool used = l && (l->number.n || l->struck || l->subject.n);
		struct str cell[] = { want,
			used ? svc_print_day(a, day_none(l->day) ? 0 : day_number(l->day)) : STR(""),
			used ? l->subject : STR(""), used ? l->party : STR(""), STR(""),
			used ? l->struck ? l->note : l->number : STR("") };

		if (l && l->struck)
			tpl_book_row_struck(t, cell);
		else
			tpl_book_row(t, cell);
	}
}

static enum err draw(struct svc *s, struct arena *a, struct tpl_ctx *t, const struct sheet *x,
                     struct str name, struct buf *pdf, struct fail *f)
{
	struct tpl_book b = { .columns = SHEET, .columns_n = sizeof SHEET / sizeof *SHEET,
		.demo = s->demo, .date = nb_today(s), .foot = s->office_name, .row = 26,
		.qr = arena_fmt(a, "NASKAH CADANGAN %lld " STR_FMT " %d-%d", (long long)x->b.id,
		                STR_ARG(x->b.code), x->b.first, x->b.last),
		.title = { STR("LEMBAR CADANGAN NOMOR"), name,
			arena_fmt(a, "%s; untuk surat bertanggal %s%s", arena_cstr(a, x->b.purpose),
			          day_none(x->b.day) ? "paling lambat " : "",
			          arena_cstr(a, day_long(a, x->b.expires))) } };
	enum err e = tpl_book_start(s->tpl, t, &b, f);

	if (e)
		return e;
	rows(t, a, x);
	return tpl_book_end(t, pdf, f);
}

enum err svc_number_sheet(struct svc *s, const struct actor *who, struct arena *a, int64_t block,
                          struct str *pdf, struct fail *f)
{
	struct sheet x = { 0 };
	struct buf b = BUF_MAX(16u << 20);
	struct db_conn *c = db_read(s->db);
	struct str name;
	enum err e = num_block_get(c, a, block, &x.b, f);

	db_read_end(s->db, c);
	struct svc_number_book in = { .key = x.b.series, .period = x.b.period };

	if (e || (e = svc_number_lines(s, who, a, &in, &name, &x.lines, &x.n, f)))
		return e;
	struct tpl_ctx *t = s->tpl ? tpl_ctx_open(s->tpl) : NULL;

	if (!t)
		return FAIL(f, ERR_IO, "pdf", NULL, "Mesin PDF tidak dapat dibuka.");
	e = draw(s, a, t, &x, name, &b, f);
	tpl_ctx_close(t);
	*pdf = buf_keep(&b, a);
	buf_free(&b);
	return e;
}
