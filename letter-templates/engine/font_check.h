/* font_check.h - is an office's own typeface fit to print with?  Private.
 *
 * RULE    a foreign font file is first read by the program naskah-font, a process without
 *         files, network or rights, whose exit status alone is believed; only a file that
 *         passed is read here.
 * SOURCE  OpenType 1.9 OS/2 fsType; ADR on fonts.
 */
#ifndef TPL_FONT_CHECK_H
#define TPL_FONT_CHECK_H

enum font_verdict {
	FONT_FIT,
	FONT_BROKEN = 3, /* no TrueType, or damaged                  */
	FONT_CUBIC,      /* OpenType with PostScript curves           */
	FONT_FORBIDDEN,  /* its maker forbids to embed it, or a part  */
	FONT_LACKS       /* letters that every page may need          */
};
#endif
