#include "num_pattern.h"
#include <stdlib.h>

/* What must not follow, or the suffix would be the beginning of something else. */
#define ALONE "(?![A-Za-z0-9])"

static const struct {
	const char *word, *shape, *before; /* what stands before the count */
	char        first;                 /* of the count: '1' or a letter */
	int         digits, last;
} STYLES[] = {
	{ ".01", "\\s*\\.\\s*[0-9]{2}" ALONE, ".", '1', 2, 99 },
	{ ".1", "\\s*\\.\\s*[1-9][0-9]?" ALONE, ".", '1', 1, 99 },
	{ ".A", "\\s*\\.\\s*[A-Z]" ALONE, ".", 'A', 0, 26 },
	{ ".a", "\\s*\\.\\s*[a-z]" ALONE, ".", 'a', 0, 26 },
	{ "A", "\\s*[A-Z]" ALONE, "", 'A', 0, 26 },
	{ "a", "\\s*[a-z]" ALONE, "", 'a', 0, 26 },
	{ "/1", "\\s*/\\s*[1-9][0-9]?" ALONE, "/", '1', 1, 99 },
};

#define STYLES_N (sizeof STYLES / sizeof *STYLES)

const char *num_suffix_words(void)
{
	return ".01, .1, .A, .a, A, a, /1";
}

int num_suffix_find(struct str word)
{
	for (size_t i = 0; i < STYLES_N; i++)
		if (str_eqc(word, STYLES[i].word))
			return (int)i;
	return -1;
}

const char *num_suffix_shape(int style)
{
	return STYLES[style].shape;
}

enum num_late num_rule_late(const struct num_rule *r) { return r->late; }
int num_rule_day_quota(const struct num_rule *r) { return r->quota; }

const char *num_rule_suffix_style(const struct num_rule *r)
{
	return r->late == NUM_LATE_SUFFIX ? STYLES[r->suffix].word : "";
}

struct str num_rule_suffix(const struct num_rule *r, struct arena *a, int n)
{
	if (r->late != NUM_LATE_SUFFIX || n < 1 || n > STYLES[r->suffix].last)
		return (struct str){ 0 };
	if (STYLES[r->suffix].digits)
		return arena_fmt(a, "%s%0*d", STYLES[r->suffix].before, STYLES[r->suffix].digits, n);
	return arena_fmt(a, "%s%c", STYLES[r->suffix].before, STYLES[r->suffix].first + n - 1);
}

int num_rule_suffix_at(const struct num_rule *r, struct str printed)
{
	struct arena *a = arena_open();
	int n = 0;

	if (r->late == NUM_LATE_SUFFIX)
		for (int i = 1; !n && i <= STYLES[r->suffix].last; i++)
			if (str_eq_nocase(num_rule_suffix(r, a, i), printed))
				n = i;
	arena_close(a);
	return n;
}

bool num_rule_day_block(const struct num_rule *r, struct day d, int64_t *first, int64_t *last)
{
	if (r->late != NUM_LATE_DAY_BLOCK || !day_ok(d))
		return false;
	struct day begin = { d.year, r->reset == NUM_MONTHLY ? d.month : 1, 1 };

	*first = r->start + (day_number(d) - day_number(begin)) * r->quota;
	*last = *first + r->quota - 1;
	return true;
}
