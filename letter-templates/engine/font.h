/* font.h - a TrueType face cut down to the letters our pages use, ready to embed.
 *
 * SHAPE   text on a page is one byte a letter, Windows-1252 (WinAnsiEncoding), with
 *         which every reader extracts the right text.  Widths are 1/1000 em.
 * OWNER   tpl_font_free(); after tpl_font_load() immutable, shared between threads.
 * LIMITS  letters beyond Windows-1252: letters.h.
 * SOURCE  PDF 1.4 chapter 5.5.2; ttf.h.
 */
#ifndef TPL_FONT_H
#define TPL_FONT_H
#include "err.h"
#include "str.h"

struct tpl_font {
	char name[40];   /* PostScript name with the subset tag */
	char family[24]; /* "Liberation Sans", for messages     */
	uint16_t width[256];
	bool has[256];
	int16_t **kern; /* [256] rows of 256 by the letter before; NULL: no such pair */
	int ascent, descent, cap_height, italic, flags, bbox[4];
	unsigned char *file; /* deflated font file */
	size_t file_n, file_raw_n;
	char *raw; /* the file as it came, for letters.h; NULL: none */
	size_t raw_n;
};

enum err tpl_font_load(struct tpl_font *, const char *path, const char *ps_name,
		       const char *family, struct fail *) MUST_CHECK;
void tpl_font_free(struct tpl_font *);

/* What stands between two letters more (or less) than their widths; never between digits,
 * so that numbers below each other stay below each other. */
static inline int tpl_font_kern(const struct tpl_font *f, char before, char after)
{
	const int16_t *row = f->kern ? f->kern[(unsigned char)before] : NULL;

	return row ? row[(unsigned char)after] : 0;
}

/* Of a line as it is drawn, kerning and all; 1/1000 em. */
int tpl_font_width(const struct tpl_font *, struct str);

/* The byte of a code point, or -1 when the encoding lacks it. */
int tpl_font_byte(int32_t cp);
int32_t tpl_font_codepoint(int byte);
#endif
