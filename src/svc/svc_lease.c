#include "svc_lease.h"
#include <pthread.h>
#include <stdlib.h>

/* A series is never forgotten: an office has a handful. */
struct svc_lease {
	struct svc_lease *next;
	uint64_t ticket, serving; /* serving < ticket: taken or waited for */
	size_t n;
	char name[];
};

struct svc_leases {
	pthread_mutex_t lock;
	pthread_cond_t turn;
	struct svc_lease *first;
};

struct svc_leases *svc_leases_open(void)
{
	struct svc_leases *l = calloc(1, sizeof(*l));
	if (!l || pthread_mutex_init(&l->lock, NULL) || pthread_cond_init(&l->turn, NULL))
		abort();
	return l;
}

void svc_leases_close(struct svc_leases *l)
{
	if (!l)
		return;
	for (struct svc_lease *s = l->first, *next; s; s = next) {
		next = s->next;
		free(s);
	}
	(void)pthread_cond_destroy(&l->turn);
	(void)pthread_mutex_destroy(&l->lock);
	free(l);
}

static struct svc_lease *series_of(struct svc_leases *l, struct str series)
{
	struct svc_lease *s = l->first;
	while (s && !str_eq((struct str){s->name, s->n}, series))
		s = s->next;
	if (s)
		return s;
	s = calloc(1, sizeof(*s) + series.n + 1);
	if (!s)
		abort();
	memcpy(s->name, series.p, series.n);
	s->n = series.n;
	s->next = l->first;
	l->first = s;
	return s;
}

enum err svc_lease_take(struct svc_leases *l, struct str series, struct svc_lease **out,
			struct fail *f)
{
	enum err e = ERR_OK;

	*out = NULL;
	(void)pthread_mutex_lock(&l->lock);
	struct svc_lease *s = series_of(l, series);
	if (s->ticket - s->serving > SVC_LEASE_WAITERS) {
		e = FAIL(f, ERR_BUSY, "series-busy", NULL,
			 "Terlalu banyak surat menunggu nomor dari deret ini; coba lagi "
			 "sebentar lagi.");
	} else {
		uint64_t mine = s->ticket++;
		while (s->serving != mine)
			(void)pthread_cond_wait(&l->turn, &l->lock);
		*out = s;
	}
	(void)pthread_mutex_unlock(&l->lock);
	return e;
}

void svc_lease_give(struct svc_leases *l, struct svc_lease *s)
{
	if (!s)
		return;
	(void)pthread_mutex_lock(&l->lock);
	s->serving++;
	(void)pthread_cond_broadcast(&l->turn);
	(void)pthread_mutex_unlock(&l->lock);
}
