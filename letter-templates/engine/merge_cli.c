/* naskah render --merge ROWS.csv LETTER.xml: one file, or a folder of them. */
#include "fs.h"
#include "merge_cli.h"
#include "tpl_merge.h"

#define FILE_MAX (1u << 20)
#define PDF_MAX  (256u << 20)

static enum err one_file(const struct tpl_engine *t, struct str xml,
			 const struct tpl_options *o, const char *to, struct fail *f)
{
	struct buf pdf = BUF_MAX(PDF_MAX);
	struct tpl_faults fs;
	enum err e = tpl_rows_render(t, xml, o, NULL, &pdf, &fs, f);

	if (!e)
		e = fs_write(to, buf_str(&pdf), 0644, f);
	buf_free(&pdf);
	return e;
}

static enum err row_file(const struct tpl_engine *t, struct tpl_ctx *c, struct arena *a,
			 struct str xml, const struct tpl_rows *rows, size_t i,
			 const struct tpl_options *o, const char *dir, struct fail *f)
{
	struct buf pdf = BUF_MAX(PDF_MAX);
	const struct tpl_letter *l;
	struct tpl_faults fs;
	struct str one;
	enum err e = tpl_rows_letter(a, xml, rows, i, &one, f);

	if (!e)
		e = tpl_letter_read(t, a, one, "surat", o->draft, &l, &fs, f);
	if (!e)
		e = tpl_render(t, c, l, o, &pdf, &fs, f);
	if (!e)
		e = fs_write(arena_fmt(a, "%s/%03zu.pdf", dir, i + 1).p, buf_str(&pdf),
			     0644, f);
	buf_free(&pdf);
	return e;
}

static enum err folder(const struct tpl_engine *t, struct tpl_ctx *c, struct str xml,
		       const struct tpl_rows *rows, const struct tpl_options *o,
		       const char *dir, struct fail *f)
{
	enum err e = fs_mkdir(dir, 0755, f);

	for (size_t i = 0; !e && i < rows->n; i++) {
		struct arena *a = arena_open();

		e = row_file(t, c, a, xml, rows, i, o, dir, f);
		arena_close(a);
	}
	return e;
}

enum err tpl_cli_merge(const struct tpl_engine *t, struct tpl_ctx *c, struct str xml,
		       const char *rows_file, const struct tpl_options *o, const char *to,
		       struct fail *f)
{
	struct arena *a = arena_open();
	struct tpl_rows rows;
	struct str text;
	enum err e = fs_read(a, rows_file, FILE_MAX, &text, f);

	if (!e && !(e = tpl_rows_read(a, text, &rows, f)) && !rows.n)
		e = FAIL(f, ERR_INVALID, "bad-rows", TPL_ROWS_FIELD, "%s: kosong.",
			 rows_file);
	if (!e)
		e = tpl_rows_put(a, xml, &rows, &xml, f);
	/* nothing is written when one row is wrong */
	if (!e)
		e = tpl_rows_check(t, xml, o->draft, f);
	if (!e && str_ends(str_c(to), STR(".pdf")))
		e = one_file(t, xml, o, to, f);
	else if (!e && !(e = tpl_rows_put(a, xml, NULL, &xml, f)))
		e = folder(t, c, xml, &rows, o, to, f);
	arena_close(a);
	return e;
}
