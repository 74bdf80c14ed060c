/* What a file says of itself: Info, XMP, colours, language, ID, attachment. */
#include "pdf_inside.h"
#include "fs.h"
#include "utf8.h"
#include "xml.h"
#include <stdlib.h>
#include <zlib.h>

#define ICC_MAX (1u << 20)

/* ---- stock ---- */

static unsigned char *deflated(struct str s, size_t *n)
{
	uLongf packed = compressBound(s.n);
	unsigned char *to = malloc(packed);

	if (!to || compress2(to, &packed, (const Bytef *)s.p, s.n, 9) != Z_OK)
		abort();
	*n = packed;
	return to;
}

/* One bfchar for each byte that WinAnsiEncoding gives a letter. */
static void put_unicode(struct buf *b)
{
	int n = 0;

	BUF_ADD(b, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
		   "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> "
		   "def\n/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
		   "1 begincodespacerange <00> <FF> endcodespacerange\n");
	for (int from = 0x20; from < 256; from = n) {
		struct buf rows = BUF_MAX(8192);
		int rows_n = 0;

		for (n = from; n < 256 && rows_n < 100; n++)
			if (tpl_font_codepoint(n) > 0) {
				buf_fmt(&rows, "<%02X> <%04X>\n", (unsigned)n,
					(unsigned)tpl_font_codepoint(n));
				rows_n++;
			}
		buf_fmt(b, "%d beginbfchar\n" STR_FMT "endbfchar\n", rows_n,
			STR_ARG(buf_str(&rows)));
		buf_free(&rows);
	}
	BUF_ADD(b, "endcmap CMapName currentdict /CMap defineresource pop end end\n");
}

enum err tpl_stock_load(struct pdf_stock *s, const char *icc_path, struct fail *f)
{
	struct arena *a = arena_open();
	struct buf map = BUF_MAX(32768);
	struct fail why;
	struct str icc;
	enum err e = fs_read(a, icc_path, ICC_MAX, &icc, &why);

	*s = (struct pdf_stock){0};
	if (e || icc.n < 128 || !str_eqc(str_head(str_from(icc, 16), 4), "RGB ")) {
		arena_close(a);
		return FAIL(f, ERR_IO, "no-icc", NULL,
			    "%s: profil warna sRGB tidak ada atau rusak; pasang paket "
			    "icc-profiles-free.",
			    icc_path);
	}
	s->icc = deflated(icc, &s->icc_n);
	put_unicode(&map);
	s->unicode = deflated(buf_str(&map), &s->unicode_n);
	buf_free(&map);
	arena_close(a);
	return ERR_OK;
}

void tpl_stock_free(struct pdf_stock *s)
{
	free(s->icc);
	free(s->unicode);
	*s = (struct pdf_stock){0};
}

/* ---- Info and XMP ---- */

void tpl_pdf_utf16(struct buf *b, struct str s)
{
	static const char HEX[] = "0123456789ABCDEF";
	int32_t cp;

	BUF_ADD(b, "<FEFF");
	while (s.n && (cp = utf8_next(&s)) >= 0) {
		unsigned unit[2] = {(unsigned)cp, 0};
		int n = 1;

		if (cp > 0xffff) {
			unit[0] = 0xd800 + (((unsigned)cp - 0x10000) >> 10);
			unit[1] = 0xdc00 + (((unsigned)cp - 0x10000) & 0x3ff);
			n = 2;
		}
		for (int i = 0; i < n; i++)
			for (int k = 12; k >= 0; k -= 4)
				buf_byte(b, HEX[unit[i] >> k & 15]);
	}
	BUF_ADD(b, "> ");
}

/* The letter's day, by UTC: the same day by every Indonesian clock. */
static struct str info_text(struct arena *a, const struct pdf_about *w)
{
	struct buf b = BUF_MAX(32768);

	BUF_ADD(&b, "/Title ");
	tpl_pdf_utf16(&b, w->title);
	BUF_ADD(&b, "/Author ");
	tpl_pdf_utf16(&b, w->author);
	BUF_ADD(&b, "/Creator (Naskah)\n");
	if (day_ok(w->date))
		buf_fmt(&b, "/CreationDate (D:%04d%02d%02d000000Z)\n", w->date.year,
			w->date.month, w->date.mday);
	return buf_keep(&b, a);
}

static struct str xmp_text(struct arena *a, const struct pdf_about *w, int part)
{
	struct buf b = BUF_MAX(65536);

