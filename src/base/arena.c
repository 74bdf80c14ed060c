#include "arena.h"
#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_SIZE 1u                   /* one malloc per allocation */
#else
#define BLOCK_SIZE 16384u
#endif

struct block { struct block *next; size_t used, size; max_align_t data[]; };
struct hook  { struct hook *next; void (*fn)(void *); void *arg; };
struct arena { struct block *head; struct hook *hooks; };

static _Noreturn void die(size_t n)
{
	(void)fprintf(stderr, "arena: out of memory (%zu bytes)\n", n);
	abort();
}

struct arena *arena_open(void)
{
	struct arena *a = calloc(1, sizeof *a);

	if (!a)
		die(sizeof *a);
	return a;
}

void arena_close(struct arena *a)
{
	if (!a)
		return;                 /* as free(NULL) */
	for (struct hook *h = a->hooks; h; h = h->next)
		h->fn(h->arg);
	for (struct block *b = a->head, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

void *arena_alloc(struct arena *a, size_t n)
{
	const size_t al = alignof(max_align_t);
	struct block *b = a->head;

	if (n > SIZE_MAX / 2)
		die(n);
	n = (n + al - 1) & ~(al - 1);
	if (!b || b->size - b->used < n) {
		size_t size = n > BLOCK_SIZE ? n : BLOCK_SIZE;

		b = malloc(sizeof *b + size);
		if (!b)
			die(n);
		*b = (struct block){ .next = a->head, .size = size };
		a->head = b;
	}
	void *p = (char *)b->data + b->used;

	b->used += n;
	return memset(p, 0, n);
}

void *arena_array(struct arena *a, size_t n, size_t each)
{
	if (each && n > SIZE_MAX / 2 / each)
		die(n);
	return arena_alloc(a, n * each);
}

void arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct hook *h = ARENA_NEW(a, struct hook);

	*h = (struct hook){ .next = a->hooks, .fn = fn, .arg = arg };
	a->hooks = h;
}

struct str arena_dup(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return (struct str){ p, s.n };
}

struct str arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	char z[256];

	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(z, sizeof z, fmt, ap);

	va_end(ap);
	if (n < 0)
		z[n = 0] = '\0';
	char *p = arena_alloc(a, (size_t)n + 1);

	if ((size_t)n < sizeof z)
		memcpy(p, z, (size_t)n + 1);
	else
		(void)vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct str){ p, (size_t)n };
}

const char *arena_cstr(struct arena *a, struct str s)
{
	return arena_dup(a, s).p;
}
