#include "pdf.h"
#include "hash.h"
#include "utf8.h"
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define PAGE_MAX (4u << 20)

enum err tpl_pdf_open(struct pdf *p, struct fail *f)
{
	*p = (struct pdf){.doc = HPDF_New(NULL, NULL)};
	return p->doc ? ERR_OK
		      : FAIL(f, ERR_IO, "pdf", NULL, "libharu tidak dapat dimulai.");
}

void tpl_pdf_close(struct pdf *p)
{
	for (size_t i = 0; i < p->n; i++)
		buf_free(&p->pages[i].ops);
	free(p->pages);
	if (p->doc)
		HPDF_Free(p->doc);
	*p = (struct pdf){0};
}

void tpl_pdf_begin(struct pdf *p, double w, double h, const struct tpl_font *const font[])
{
	for (size_t i = 0; i < p->n; i++)
		buf_free(&p->pages[i].ops);
	p->n = 0;
	p->w = w;
	p->h = h;
	p->logo = NULL;
	for (int k = 0; k < FACE__COUNT; k++) {
		p->font[k] = font[k];
		p->used[k] = false;
	}
}

void tpl_pdf_page(struct pdf *p)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? 2 * p->cap : 4;
		struct pdf_page *more = realloc(p->pages, p->cap * sizeof *more);

		if (!more)
			abort();
		p->pages = more;
	}
	p->pages[p->n++].ops = BUF_MAX(PAGE_MAX);
}

/* ---- operators ---- */

void tpl_pdf_num(struct buf *b, double v)
{
	char z[24];
	size_t at = sizeof z;
	long c = lround(v * 100);
	bool minus = c < 0;

	c = minus ? -c : c;
	z[--at] = ' ';
	if (c % 100) {
		if (c % 10)
			z[--at] = (char)('0' + c % 10);
		z[--at] = (char)('0' + c / 10 % 10);
		z[--at] = '.';
	}
	c /= 100;
	do
		z[--at] = (char)('0' + c % 10);
	while (c /= 10);
	if (minus)
		z[--at] = '-';
	buf_add(b, (struct str){z + at, sizeof z - at});
}

void tpl_pdf_string(struct buf *b, struct str s)
{
	size_t from = 0;

	buf_byte(b, '(');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '(' && s.p[i] != ')' && s.p[i] != '\\')
			continue;
		buf_add(b, (struct str){s.p + from, i - from});
		buf_byte(b, '\\');
		from = i;
	}
	buf_add(b, str_from(s, from));
	buf_byte(b, ')');
}

void tpl_pdf_text(struct pdf *p, size_t i, enum pdf_face face, double size, double x,
		  double y, struct str s)
{
	struct buf *b = &p->pages[i].ops;

	if (!s.n)
		return;
	p->used[face] = true;
	BUF_ADD(b, "BT /F");
	buf_byte(b, (char)('1' + (int)face));
	buf_byte(b, ' ');
	tpl_pdf_num(b, size);
	BUF_ADD(b, "Tf ");
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, p->h - y);
	BUF_ADD(b, "Td ");
	tpl_pdf_string(b, s);
	BUF_ADD(b, "Tj ET\n");
}

void tpl_pdf_line(struct pdf *p, size_t i, double x1, double y1, double x2, double y2,
		  double width)
{
	struct buf *b = &p->pages[i].ops;

	tpl_pdf_num(b, width);
	BUF_ADD(b, "w ");
	tpl_pdf_num(b, x1);
	tpl_pdf_num(b, p->h - y1);
	BUF_ADD(b, "m ");
	tpl_pdf_num(b, x2);
	tpl_pdf_num(b, p->h - y2);
	BUF_ADD(b, "l S\n");
}

static void rect(struct pdf *p, struct buf *b, double x, double y, double w, double h)
{
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, p->h - y - h);
	tpl_pdf_num(b, w);
	tpl_pdf_num(b, h);
	BUF_ADD(b, "re ");
}

void tpl_pdf_fill(struct pdf *p, size_t i, double x, double y, double w, double h)
{
	rect(p, &p->pages[i].ops, x, y, w, h);
	BUF_ADD(&p->pages[i].ops, "f\n");
}

void tpl_pdf_box(struct pdf *p, size_t i, double x, double y, double w, double h,
		 double width)
{
	struct buf *b = &p->pages[i].ops;

	tpl_pdf_num(b, width);
	BUF_ADD(b, "w ");
	rect(p, b, x, y, w, h);
	BUF_ADD(b, "S\n");
}

void tpl_pdf_logo(struct pdf *p, size_t i, double x, double y, double w, double h)
{
	struct buf *b = &p->pages[i].ops;

	BUF_ADD(b, "q ");
	tpl_pdf_num(b, w);
	BUF_ADD(b, "0 0 ");
	tpl_pdf_num(b, h);
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, p->h - y - h);
	BUF_ADD(b, "cm /Im1 Do Q\n");
}

