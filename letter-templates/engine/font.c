#include "font.h"
#include "buf.h"
#include "fs.h"
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#define FONT_MAX (4u << 20)

/* Windows-1252, the bytes 0x80 to 0x9f; 0 is unused. */
static const uint16_t HIGH[32] = {
	0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
	0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

int tpl_font_byte(int32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return cp;
	if (cp >= 0xa0 && cp <= 0xff)
		return cp;
	if (cp == 0x2010 || cp == 0x2011)
		return '-';
	for (int i = 0; cp > 0xff && i < 32; i++)
		if (HIGH[i] == cp)
			return 0x80 + i;
	return -1;
}

int32_t tpl_font_codepoint(int b)
{
	if (b >= 0x80 && b < 0xa0)
		return HIGH[b - 0x80];
	return b >= 0x20 && b != 0x7f ? b : 0;
}

/* ---- reading: every access is checked against the table, for the file is foreign ----
 */

struct ttf {
	struct str all, head, hhea, maxp, hmtx, cmap, loca, glyf, os2;
	int glyphs, metrics;
	bool long_loca;
};

static unsigned u16(struct str s, size_t at)
{
	if (s.n < 2 || at > s.n - 2)
		return 0;
	return (unsigned)((unsigned char)s.p[at] << 8 | (unsigned char)s.p[at + 1]);
}

static int s16(struct str s, size_t at)
{
	return (int16_t)u16(s, at);
}

static size_t u32(struct str s, size_t at)
{
	return (size_t)u16(s, at) << 16 | u16(s, at + 2);
}

static struct str table(struct str all, const char *tag)
{
	unsigned n = u16(all, 4);

	for (unsigned i = 0; i < n; i++) {
		size_t at = 12 + 16 * (size_t)i;

		if (at + 16 > all.n || memcmp(all.p + at, tag, 4) != 0)
			continue;
		return str_head(str_from(all, u32(all, at + 8)), u32(all, at + 12));
	}
	return (struct str){0};
}

static bool ttf_open(struct ttf *t, struct str all)
{
	*t = (struct ttf){.all = all,
			  .head = table(all, "head"),
			  .hhea = table(all, "hhea"),
			  .maxp = table(all, "maxp"),
			  .hmtx = table(all, "hmtx"),
			  .cmap = table(all, "cmap"),
			  .loca = table(all, "loca"),
			  .glyf = table(all, "glyf"),
			  .os2 = table(all, "OS/2")};
	t->glyphs = (int)u16(t->maxp, 4);
	t->metrics = (int)u16(t->hhea, 34);
	t->long_loca = u16(t->head, 50) != 0;
	return t->glyphs && t->metrics && t->glyf.n && t->cmap.n && t->head.n >= 54;
}

static int glyph_of(const struct ttf *t, int32_t cp)
{
	unsigned n = u16(t->cmap, 2);
	struct str m = {0};

	for (unsigned i = 0; i < n; i++)
		if (u16(t->cmap, 4 + 8 * (size_t)i) == 3 &&
		    u16(t->cmap, 6 + 8 * (size_t)i) == 1)
			m = str_from(t->cmap, u32(t->cmap, 8 + 8 * (size_t)i));
	if (!m.n || u16(m, 0) != 4)
		return 0;
	size_t segs2 = u16(m, 6);

	for (size_t s = 0; s < segs2; s += 2) {
		unsigned end = u16(m, 14 + s), start = u16(m, 16 + segs2 + s);
		unsigned off = u16(m, 16 + 3 * segs2 + s);

		if (cp > (int32_t)end)
			continue;
		if (cp < (int32_t)start)
			return 0;
		unsigned g = (unsigned)cp;

		if (off)
			g = u16(m, 16 + 3 * segs2 + s + off + 2 * ((size_t)cp - start));
		if (off && !g)
			return 0;
		g = (g + u16(m, 16 + 2 * segs2 + s)) & 0xffff;
		return (int)g < t->glyphs ? (int)g : 0;
	}
	return 0;
}

static struct str outline(const struct ttf *t, int g)
{
	size_t a, b;

	if (t->long_loca) {
		a = u32(t->loca, 4 * (size_t)g);
		b = u32(t->loca, 4 * (size_t)g + 4);
	} else {
		a = 2 * (size_t)u16(t->loca, 2 * (size_t)g);
		b = 2 * (size_t)u16(t->loca, 2 * (size_t)g + 2);
	}
	return b <= a ? (struct str){0} : str_head(str_from(t->glyf, a), b - a);
}

static unsigned advance(const struct ttf *t, int g)
{
	return u16(t->hmtx, 4 * (size_t)(g < t->metrics ? g : t->metrics - 1));
}

static int bearing(const struct ttf *t, int g)
{
	return g < t->metrics ? s16(t->hmtx, 4 * (size_t)g + 2)
			      : s16(t->hmtx, 4 * (size_t)t->metrics +
						     2 * (size_t)(g - t->metrics));
}

/* ---- writing the subset: glyphs get new numbers, 0 stays .notdef ---- */

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
	size_t at = 10 + 2 * (size_t)u16(o, 0), hints = u16(o, at);

	buf_add(glyf, str_head(o, at));
	put16(glyf, 0);
	buf_add(glyf, str_from(o, at + 2 + hints));
}

