#include "parting.h"
#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#define BEHIND  2
#define CARRIED 3

struct tpl_parting {
	HyphenDict *dict;
};

/* It loses ten bytes where two patterns have the same letters; all else it gives back. */
static HyphenDict *load(const char *path)
{
#ifdef __SANITIZE_ADDRESS__
	__lsan_disable();
#endif
	HyphenDict *d = hnj_hyphen_load(path);

#ifdef __SANITIZE_ADDRESS__
	__lsan_enable();
#endif
	return d;
}

enum err tpl_parting_open(struct tpl_parting **out, const char *path, struct fail *f)
{
	HyphenDict *dict = load(path);
	struct tpl_parting *p;

	if (!dict)
		return FAIL(f, ERR_IO, "no-hyphens", NULL,
			    "Pola pemenggalan kata %s tidak ada; pasang paket hyphen-id.",
			    path);
	p = malloc(sizeof *p);
	if (!p)
		abort();
	p->dict = dict;
	*out = p;
	return ERR_OK;
}

void tpl_parting_close(struct tpl_parting *p)
{
	/* libhyphen 2.8.8 forgets these */
	for (HyphenDict *d = p ? p->dict : NULL; d; d = d->nextlevel) {
		free(d->nohyphen);
		d->nohyphen = NULL;
	}
	if (p)
		hnj_hyphen_free(p->dict);
	free(p);
}

static bool small(char c)
{
	unsigned char b = (unsigned char)c;

	return (b >= 'a' && b <= 'z') || (b >= 0xdf && b != 0xf7);
}

/* The letters of a word between its brackets and stops; {NULL,0}: no common word. */
static struct str letters(struct str w)
{
	size_t from = 0, to = w.n;

	while (from < to && !small(w.p[from]))
		from++;
	while (to > from && !small(w.p[to - 1]))
		to--;
	for (size_t i = 0; i < w.n; i++) {
		bool in = i >= from && i < to;

		if (in != small(w.p[i]) ||
		    (!in && !strchr("(\"'.,;:?!)\x91\x92\x93\x94", w.p[i])))
			return (struct str){0};
	}
	return (struct str){w.p + from, to - from};
}

static uint64_t ask(const struct tpl_parting *p, struct str word)
{
	char digit[TPL_PARTING_WORD + 5], z[TPL_PARTING_WORD + 1], **rep = NULL;
	struct str w = word.n <= TPL_PARTING_WORD ? letters(word) : (struct str){0};
	int *pos = NULL, *cut = NULL;
	uint64_t at = 0;

	if (w.n < BEHIND + CARRIED)
		return 0;
	memcpy(z, w.p, w.n);
	z[w.n] = '\0'; /* libhyphen looks behind the length it is told */
	if (hnj_hyphen_hyphenate3(p->dict, z, (int)w.n, digit, NULL, &rep, &pos, &cut,
				  BEHIND, CARRIED, BEHIND, CARRIED))
		return 0;
	for (size_t i = BEHIND; i + CARRIED <= w.n; i++)
		if (digit[i - 1] & 1)
			at |= (uint64_t)1 << ((size_t)(w.p - word.p) + i);
	return at;
}

uint64_t tpl_parting_points(const struct tpl_parting *p, struct tpl_parting_memory *m,
			    struct str word)
{
	uint32_t h = 2166136261u;

	if (!m || word.n > sizeof m->slot[0].word || word.n < BEHIND + CARRIED)
		return ask(p, word);
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)word.p[i]) * 16777619u;
	h = (h ^ h >> 15) % (sizeof m->slot / sizeof *m->slot);
	if (m->slot[h].n != word.n || memcmp(m->slot[h].word, word.p, word.n) != 0) {
		memcpy(m->slot[h].word, word.p, word.n);
		m->slot[h].n = (unsigned char)word.n;
		m->slot[h].at = ask(p, word);
	}
	return m->slot[h].at;
}
