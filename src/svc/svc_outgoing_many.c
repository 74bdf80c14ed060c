#include "svc_outgoing_many.h"
#include "pack.h"
#include "tpl_merge.h"
#include "xml.h"

#define PDF_MAX (64u << 20)

enum err out_many_check(const struct tpl_engine *t, struct str xml, bool blank_ok,
			struct fail *f)
{
	enum err e = tpl_rows_check(t, xml, blank_ok, f);

	if (e && f && f->word && strcmp(f->word, "bad-xml") != 0)
		f->field = TPL_ROWS_FIELD;
	return e;
}

/* The first line of the address; of a letter without one, of its persons. */
static struct str addressee_of(struct arena *a, const struct xml_node *root)
{
	const struct xml_node *to = xml_kid(root, "yth"), *k;
	size_t i = 0;

	if (to)
		return xml_kid_text(a, to, "baris");
	while ((k = xml_each(root, "nilai", &i)))
		if (str_eqc(xml_attr(k, "nama"), "kepada")) {
			const struct xml_node *t = xml_kid(k, "tabel");
			const struct xml_node *row = t ? xml_kid(t, "baris") : NULL;

			return row ? xml_kid_text(a, row, "sel") : xml_text(a, k);
		}
	return (struct str){0};
}

enum err out_many_head(struct arena *a, struct str xml, struct out_head *h,
		       struct fail *f)
{
	const struct xml_node *root;
	struct tpl_rows rows;
	struct str base, one, *list;
	enum err e = tpl_rows_of(a, xml, &rows, f);

	if (e || !rows.n)
		return e;
	if ((e = tpl_rows_put(a, xml, NULL, &base, f)))
		return e;
	list = ARENA_ARRAY(a, struct str, rows.n);
	for (size_t i = 0; i < rows.n; i++) {
		if ((e = tpl_rows_letter(a, base, &rows, i, &one, f)) ||
		    (e = xml_read(a, one, "surat", NULL, &root, f)))
			return e;
		list[i] = str_or_empty(addressee_of(a, root));
	}
	h->addressees = list;
	h->addressees_n = rows.n;
	h->many = true;
	h->recipient = rows.n > 1 && list[0].n ? arena_fmt(a, STR_FMT " dan %zu lainnya",
							   STR_ARG(list[0]), rows.n - 1)
					       : list[0];
	return ERR_OK;
}

enum err out_many_pick(struct arena *a, const struct out_print *p, struct str *xml,
		       bool *all, struct fail *f)
{
	struct tpl_rows rows;
	enum err e = tpl_rows_of(a, *xml, &rows, f);

	*all = false;
	if (e || !rows.n)
		return e;
	*all = p->row == OUT_ALL || p->verify_code.n || p->number_only;
	if (*all || p->row <= 1)
		return ERR_OK;
	if ((size_t)p->row > rows.n)
		return FAIL(f, ERR_NOTFOUND, "no-row", NULL,
			    "Daftar penerima surat ini hanya %zu baris.", rows.n);
	return tpl_rows_letter(a, *xml, &rows, (size_t)p->row - 1, xml, f);
}

enum err out_many_pdf(const struct tpl_engine *t, struct arena *a, struct str xml,
		      const struct tpl_options *o, struct str *pdf, struct fail *f)
{
	struct buf b = BUF_MAX(PDF_MAX);
	struct tpl_faults faults;
	enum err e = tpl_rows_render(t, xml, o, NULL, &b, &faults, f);

	if (!e && b.broken)
		e = FAIL(f, ERR_LIMIT, "letter-too-long", "xml",
			 "Surat terlalu panjang.");
	if (e)
		buf_free(&b);
	else
		*pdf = buf_keep(&b, a);
	return e;
}

/* What any system takes in the name of a file. */
static struct str file_name(struct arena *a, size_t no, struct str to)
{
	char *p = arena_alloc(a, to.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < to.n && n < 60; i++) {
		char c = to.p[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
			     (c >= 'a' && c <= 'z') || c == ' ' || c == '.' || c == '-';

		if (plain)
			p[n++] = c;
	}
	return arena_fmt(a, "%03zu " STR_FMT ".pdf", no, STR_ARG(((struct str){p, n})));
}

static enum err one_pdf(const struct tpl_engine *t, struct tpl_ctx *c, struct arena *a,
			struct str xml, const struct tpl_options *o, struct str *pdf,
			struct fail *f)
{
	struct arena *one = arena_open();
	struct buf b = BUF_MAX(PDF_MAX);
	const struct tpl_letter *l;
	struct tpl_faults faults;
	enum err e = tpl_letter_read(t, one, xml, "surat", o->draft, &l, &faults, f);

	if (!e)
		e = tpl_render(t, c, l, o, &b, &faults, f);
	*pdf = buf_keep(&b, a);
	arena_close(one);
	return e;
}

enum err out_many_zip(const struct tpl_engine *t, struct arena *a, struct str xml,
		      const struct tpl_options *o, struct str *zip, struct fail *f)
{
	struct tpl_ctx *c = NULL;
	struct pack_file *w;
	struct out_head head = {0};
	struct tpl_rows rows;
	struct str base, one;
	enum err e = tpl_rows_of(a, xml, &rows, f);

	*zip = (struct str){0};
	if (e || !rows.n || (e = out_many_head(a, xml, &head, f)) ||
	    (e = tpl_rows_put(a, xml, NULL, &base, f)))
		return e;
	if (!(c = tpl_ctx_open(t)))
		return FAIL(f, ERR_IO, "no-memory", NULL,
			    "Halaman tidak dapat digambar: memori tidak cukup.");
	w = ARENA_ARRAY(a, struct pack_file, rows.n);
	for (size_t i = 0; !e && i < rows.n; i++) {
		w[i].name = file_name(a, i + 1, head.addressees[i]);
		e = tpl_rows_letter(a, base, &rows, i, &one, f);
		if (!e)
			e = one_pdf(t, c, a, one, o, &w[i].bytes, f);
	}
	tpl_ctx_close(c);
	return e ? e : pack_write(a, w, rows.n, zip, f);
}
