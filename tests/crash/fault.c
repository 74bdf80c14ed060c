/* fault.c - a daemon with a planted fault, which the crash harness must find: the linker
 * puts these in the way of db's own functions (--wrap), so that no line of the product
 * knows of it.
 *
 *   FAULT_SYNC_OFF   synchronous=OFF: COMMIT does not wait for the disk
 *   FAULT_EARLY      an act's reply leaves before its COMMIT
 */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include "db.h"

#ifdef FAULT_SYNC_OFF
enum err __real_db_open(struct db **, const struct db_options *, struct fail *);
enum err __wrap_db_open(struct db **, const struct db_options *, struct fail *);

enum err __wrap_db_open(struct db **out, const struct db_options *given, struct fail *f)
{
	struct db_options o = *given;

	o.sync_off = true;
	return __real_db_open(out, &o, f);
}
#endif

#ifdef FAULT_EARLY
enum err __real_db_submit(struct db *, db_act *, void *, struct fail *);
enum err __wrap_db_submit(struct db *, db_act *, void *, struct fail *);

struct early {
	struct db      *db;
	db_act         *act;
	void           *arg;
	struct fail     f;
	enum err        e;
	bool            said;
	pthread_mutex_t lock;
	pthread_cond_t  wake;
};

static void say(struct early *j, enum err e, const struct fail *f)
{
	pthread_mutex_lock(&j->lock);
	if (!j->said) {
		j->e = e;
		j->f = *f;
		j->said = true;
	}
	pthread_cond_signal(&j->wake);
	pthread_mutex_unlock(&j->lock);
}

/* The pause stands for a busy disk: the reply is at the client before COMMIT begins. */
static enum err act_and_say(struct db_conn *c, void *arg, struct fail *f)
{
	struct early *j = arg;
	struct timespec pause = { .tv_nsec = 30000000 };
	enum err e = j->act(c, j->arg, f);

	say(j, e, f);
	(void)nanosleep(&pause, NULL);
	return e;
}

/* What it was lent stays with it: the process ends soon, and a planted fault may leak. */
static void *submit(void *arg)
{
	struct early *j = arg;
	struct fail f = { 0 };
	enum err e = __real_db_submit(j->db, act_and_say, j, &f);

	say(j, e, &f);
	return NULL;
}

enum err __wrap_db_submit(struct db *db, db_act *act, void *arg, struct fail *f)
{
	struct early *j = calloc(1, sizeof *j);
	pthread_t t;

	if (!j)
		abort();
	*j = (struct early){ .db = db, .act = act, .arg = arg };
	pthread_mutex_init(&j->lock, NULL);
	pthread_cond_init(&j->wake, NULL);
	if (pthread_create(&t, NULL, submit, j) != 0)
		abort();
	pthread_detach(t);
	pthread_mutex_lock(&j->lock);
	while (!j->said)
		pthread_cond_wait(&j->wake, &j->lock);
	if (f)
		*f = j->f;
	enum err e = j->e;

	pthread_mutex_unlock(&j->lock);
	return e;
}
#endif
