#include "buf.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static bool room(struct buf *b, size_t more)
{
	if (b->broken)
		return false;
	if (more > b->max || b->n > b->max - more) {
		buf_free(b);
		b->broken = true;
		return false;
	}
	size_t need = b->n + more + 1;

	if (need <= b->cap)
		return true;
	size_t cap = b->cap ? b->cap * 2 : 256;

	if (cap < need)
		cap = need;
	char *p = realloc(b->p, cap);

	if (!p) {
		(void)fprintf(stderr, "buf: out of memory (%zu bytes)\n", cap);
		abort();
	}
	b->p = p;
	b->cap = cap;
	return true;
}

void buf_add(struct buf *b, struct str s)
{
	if (!s.n || !room(b, s.n))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
	b->p[b->n] = '\0';
}

void buf_byte(struct buf *b, char c)
{
	buf_add(b, (struct str){ &c, 1 });
}

void buf_fmt(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	/* mostly there is room already, and once is enough */
	size_t left = b->p ? b->cap - b->n : 0;
	int n = vsnprintf(left ? b->p + b->n : NULL, left, fmt, ap);

	va_end(ap);
	if (n > 0 && room(b, (size_t)n)) {
		if ((size_t)n >= left)
			(void)vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void buf_free(struct buf *b)
{
	free(b->p);
	b->p = NULL;
	b->n = b->cap = 0;
}

struct str buf_keep(struct buf *b, struct arena *a)
{
	struct str s = arena_dup(a, buf_str(b));

	buf_free(b);
	return s;
}
