#include "svc_shipped.h"
#include <pthread.h>
#include <stdlib.h>
#include "flow_proc.h"
#include "tpl.h"

struct svc_shipping {
	struct svc_shipped *to;
	pthread_t thread;
	struct fail why;
	enum err e;
};

static void *read_all(void *arg)
{
	struct svc_shipping *g = arg;
	struct svc_shipped *to = g->to;
	struct tpl_paths p = {.share = to->share, .office = to->own};

	g->e = flow_procs_load(&to->procs, to->share, to->own, &g->why);
	if (!g->e)
		g->e = tpl_open(&to->forms, &p, &g->why);
	return NULL;
}

struct svc_shipping *svc_shipped_start(struct svc_shipped *to)
{
	struct svc_shipping *g = calloc(1, sizeof(*g));

	if (!g)
		abort();
	g->to = to;
	if (pthread_create(&g->thread, NULL, read_all, g))
		abort();
	return g;
}

enum err svc_shipped_wait(struct svc_shipping *g, struct fail *f)
{
	enum err e;

	(void)pthread_join(g->thread, NULL);
	e = g->e;
	if (e && f)
		*f = g->why;
	free(g);
	return e;
}
