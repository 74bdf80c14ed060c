#include "svc_print.h"
#include "arc_xlsx.h"
#include "fs.h"

static void csv_cell(struct buf *b, struct str s)
{
	/* a leading = + - @ would be run as a formula by a spreadsheet */
	bool formula = s.n && strchr("=+-@\t", s.p[0]);

	buf_byte(b, '"');
	if (formula)
		buf_byte(b, '\'');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_byte(b, '"');
		buf_byte(b, s.p[i]);
	}
	buf_byte(b, '"');
}

void svc_print_row(struct svc_print *p, const struct str *cells, bool struck)
{
	if (p->tpl) {
		if (struck)
			tpl_book_row_struck(p->tpl, cells);
		else
			tpl_book_row(p->tpl, cells);
		return;
	}
	if (p->xlsx) {
		arc_xlsx_row(p->xlsx, cells, struck);
		return;
	}
	for (size_t i = 0; i < p->columns_n; i++) {
		if (i)
			buf_byte(&p->csv, ';');
		csv_cell(&p->csv, cells[i]);
	}
	BUF_ADD(&p->csv, "\r\n");
}

struct str svc_print_day(struct arena *a, int64_t number)
{
	if (!number)
		return STR("");
	struct day d = day_from_number(number);

	return arena_fmt(a, "%02d-%02d-%04d", d.mday, d.month, d.year);
}

struct str svc_print_moment(const struct svc *s, struct arena *a, int64_t ms)
{
	int m = minute_of_day(ms, s->zone);
	struct day d = day_at(ms, s->zone);

	return ms ? arena_fmt(a, "%02d-%02d-%04d %02d.%02d", d.mday, d.month, d.year, m / 60, m % 60)
	          : STR("");
}

static enum err start_xlsx(struct svc_print *p, struct arena *a, const struct str title[3],
                           struct fail *f)
{
	struct str columns[PRINT_CELLS_MAX];
	double widths[PRINT_CELLS_MAX];
	struct arc_xlsx_head h = { .dir = arena_cstr(a, arena_fmt(a, "%s/spool", p->s->dir)),
		.titles = title, .titles_n = 3, .columns = columns, .widths = widths,
		.columns_n = p->columns_n };
	enum err e = fs_mkdir(h.dir, 0700, f);

	for (size_t i = 0; i < p->columns_n; i++) {
		columns[i] = p->columns[i].title;
		widths[i] = p->columns[i].width * 1.4;
	}
	return e ? e : arc_xlsx_start(&p->xlsx, &h, f);
}

enum err svc_print_start(struct svc_print *p, struct svc *s, struct arena *a, enum svc_book_as as,
                         const struct tpl_column *columns, size_t n, const struct str title[3],
                         struct fail *f)
{
	struct str head[PRINT_CELLS_MAX];

	*p = (struct svc_print){ .s = s, .csv = BUF_MAX(64u << 20), .pdf = BUF_MAX(64u << 20),
		.columns = columns, .columns_n = n };
	if (as == BOOK_PDF) {
		if (!s->tpl || !(p->tpl = tpl_ctx_open(s->tpl)))
			return FAIL(f, ERR_IO, "pdf", NULL, "Mesin PDF tidak dapat dibuka.");
		struct tpl_book b = { .title = { title[0], title[1], title[2] },
			.columns = columns, .columns_n = n, .demo = s->demo,
			.date = day_at(clock_ms(s->clock), s->zone), .foot = s->office_name };

		return tpl_book_start(s->tpl, p->tpl, &b, f);
	}
	if (as == BOOK_XLSX)
		return start_xlsx(p, a, title, f);
	BUF_ADD(&p->csv, "\xef\xbb\xbf"); /* so that a spreadsheet reads UTF-8 */
	for (size_t i = 0; i < n; i++)
		head[i] = columns[i].title;
	svc_print_row(p, head, false);
	return ERR_OK;
}

enum err svc_print_end(struct svc_print *p, struct arena *a, enum err e, struct str *bytes,
                       struct fail *f)
{
	bool pdf = p->tpl != NULL;

	if (!e && pdf)
		e = tpl_book_end(p->tpl, &p->pdf, f);
	tpl_ctx_close(p->tpl);
	if (!e && p->xlsx)
		e = arc_xlsx_end(p->xlsx, a, bytes, f);
	else if (p->xlsx)
		arc_xlsx_drop(p->xlsx);
	else
		*bytes = buf_keep(pdf ? &p->pdf : &p->csv, a);
	buf_free(&p->pdf);
	buf_free(&p->csv);
	return e;
}
