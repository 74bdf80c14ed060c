/* From UTF-8 to the bytes of our faces; what they lack is refused by name, or marked. */
#include "galley.h"
#include "script.h"
#include "utf8.h"

#define MISSING_MARK '\xa4'

static const char *why(struct galley *fl, int32_t cp)
{
	char z[5] = {0};
	const char *script;
	size_t n;
	struct arena *a = fl->a;

	utf8_put(cp, z, &n);
	z[n < 4 ? n : 4] = '\0';
	switch (tpl_char_kind(cp, &script)) {
	case CHAR_FOREIGN:
		return arena_cstr(a, arena_fmt(a,
					       "huruf %s '%s' (U+%04X) tidak dapat "
					       "dicetak; tulis dengan huruf Latin.",
					       script, z, (unsigned)cp));
	case CHAR_TURN:
		return arena_cstr(a,
				  arena_fmt(a,
					    "ada tanda pengubah arah tulisan yang tidak "
					    "kelihatan (U+%04X); ketik ulang bagian ini.",
					    (unsigned)cp));
	case CHAR_MARK:
		return arena_cstr(a,
				  arena_fmt(a,
					    "tanda U+%04X tidak dapat disatukan dengan "
					    "huruf di depannya; hapus tandanya.",
					    (unsigned)cp));
	case CHAR_PICTURE:
		return arena_cstr(a,
				  arena_fmt(a,
					    "gambar '%s' (U+%04X) tidak dapat dicetak; "
					    "hapus atau ganti dengan kata.",
					    z, (unsigned)cp));
	case CHAR_LATIN:
	case CHAR_BLANK:
	case CHAR_UNSEEN: break;
	}
	return arena_cstr(a,
			  arena_fmt(a,
				    "huruf '%s' (U+%04X) tidak ada di %s; ganti dengan "
				    "huruf lain.",
				    z, (unsigned)cp, fl->font[0]->family));
}

static int missing(struct galley *fl, int32_t cp)
{
	for (size_t i = 0; i < fl->missing_n; i++)
		if (fl->missing[i] == cp)
			return (unsigned char)MISSING_MARK;
	if (fl->missing_n < sizeof fl->missing / sizeof *fl->missing)
		fl->missing[fl->missing_n++] = cp;
	if (fl->faults)
		tpl_fault_add(fl->faults, fl->faults_in, fl->line, fl->field, "%s",
			      why(fl, cp));
	return (unsigned char)MISSING_MARK;
}

#define UNSEEN (-1)
#define LACKS  (-2)

static int byte_of(const struct galley *fl, int32_t cp, bool *extra)
{
	const char *script;
	int b = cp == '\n' || cp == '\t' ? ' ' : tpl_font_byte(cp);
	enum char_kind kind;

	*extra = false;
	if (cp == 0xad)
		return UNSEEN;
	if (b >= 0 && fl->font[0]->has[b])
		return b;
	if (cp == 0x2007 || cp == 0x202f)
		return 0xa0;
	kind = tpl_char_kind(cp, &script);
	if (kind == CHAR_UNSEEN)
		return UNSEEN;
	if (kind == CHAR_BLANK)
		return ' ';
	b = kind == CHAR_LATIN && fl->letters ? tpl_letters_byte(fl->letters, cp) : -1;
	*extra = b >= 0;
	return b >= 0 ? b : LACKS;
}

static bool has_marks(struct str s)
{
	const char *script;

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0xcc) { /* marks begin at U+0300 */
			struct str at = str_from(s, i);

			if (tpl_char_kind(utf8_next(&at), &script) == CHAR_MARK)
				return true;
		}
	return false;
}

static struct str composed(const struct galley *fl, struct str s)
{
	struct fail f;
	struct str out;

	return has_marks(s) && !utf8_clean(fl->a, s, UTF8_LINES, "", &out, &f) ? out : s;
}

/* Takes a letter off the front. */
static int next_byte(const struct galley *fl, struct str *s, bool *extra, int32_t *cp)
{
	unsigned char c = (unsigned char)*s->p;

	*extra = false;
	*cp = c;
	if (c < 0x20 || c >= 0x7f) {
		*cp = utf8_next(s);
		return byte_of(fl, *cp, extra);
	}
	s->p++;
	s->n--;
	return c;
}

struct letters tpl_letters_of(struct galley *fl, struct str s)
{
	s = composed(fl, s);
	char *to = arena_alloc(fl->a, s.n + 1);
	bool *extra = arena_alloc(fl->a, s.n + 1);
	size_t n = 0;
	int32_t cp;

	while (s.n) {
		int b = next_byte(fl, &s, &extra[n], &cp);

		b = b == LACKS ? missing(fl, cp) : b;
		if (b >= 0)
			to[n++] = (char)b;
	}
	return (struct letters){{to, n}, extra};
}

struct str tpl_encode(struct galley *fl, struct str s)
{
	struct letters l = tpl_letters_of(fl, s);
	char *to = (char *)(uintptr_t)l.text.p;

	for (size_t i = 0; i < l.text.n; i++)
		if (l.extra[i])
			to[i] = (char)missing(
				fl,
				fl->letters->cp[(unsigned char)to[i] - LETTERS_FIRST]);
	return l.text;
}

double tpl_width(const struct galley *fl, int face, double size, struct str s)
{
	const struct tpl_font *before = NULL;
	int sum = 0, last = 0;
	int32_t cp;
	bool extra;

	for (s = composed(fl, s); s.n;) {
		int b = next_byte(fl, &s, &extra, &cp);
		const struct tpl_font *f = fl->font[face | (extra ? FACE_EXTRA : 0)];

		b = b == LACKS ? (unsigned char)MISSING_MARK : b;
		if (b < 0)
			continue;
		sum += f->width[b];
		sum += f == before ? tpl_font_kern(f, (char)last, (char)b) : 0;
		before = f;
		last = b;
	}
	return sum * size / 1000;
}
