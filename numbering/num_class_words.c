/* num_class_words.c - the vocabulary of the names, made once. */
#include "num_class_ahead.h"
#include "utf8.h"

struct table { /* open addressing over the words; index + 1, 0: free */
	struct arena *a;
	uint32_t     *slot;
	size_t        size;
};

bool num_word_next(struct str *rest, struct str *word)
{
	size_t i = 0, from;

	for (; i < rest->n; i++) {
		unsigned char c = (unsigned char)rest->p[i];

		if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			break;
	}
	for (from = i; i < rest->n; i++) {
		unsigned char c = (unsigned char)rest->p[i];

		if (c < 0x80 && (c < 'a' || c > 'z') && (c < '0' || c > '9'))
			break;
	}
	*word = str_head(str_from(*rest, from), i - from);
	*rest = str_from(*rest, i);
	return word->n > 0;
}

int num_word_weight(const struct num_vocabulary *v, uint32_t uses)
{
	int w = 1;

	for (size_t n = v->rows / 2; n > uses; n /= 2)
		w++;
	return w;
}

static size_t hash(struct str s)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return (size_t)(h ^ h >> 32);
}

static uint32_t *slot_of(const struct num_vocabulary *v, const struct table *t, struct str w)
{
	size_t i = hash(w) & (t->size - 1);

	while (t->slot[i] && !str_eq(v->word[t->slot[i] - 1].text, w))
		i = (i + 1) & (t->size - 1);
	return &t->slot[i];
}

static void grow(struct num_vocabulary *v, struct table *t)
{
	struct num_word *old = v->word;

	t->size = t->size ? t->size * 2 : 16384;
	v->word = ARENA_ARRAY(t->a, struct num_word, t->size / 2);
	if (v->n)
		memcpy(v->word, old, v->n * sizeof *old);
	t->slot = ARENA_ARRAY(t->a, uint32_t, t->size);
	for (size_t i = 0; i < v->n; i++)
		*slot_of(v, t, v->word[i].text) = (uint32_t)i + 1;
}

static uint32_t id_of(struct num_vocabulary *v, struct table *t, struct arena *keep, struct str w)
{
	uint32_t *s = slot_of(v, t, w);

	if (!*s) {
		v->word[v->n++] = (struct num_word){ arena_dup(keep, w), 0 };
		*s = (uint32_t)v->n;
		if (v->n * 2 >= t->size) {
			grow(v, t);
			s = slot_of(v, t, w);
		}
	}
	v->word[*s - 1].uses++;
	return *s - 1;
}

struct num_vocabulary *num_vocabulary_make(const struct num_classes *set)
{
	struct arena *tmp = arena_open();
	struct num_vocabulary *v = ARENA_NEW(set->a, struct num_vocabulary);
	struct table t = { .a = tmp };
	size_t n = 0, most = 1;
	struct str word, *names = ARENA_ARRAY(tmp, struct str, set->rows_n + 1);

	for (size_t i = 0; i < set->rows_n; i++) {
		names[i] = utf8_fold(tmp, set->rows[i].name);
		most += names[i].n / 2 + 1;
	}
	*v = (struct num_vocabulary){ .rows = set->rows_n };
	v->at = ARENA_ARRAY(set->a, uint32_t, set->rows_n + 1);
	uint32_t *ids = ARENA_ARRAY(tmp, uint32_t, most);

	grow(v, &t);
	for (size_t i = 0; i < set->rows_n; i++) {
		v->at[i] = (uint32_t)n;
		while (num_word_next(&names[i], &word))
			ids[n++] = id_of(v, &t, set->a, word);
	}
	v->at[set->rows_n] = (uint32_t)n;
	v->ids = ARENA_ARRAY(set->a, uint32_t, n + 1);
	memcpy(v->ids, ids, n * sizeof *ids);
	const struct num_word *words = v->word;

	v->word = ARENA_ARRAY(set->a, struct num_word, v->n + 1);
	memcpy(v->word, words, v->n * sizeof *words);
	arena_close(tmp);
	return v;
}