void tpl_pdf_mark(struct pdf *p, size_t i, struct str word)
{
	struct buf *b = &p->pages[i].ops;
	double a = atan2(p->h, p->w), size = 150;
	double w = tpl_pdf_width(p->font[FACE_BOLD], size, word);
	double x = p->w / 2 - cos(a) * w / 2 + sin(a) * size / 3;
	double y = p->h / 2 - sin(a) * w / 2 - cos(a) * size / 3;

	p->used[FACE_BOLD] = true;
	BUF_ADD(b, "q 0.9 g BT /F2 ");
	tpl_pdf_num(b, size);
	BUF_ADD(b, "Tf ");
	tpl_pdf_num(b, cos(a));
	tpl_pdf_num(b, sin(a));
	tpl_pdf_num(b, -sin(a));
	tpl_pdf_num(b, cos(a));
	tpl_pdf_num(b, x);
	tpl_pdf_num(b, y);
	BUF_ADD(b, "Tm ");
	tpl_pdf_string(b, word);
	BUF_ADD(b, "Tj ET Q\n");
}

double tpl_pdf_width(const struct tpl_font *f, double size, struct str s)
{
	unsigned long sum = 0;

	for (size_t i = 0; i < s.n; i++)
		sum += f->width[(unsigned char)s.p[i]];
	return (double)sum * size / 1000;
}

/* ---- objects ---- */

/* libharu writes a dictionary's own entries; the rest is text that the dictionary
 * carries in `attr` and this writes behind them. */
static HPDF_STATUS write_extra(HPDF_Dict d, HPDF_Stream s)
{
	return HPDF_Stream_WriteStr(s, d->attr);
}

static HPDF_Dict dict_with(HPDF_Doc doc, const char *extra)
{
	HPDF_Dict d = HPDF_Dict_New(doc->mmgr);

	if (!d || HPDF_Xref_Add(doc->xref, d) != HPDF_OK)
		return NULL;
	d->attr = (void *)(uintptr_t)extra;
	d->write_fn = write_extra;
	return d;
}

static HPDF_Dict stream_with(HPDF_Doc doc, const char *extra, const unsigned char *bytes,
			     size_t n)
{
	HPDF_Dict d = HPDF_DictStream_New(doc->mmgr, doc->xref);

	if (!d)
		return NULL;
	d->filter = HPDF_STREAM_FILTER_NONE;
	d->attr = (void *)(uintptr_t)extra;
	d->write_fn = write_extra;
	return HPDF_Stream_Write(d->stream, bytes, (HPDF_UINT)n) == HPDF_OK ? d : NULL;
}

static const char *font_text(struct arena *a, const struct tpl_font *f)
{
	struct buf b = BUF_MAX(8192);

	buf_fmt(&b,
		"/Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 32 /LastChar "
		"255 "
		"/Encoding /WinAnsiEncoding /Widths [",
		f->name);
	for (int i = 32; i < 256; i++)
		tpl_pdf_num(&b, f->width[i]);
	BUF_ADD(&b, "]\n");
	return arena_cstr(a, buf_keep(&b, a));
}

static const char *descriptor_text(struct arena *a, const struct tpl_font *f)
{
	return arena_cstr(
		a,
		arena_fmt(
			a,
			"/Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d "
			"%d %d] /ItalicAngle %d /Ascent %d /Descent %d /CapHeight %d "
			"/StemV %d\n",
			f->name, f->flags, f->bbox[0], f->bbox[1], f->bbox[2], f->bbox[3],
			f->italic, f->ascent, f->descent, f->cap_height,
			strstr(f->name, "Bold") ? 140 : 80));
}

static HPDF_Dict font_dict(struct arena *a, HPDF_Doc doc, const struct tpl_font *f)
{
	HPDF_Dict font = dict_with(doc, font_text(a, f));
	HPDF_Dict desc = dict_with(doc, descriptor_text(a, f));
	const char *extra = arena_cstr(
		a, arena_fmt(a, "/Filter /FlateDecode /Length1 %zu\n", f->file_raw_n));
	HPDF_Dict file = stream_with(doc, extra, f->file, f->file_n);

	if (!font || !desc || !file)
		return NULL;
	if (HPDF_Dict_Add(font, "FontDescriptor", desc) ||
	    HPDF_Dict_Add(desc, "FontFile2", file))
		return NULL;
	return font;
}

static HPDF_Dict resources(struct pdf *p, struct arena *a)
{
	HPDF_Doc doc = p->doc;
	HPDF_Dict res = dict_with(doc, "/ProcSet [/PDF /Text /ImageC]\n");
	HPDF_Dict fonts = HPDF_Dict_New(doc->mmgr), xobjects = HPDF_Dict_New(doc->mmgr);

	if (!res || !fonts || !xobjects || HPDF_Dict_Add(res, "Font", fonts) ||
	    HPDF_Dict_Add(res, "XObject", xobjects))
		return NULL;
	for (int k = 0; k < FACE__COUNT; k++) {
		const char key[] = {'F', (char)('1' + k), 0};
		HPDF_Dict font = p->used[k] ? font_dict(a, doc, p->font[k]) : NULL;

		if (p->used[k] && (!font || HPDF_Dict_Add(fonts, key, font)))
			return NULL;
	}
	if (p->logo) {
		const char *extra = arena_cstr(
			a,
			arena_fmt(a,
				  "/Type /XObject /Subtype /Image /Width %d /Height %d "
				  "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter "
				  "/FlateDecode\n",
				  p->logo->w, p->logo->h));
		HPDF_Dict im = stream_with(doc, extra, p->logo->rgb, p->logo->rgb_n);

		if (!im || HPDF_Dict_Add(xobjects, "Im1", im))
			return NULL;
	}
	return res;
}

