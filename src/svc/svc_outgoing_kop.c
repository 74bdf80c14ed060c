#include "svc_outgoing_kop.h"
#include "fs.h"
#include "office.h"
#include "tpl.h"
#include "xml.h"

/* Letterheads are the office file's; a unit without one bears its parent's. */
static const struct office_unit *unit_with_head(const struct office *o, struct str code)
{
	const struct office_unit *u = office_unit(o, code);

	while (u && !u->lines_n && u->parent.n)
		u = office_unit(o, u->parent);
	return u && u->lines_n ? u : NULL;
}

static void put_attr(struct buf *b, const char *name, struct str value)
{
	if (!value.n)
		return;
	buf_fmt(b, " %s=\"", name);
	xml_put(b, value);
	buf_byte(b, '"');
}

/* The emblem is the office's own file, SYMBOL.svg or SYMBOL.png: until it is put there, the
 * head stands without it. */
static void put_emblem(struct arena *a, struct str dir, struct str symbol,
		       const char *attr, struct buf *b)
{
	static const char *const KIND[] = {"svg", "png"};

	for (size_t i = 0; symbol.n && i < 2; i++) {
		struct str name = arena_fmt(a, STR_FMT ".%s", STR_ARG(symbol), KIND[i]);
		struct str path = arena_fmt(a, STR_FMT "/" STR_FMT, STR_ARG(dir), STR_ARG(name));

		if (fs_exists(arena_cstr(a, path))) {
			put_attr(b, attr, name);
			return;
		}
	}
}

enum err out_kop(struct svc *s, struct arena *a, struct str unit_code,
		 struct tpl_office **out, struct fail *f)
{
	const struct office_unit *u = unit_with_head(s->office, unit_code);
	struct buf b = BUF_MAX(16384);
	struct str dir = arena_fmt(a, "%s/letterheads", s->dir);

	*out = NULL;
	if (!u)
		return FAIL(
			f, ERR_CONFLICT, "no-letterhead", NULL,
			"Unit penanda tangan belum punya kop; isi kop di berkas kantor.");
	BUF_ADD(&b, "<kop");
	put_attr(&b, "jenis", u->head_kind);
	put_emblem(a, dir, u->symbol, "lambang", &b);
	put_emblem(a, dir, u->symbol_right, "lambang-kanan", &b);
	put_attr(&b, "kota", u->town);
	BUF_ADD(&b, ">");
	for (size_t i = 0; i < u->lines_n; i++) {
		BUF_ADD(&b, "<baris");
		put_attr(&b, "jenis", u->line_kinds[i]);
		BUF_ADD(&b, ">");
		xml_put(&b, u->lines[i]);
		BUF_ADD(&b, "</baris>");
	}
	BUF_ADD(&b, "</kop>");
	return tpl_office_read(s->tpl, buf_keep(&b, a), arena_cstr(a, dir), out, f);
}
