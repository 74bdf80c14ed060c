#include "arc_xlsx.h"
#include "fs.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define ROWS_MAX  1000000
#define CELL_MAX  32000
#define BYTES_MAX (64u << 20)

struct arc_xlsx {
	lxw_workbook  *book;
	lxw_worksheet *sheet;
	lxw_format    *bold, *plain, *struck;
	char          *path;
	lxw_row_t      next;
	size_t         columns_n;
	lxw_error      fault; /* the first */
};

static void note(struct arc_xlsx *x, lxw_error e)
{
	if (e != LXW_NO_ERROR && x->fault == LXW_NO_ERROR)
		x->fault = e;
}

/* Cut between two characters, and ended with a zero. */
static void put(struct arc_xlsx *x, size_t column, struct str s, lxw_format *as)
{
	size_t n = s.n < CELL_MAX ? s.n : CELL_MAX;

	while (n && n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	char *z = malloc(n + 1);

	if (!z)
		abort();
	if (n)
		memcpy(z, s.p, n);
	z[n] = '\0';
	note(x, worksheet_write_string(x->sheet, x->next, (lxw_col_t)column, z, as));
	free(z);
}

static void head(struct arc_xlsx *x, const struct arc_xlsx_head *h)
{
	for (size_t i = 0; i < h->titles_n; i++)
		if (h->titles[i].n) {
			put(x, 0, h->titles[i], x->bold);
			x->next++;
		}
	for (size_t i = 0; i < h->columns_n; i++) {
		put(x, i, h->columns[i], x->bold);
		note(x, worksheet_set_column(x->sheet, (lxw_col_t)i, (lxw_col_t)i, h->widths[i], NULL));
	}
	x->next++;
	worksheet_freeze_panes(x->sheet, x->next, 0);
}

static char *room(const char *dir)
{
	size_t n = strlen(dir) + sizeof "/book-XXXXXX";
	char *path = malloc(n);
	int fd;

	if (!path)
		abort();
	(void)snprintf(path, n, "%s/book-XXXXXX", dir);
	fd = mkstemp(path);
	if (fd >= 0 && close(fd) == 0)
		return path;
	free(path);
	return NULL;
}

enum err arc_xlsx_start(struct arc_xlsx **out, const struct arc_xlsx_head *h, struct fail *f)
{
	struct arc_xlsx *x = calloc(1, sizeof *x);
	/* rows go to the disk as they come: a book of a year is no load of memory */
	lxw_workbook_options opt = { .constant_memory = LXW_TRUE, .tmpdir = (char *)(uintptr_t)h->dir };

	if (!x)
		abort();
	x->path = room(h->dir);
	x->book = x->path ? workbook_new_opt(x->path, &opt) : NULL;
	x->sheet = x->book ? workbook_add_worksheet(x->book, "Buku") : NULL;
	if (!x->sheet) {
		arc_xlsx_drop(x);
		return fs_fail(f, "menulis lembar kerja di", h->dir);
	}
	x->columns_n = h->columns_n;
	x->bold = workbook_add_format(x->book);
	format_set_bold(x->bold);
	x->plain = workbook_add_format(x->book);
	format_set_text_wrap(x->plain);
	format_set_align(x->plain, LXW_ALIGN_VERTICAL_TOP);
	x->struck = workbook_add_format(x->book);
	format_set_text_wrap(x->struck);
	format_set_align(x->struck, LXW_ALIGN_VERTICAL_TOP);
	format_set_font_strikeout(x->struck);
	head(x, h);
	*out = x;
	return ERR_OK;
}

void arc_xlsx_row(struct arc_xlsx *x, const struct str *cells, bool struck)
{
	if (x->next >= ROWS_MAX) {
		note(x, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
		return;
	}
	for (size_t i = 0; i < x->columns_n; i++)
		put(x, i, cells[i], struck ? x->struck : x->plain);
	x->next++;
}

void arc_xlsx_drop(struct arc_xlsx *x)
{
	if (!x)
		return;
	if (x->book)
		(void)workbook_close(x->book);
	if (x->path)
		(void)unlink(x->path);
	free(x->path);
	free(x);
}

enum err arc_xlsx_end(struct arc_xlsx *x, struct arena *a, struct str *bytes, struct fail *f)
{
	enum err e = ERR_OK;

	note(x, workbook_close(x->book));
	x->book = NULL;
	if (x->fault == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
		e = FAIL(f, ERR_LIMIT, "too-many-rows", "as",
		         "Buku ini lebih panjang dari satu lembar kerja; cetak per bulan, atau sebagai CSV.");
	else if (x->fault != LXW_NO_ERROR)
		e = FAIL(f, ERR_IO, "xlsx", NULL, "Lembar kerja tidak dapat ditulis (%s).",
		         lxw_strerror(x->fault));
	if (!e)
		e = fs_read(a, x->path, BYTES_MAX, bytes, f);
	arc_xlsx_drop(x);
	return e;
}