static void put_glyph(struct subset *s, struct buf *glyf, int g)
{
	struct str o = outline(s->t, g);
	size_t from = glyf->n, at = 10;
	unsigned flags = 0x20;

	if (o.n >= 10 && s16(o, 0) >= 0)
		put_simple(glyf, o);
	while (o.n >= 10 && s16(o, 0) < 0 && flags & 0x20 && at + 4 <= o.n) {
		size_t next = at + 4;

		flags = u16(o, at);
		next += flags & 1 ? 4u : 2u;
		next += flags & 8 ? 2u : flags & 0x40 ? 4u : flags & 0x80 ? 8u : 0u;
		if (glyf->n == from)
			buf_add(glyf, str_head(o, 10));
		put16(glyf, flags & ~0x100u); /* no hints follow */
		put16(glyf, (unsigned)take(s, (int)u16(o, at + 2)));
		buf_add(glyf, str_head(str_from(o, at + 4), next - at - 4));
		at = next;
	}
	while (glyf->n & 3)
		buf_byte(glyf, 0);
}

static void put_cmap(struct buf *b, const struct subset *s)
{
	struct {
		unsigned cp, glyph;
	} map[256];

	unsigned n = 0;

	for (int32_t cp = 0x20; cp < 0x2200; cp++) {
		if (tpl_font_byte(cp) < 0 || tpl_font_codepoint(tpl_font_byte(cp)) != cp)
			continue;
		int g = glyph_of(s->t, cp);

		for (int i = 1; g && i < s->n && n < 256; i++)
			if (s->old[i] == g) {
				map[n].cp = (unsigned)cp;
				map[n++].glyph = (unsigned)i;
			}
	}
	unsigned segs = n + 1;

	put16(b, 0), put16(b, 1), put16(b, 3), put16(b, 1), put32(b, 12);
	put16(b, 4), put16(b, 16 + 8 * segs), put16(b, 0), put16(b, 2 * segs);
	put16(b, 0), put16(b, 0), put16(b, 0);
	for (unsigned i = 0; i < n; i++)
		put16(b, map[i].cp);
	put16(b, 0xffff), put16(b, 0);
	for (unsigned i = 0; i < n; i++)
		put16(b, map[i].cp);
	put16(b, 0xffff);
	for (unsigned i = 0; i < n; i++)
		put16(b, (map[i].glyph - map[i].cp) & 0xffff);
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

static void subset_write(struct subset *s, struct buf *out)
{
	const struct ttf *t = s->t;
	struct buf glyf = BUF_MAX(FONT_MAX), loca = BUF_MAX(FONT_MAX),
		   hmtx = BUF_MAX(FONT_MAX);
	struct buf cmap = BUF_MAX(FONT_MAX), head = BUF_MAX(4096), hhea = BUF_MAX(4096);
	struct buf maxp = BUF_MAX(4096);

	put_cmap(&cmap, s);
	for (int i = 0; i < s->n; i++) { /* s->n grows while composites are met */
		put32(&loca, glyf.n);
		put_glyph(s, &glyf, s->old[i]);
		put16(&hmtx, advance(t, s->old[i]));
		put16(&hmtx, (unsigned)bearing(t, s->old[i]) & 0xffff);
	}
	put32(&loca, glyf.n);
	buf_add(&head, t->head);
	head.p[51] = 1; /* long loca */
	buf_add(&hhea, t->hhea);
	hhea.p[34] = (char)(s->n >> 8), hhea.p[35] = (char)(s->n & 0xff);
	buf_add(&maxp, t->maxp);
	maxp.p[4] = (char)(s->n >> 8), maxp.p[5] = (char)(s->n & 0xff);
	struct part parts[] = {
		{"cmap", buf_str(&cmap)}, {"glyf", buf_str(&glyf)},
		{"head", buf_str(&head)}, {"hhea", buf_str(&hhea)},
		{"hmtx", buf_str(&hmtx)}, {"loca", buf_str(&loca)},
		{"maxp", buf_str(&maxp)},
	};

	put_file(out, parts, sizeof parts / sizeof *parts);
	buf_free(&glyf), buf_free(&loca), buf_free(&hmtx), buf_free(&cmap);
	buf_free(&head), buf_free(&hhea), buf_free(&maxp);
}

static void fill_metrics(struct tpl_font *f, const struct ttf *t)
{
	int em = (int)u16(t->head, 18);

	em = em ? em : 1000;
	for (int i = 0; i < 4; i++)
		f->bbox[i] = s16(t->head, 36 + 2 * (size_t)i) * 1000 / em;
	f->ascent = s16(t->hhea, 4) * 1000 / em;
	f->descent = s16(t->hhea, 6) * 1000 / em;
	f->cap_height = u16(t->os2, 0) >= 2 ? s16(t->os2, 88) * 1000 / em : 729;
	f->italic = (u16(t->head, 44) & 2) ? -12 : 0;
	f->flags = 32 | (f->italic ? 64 : 0);
	for (int b = 0x20; b < 256; b++) {
		int32_t cp = tpl_font_codepoint(b);
		int g = cp ? glyph_of(t, cp) : 0;

		f->has[b] = g != 0;
		f->width[b] = (uint16_t)((advance(t, g) * 1000 + (unsigned)em / 2) /
					 (unsigned)em);
	}
}

enum err tpl_font_load(struct tpl_font *f, const char *path, const char *ps,
		       const char *family, struct fail *fl)
{
	struct arena *a = arena_open();
	struct buf out = BUF_MAX(FONT_MAX);
	struct str all;
	struct ttf t;
	enum err e = fs_read(a, path, FONT_MAX, &all, fl);

	*f = (struct tpl_font){0};
	if (!e && !ttf_open(&t, all))
		e = FAIL(fl, ERR_IO, "bad-font", NULL,
			 "%s bukan huruf TrueType yang dapat dipakai; pasang paket "
			 "fonts-liberation.",
			 path);
	if (e)
		goto out;
	(void)snprintf(f->name, sizeof f->name, "NASKAH+%s", ps);
	(void)snprintf(f->family, sizeof f->family, "%s", family);
	fill_metrics(f, &t);
	struct subset *s = arena_alloc(a, sizeof *s);

	*s = (struct subset){.t = &t, .n = 1};
	for (int b = 0x20; b < 256; b++)
		if (f->has[b])
			(void)take(s, glyph_of(&t, tpl_font_codepoint(b)));
	subset_write(s, &out);
	uLongf n = compressBound(out.n);

	f->file = malloc(n);
	if (!f->file || out.broken ||
	    compress2(f->file, &n, (Bytef *)out.p, out.n, 9) != Z_OK)
		abort();
	f->file_n = n;
	f->file_raw_n = out.n;
out:
	buf_free(&out);
	arena_close(a);
	return e;
}

void tpl_font_free(struct tpl_font *f)
{
	free(f->file);
	*f = (struct tpl_font){0};
}
