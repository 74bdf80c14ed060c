#include "script.h"
#include <stddef.h>

struct range {
	int32_t from, to;
	enum char_kind kind;
	const char *name;
};

/* In order; what lies between them is Latin or a sign. */
static const struct range RANGE[] = {
	{0x00ad, 0x00ad, CHAR_UNSEEN, NULL},
	{0x0300, 0x036f, CHAR_MARK, NULL},
	{0x0370, 0x03ff, CHAR_FOREIGN, "Yunani"},
	{0x0400, 0x052f, CHAR_FOREIGN, "Kiril"},
	{0x0530, 0x058f, CHAR_FOREIGN, "Armenia"},
	{0x0590, 0x05ff, CHAR_FOREIGN, "Ibrani"},
	{0x0600, 0x061b, CHAR_FOREIGN, "Arab"},
	{0x061c, 0x061c, CHAR_TURN, NULL},
	{0x061d, 0x08ff, CHAR_FOREIGN, "Arab"},
	{0x0900, 0x0dff, CHAR_FOREIGN, "India"},
	{0x0e00, 0x0e7f, CHAR_FOREIGN, "Thai"},
	{0x0e80, 0x109f, CHAR_FOREIGN, "Asia Tenggara"},
	{0x1100, 0x11ff, CHAR_FOREIGN, "Korea"},
	{0x1200, 0x19ff, CHAR_FOREIGN, "asing"},
	{0x1a00, 0x1a1f, CHAR_FOREIGN, "Lontara"},
	{0x1a20, 0x1aaf, CHAR_FOREIGN, "asing"},
	{0x1ab0, 0x1aff, CHAR_MARK, NULL},
	{0x1b00, 0x1b7f, CHAR_FOREIGN, "Bali"},
	{0x1b80, 0x1bbf, CHAR_FOREIGN, "Sunda"},
	{0x1bc0, 0x1bff, CHAR_FOREIGN, "Batak"},
	{0x1c00, 0x1c7f, CHAR_FOREIGN, "asing"},
	{0x1dc0, 0x1dff, CHAR_MARK, NULL},
	{0x1f00, 0x1fff, CHAR_FOREIGN, "Yunani"},
	{0x2000, 0x200a, CHAR_BLANK, NULL},
	{0x200b, 0x200d, CHAR_UNSEEN, NULL},
	{0x200e, 0x200f, CHAR_TURN, NULL},
	{0x2028, 0x2029, CHAR_BLANK, NULL},
	{0x202a, 0x202e, CHAR_TURN, NULL},
	{0x202f, 0x202f, CHAR_BLANK, NULL},
	{0x205f, 0x205f, CHAR_BLANK, NULL},
	{0x2060, 0x2065, CHAR_UNSEEN, NULL},
	{0x2066, 0x2069, CHAR_TURN, NULL},
	{0x206a, 0x206f, CHAR_UNSEEN, NULL},
	{0x20d0, 0x20ff, CHAR_MARK, NULL},
	{0x2600, 0x27bf, CHAR_PICTURE, NULL},
	{0x2e80, 0x2fff, CHAR_FOREIGN, "Tionghoa"},
	{0x3000, 0x3000, CHAR_BLANK, NULL},
	{0x3001, 0x303f, CHAR_FOREIGN, "Tionghoa"},
	{0x3040, 0x30ff, CHAR_FOREIGN, "Jepang"},
	{0x3100, 0xa6ff, CHAR_FOREIGN, "Tionghoa"},
	{0xa800, 0xa97f, CHAR_FOREIGN, "asing"},
	{0xa980, 0xa9df, CHAR_FOREIGN, "Jawa"},
	{0xa9e0, 0xabff, CHAR_FOREIGN, "asing"},
	{0xac00, 0xd7ff, CHAR_FOREIGN, "Korea"},
	{0xe000, 0xf8ff, CHAR_PICTURE, NULL},
	{0xf900, 0xfaff, CHAR_FOREIGN, "Tionghoa"},
	{0xfb1d, 0xfb4f, CHAR_FOREIGN, "Ibrani"},
	{0xfb50, 0xfdff, CHAR_FOREIGN, "Arab"},
	{0xfe00, 0xfe0f, CHAR_UNSEEN, NULL},
	{0xfe20, 0xfe2f, CHAR_MARK, NULL},
	{0xfe70, 0xfefe, CHAR_FOREIGN, "Arab"},
	{0xfeff, 0xfeff, CHAR_UNSEEN, NULL},
	{0xff00, 0xffef, CHAR_FOREIGN, "Tionghoa"},
	{0x10000, 0x1efff, CHAR_FOREIGN, "asing"},
	{0x1f000, 0x1faff, CHAR_PICTURE, NULL},
	{0x20000, 0x3ffff, CHAR_FOREIGN, "Tionghoa"},
};

enum char_kind tpl_char_kind(int32_t cp, const char **name)
{
	*name = NULL;
	if (cp < RANGE[0].from)
		return CHAR_LATIN;
	for (size_t i = 0; i < sizeof RANGE / sizeof *RANGE && RANGE[i].from <= cp; i++)
		if (cp <= RANGE[i].to) {
			*name = RANGE[i].name;
			return RANGE[i].kind;
		}
	return CHAR_LATIN;
}
