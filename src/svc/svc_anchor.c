#include "svc_anchor.h"

#define MOST_OF      3 /* of five words, for a paragraph to be the one that changed */
#define OF           5
#define ANCHOR_MOVED 8 /* bytes of surroundings */

static bool blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* An address (https://) is no slanted text. */
static bool sign(struct str s, size_t i)
{
	char c = s.p[i];

	if (i + 1 >= s.n || s.p[i + 1] != c)
		return false;
	return c == '*' || c == '_' || (c == '/' && (i == 0 || s.p[i - 1] != ':'));
}

struct str svc_anchor_plain(struct arena *a, struct str typed)
{
	char *out = ARENA_ARRAY(a, char, typed.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < typed.n; i++) {
		if (sign(typed, i))
			i++;
		else if (!blank(typed.p[i]))
			out[n++] = typed.p[i];
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	if (n && out[n - 1] == ' ')
		n--;
	return (struct str){out, n};
}

static bool inside_letter(struct str s, size_t at)
{
	return at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80;
}

/* At most n bytes of the end, or of the beginning, no letter cut in two. */
static struct str tail(struct str s, size_t n)
{
	size_t from = s.n > n ? s.n - n : 0;

	while (inside_letter(s, from))
		from++;
	return str_from(s, from);
}

static struct str head(struct str s, size_t n)
{
	n = s.n < n ? s.n : n;
	while (n && inside_letter(s, n))
		n--;
	return str_head(s, n);
}

bool svc_anchor_make(struct arena *a, const struct svc_paragraph *p, struct str quote,
		     struct svc_anchor *out)
{
	struct str words = svc_anchor_plain(a, quote);
	size_t at = 0;

	if (!words.n)
		words = head(p->text, ANCHOR_QUOTE);
	else
		at = str_find(p->text, words);
	if (!words.n || at + words.n > p->text.n)
		return false;
	*out = (struct svc_anchor){p->field, words,
				   tail(str_head(p->text, at), ANCHOR_CONTEXT),
				   head(str_from(p->text, at + words.n), ANCHOR_CONTEXT)};
	return true;
}

static size_t same_end(struct str x, struct str y)
{
	size_t n = 0;

	while (n < x.n && n < y.n && x.p[x.n - 1 - n] == y.p[y.n - 1 - n])
		n++;
	return n;
}

static size_t same_start(struct str x, struct str y)
{
	size_t n = 0;

	while (n < x.n && n < y.n && x.p[n] == y.p[n])
		n++;
	return n;
}

/* The same words in another field are others, unless they brought their surroundings. */
static size_t agrees(const struct svc_paragraph *p, size_t at, const struct svc_anchor *k)
{
	size_t around = same_end(str_head(p->text, at), k->before) +
			same_start(str_from(p->text, at + k->quote.n), k->after);

	if (str_eq(p->field, k->field))
		return 1 + 4u * ANCHOR_CONTEXT + around;
	return around >= ANCHOR_MOVED ? around : 0;
}

/* How many of the words stand in the text, anywhere. */
static void count_words(struct str text, struct str words, size_t *in, size_t *all)
{
	struct str one;

	*in = *all = 0;
	while (words.n && str_cut(&words, ' ', &one)) {
		if (!one.n)
			continue;
		(*all)++;
		*in += str_find(text, one) < text.n;
	}
}

static bool stands_in(struct str text, struct str around)
{
	return around.n >= ANCHOR_MOVED && str_find(text, around) < text.n;
}

/* The paragraph that holds most of the words, or what stood right before or after them;
 * of several the one that holds more of both. */
static struct svc_place changed(const struct svc_paragraph *p, size_t n,
				const struct svc_anchor *k)
{
	struct svc_place best = {.how = ANCHOR_GONE};
	size_t most = 0, in, all, near, none;

	for (size_t i = 0; i < n; i++) {
		if (!str_eq(p[i].field, k->field))
			continue;
		count_words(p[i].text, k->quote, &in, &all);
		bool beside =
			stands_in(p[i].text, k->before) || stands_in(p[i].text, k->after);
		if (!beside && (in * OF < all * MOST_OF || !in))
			continue;
		count_words(p[i].text, k->before, &near, &none);
		in = (in + 1) * 100 + near;
		count_words(p[i].text, k->after, &near, &none);
		in += near;
		if (in > most) {
			most = in;
			best = (struct svc_place){.how = ANCHOR_CHANGED, .paragraph = i};
		}
	}
	return best;
}

struct svc_place svc_anchor_find(const struct svc_paragraph *p, size_t n,
				 const struct svc_anchor *k)
{
	struct svc_place best = {.how = ANCHOR_GONE};
	size_t most = 0;

	if (!k->field.n || !k->quote.n)
		return (struct svc_place){.how = ANCHOR_NONE};
	for (size_t i = 0; i < n; i++) {
		for (size_t from = 0, at; from < p[i].text.n; from = at + 1) {
			at = from + str_find(str_from(p[i].text, from), k->quote);
			if (at + k->quote.n > p[i].text.n)
				break;
			size_t score = agrees(&p[i], at, k);
			if (score > most) {
				most = score;
				best = (struct svc_place){ANCHOR_FOUND, i, at,
							  k->quote.n};
			}
		}
	}
	if (most > 4u * ANCHOR_CONTEXT)
		return best;
	struct svc_place near = changed(p, n, k);
	return near.how == ANCHOR_GONE && most ? best : near;
}
