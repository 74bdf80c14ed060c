#include "utf8.h"
#include <stdlib.h>
#include <utf8proc.h>

/* One line of ASCII is clean, composed and folds byte by byte; most lines are. */
static bool plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < 0x20 || s.p[i] > 0x7e)
			return false;
	return true;
}

int32_t utf8_next(struct str *s)
{
	utf8proc_int32_t cp;

	if (!s->n)
		return -1;
	utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)s->p,
	                                      (utf8proc_ssize_t)s->n, &cp);

	if (k <= 0) {
		*s = str_from(*s, 1);
		return -1;
	}
	*s = str_from(*s, (size_t)k);
	return cp;
}

void utf8_put(int32_t cp, char out[4], size_t *n)
{
	utf8proc_ssize_t k = utf8proc_encode_char(cp, (utf8proc_uint8_t *)out);

	*n = k > 0 ? (size_t)k : 0;
}

bool utf8_valid(struct str s)
{
	while (s.n)
		if (utf8_next(&s) < 0)
			return false;
	return true;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;

	if (plain(s))
		return s.n;
	for (; s.n; n++)
		(void)utf8_next(&s);
	return n;
}

static bool bidi(int32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static enum err scan(struct str s, enum utf8_kind kind, const char *field, struct fail *f)
{
	while (s.n) {
		int32_t c = utf8_next(&s);

		if (c < 0)
			return FAIL(f, ERR_INVALID, "bad-encoding", field,
			            "Isian %s bukan teks UTF-8 yang sah; ketik ulang.", field);
		if (c == 0)
			return FAIL(f, ERR_INVALID, "nul", field,
			            "Isian %s memuat karakter NUL; ketik ulang.", field);
		if (c == '\n' || c == '\t' || c == '\r') {
			if (kind == UTF8_LINES)
				continue;
			return FAIL(f, ERR_INVALID, "one-line", field,
			            "Isian %s harus satu baris; hapus ganti baris.", field);
		}
		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			return FAIL(f, ERR_INVALID, "control", field,
			            "Isian %s memuat karakter kendali U+%04X; hapus.", field,
			            (unsigned)c);
		if (bidi(c))
			return FAIL(f, ERR_INVALID, "bidi", field,
			            "Isian %s memuat pembalik arah teks U+%04X; hapus.",
			            field, (unsigned)c);
	}
	return ERR_OK;
}

static struct str map(struct arena *a, struct str s, utf8proc_option_t opt)
{
	utf8proc_uint8_t *p = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.p,
	                                  (utf8proc_ssize_t)s.n, &p, opt);

	if (n < 0)
		return (struct str){ 0 };
	struct str out = arena_dup(a, (struct str){ (const char *)p, (size_t)n });

	free(p);
	return out;
}

static struct str no_cr(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
			continue;
		p[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
	}
	return (struct str){ p, n };
}

static bool unseen(int32_t c)
{
	return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

static struct str without_unseen(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	while (s.n) {
		const char *at = s.p;
		int32_t c = utf8_next(&s);

		if (unseen(c))
			continue;
		memcpy(p + n, at, (size_t)(s.p - at));
		n += (size_t)(s.p - at);
	}
	return (struct str){ p, n };
}

enum err utf8_clean(struct arena *a, struct str in, enum utf8_kind kind, const char *field,
                    struct str *out, struct fail *f)
{
	*out = in;
	if (!in.n)
		return ERR_OK;
	if (plain(in)) {
		*out = arena_dup(a, in);
		return ERR_OK;
	}
	enum err e = scan(in, kind, field, f);

	if (e)
		return e;
	*out = map(a, kind == UTF8_LINES ? no_cr(a, in) : without_unseen(a, in),
	           UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	return ERR_OK;
}

struct str utf8_fold(struct arena *a, struct str s)
{
	if (!s.n)
		return STR("");
	if (plain(s)) {
		char *p = arena_alloc(a, s.n + 1);

		for (size_t i = 0; i < s.n; i++)
			p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] | 0x20 : s.p[i]);
		return (struct str){ p, s.n };
	}
	return map(a, s, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
	                         UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
}

struct str utf8_upper(struct arena *a, struct str s)
{
	char *to = arena_alloc(a, s.n * 4 + 1);
	size_t n = 0, k;
	int32_t cp;

	while (s.n) {
		const char *at = s.p;

		if ((cp = utf8_next(&s)) < 0) {
			to[n++] = *at;
			continue;
		}
		utf8_put(utf8proc_toupper(cp), to + n, &k);
		n += k;
	}
	return (struct str){to, n};
}