static void info_text(HPDF_Doc doc, struct arena *a, const char *key, struct str utf8)
{
	struct buf b = BUF_MAX(4096);
	int32_t cp;

	BUF_ADD(&b, "\xfe\xff");
	while (utf8.n && (cp = utf8_next(&utf8)) >= 0) {
		cp = cp > 0xffff ? 0xfffd : cp;
		buf_byte(&b, (char)(cp >> 8));
		buf_byte(&b, (char)(cp & 0xff));
	}
	struct str s = buf_keep(&b, a);
	HPDF_Binary v =
		HPDF_Binary_New(doc->mmgr, (HPDF_BYTE *)(uintptr_t)s.p, (HPDF_UINT)s.n);

	if (v)
		(void)HPDF_Dict_Add(doc->info, key, v);
}

static void file_id(struct pdf *p, struct str title, struct day d)
{
	HPDF_Doc doc = p->doc;
	HPDF_Array id = HPDF_Array_New(doc->mmgr);
	struct sha256_run run;
	char date[16];

	sha256_start(&run);
	for (size_t i = 0; i < p->n; i++)
		sha256_add(&run, buf_str(&p->pages[i].ops));
	if (p->logo)
		sha256_add(&run, (struct str){(char *)p->logo->rgb, p->logo->rgb_n});
	sha256_add(&run, title);
	(void)snprintf(date, sizeof date, "%04d-%02d-%02d", d.year % 10000, d.month % 100,
		       d.mday % 100);
	sha256_add(&run, str_c(date));
	struct sha256 h = sha256_end(&run);

	for (int i = 0; id && i < 2; i++)
		(void)HPDF_Array_Add(id, HPDF_Binary_New(doc->mmgr, h.b, 16));
	(void)HPDF_Dict_Add(doc->trailer, "ID", id);
}

static bool put_pages(struct pdf *p, HPDF_Dict res)
{
	for (size_t i = 0; i < p->n; i++) {
		struct str ops = buf_str(&p->pages[i].ops);
		HPDF_Page page = HPDF_AddPage(p->doc);

		if (!page || p->pages[i].ops.broken)
			return false;
		(void)HPDF_Page_SetWidth(page, (HPDF_REAL)p->w);
		(void)HPDF_Page_SetHeight(page, (HPDF_REAL)p->h);
		HPDF_PageAttr attr = page->attr;

		(void)HPDF_Dict_RemoveElement(page, "Resources");
		if (HPDF_Dict_Add(page, "Resources", res) ||
		    HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)ops.p,
				      (HPDF_UINT)ops.n))
			return false;
	}
	return true;
}

static bool collect(HPDF_Doc doc, struct buf *out)
{
	if (HPDF_SaveToStream(doc) != HPDF_OK)
		return false;
	HPDF_UINT blocks = HPDF_MemStream_GetBufCount(doc->stream);

	for (HPDF_UINT i = 0; i < blocks; i++) {
		HPDF_UINT n = 0;
		HPDF_BYTE *at = HPDF_MemStream_GetBufPtr(doc->stream, i, &n);

		buf_add(out, (struct str){(char *)at, n});
	}
	return !out->broken;
}

enum err tpl_pdf_end(struct pdf *p, struct str title, struct str author, struct day d,
		     struct buf *out, struct fail *f)
{
	HPDF_Doc doc = p->doc;
	struct arena *a = arena_open();
	enum err e = ERR_OK;

	HPDF_ResetError(doc);
	if (HPDF_NewDoc(doc) != HPDF_OK) {
		arena_close(a);
		return FAIL(f, ERR_IO, "pdf", NULL,
			    "libharu tidak dapat memulai dokumen.");
	}
	(void)HPDF_SetCompressionMode(doc, HPDF_COMP_TEXT);
	info_text(doc, a, "Title", title);
	info_text(doc, a, "Author", author);
	if (day_ok(d)) {
		HPDF_Date when = {d.year, d.month, d.mday, 0, 0, 0, ' ', 0, 0};

		(void)HPDF_SetInfoDateAttr(doc, HPDF_INFO_CREATION_DATE, when);
	}
	file_id(p, title, d);
	HPDF_Dict res = resources(p, a);

	if (!res || !put_pages(p, res) || !collect(doc, out))
		e = FAIL(f, ERR_IO, "pdf", NULL,
			 "Dokumen PDF tidak dapat ditulis (libharu 0x%04lX).",
			 (unsigned long)HPDF_GetError(doc));
	HPDF_FreeDoc(doc);
	arena_close(a);
	return e;
}
