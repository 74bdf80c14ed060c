/* The ticks of a sheet on a page: what ticks.h finds, as a few words and two pictures. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "pages.h"

#define SHOWN 1400 /* pixels of the longer side of the sheet that is shown */

static void put(const struct ticks *t, const struct tick_plan *p)
{
	static const char *const WORD[] = {"empty", "ticked", "doubt"};
	FILE *out = fopen("ticks", "wx");

	if (!out)
		pages_quit("the folder takes no file");
	fprintf(out, t ? "found %d\n" : "lost\n", t ? t->marks : 0);
	for (int i = 0; t && i < p->boxes; i++)
		fprintf(out, "%s %d\n", WORD[t->box[i]], t->ink[i]);
	if (t)
		fprintf(out, "note %d\ninitials %d\n", t->note, t->initials);
	if (fclose(out) != 0)
		pages_quit("the folder takes no file");
}

static struct picture coloured(const struct grey *g, uint32_t x0, uint32_t y0, uint32_t w,
			       uint32_t h)
{
	struct picture p = pages_picture(w, h);

	for (uint32_t y = 0; y < h; y++)
		for (uint32_t x = 0; x < w; x++)
			memset(p.rgb + ((size_t)y * w + x) * 3,
			       g->px[(size_t)(y0 + y) * g->w + x0 + x], 3);
	return p;
}

static void put_note(const struct grey *g, struct tick_place r)
{
	uint32_t x = (uint32_t)(r.x * TICKS_SCALE), y = (uint32_t)(r.y * TICKS_SCALE);
	uint32_t w = (uint32_t)(r.w * TICKS_SCALE), h = (uint32_t)(r.h * TICKS_SCALE);

	if (w < 8 || h < 8 || x + w > g->w || y + h > g->h)
		return;
	pages_write(coloured(g, x, y, w, h), "note.png");
}

int pages_ticks(const struct picture *p, const struct drawing *d)
{
	struct grey g = pages_grey(p), straight;
	struct tick_point code[4];
	struct ticks t;
	int seen = pages_find_code(&g, d->plan->code, code) &&
		   ticks_read(&g, code, d->plan, &t, &straight);

	put(seen ? &t : NULL, d->plan);
	free(g.px);
	if (!seen)
		return 0;
	if (t.note)
		put_note(&straight, d->plan->note);
	pages_write(
		pages_reduce(coloured(&straight, 0, 0, straight.w, straight.h), SHOWN),
		"page.png");
	return 1;
}
