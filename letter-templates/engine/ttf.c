/* Reading a TrueType file; see ttf.h. */
#include "ttf.h"
#include <string.h>

unsigned ttf_u16(struct str s, size_t at)
{
	if (s.n < 2 || at > s.n - 2)
		return 0;
	return (unsigned)((unsigned char)s.p[at] << 8 | (unsigned char)s.p[at + 1]);
}

int ttf_s16(struct str s, size_t at)
{
	return (int16_t)ttf_u16(s, at);
}

size_t ttf_u32(struct str s, size_t at)
{
	return (size_t)ttf_u16(s, at) << 16 | ttf_u16(s, at + 2);
}

static struct str table(struct str all, const char *tag)
{
	unsigned n = ttf_u16(all, 4);

	for (unsigned i = 0; i < n; i++) {
		size_t at = 12 + 16 * (size_t)i;

		if (at + 16 > all.n || memcmp(all.p + at, tag, 4) != 0)
			continue;
		return str_head(str_from(all, ttf_u32(all, at + 8)),
				ttf_u32(all, at + 12));
	}
	return (struct str){0};
}

bool ttf_open(struct ttf *t, struct str all)
{
	*t = (struct ttf){.all = all,
			  .head = table(all, "head"),
			  .hhea = table(all, "hhea"),
			  .maxp = table(all, "maxp"),
			  .hmtx = table(all, "hmtx"),
			  .cmap = table(all, "cmap"),
			  .loca = table(all, "loca"),
			  .glyf = table(all, "glyf"),
			  .os2 = table(all, "OS/2"),
			  .post = table(all, "post"),
			  .kern = table(all, "kern")};
	t->glyphs = (int)ttf_u16(t->maxp, 4);
	t->metrics = (int)ttf_u16(t->hhea, 34);
	t->long_loca = ttf_u16(t->head, 50) != 0;
	return t->glyphs && t->metrics && t->glyf.n && t->cmap.n && t->head.n >= 54 &&
	       t->hhea.n >= 36 && t->maxp.n >= 6;
}

int ttf_glyph(const struct ttf *t, int32_t cp)
{
	unsigned n = ttf_u16(t->cmap, 2);
	struct str m = {0};

	for (unsigned i = 0; i < n; i++)
		if (ttf_u16(t->cmap, 4 + 8 * (size_t)i) == 3 &&
		    ttf_u16(t->cmap, 6 + 8 * (size_t)i) == 1)
			m = str_from(t->cmap, ttf_u32(t->cmap, 8 + 8 * (size_t)i));
	if (!m.n || ttf_u16(m, 0) != 4)
		return 0;
	size_t segs2 = ttf_u16(m, 6);

	for (size_t s = 0; s < segs2; s += 2) {
		unsigned end = ttf_u16(m, 14 + s), start = ttf_u16(m, 16 + segs2 + s);
		unsigned off = ttf_u16(m, 16 + 3 * segs2 + s);

		if (cp > (int32_t)end)
			continue;
		if (cp < (int32_t)start)
			return 0;
		unsigned g = (unsigned)cp;

		if (off)
			g = ttf_u16(m,
				    16 + 3 * segs2 + s + off + 2 * ((size_t)cp - start));
		if (off && !g)
			return 0;
		g = (g + ttf_u16(m, 16 + 2 * segs2 + s)) & 0xffff;
		return (int)g < t->glyphs ? (int)g : 0;
	}
	return 0;
}

struct str ttf_outline(const struct ttf *t, int g)
{
	size_t a, b;

	if (t->long_loca) {
		a = ttf_u32(t->loca, 4 * (size_t)g);
		b = ttf_u32(t->loca, 4 * (size_t)g + 4);
	} else {
		a = 2 * (size_t)ttf_u16(t->loca, 2 * (size_t)g);
		b = 2 * (size_t)ttf_u16(t->loca, 2 * (size_t)g + 2);
	}
	return b <= a ? (struct str){0} : str_head(str_from(t->glyf, a), b - a);
}

unsigned ttf_advance(const struct ttf *t, int g)
{
	return ttf_u16(t->hmtx, 4 * (size_t)(g < t->metrics ? g : t->metrics - 1));
}

int ttf_bearing(const struct ttf *t, int g)
{
	return g < t->metrics ? ttf_s16(t->hmtx, 4 * (size_t)g + 2)
			      : ttf_s16(t->hmtx, 4 * (size_t)t->metrics +
							 2 * (size_t)(g - t->metrics));
}
