/* str.h - a length-carrying view of bytes that somebody else owns.
 *
 * SHAPE  {p,n}: n bytes at p, UTF-8, not NUL-terminated.  {NULL,0} is "absent";
 *        {"",0} is "present but empty".
 * OWNER  never owns.  Lifetime is that of the arena, literal or request it views.
 */
#ifndef BASE_STR_H
#define BASE_STR_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t      n;
};

#define STR(lit)   ((struct str){ "" lit, sizeof(lit) - 1 }) /* literals only */
#define STR_FMT    "%.*s"
#define STR_ARG(s) (int)(s).n, ((s).p ? (s).p : "")

static inline struct str str_c(const char *z)
{
	return (struct str){ z, z ? strlen(z) : 0 };
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_eqc(struct str a, const char *z)
{
	return str_eq(a, str_c(z));
}

static inline struct str str_from(struct str s, size_t at)
{
	return at >= s.n ? (struct str){ s.p ? s.p + s.n : NULL, 0 }
	                 : (struct str){ s.p + at, s.n - at };
}

static inline struct str str_head(struct str s, size_t n)
{
	return (struct str){ s.p, n < s.n ? n : s.n };
}

/* ASCII only: bytes over 0x7f are never equal to another case of themselves. */
bool str_eq_nocase(struct str, struct str);
bool str_starts(struct str, struct str prefix);
bool str_ends(struct str, struct str suffix);
int  str_cmp(struct str, struct str);

/* Blanks (space, \t, \r, \n) off both ends. */
struct str str_trim(struct str);

/* Offset of the first `what` in s, or s.n when there is none. */
size_t str_find(struct str s, struct str what);

/* s, or "" in place of {NULL,0}, which stands for an absent value. */
struct str str_or_empty(struct str s);

/* The part of *rest before the next `sep`; *rest moves behind it.
 * Returns false when nothing is left.  "a,,b" gives "a", "", "b". */
bool str_cut(struct str *rest, char sep, struct str *out);

/* Decimal, optional '-', the whole of s; false on anything else or overflow. */
bool str_to_int(struct str, int64_t *out);
#endif
