#include "num_pattern.h"

/* Capital and small letter share their bit; digits and marks have none. */
static uint32_t letter(char c)
{
	return (uint32_t)((unsigned char)c >= 64) << (c & 31);
}

static uint32_t letters(struct str s)
{
	uint32_t m = 0;

	for (size_t i = 0; i < s.n; i++)
		m |= letter(s.p[i]);
	return m;
}

/* The letters that every one of the values has; '@' stands for others. */
static uint32_t letters_of_all(struct str list)
{
	uint32_t all = UINT32_MAX;
	struct str one;

	while (str_cut(&list, ' ', &one))
		if (one.n)
			all &= letters(one) & ~letter('@');
	return all;
}

static int strokes(struct str s)
{
	int n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '/';
	return n;
}

static int strokes_of_token(const struct num_rule *r, enum num_token t)
{
	int n = r->slashes[t] > 1 ? r->slashes[t] - 1 : 0;

	if (r->values[t].n)
		n = strokes(r->values[t]); /* of all together: more than any one */
	return n + (r->shape[t] ? strokes(str_c(r->shape[t])) : 0);
}

void num_sign_make(struct num_rule *r)
{
	int min = 0, max = 0;
	bool open = false, loose = false;

	for (int i = 0; i < r->pieces_n; i++) {
		const struct num_piece *p = &r->pieces[i];

		open = p->kind == NUM_OPEN || (open && p->kind != NUM_CLOSE);
		if (p->kind == NUM_LIT && i) { /* the first may be a label, which is taken off */
			min += open ? 0 : strokes(p->lit) - loose;
			max += strokes(p->lit) + loose;
			r->sign.letters |= open ? 0 : letters(p->lit);
		} else if (p->kind == NUM_LIT) {
			max += strokes(p->lit);
		} else if (p->kind == NUM_TOK) {
			max += strokes_of_token(r, p->tok);
			if (r->values[p->tok].n && !open)
				r->sign.letters |= letters_of_all(r->values[p->tok]);
		}
		loose = p->kind == NUM_TOK && p->tok == NUM_KEAMANAN;
	}
	r->sign.least = min;
	r->sign.most = max;
}

struct num_seen num_seen_in(struct str s)
{
	struct num_seen n = { 0 };
	const char *at = s.p, *end = s.p + s.n, *last = NULL;

	for (size_t i = 0; i < s.n; i++)
		n.letters |= letter(s.p[i]);
	for (; (at = memchr(at, '/', (size_t)(end - at))); last = at++) {
		n.strokes++;
		n.runs += last != at - 1 || !last;
	}
	return n;
}
