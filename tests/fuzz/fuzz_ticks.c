/* Any bytes as a plan and as a picture with a code somewhere: no crash, and no state but
 * the three. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "ticks.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const uint8_t *end = n ? memchr(data, 0, n) : NULL;
	size_t plan = end ? (size_t)(end - data) : n;
	struct tick_plan p;
	struct tick_point code[4];
	struct grey g, straight;
	struct ticks t;

	if (!ticks_plan_read((const char *)data, plan, &p) || n < plan + 12)
		return 0;
	data += plan + 1;
	n -= plan + 1;
	for (int i = 0; i < 4; i++)
		code[i] = (struct tick_point){data[2 * i] * 2.0, data[2 * i + 1] * 2.0};
	g = (struct grey){17 + data[8] * 2u, 17 + data[9] * 2u, NULL};
	g.px = malloc((size_t)g.w * g.h);
	for (size_t i = 0; i < (size_t)g.w * g.h; i++)
		g.px[i] = data[10 + i % (n - 10)];
	(void)ticks_read(&g, code, &p, &t, &straight);
	for (int i = 0; i < p.boxes; i++)
		if (t.box[i] > TICK_DOUBT || t.ink[i] < 0 || t.ink[i] > 1000)
			abort();
	free(straight.px);
	free(g.px);
	return 0;
}
