#include "letters.h"
#include "buf.h"
#include "ttf.h"
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define FILE_MAX (1u << 20)

void tpl_letters_free(struct tpl_letters *l)
{
	for (int k = 0; k < LETTERS_FACES; k++) {
		free(l->font[k].file);
		l->font[k].file = NULL;
	}
	l->n = 0;
}

void tpl_letters_start(struct tpl_letters *l, const struct tpl_font *const base[])
{
	tpl_letters_free(l);
	for (int k = 0; k < LETTERS_FACES; k++)
		l->base[k] = base[k];
}

static int glyph(const struct tpl_font *f, int32_t cp, unsigned *width)
{
	struct ttf t;

	if (!f->raw || !ttf_open(&t, (struct str){f->raw, f->raw_n}))
		return 0;
	unsigned em = ttf_u16(t.head, 18);
	int g = ttf_glyph(&t, cp);

	*width = em ? (ttf_advance(&t, g) * 1000 + em / 2) / em : 0;
	return g;
}

int tpl_letters_byte(struct tpl_letters *l, int32_t cp)
{
	unsigned w[LETTERS_FACES];

	for (size_t i = 0; i < l->n; i++)
		if (l->cp[i] == cp)
			return LETTERS_FIRST + (int)i;
	if (l->n == LETTERS_MAX || cp > 0xffff)
		return -1;
	for (int k = 0; k < LETTERS_FACES; k++)
		if (!l->base[k] || !glyph(l->base[k], cp, &w[k]))
			return -1;
	for (int k = 0; k < LETTERS_FACES; k++)
		l->font[k].width[LETTERS_FIRST + l->n] = (uint16_t)w[k];
	l->cp[l->n] = cp;
	return LETTERS_FIRST + (int)l->n++;
}

void tpl_letters_embed(struct tpl_letters *l, int k)
{
	const struct tpl_font *base = l->base[k];
	struct tpl_font *f = &l->font[k];
	struct buf out = BUF_MAX(FILE_MAX);
	unsigned code[LETTERS_MAX];
	int glyphs[LETTERS_MAX];
	struct ttf t;

	if (!ttf_open(&t, (struct str){base->raw, base->raw_n}))
		return;
	for (size_t i = 0; i < l->n; i++) {
		code[i] = 0xf000u + LETTERS_FIRST + (unsigned)i;
		glyphs[i] = ttf_glyph(&t, l->cp[i]);
	}
	ttf_subset(&t, code, glyphs, l->n, 0, &out);
	uLongf n = compressBound(out.n);

	memcpy(f->name, base->name, sizeof f->name);
	f->name[5] = 'I'; /* NASKAH+ is the first part of the face */
	memcpy(f->family, base->family, sizeof f->family);
	memcpy(f->bbox, base->bbox, sizeof f->bbox);
	f->ascent = base->ascent, f->descent = base->descent;
	f->cap_height = base->cap_height, f->italic = base->italic;
	f->flags = (base->flags & ~32) | 4;
	f->file = malloc(n);
	if (!f->file || out.broken ||
	    compress2(f->file, &n, (Bytef *)out.p, out.n, 6) != Z_OK)
		abort();
	f->file_n = n;
	f->file_raw_n = out.n;
	buf_free(&out);
}

struct str tpl_letters_unicode(struct arena *a, const struct tpl_letters *l)
{
	struct buf b = BUF_MAX(1u << 16);

	BUF_ADD(&b, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
		    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> "
		    "def\n/CMapName /Naskah-Letters def /CMapType 2 def\n"
		    "1 begincodespacerange <00> <FF> endcodespacerange\n");
	for (size_t i = 0; i < l->n; i += 100) {
		size_t to = l->n - i < 100 ? l->n : i + 100;

		buf_fmt(&b, "%zu beginbfchar\n", to - i);
		for (size_t k = i; k < to; k++)
			buf_fmt(&b, "<%02X> <%04X>\n", (unsigned)(LETTERS_FIRST + k),
				(unsigned)l->cp[k]);
		BUF_ADD(&b, "endbfchar\n");
	}
	BUF_ADD(&b, "endcmap CMapName currentdict /CMap defineresource pop end end\n");
	return buf_keep(&b, a);
}
