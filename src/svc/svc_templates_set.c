#include "svc_templates_set.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include "log.h"
#include "tpl.h"

#define VERSIONS_MAX 2000

struct svc_template_sets {
	pthread_mutex_t lock; /* two that publish at once do it one after the other */
	struct tpl_engine *installed;
	_Atomic int64_t until; /* number of the day on which another version begins */

	struct retired {
		struct tpl_engine *set;
		struct retired *next;
	} * old;
};

enum err svc_templates_read(struct svc *s, struct arena *a, struct template_version **out,
			    size_t *n, struct fail *f)
{
	struct template_version *v =
		ARENA_ARRAY(a, struct template_version, VERSIONS_MAX);
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_template_versions);
	enum err e;

	*n = 0;
	while (*n < VERSIONS_MAX && db_next(r)) {
		struct template_version *o = &v[(*n)++];

		*o = (struct template_version){.name = db_str(r, 0, a),
					       .sha = STR(""),
					       .xml = STR(""),
					       .from = day_from_number(db_int(r, 2)),
					       .at_ms = db_int(r, 3),
					       .by = db_null(r, 4) ? STR("operator mesin")
								   : db_str(r, 4, a)};
		if (!db_null(r, 1)) {
			o->sha = db_str(r, 1, a);
			o->xml = db_str(r, 5, a);
		}
	}
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	*out = v;
	return e;
}

const struct template_version *svc_template_on(const struct template_version *v, size_t n,
					       struct str name, struct day d)
{
	const struct template_version *found = NULL;

	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].name, name) && day_cmp(v[i].from, d) <= 0)
			found = &v[i];
	return found;
}

/* A version that today's program cannot read any more is left out: the installed form
 * counts, and letters keep their own. */
static void left_out(void *arg, size_t i, const struct fail *why)
{
	(void)arg;
	log_line(LOG_L_WARN, "svc", "published form left out no=%zu word=%s", i,
		 why->word);
}

static bool first_of_name(const struct template_version *v, size_t i)
{
	return i == 0 || !str_eq(v[i - 1].name, v[i].name);
}

static enum err read_all(struct svc *s, struct tpl_engine **set, int64_t *until,
			 struct fail *f)
{
	struct day today = day_at(clock_ms(s->clock), s->zone);
	struct arena *a = arena_open();
	struct template_version *v;
	size_t n;
	enum err e = svc_templates_read(s, a, &v, &n, f);

	struct str *xml = ARENA_ARRAY(a, struct str, n + 1);
	size_t count = 0;

	*set = s->tpl_sets->installed;
	*until = INT64_MAX;
	for (size_t i = 0; !e && i < n; i++) {
		const struct template_version *on =
			first_of_name(v, i) ? svc_template_on(v, n, v[i].name, today)
					    : NULL;

		if (on && on->xml.n)
			xml[count++] = on->xml;
		if (day_cmp(v[i].from, today) > 0 && day_number(v[i].from) < *until)
			*until = day_number(v[i].from);
	}
	if (count)
		tpl_with_forms(set, s->tpl_sets->installed, xml, count, left_out, NULL);
	arena_close(a);
	return e;
}

static void retire(struct svc_template_sets *k, struct tpl_engine *set)
{
	struct retired *old = calloc(1, sizeof(*old));

	if (!old)
		abort();
	*old = (struct retired){set, k->old};
	k->old = old;
}

static enum err renew(struct svc *s, struct fail *f)
{
	struct tpl_engine *set;
	int64_t until;
	enum err e = read_all(s, &set, &until, f);

	if (e)
		return e;
	if (s->tpl && s->tpl != s->tpl_sets->installed)
		retire(s->tpl_sets, s->tpl);
	s->tpl = set;
	atomic_store(&s->tpl_sets->until, until);
	return ERR_OK;
}

enum err svc_templates_open(struct svc *s, struct tpl_engine *installed, struct fail *f)
{
	s->tpl_sets = calloc(1, sizeof(*s->tpl_sets));
	if (!s->tpl_sets || pthread_mutex_init(&s->tpl_sets->lock, NULL))
		abort();
	s->tpl_sets->installed = installed;
	return renew(s, f);
}

enum err svc_templates_add(struct svc *s, enum err (*store)(void *arg, struct fail *),
			   void *arg, struct fail *f)
{
	enum err e;

	(void)pthread_mutex_lock(&s->tpl_sets->lock);
	e = store(arg, f);
	if (!e)
		e = renew(s, f);
	(void)pthread_mutex_unlock(&s->tpl_sets->lock);
	return e;
}

void svc_templates_today(struct svc *s)
{
	int64_t today = day_number(day_at(clock_ms(s->clock), s->zone));
	struct fail why;

	if (!s->tpl_sets || today < atomic_load(&s->tpl_sets->until))
		return;
	(void)pthread_mutex_lock(&s->tpl_sets->lock);
	if (today >= atomic_load(&s->tpl_sets->until) && renew(s, &why))
		log_line(LOG_L_WARN, "svc", "forms of yesterday stay word=%s", why.word);
	(void)pthread_mutex_unlock(&s->tpl_sets->lock);
}

const struct tpl_engine *svc_templates_installed(const struct svc *s)
{
	return s->tpl_sets->installed;
}

void svc_templates_close(struct svc *s)
{
	if (!s->tpl_sets)
		return;
	if (s->tpl && s->tpl != s->tpl_sets->installed)
		tpl_close(s->tpl);
	for (struct retired *o = s->tpl_sets->old, *next; o; o = next) {
		next = o->next;
		tpl_close(o->set);
		free(o);
	}
	tpl_close(s->tpl_sets->installed);
	(void)pthread_mutex_destroy(&s->tpl_sets->lock);
	free(s->tpl_sets);
}
