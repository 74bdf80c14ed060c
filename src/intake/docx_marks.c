/* Placeholders in the joined text of a paragraph: Word parts them over runs as it likes.
 */
#include "docx.h"
#include <string.h>
#include "xml.h"

#define NAME_MAX 60

struct mark {
	size_t end; /* behind the closing sign */
	struct str name, written;
};

static bool starts(const struct docx_char *c, size_t n, size_t i, const char *z)
{
	size_t len = strlen(z), k = 0;

	while (i < n && k < len && k + c[i].n <= len && !memcmp(c[i].p, z + k, c[i].n))
		k += c[i++].n;
	return k == len;
}

static size_t signs(const char *z)
{
	size_t n = 0;

	for (; *z; z++)
		n += ((unsigned char)*z & 0xc0) != 0x80;
	return n;
}

static struct str joined(struct docx_out *o, const struct docx_char *c, size_t from,
			 size_t to)
{
	struct buf b = BUF_MAX(8 * NAME_MAX + 64);

	for (size_t i = from; i < to; i++)
		buf_add(&b, (struct str){c[i].p, c[i].n});
	return buf_keep(&b, o->a);
}

/* A word or several, not a number or a sentence. */
static bool is_name(struct str s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (c < ' ' || c >= 0x80 || strchr("${}[]<>\"=;,", c))
			return false;
	}
	return letters > 1;
}

static bool find_mark(struct docx_out *o, const struct docx_char *c, size_t n, size_t i,
		      struct mark *m)
{
	static const char *const SIGN[][2] = {
		{"${", "}"}, {"{{", "}}"}, {"[", "]"}, {"\xc2\xab", "\xc2\xbb"}};

	for (size_t k = 0; k < sizeof SIGN / sizeof *SIGN; k++) {
		size_t from = i + signs(SIGN[k][0]), to = from;

		if (!starts(c, n, i, SIGN[k][0]))
			continue;
		while (to < n && to - from <= NAME_MAX && !starts(c, n, to, SIGN[k][1]))
			to++;
		if (to >= n || to - from > NAME_MAX)
			continue;
		m->name = str_trim(joined(o, c, from, to));
		m->end = to + signs(SIGN[k][1]);
		m->written = joined(o, c, i, m->end);
		if (is_name(m->name))
			return true;
	}
	return false;
}

static bool find_merge(struct docx_out *o, const struct docx_char *c, size_t n, size_t i,
		       struct mark *m)
{
	size_t to = i;

	while (to < n && to - i <= NAME_MAX && (c[to].style & DOCX_MERGE))
		to++;
	if (to == i)
		return false;
	*m = (struct mark){.end = to, .name = joined(o, c, i, to)};
	m->written = arena_fmt(o->a, "MERGEFIELD " STR_FMT, STR_ARG(m->name));
	return true;
}

static void open_style(struct docx_out *o, unsigned style)
{
	if (style & DOCX_BOLD)
		BUF_ADD(&o->b, "<tebal>");
	if (style & DOCX_ITALIC)
		BUF_ADD(&o->b, "<miring>");
	if (style & DOCX_UNDERLINE)
		BUF_ADD(&o->b, "<garis-bawah>");
}

static void close_style(struct docx_out *o, unsigned style)
{
	if (style & DOCX_UNDERLINE)
		BUF_ADD(&o->b, "</garis-bawah>");
	if (style & DOCX_ITALIC)
		BUF_ADD(&o->b, "</miring>");
	if (style & DOCX_BOLD)
		BUF_ADD(&o->b, "</tebal>");
}

static void put_mark(struct docx_out *o, const struct mark *m)
{
	BUF_ADD(&o->b, "<ganti nama=\"");
	xml_put(&o->b, m->name);
	BUF_ADD(&o->b, "\" tulis=\"");
	xml_put(&o->b, m->written);
	BUF_ADD(&o->b, "\"/>");
}

/* Control letters have no place in XML. */
static void put_char(struct docx_out *o, const struct docx_char *c)
{
	if (c->n > 1 || (unsigned char)*c->p >= ' ' || *c->p == '\t' || *c->p == '\n')
		xml_put(&o->b, (struct str){c->p, c->n});
}

void docx_put_text(struct docx_out *o, const struct docx_char *c, size_t n)
{
	unsigned style = 0;
	struct mark m;

	for (size_t i = 0; i < n;) {
		unsigned now = c[i].style & ~(unsigned)DOCX_MERGE;
		bool merge = find_merge(o, c, n, i, &m), mark = merge;

		if (now != style) {
			close_style(o, style);
			open_style(o, now);
			style = now;
		}
		if (!merge && strchr("${[\xc2", *c[i].p))
			mark = find_mark(o, c, n, i, &m);
		if (mark) {
			put_mark(o, &m);
			i = m.end;
		} else {
			put_char(o, &c[i++]);
		}
	}
	close_style(o, style);
}
