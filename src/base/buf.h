/* buf.h - a growing byte buffer with a ceiling and a sticky error.
 *
 * SHAPE  p[0..n) is the content; p is always NUL-terminated when n > 0.
 * OWNER  the declarer; release with buf_free(), or move the bytes into an arena
 *        with buf_keep().
 * ERRORS append functions return nothing.  Past `max` the buffer empties, sets
 *        .broken and ignores further appends: check once, at the end.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include "arena.h"
#include "str.h"

struct buf {
	char  *p;
	size_t n, cap, max;
	bool   broken;
};
#define BUF_MAX(limit) ((struct buf){ .max = (limit) })

void buf_add(struct buf *, struct str);
void buf_byte(struct buf *, char);
void buf_fmt(struct buf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_free(struct buf *);

/* Copies the content into the arena and frees the buffer. */
struct str buf_keep(struct buf *, struct arena *);

static inline struct str buf_str(const struct buf *b)
{
	return (struct str){ b->p ? b->p : "", b->n };
}
#define BUF_ADD(b, lit) buf_add((b), STR(lit))
#endif
