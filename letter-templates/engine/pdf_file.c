/* From pages to the file: fonts, pictures and pages as libharu's objects. */
#include "pdf_inside.h"
#include <string.h>

/* ---- objects ---- */

static HPDF_STATUS write_entries(HPDF_Dict d, HPDF_Stream s)
{
	const struct str *text = d->attr;

	return HPDF_Stream_Write(s, (const HPDF_BYTE *)text->p, (HPDF_UINT)text->n);
}

void tpl_pdf_entries(HPDF_Dict d, struct str text, struct arena *a)
{
	struct str *keep = ARENA_NEW(a, struct str);

	*keep = text;
	d->attr = keep;
	d->write_fn = write_entries;
}

HPDF_Dict tpl_pdf_dict(HPDF_Doc doc, struct str text, struct arena *a)
{
	HPDF_Dict d = HPDF_Dict_New(doc->mmgr);

	if (!d || HPDF_Xref_Add(doc->xref, d) != HPDF_OK)
		return NULL;
	tpl_pdf_entries(d, text, a);
	return d;
}

unsigned tpl_pdf_ref(const void *object)
{
	const HPDF_Obj_Header *h = object;

	return h->obj_id & 0x00ffffff;
}

struct bytes {
	struct str all;
	size_t at;
};

static HPDF_STATUS bytes_read(HPDF_Stream s, HPDF_BYTE *to, HPDF_UINT *n)
{
	struct bytes *b = s->attr;
	size_t left = b->all.n - b->at, asked = *n;

	*n = (HPDF_UINT)(left < asked ? left : asked);
	memcpy(to, b->all.p + b->at, *n);
	b->at += *n;
	return left < asked ? HPDF_STREAM_EOF : HPDF_OK;
}

static HPDF_STATUS bytes_seek(HPDF_Stream s, HPDF_INT pos, HPDF_WhenceMode mode)
{
	struct bytes *b = s->attr;

	if (mode != HPDF_SEEK_SET || pos < 0 || (size_t)pos > b->all.n)
		return HPDF_INVALID_OPERATION;
	b->at = (size_t)pos;
	return HPDF_OK;
}

static HPDF_INT32 bytes_tell(HPDF_Stream s)
{
	const struct bytes *b = s->attr;

	return (HPDF_INT32)b->at;
}

static HPDF_UINT32 bytes_size(HPDF_Stream s)
{
	const struct bytes *b = s->attr;

	return (HPDF_UINT32)b->all.n;
}

static HPDF_Stream reader(HPDF_Doc doc, struct str all, struct arena *a)
{
	struct bytes *b = ARENA_NEW(a, struct bytes);

	*b = (struct bytes){all, 0};
	return HPDF_CallbackReader_New(doc->mmgr, bytes_read, bytes_seek, bytes_tell,
				       bytes_size, b);
}

HPDF_Dict tpl_pdf_stream(HPDF_Doc doc, struct str text, struct str bytes, struct arena *a)
{
	HPDF_Dict d = tpl_pdf_dict(doc, text, a);
	HPDF_Number length = HPDF_Number_New(doc->mmgr, 0);

	if (!d || !length || HPDF_Xref_Add(doc->xref, length) ||
	    HPDF_Dict_Add(d, "Length", length))
		return NULL;
	d->filter = HPDF_STREAM_FILTER_NONE;
	d->stream = reader(doc, bytes, a);
	return d->stream ? d : NULL;
}

/* ---- fonts and pictures ---- */

static struct str font_text(struct arena *a, const struct tpl_font *f)
{
	struct buf b = BUF_MAX(8192);

	buf_fmt(&b,
		"/Type /Font /Subtype /TrueType /BaseFont /%s /FirstChar 32 /LastChar "
		"255 %s/Widths [",
		f->name, f->flags & 4 ? "" : "/Encoding /WinAnsiEncoding ");
	for (int i = 32; i < 256; i++)
		tpl_pdf_num(&b, f->width[i]);
	BUF_ADD(&b, "]\n");
	return buf_keep(&b, a);
}

static struct str descriptor_text(struct arena *a, const struct tpl_font *f)
{
	return arena_fmt(a,
			 "/Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d "
			 "%d %d] /ItalicAngle %d /Ascent %d /Descent %d /CapHeight %d "
			 "/StemV %d\n",
			 f->name, f->flags, f->bbox[0], f->bbox[1], f->bbox[2],
			 f->bbox[3], f->italic, f->ascent, f->descent, f->cap_height,
			 strstr(f->name, "Bold") ? 140 : 80);
}

