#include "font.h"
#include "fs.h"
#include "ttf.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static void fill_metrics(struct tpl_font *f, const struct ttf *t)
{
	int em = (int)ttf_u16(t->head, 18);

	em = em ? em : 1000;
	for (int i = 0; i < 4; i++)
		f->bbox[i] = ttf_s16(t->head, 36 + 2 * (size_t)i) * 1000 / em;
	f->ascent = ttf_s16(t->hhea, 4) * 1000 / em;
	f->descent = ttf_s16(t->hhea, 6) * 1000 / em;
	f->cap_height = ttf_u16(t->os2, 0) >= 2 ? ttf_s16(t->os2, 88) * 1000 / em : 729;
	f->italic = ttf_s16(t->post, 4);
	f->flags = 32 | (f->italic ? 64 : 0);
	for (int b = 0x20; b < 256; b++) {
		int32_t cp = tpl_font_codepoint(b);
		int g = cp ? ttf_glyph(t, cp) : 0;

		f->has[b] = g != 0;
		f->width[b] = (uint16_t)((ttf_advance(t, g) * 1000 + (unsigned)em / 2) /
					 (unsigned)em);
	}
	f->width[0xad] = f->width['-'];
}

/* ---- kerning ---- */

int tpl_font_width(const struct tpl_font *f, struct str s)
{
	int sum = 0;

	for (size_t i = 0; i < s.n; i++) {
		sum += f->width[(unsigned char)s.p[i]];
		sum += i ? tpl_font_kern(f, s.p[i - 1], s.p[i]) : 0;
	}
	return sum;
}

static bool digit(int b)
{
	return b >= '0' && b <= '9';
}

static void add_kern(struct tpl_font *f, int before, int after, int value)
{
	if (!before || !after || !value || (digit(before) && digit(after)))
		return;
	if (!f->kern[before])
		f->kern[before] = calloc(256, sizeof **f->kern);
	if (!f->kern[before])
		abort();
	f->kern[before][after] = (int16_t)value;
}

/* Only between letters: a blank is stretched anyway. */
static void fill_kerns(struct arena *a, struct tpl_font *f, const struct ttf *t)
{
	int em = (int)ttf_u16(t->head, 18);
	unsigned char *byte = ARENA_ARRAY(a, unsigned char, (size_t)t->glyphs);
	size_t pairs = ttf_u16(t->kern, 10);

	if (!em || ttf_u16(t->kern, 0) || ttf_u16(t->kern, 8) >> 8 || !pairs)
		return;
	f->kern = calloc(256, sizeof *f->kern);
	if (!f->kern)
		abort();
	memset(byte, 0, (size_t)t->glyphs);
	for (int b = 255; b > 0x20; b--)
		if (f->has[b] && b != 0xa0 && b != 0xad)
			byte[ttf_glyph(t, tpl_font_codepoint(b))] = (unsigned char)b;
	for (size_t i = 0; i < pairs; i++) {
		int l = (int)ttf_u16(t->kern, 18 + 6 * i);
		int r = (int)ttf_u16(t->kern, 20 + 6 * i);

		if (l < t->glyphs && r < t->glyphs)
			add_kern(f, byte[l], byte[r],
				 ttf_s16(t->kern, 22 + 6 * i) * 1000 / em);
	}
}

/* ---- the whole ---- */

static void subset_of(const struct ttf *t, const struct tpl_font *f, struct buf *out)
{
	unsigned code[256];
	int glyph[256];
	size_t n = 0;

	for (int32_t cp = 0x20; cp < 0x2200; cp++) {
		int b = tpl_font_byte(cp);

		if (b < 0 || !f->has[b] || tpl_font_codepoint(b) != cp)
			continue;
		code[n] = (unsigned)cp;
		glyph[n++] = ttf_glyph(t, cp);
	}
	ttf_subset(t, code, glyph, n, 1, out);
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
	fill_kerns(a, f, &t);
	subset_of(&t, f, &out);
	uLongf n = compressBound(out.n);

	f->file = malloc(n);
	if (!f->file || out.broken ||
	    compress2(f->file, &n, (Bytef *)out.p, out.n, 9) != Z_OK)
		abort();
	f->file_n = n;
	f->file_raw_n = out.n;
	f->raw = malloc(all.n);
	if (!f->raw)
		abort();
	memcpy(f->raw, all.p, all.n);
	f->raw_n = all.n;
out:
	buf_free(&out);
	arena_close(a);
	return e;
}

void tpl_font_free(struct tpl_font *f)
{
	for (int b = 0; f->kern && b < 256; b++)
		free(f->kern[b]);
	free(f->kern);
	free(f->file);
	free(f->raw);
	*f = (struct tpl_font){0};
}
