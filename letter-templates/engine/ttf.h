/* ttf.h - reading a TrueType file.  Private.
 *
 * RULE    every access is checked against its table, for the file is foreign: what lies
 *         outside reads as 0.
 * OWNER   the bytes stay the caller's.
 * SOURCE  OpenType 1.9: cmap format 4, loca, glyf, hmtx, kern format 0.
 */
#ifndef TPL_TTF_H
#define TPL_TTF_H
#include "buf.h"
#include "str.h"

struct ttf {
	struct str all, head, hhea, maxp, hmtx, cmap, loca, glyf, os2, post, kern;
	int glyphs, metrics;
	bool long_loca;
};

bool ttf_open(struct ttf *, struct str file); /* false: no TrueType file */
unsigned ttf_u16(struct str table, size_t at);
int ttf_s16(struct str table, size_t at);
size_t ttf_u32(struct str table, size_t at);
int ttf_glyph(const struct ttf *, int32_t cp); /* 0: the face lacks it */
struct str ttf_outline(const struct ttf *, int glyph);
unsigned ttf_advance(const struct ttf *, int glyph);
int ttf_bearing(const struct ttf *, int glyph);

/* A file with some of the letters of another: letters[i] is a glyph of `t` and is reached
 * by code[i] (in ascending order) in a cmap of that encoding: 1 Unicode, 0 symbols. */
void ttf_subset(const struct ttf *t, const unsigned *code, const int *letter, size_t n,
		unsigned encoding, struct buf *out);
#endif