static HPDF_Dict font_dict(struct arena *a, HPDF_Doc doc, const struct tpl_font *f,
			   HPDF_Dict unicode)
{
	HPDF_Dict font = tpl_pdf_dict(doc, font_text(a, f), a);
	HPDF_Dict desc = tpl_pdf_dict(doc, descriptor_text(a, f), a);
	struct str extra =
		arena_fmt(a, "/Filter /FlateDecode /Length1 %zu\n", f->file_raw_n);
	HPDF_Dict file = tpl_pdf_stream(
		doc, extra, (struct str){(const char *)f->file, f->file_n}, a);

	if (!font || !desc || !file || HPDF_Dict_Add(font, "FontDescriptor", desc) ||
	    HPDF_Dict_Add(font, "ToUnicode", unicode) ||
	    HPDF_Dict_Add(desc, "FontFile2", file))
		return NULL;
	return font;
}

static HPDF_Dict image_dict(struct arena *a, HPDF_Doc doc, const struct tpl_image *im)
{
	struct buf b = BUF_MAX(8192);

	if (im->drawn)
		return tpl_pdf_stream(
			doc,
			STR("/Type /XObject /Subtype /Form /BBox [0 0 1000 "
			    "1000] /Matrix [0.001 0 0 0.001 0 0] /Resources "
			    "<<>> /Filter /FlateDecode\n"),
			(struct str){(const char *)im->data, im->data_n}, a);
	buf_fmt(&b,
		"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
		"/Filter /FlateDecode /ColorSpace ",
		im->w, im->h);
	if (im->colours) {
		buf_fmt(&b, "[/Indexed /DeviceRGB %d <", im->colours - 1);
		for (int i = 0; i < 3 * im->colours; i++)
			buf_fmt(&b, "%02X", im->palette[i]);
		BUF_ADD(&b, ">]\n");
	} else if (im->filtered) {
		buf_fmt(&b,
			"/DeviceRGB /DecodeParms <</Predictor 15 /Colors 3 /Columns "
			"%d>>\n",
			im->w);
	} else {
		BUF_ADD(&b, "/DeviceRGB\n");
	}
	return tpl_pdf_stream(doc, buf_keep(&b, a),
			      (struct str){(const char *)im->data, im->data_n}, a);
}

static bool add_fonts(struct pdf *p, struct arena *a, HPDF_Dict fonts)
{
	struct str map = {(const char *)p->stock->unicode, p->stock->unicode_n};
	HPDF_Dict unicode = tpl_pdf_stream(p->doc, STR("/Filter /FlateDecode\n"), map, a);

	for (int k = 0; unicode && k < FACE__ALL; k++) {
		if (k == FACE_EXTRA && p->letters.n)
			unicode = tpl_pdf_stream(p->doc, STR(""),
						 tpl_letters_unicode(a, &p->letters), a);
		if (k >= FACE_EXTRA && p->used[k])
			tpl_letters_embed(&p->letters, k - FACE_EXTRA);
		const char key[] = {'F', (char)('1' + k), 0};
		HPDF_Dict font =
			p->used[k] ? font_dict(a, p->doc, p->font[k], unicode) : NULL;

		if (p->used[k] && (!font || HPDF_Dict_Add(fonts, key, font)))
			return false;
	}
	return unicode != NULL;
}

static HPDF_Dict resources(struct pdf *p, struct arena *a)
{
	HPDF_Doc doc = p->doc;
	HPDF_Dict res = tpl_pdf_dict(doc, STR("/ProcSet [/PDF /Text /ImageC]\n"), a);
	HPDF_Dict fonts = HPDF_Dict_New(doc->mmgr), xobjects = HPDF_Dict_New(doc->mmgr);

	if (!res || !fonts || !xobjects || HPDF_Dict_Add(res, "Font", fonts) ||
	    HPDF_Dict_Add(res, "XObject", xobjects) || !add_fonts(p, a, fonts))
		return NULL;
	for (int k = 0; k < 2; k++) {
		HPDF_Dict im = p->logo[k] ? image_dict(a, doc, p->logo[k]) : NULL;

		if (p->logo[k] && (!im || HPDF_Dict_Add(xobjects, k ? "Im2" : "Im1", im)))
			return NULL;
	}
	return res;
}

/* ---- pages ---- */

/* The page's own stream gets the finished content; what came later is a second one. */
static bool put_contents(struct pdf *p, struct arena *a, HPDF_Page page,
			 struct pdf_page *g)
{
	HPDF_Doc doc = p->doc;
	HPDF_Dict main = ((HPDF_PageAttr)page->attr)->contents, late;
	HPDF_Array both;

