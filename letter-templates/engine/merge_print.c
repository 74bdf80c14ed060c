/* Letters to many: held against their form, and printed into one file. */
#include "print.h"
#include "tpl_merge.h"

static enum err at_row(size_t i, enum err e, const struct tpl_faults *fs, struct fail *f)
{
	struct fail why = *f;

	if (fs->n && !str_eqc(fs->list[0].field, TPL_ROWS_FIELD))
		return FAIL(f, e, "bad-row", TPL_ROWS_FIELD,
			    "Daftar penerima, baris %zu: " STR_FMT, i + 1,
			    STR_ARG(fs->list[0].text));
	*f = why;
	return e;
}

/* The letter of a row; it lives as long as the arena.  `base`: without the rows. */
static enum err read_row(const struct tpl_engine *t, struct arena *a, struct str base,
			 const struct tpl_rows *rows, size_t i, bool blank_ok,
			 const struct tpl_letter **l, struct tpl_faults *fs,
			 struct fail *f)
{
	struct str xml;
	enum err e = tpl_rows_letter(a, base, rows, i, &xml, f);

	fs->n = 0;
	if (!e)
		e = tpl_letter_read(t, a, xml, "surat", blank_ok, l, fs, f);
	return e ? at_row(i, e, fs, f) : ERR_OK;
}

/* Rows, and the letter without them, so that they are not read again for each. */
static enum err split(struct arena *a, struct str xml, struct tpl_rows *rows,
		      struct str *base, struct fail *f)
{
	enum err e = tpl_rows_of(a, xml, rows, f);

	*base = xml;
	return e || !rows->n ? e : tpl_rows_put(a, xml, NULL, base, f);
}

enum err tpl_rows_check(const struct tpl_engine *t, struct str xml, bool blank_ok,
			struct fail *f)
{
	struct arena *a = arena_open();
	struct tpl_rows rows;
	struct str base;
	enum err e = split(a, xml, &rows, &base, f);

	for (size_t i = 0; !e && i < rows.n; i++) {
		struct arena *one = arena_open();
		const struct tpl_letter *l;
		struct tpl_faults fs;

		e = read_row(t, one, base, &rows, i, blank_ok, &l, &fs, f);
		arena_close(one);
	}
	arena_close(a);
	return e;
}

static enum err print_row(struct tpl_ctx *c, const struct tpl_letter *l,
			  const struct tpl_options *o, const struct str *number, size_t i,
			  struct tpl_faults *fs, struct fail *f)
{
	struct tpl_options own = *o;
	struct buf none = BUF_MAX(1);
	enum err e;

	if (number)
		own.number = number[i];
	e = tpl_render(c->engine, c, l, &own, &none, fs, f);
	buf_free(&none);
	return e ? at_row(i, e, fs, f) : ERR_OK;
}

static enum err print_all(struct tpl_ctx *c, struct str base, const struct tpl_rows *rows,
			  const struct tpl_options *o, const struct str *number,
			  struct str *title, struct tpl_faults *fs, struct fail *f)
{
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < rows->n; i++) {
		struct arena *one = arena_open();
		const struct tpl_letter *l;

		e = read_row(c->engine, one, base, rows, i, o->draft, &l, fs, f);
		if (!e && i == 0)
			*title = arena_dup(c->join_in, tpl_letter_value(l, one, "hal"));
		if (!e)
			e = print_row(c, l, o, number, i, fs, f);
		arena_close(one);
	}
	return e;
}

enum err tpl_rows_render(const struct tpl_engine *t, struct str xml,
			 const struct tpl_options *o, const struct str *number,
			 struct buf *out, struct tpl_faults *fs, struct fail *f)
{
	struct arena *a = arena_open();
	struct tpl_ctx *c = tpl_ctx_open(t);
	struct tpl_rows rows;
	struct pdf all = {0};
	struct str base, title = STR("");
	enum err e = !c || tpl_pdf_open(&all, &t->stock, f)
			     ? FAIL(f, ERR_IO, "no-memory", NULL,
				    "Halaman tidak dapat digambar: memori tidak cukup.")
			     : split(a, xml, &rows, &base, f);

	fs->n = 0;
	if (e && (!c || !all.doc))
		goto out;
	c->join = &all;
	c->join_in = a;
	if (!e)
		e = print_all(c, base, &rows, o, number, &title, fs, f);
	if (!e)
		e = tpl_pdf_end(&all, title,
				o->office && o->office->n ? o->office->line[0]
							  : STR("Naskah"),
				o->date, out, f);
	tpl_pdf_close(&all);
out:
	tpl_ctx_close(c);
	arena_close(a);
	return e;
}
