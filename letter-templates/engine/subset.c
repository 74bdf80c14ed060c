/* Writing part of a TrueType file: glyphs get new numbers, 0 stays .notdef; see ttf.h. */
#include "ttf.h"

#define FONT_MAX   (4u << 20)
#define SUBSET_MAX 1024

struct subset {
	const struct ttf *t;
	int old[SUBSET_MAX], n;
};

static int take(struct subset *s, int g)
{
	for (int i = 0; i < s->n; i++)
		if (s->old[i] == g)
			return i;
	if (s->n == SUBSET_MAX)
		return 0;
	s->old[s->n] = g;
	return s->n++;
}

static void put16(struct buf *b, unsigned v)
{
	buf_byte(b, (char)(v >> 8 & 0xff));
	buf_byte(b, (char)(v & 0xff));
}

static void put32(struct buf *b, size_t v)
{
	put16(b, (unsigned)(v >> 16 & 0xffff));
	put16(b, (unsigned)(v & 0xffff));
}

/* Hints are left out: at print and zoom sizes nobody sees them, and they are half of the
 * file (an office mails these PDFs over thin lines). */
static void put_simple(struct buf *glyf, struct str o)
{
	size_t at = 10 + 2 * (size_t)ttf_u16(o, 0), hints = ttf_u16(o, at);

	buf_add(glyf, str_head(o, at));
	put16(glyf, 0);
	buf_add(glyf, str_from(o, at + 2 + hints));
}

static void put_glyph(struct subset *s, struct buf *glyf, int g)
{
	struct str o = ttf_outline(s->t, g);
	size_t from = glyf->n, at = 10;
	unsigned flags = 0x20;

	if (o.n >= 10 && ttf_s16(o, 0) >= 0)
		put_simple(glyf, o);
	while (o.n >= 10 && ttf_s16(o, 0) < 0 && flags & 0x20 && at + 4 <= o.n) {
		size_t next = at + 4;

		flags = ttf_u16(o, at);
		next += flags & 1 ? 4u : 2u;
		next += flags & 8 ? 2u : flags & 0x40 ? 4u : flags & 0x80 ? 8u : 0u;
		if (glyf->n == from)
			buf_add(glyf, str_head(o, 10));
		put16(glyf, flags & ~0x100u); /* no hints follow */
		put16(glyf, (unsigned)take(s, (int)ttf_u16(o, at + 2)));
		buf_add(glyf, str_head(str_from(o, at + 4), next - at - 4));
		at = next;
	}
	while (glyf->n & 3)
		buf_byte(glyf, 0);
}

static void put_cmap(struct buf *b, const unsigned *code, const int *as, unsigned n,
		     unsigned encoding)
{
	unsigned segs = n + 1;

	put16(b, 0), put16(b, 1), put16(b, 3), put16(b, encoding), put32(b, 12);
	put16(b, 4), put16(b, 16 + 8 * segs), put16(b, 0), put16(b, 2 * segs);
	put16(b, 0), put16(b, 0), put16(b, 0);
	for (unsigned i = 0; i < n; i++)
		put16(b, code[i]);
	put16(b, 0xffff), put16(b, 0);
	for (unsigned i = 0; i < n; i++)
		put16(b, code[i]);
	put16(b, 0xffff);
	for (unsigned i = 0; i < n; i++)
		put16(b, ((unsigned)as[i] - code[i]) & 0xffff);
	put16(b, 1);
	for (unsigned i = 0; i < segs; i++)
		put16(b, 0);
}

struct part {
	const char *tag;
	struct str s;
};

static unsigned sum_of(struct str s)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < s.n; i += 4)
		for (size_t k = 0; k < 4; k++)
			sum += (uint32_t)(i + k < s.n ? (unsigned char)s.p[i + k] : 0)
			       << (24 - 8 * k);
	return sum;
}

static void put_file(struct buf *out, const struct part *parts, unsigned n)
{
	size_t at = 12 + 16 * (size_t)n;
	unsigned log2 = 0;

	while (2u << log2 <= n)
		log2++;
	put32(out, 0x00010000), put16(out, n), put16(out, 16u << log2), put16(out, log2);
	put16(out, 16 * n - (16u << log2));
	for (unsigned i = 0; i < n; i++) {
		buf_add(out, str_c(parts[i].tag));
		put32(out, sum_of(parts[i].s));
		put32(out, at);
		put32(out, parts[i].s.n);
		at += (parts[i].s.n + 3) & ~(size_t)3;
	}
	for (unsigned i = 0; i < n; i++) {
		buf_add(out, parts[i].s);
		while (out->n & 3)
			buf_byte(out, 0);
	}
}

static void write_tables(struct subset *s, struct str cmap, struct buf *out)
{
	const struct ttf *t = s->t;
	struct buf glyf = BUF_MAX(FONT_MAX), loca = BUF_MAX(FONT_MAX),
		   hmtx = BUF_MAX(FONT_MAX);
	struct buf head = BUF_MAX(4096), hhea = BUF_MAX(4096);
	struct buf maxp = BUF_MAX(4096);

	for (int i = 0; i < s->n; i++) { /* s->n grows while composites are met */
		put32(&loca, glyf.n);
		put_glyph(s, &glyf, s->old[i]);
		put16(&hmtx, ttf_advance(t, s->old[i]));
		put16(&hmtx, (unsigned)ttf_bearing(t, s->old[i]) & 0xffff);
	}
	put32(&loca, glyf.n);
	buf_add(&head, str_head(t->head, 54));
	head.p[51] = 1; /* long loca */
	buf_add(&hhea, str_head(t->hhea, 36));
	hhea.p[34] = (char)(s->n >> 8), hhea.p[35] = (char)(s->n & 0xff);
	buf_add(&maxp, str_head(t->maxp, 32));
	maxp.p[4] = (char)(s->n >> 8), maxp.p[5] = (char)(s->n & 0xff);
	struct part parts[] = {
		{"cmap", cmap},           {"glyf", buf_str(&glyf)},
		{"head", buf_str(&head)}, {"hhea", buf_str(&hhea)},
		{"hmtx", buf_str(&hmtx)}, {"loca", buf_str(&loca)},
		{"maxp", buf_str(&maxp)},
	};

	put_file(out, parts, sizeof parts / sizeof *parts);
	buf_free(&glyf), buf_free(&loca), buf_free(&hmtx);
	buf_free(&head), buf_free(&hhea), buf_free(&maxp);
}

void ttf_subset(const struct ttf *t, const unsigned *code, const int *letter, size_t n,
		unsigned encoding, struct buf *out)
{
	struct subset s = {.t = t, .n = 1};
	struct buf cmap = BUF_MAX(FONT_MAX);
	int as[256];

	n = n < 256 ? n : 256;
	for (size_t i = 0; i < n; i++)
		as[i] = take(&s, letter[i]);
	put_cmap(&cmap, code, as, (unsigned)n, encoding);
	write_tables(&s, buf_str(&cmap), out);
	buf_free(&cmap);
}