	HPDF_Stream_Free(main->stream);
	main->stream = reader(doc, (struct str){(char *)g->done, g->done_n}, a);
	main->filter = HPDF_STREAM_FILTER_NONE;
	tpl_pdf_entries(main, STR("/Filter /FlateDecode\n"), a);
	if (!main->stream || !g->ops.n)
		return main->stream != NULL;
	if (g->open >= 0)
		BUF_ADD(&g->ops, "EMC\n");
	late = tpl_pdf_stream(doc, STR(""), buf_str(&g->ops), a);
	both = HPDF_Array_New(doc->mmgr);
	return late && both && !HPDF_Array_Add(both, main) &&
	       !HPDF_Array_Add(both, late) && !HPDF_Dict_Add(page, "Contents", both);
}

static bool put_pages(struct pdf *p, struct arena *a, HPDF_Dict res, HPDF_Page *made)
{
	for (size_t i = 0; i < p->n; i++) {
		struct pdf_page *g = &p->pages[i];

		tpl_pdf_finish(p, i);
		made[i] = HPDF_AddPage(p->doc);
		if (!made[i] || g->ops.broken || !g->done)
			return false;
		(void)HPDF_Page_SetWidth(made[i], (HPDF_REAL)g->w);
		(void)HPDF_Page_SetHeight(made[i], (HPDF_REAL)g->h);
		(void)HPDF_Dict_RemoveElement(made[i], "Resources");
		if (HPDF_Dict_Add(made[i], "Resources", res) ||
		    !put_contents(p, a, made[i], g))
			return false;
	}
	return true;
}

/* ---- the file ---- */

static HPDF_STATUS into_buf(HPDF_Stream s, const HPDF_BYTE *bytes, HPDF_UINT n)
{
	buf_add(s->attr, (struct str){(const char *)bytes, n});
	return HPDF_OK;
}

/* What HPDF_SaveToStream() does, into the caller's buffer instead of blocks of 4 KB. */
static bool save(struct pdf *p, struct buf *out)
{
	HPDF_Doc doc = p->doc;
	HPDF_Stream to = HPDF_CallbackWriter_New(doc->mmgr, into_buf, out);
	const char *head = p->attach.n ? "%PDF-1.7\n%\267\276\255\252\n"
				       : "%PDF-1.4\n%\267\276\255\252\n";
	bool ok = to && !HPDF_Stream_WriteStr(to, head) &&
		  !HPDF_Dict_Add(doc->trailer, "Root", doc->catalog) &&
		  !HPDF_Dict_Add(doc->trailer, "Info", doc->info) &&
		  !HPDF_Xref_WriteToStream(doc->xref, to, NULL);

	HPDF_Stream_Free(to);
	return ok && !out->broken;
}

/* Title and author as one line that XMP and Info can say alike. */
static struct str one_line(struct arena *a, struct str s, struct str other)
{
	struct buf b = BUF_MAX(4096);

	for (size_t i = 0; i < s.n && b.n < 2000; i++) {
		char c = s.p[i];
		bool blank = (unsigned char)c <= ' ' || c == 0x7f;

		if (!blank)
			buf_byte(&b, c);
		else if (b.n && b.p[b.n - 1] != ' ')
			buf_byte(&b, ' ');
	}
	struct str t = buf_keep(&b, a);

	t = str_trim(t);
	return t.n ? t : other;
}

enum err tpl_pdf_end(struct pdf *p, struct str title, struct str author, struct day d,
		     struct buf *out, struct fail *f)
{
	HPDF_Doc doc = p->doc;
	struct arena *a = arena_open();
	struct pdf_about about = {one_line(a, title, STR("Naskah dinas")),
				  one_line(a, author, STR("Naskah")), d};
	HPDF_Page *pages = ARENA_ARRAY(a, HPDF_Page, p->n + 1);
	enum err e = ERR_OK;

	HPDF_ResetError(doc);
	if (HPDF_NewDoc(doc) != HPDF_OK) {
		arena_close(a);
		return FAIL(f, ERR_IO, "pdf", NULL,
			    "libharu tidak dapat memulai dokumen.");
	}
	HPDF_Dict res = resources(p, a);

	if (!res || !put_pages(p, a, res, pages) || !tpl_pdf_tree(p, a, pages) ||
	    !tpl_pdf_say(p, a, &about) || !save(p, out))
		e = FAIL(f, ERR_IO, "pdf", NULL,
			 "Dokumen PDF tidak dapat ditulis (libharu 0x%04lX).",
			 (unsigned long)HPDF_GetError(doc));
	HPDF_FreeDoc(doc);
	arena_close(a);
	return e;
}
