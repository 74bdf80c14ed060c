#include "svc_editing.h"
#include <pthread.h>
#include <stdlib.h>

#define NAME_MAX_BYTES 120

struct entry {
	int64_t letter, account, since_ms, seen_ms; /* letter 0: free */
	size_t who_n;
	char who[NAME_MAX_BYTES];
};

struct svc_editings {
	pthread_mutex_t lock;
	struct entry list[SVC_EDITING_MAX];
};

struct svc_editings *svc_editings_open(void)
{
	struct svc_editings *e = calloc(1, sizeof(*e));

	if (!e || pthread_mutex_init(&e->lock, NULL))
		abort();
	return e;
}

void svc_editings_close(struct svc_editings *e)
{
	if (!e)
		return;
	(void)pthread_mutex_destroy(&e->lock);
	free(e);
}

static struct entry *entry_of(struct svc_editings *e, int64_t letter, int64_t now)
{
	for (size_t i = 0; i < SVC_EDITING_MAX; i++)
		if (e->list[i].letter == letter && now - e->list[i].seen_ms < SVC_EDITING_MS)
			return &e->list[i];
	return NULL;
}

/* That letter's old entry, a free one, or the one that showed no sign for longest. */
static struct entry *place_for(struct svc_editings *e, int64_t letter)
{
	struct entry *best = &e->list[0];

	for (size_t i = 0; i < SVC_EDITING_MAX; i++) {
		if (e->list[i].letter == letter)
			return &e->list[i];
		if (e->list[i].seen_ms < best->seen_ms)
			best = &e->list[i];
	}
	return best;
}

static struct svc_editing told(struct arena *a, const struct actor *who, const struct entry *x)
{
	if (!x)
		return (struct svc_editing){.who = STR("")};
	return (struct svc_editing){arena_dup(a, (struct str){x->who, x->who_n}), x->since_ms,
				    x->account == who->account_id};
}

struct svc_editing svc_editing_of(struct svc *s, const struct actor *who, struct arena *a,
				  int64_t letter)
{
	struct svc_editings *e = s->editings;

	(void)pthread_mutex_lock(&e->lock);
	struct svc_editing o = told(a, who, entry_of(e, letter, clock_ms(s->clock)));
	(void)pthread_mutex_unlock(&e->lock);
	return o;
}

static void put(struct entry *x, const struct actor *who, int64_t letter, int64_t now)
{
	struct str name = who->posts_n ? who->posts[0].name : who->login;

	*x = (struct entry){.letter = letter,
			    .account = who->account_id,
			    .since_ms = now,
			    .seen_ms = now,
			    .who_n = name.n < NAME_MAX_BYTES ? name.n : NAME_MAX_BYTES};
	memcpy(x->who, name.p, x->who_n);
}

struct svc_editing svc_editing_begin(struct svc *s, const struct actor *who, struct arena *a,
				     int64_t letter, bool take)
{
	struct svc_editings *e = s->editings;
	int64_t now = clock_ms(s->clock);

	(void)pthread_mutex_lock(&e->lock);
	struct entry *x = entry_of(e, letter, now);
	if (x && x->account == who->account_id)
		x->seen_ms = now;
	else if (!x || take)
		put(x = place_for(e, letter), who, letter, now);
	struct svc_editing o = told(a, who, x);
	(void)pthread_mutex_unlock(&e->lock);
	return o;
}

void svc_editing_end(struct svc *s, const struct actor *who, int64_t letter)
{
	struct svc_editings *e = s->editings;

	(void)pthread_mutex_lock(&e->lock);
	struct entry *x = entry_of(e, letter, clock_ms(s->clock));
	if (x && x->account == who->account_id)
		*x = (struct entry){0};
	(void)pthread_mutex_unlock(&e->lock);
}