	BUF_ADD(&b, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
		    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		    "<rdf:Description rdf:about=\"\" "
		    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
		    "<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li "
		    "xml:lang=\"x-default\">");
	xml_put(&b, w->title);
	BUF_ADD(&b, "</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>");
	xml_put(&b, w->author);
	BUF_ADD(&b, "</rdf:li></rdf:Seq></dc:creator></rdf:Description>\n"
		    "<rdf:Description rdf:about=\"\" "
		    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">"
		    "<xmp:CreatorTool>Naskah</xmp:CreatorTool>");
	if (day_ok(w->date))
		buf_fmt(&b, "<xmp:CreateDate>%04d-%02d-%02dT00:00:00Z</xmp:CreateDate>",
			w->date.year, w->date.month, w->date.mday);
	buf_fmt(&b,
		"</rdf:Description>\n<rdf:Description rdf:about=\"\" "
		"xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><pdf:Producer>Haru Free PDF "
		"Library %s</pdf:Producer></rdf:Description>\n"
		"<rdf:Description rdf:about=\"\" "
		"xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>%d"
		"</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
		"</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n",
		HPDF_GetVersion(), part);
	return buf_keep(&b, a);
}

/* ---- the rest ---- */

static struct str file_id(struct pdf *p, struct arena *a, const struct pdf_about *w)
{
	struct sha256_run run;
	struct str day =
		arena_fmt(a, "%04d-%02d-%02d", w->date.year, w->date.month, w->date.mday);

	sha256_start(&run);
	for (size_t i = 0; i < p->n; i++) {
		const struct pdf_page *g = &p->pages[i];

		sha256_add(&run, (struct str){(const char *)g->done, g->done_n});
		sha256_add(&run, buf_str(&g->ops));
	}
	sha256_add(&run, (struct str){(const char *)p->letters.cp,
				      p->letters.n * sizeof *p->letters.cp});
	sha256_add(&run, w->title);
	sha256_add(&run, w->author);
	sha256_add(&run, day);
	for (int k = 0; k < 2; k++)
		if (p->logo[k])
			sha256_add(&run, (struct str){(const char *)p->logo[k]->id.b,
						      sizeof p->logo[k]->id.b});
	if (p->attach.n)
		sha256_add(&run, p->attach);
	struct sha256_hex x = sha256_hex(sha256_end(&run));

	return arena_fmt(a, "/ID [<%.32s> <%.32s>]\n", x.z, x.z);
}

/* PDF/A-3: the file stands in the name tree and in the catalog's /AF. */
static bool attach(struct pdf *p, struct arena *a, struct buf *catalog)
{
	struct buf b = BUF_MAX(8192);
	HPDF_Dict file, spec;

	file = tpl_pdf_stream(
		p->doc,
		arena_fmt(a,
			  "/Type /EmbeddedFile /Subtype /text#2Fxml /Params <</Size "
			  "%zu>>\n",
			  p->attach.n),
		p->attach, a);
	if (!file)
		return false;
	BUF_ADD(&b, "/Type /Filespec /F (surat.xml) /UF (surat.xml) /AFRelationship "
		    "/Source /Desc ");
	tpl_pdf_utf16(&b, p->attach_what);
	buf_fmt(&b, "/EF <</F %u 0 R /UF %u 0 R>>\n", tpl_pdf_ref(file),
		tpl_pdf_ref(file));
	spec = tpl_pdf_dict(p->doc, buf_keep(&b, a), a);
	if (!spec)
		return false;
	buf_fmt(catalog,
		"/AF [%u 0 R] /Names <</EmbeddedFiles <</Names [(surat.xml) %u 0 "
		"R]>>>>\n",
		tpl_pdf_ref(spec), tpl_pdf_ref(spec));
	return true;
}

bool tpl_pdf_say(struct pdf *p, struct arena *a, const struct pdf_about *w)
{
	HPDF_Doc doc = p->doc;
	struct buf b = BUF_MAX(8192);
	HPDF_Dict xmp, icc;
	bool ok;

	xmp = tpl_pdf_stream(doc, STR("/Type /Metadata /Subtype /XML\n"),
			     xmp_text(a, w, p->attach.n ? 3 : 1), a);
	icc = tpl_pdf_stream(doc, STR("/N 3 /Filter /FlateDecode\n"),
			     (struct str){(const char *)p->stock->icc, p->stock->icc_n},
			     a);
	if (!xmp || !icc)
		return false;
	buf_fmt(&b,
		"/Metadata %u 0 R /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 "
		"/OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB "
		"IEC61966-2.1) /RegistryName (http://www.color.org) /DestOutputProfile "
		"%u 0 R>>]\n/Lang (id-ID) /ViewerPreferences <</DisplayDocTitle true>>\n",
		tpl_pdf_ref(xmp), tpl_pdf_ref(icc));
	if (p->tags.n)
		BUF_ADD(&b, "/MarkInfo <</Marked true>>\n");
	ok = !p->attach.n || attach(p, a, &b);
	tpl_pdf_entries(doc->catalog, buf_keep(&b, a), a);
	tpl_pdf_entries(doc->info, info_text(a, w), a);
	tpl_pdf_entries(doc->trailer, file_id(p, a, w), a);
	return ok;
}
