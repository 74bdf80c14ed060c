#include <string.h>
#include "ticks.h"

/* One number of at most six digits; false: there is none. */
static bool number(const char **at, const char *end, double *out)
{
	const char *p = *at;
	long v = 0;
	int digits = 0;

	if (p == end || *p++ != ' ')
		return false;
	for (; p < end && *p >= '0' && *p <= '9' && digits < 6; p++, digits++)
		v = v * 10 + (*p - '0');
	*at = p;
	*out = (double)v / 100;
	return digits > 0;
}

static bool place(const char *at, const char *end, struct tick_place *o)
{
	return number(&at, end, &o->x) && number(&at, end, &o->y) &&
	       number(&at, end, &o->w) && number(&at, end, &o->h) && at == end &&
	       o->w > 0 && o->h > 0 && o->x + o->w <= TICKS_AREA &&
	       o->y + o->h <= TICKS_AREA;
}

static bool is(const char *line, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - line) > n && memcmp(line, word, n) == 0 && line[n] == ' ';
}

static bool code_line(const char *at, const char *end, struct tick_plan *p)
{
	size_t n = (size_t)(end - at);

	if (n == 0 || n >= TICKS_CODE)
		return false;
	memcpy(p->code, at, n);
	p->code[n] = '\0';
	return true;
}

static bool line_of(const char *line, const char *end, struct tick_plan *p)
{
	if (is(line, end, "code"))
		return code_line(line + 5, end, p);
	if (is(line, end, "area"))
		return place(line + 4, end, &p->area);
	if (is(line, end, "qr"))
		return place(line + 2, end, &p->qr);
	if (is(line, end, "note"))
		return place(line + 4, end, &p->note);
	if (is(line, end, "initials"))
		return place(line + 8, end, &p->initials);
	if (is(line, end, "mark"))
		return p->marks < 4 && place(line + 4, end, &p->mark[p->marks++]);
	if (is(line, end, "box"))
		return p->boxes < TICKS_BOXES &&
		       place(line + 3, end, &p->box[p->boxes++]);
	return false;
}

bool ticks_plan_read(const char *text, size_t n, struct tick_plan *p)
{
	const char *at = text, *end = text + n;

	memset(p, 0, sizeof *p);
	while (at < end) {
		const char *nl = memchr(at, '\n', (size_t)(end - at));

		if (!nl || !line_of(at, nl, p))
			return false;
		at = nl + 1;
	}
	return p->code[0] && p->marks == 4 && p->qr.w > 0 && p->area.w > 0 &&
	       p->area.x <= 0 && p->area.y <= 0;
}
