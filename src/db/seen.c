#include "seen.h"
#include <stdint.h>
#include <stdlib.h>

enum { FIRST = 1024, MOST = 131072 }; /* slots; a power of two */

struct slot {
	uint64_t hash; /* 0: free */
	uint32_t count;
};

struct fresh {
	char          z[SEEN_WORD];
	unsigned char n;
	int           uses;
};

struct seen {
	struct slot  *slots;
	size_t        size, used;
	struct fresh *fresh;
	size_t        n, room, at;
};

static void *grab(size_t n, size_t each)
{
	void *p = calloc(n, each);

	if (!p)
		abort();
	return p;
}

struct seen *seen_open(void)
{
	struct seen *s = grab(1, sizeof *s);

	s->size = FIRST;
	s->slots = grab(s->size, sizeof *s->slots);
	return s;
}

void seen_close(struct seen *s)
{
	if (!s)
		return;
	free(s->slots);
	free(s->fresh);
	free(s);
}

void seen_forget(struct seen *s)
{
	memset(s->slots, 0, s->size * sizeof *s->slots);
	s->used = s->n = s->at = 0;
}

/* FNV-1a; two words of one hash share a count, which completes a little less well. */
static uint64_t hash_of(struct str w)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < w.n; i++)
		h = (h ^ (unsigned char)w.p[i]) * 1099511628211u;
	return h ? h : 1;
}

static struct slot *slot_of(const struct seen *s, uint64_t hash)
{
	size_t i = (size_t)(hash >> 20) & (s->size - 1);

	while (s->slots[i].hash && s->slots[i].hash != hash)
		i = (i + 1) & (s->size - 1);
	return &s->slots[i];
}

/* Past the bound all counts begin anew: words are written again, no more. */
static void make_room(struct seen *s)
{
	struct slot *old = s->slots;
	size_t n = s->size;

	if (s->used * 4 < s->size * 3)
		return;
	if (s->size == MOST) {
		memset(s->slots, 0, s->size * sizeof *s->slots);
		s->used = 0;
		return;
	}
	s->size *= 2;
	s->slots = grab(s->size, sizeof *s->slots);
	for (size_t i = 0; i < n; i++)
		if (old[i].hash)
			*slot_of(s, old[i].hash) = old[i];
	free(old);
}

static void hand_on(struct seen *s, struct str w, int uses)
{
	if (s->n == s->room) {
		s->room = s->room ? s->room * 2 : 64;
		s->fresh = realloc(s->fresh, s->room * sizeof *s->fresh);
		if (!s->fresh)
			abort();
	}
	struct fresh *f = &s->fresh[s->n++];

	memcpy(f->z, w.p, w.n);
	f->n = (unsigned char)w.n;
	f->uses = uses;
}

void seen_add(struct seen *s, struct str w)
{
	if (w.n < 2 || w.n > SEEN_WORD)
		return;
	make_room(s);
	uint64_t h = hash_of(w);
	struct slot *slot = slot_of(s, h);

	if (!slot->hash) {
		slot->hash = h;
		s->used++;
	}
	slot->count += slot->count < UINT32_MAX / 2;
	if (!(slot->count & (slot->count - 1)))
		hand_on(s, w, slot->count > 1 ? (int)(slot->count / 2) : 1);
}

bool seen_take(struct seen *s, struct str *word, int *uses)
{
	if (s->at == s->n) {
		s->at = s->n = 0;
		return false;
	}
	const struct fresh *f = &s->fresh[s->at++];

	*word = (struct str){ f->z, f->n };
	*uses = f->uses;
	return true;
}
