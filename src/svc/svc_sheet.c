#include "svc_sheet.h"
#include "fs.h"
#include "pack.h"
#include "utf8.h"
#include "xml.h"

#define SHEET_MAX  (4u << 20)
#define COLUMN_MAX 64

/* What Excel on Windows saves as plain CSV. */
static struct str from_1252(struct arena *a, struct str s)
{
	static const int32_t HIGH[32] = {
		0x20ac, 0x20,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
		0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x20,   0x17d,  0x20,
		0x20,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x20,   0x17e,  0x178};
	char *to = arena_alloc(a, 3 * s.n + 4);
	size_t n = 0, k;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		utf8_put(c >= 0x80 && c < 0xa0 ? HIGH[c - 0x80] : c, to + n, &k);
		n += k;
	}
	return (struct str){to, n};
}

/* "C7" is column 2. */
static size_t column_of(struct str ref, size_t otherwise)
{
	size_t c = 0, i = 0;

	for (; i < ref.n && ref.p[i] >= 'A' && ref.p[i] <= 'Z' && c < COLUMN_MAX; i++)
		c = c * 26 + (size_t)(ref.p[i] - 'A') + 1;
	return i ? c - 1 : otherwise;
}

static struct str cell_text(struct arena *a, const struct xml_node *c,
			    const struct xml_node *const *shared, size_t shared_n)
{
	struct str v = xml_kid_text(a, c, "v");
	int64_t at;

	if (str_eqc(xml_attr(c, "t"), "inlineStr"))
		return xml_text(a, c);
	if (!str_eqc(xml_attr(c, "t"), "s"))
		return v;
	return str_to_int(v, &at) && at >= 0 && (size_t)at < shared_n ? xml_text(a, shared[at])
								      : STR("");
}

static void put_row(struct buf *b, struct arena *a, const struct xml_node *row,
		    const struct xml_node *const *shared, size_t shared_n)
{
	const struct xml_node *c;
	size_t i = 0, at = 0, next = 0;

	while ((c = xml_each(row, "c", &i))) {
		size_t want = column_of(str_or_empty(xml_attr(c, "r")), next);
		struct str s = cell_text(a, c, shared, shared_n);

		for (; at < want && at < COLUMN_MAX; at++)
			buf_byte(b, '\t');
		next = want + 1;
		for (size_t k = 0; k < s.n; k++)
			buf_byte(b, s.p[k] == '\n' || s.p[k] == '\t' || s.p[k] == '\r' ? ' ' : s.p[k]);
	}
	buf_byte(b, '\n');
}

static enum err part(struct arena *a, struct str file, const char *name,
		     const struct xml_node **root, struct fail *f)
{
	struct str xml;
	enum err e = pack_entry(a, file, name, SHEET_MAX, &xml, f);

	*root = NULL;
	return e ? e : xml_read(a, xml, name, NULL, root, f);
}

static enum err from_xlsx(struct arena *a, struct str file, struct str *text, struct fail *f)
{
	const struct xml_node *sheet, *table, *k, *rows, **shared = NULL;
	struct buf b = BUF_MAX(SHEET_MAX);
	size_t i = 0, n = 0;
	enum err e = part(a, file, "xl/worksheets/sheet1.xml", &sheet, f);

	if (e)
		return e == ERR_NOTFOUND
			       ? FAIL(f, ERR_INVALID, "bad-sheet", "berkas",
				      "Berkas itu bukan lembar kerja .xlsx yang utuh.")
			       : e;
	e = part(a, file, "xl/sharedStrings.xml", &table, f);
	if (e && e != ERR_NOTFOUND)
		return e;
	if (!e) {
		shared = ARENA_ARRAY(a, const struct xml_node *, table->kids_n + 1);
		while ((k = xml_each(table, "si", &i)))
			shared[n++] = k;
	}
	rows = xml_kid(sheet, "sheetData");
	for (i = 0; rows && (k = xml_each(rows, "row", &i));)
		put_row(&b, a, k, shared, n);
	*text = buf_keep(&b, a);
	return ERR_OK;
}

enum err svc_sheet_read(struct arena *a, const char *path, struct str *text, struct fail *f)
{
	enum err e = fs_read(a, path, SHEET_MAX, text, f);

	if (e)
		return e;
	if (str_starts(*text, STR("PK\x03\x04")))
		return from_xlsx(a, *text, text, f);
	if (!utf8_valid(*text))
		*text = from_1252(a, *text);
	return ERR_OK;
}
