/* svc_mail_inside.h - between the thread that sends and what makes and writes mail. */
#ifndef SVC_MAIL_INSIDE_H
#define SVC_MAIL_INSIDE_H
#include <pthread.h>
#include <stdatomic.h>
#include "mail.h"
#include "svc_mail.h"

#define MAIL_ROWS 100 /* letters one mail speaks of */
#define MAIL_DAY  (24 * INT64_C(3600000))

struct svc_mail {
	struct svc *s;
	const struct mail_server *server;
	struct str link;
	atomic_bool stop;
	pthread_mutex_t lock; /* guards nothing but the wait for stop, or for work */
	pthread_cond_t woken;
	pthread_t thread;
};

struct mail_row {
	int64_t id, letter, notice; /* letter or notice; 0: it is the other */
	int tries;
	bool gone; /* is not his any more, or done */
	struct str address;
};

/* One mail: rows of one account that are due together. */
struct mail_batch {
	int64_t account;
	bool trial;
	struct mail_row rows[MAIL_ROWS];
	size_t n;
};

/* svc_mail_make.c: acts since the cursor into the outbox.  false: nothing new, or a
 * fault. */
bool mail_make(struct svc_mail *);
/* When a mail of that choice may go, if it is made now. */
int64_t mail_next(const struct svc *, struct str how, int hour, int64_t now);

/* svc_mail_write.c: fills out->to, subject and body; marks the rows that are gone.
 * ERR_NOTFOUND when nothing is left to say or he wants none. */
enum err mail_write(struct svc_mail *, struct arena *, struct mail_batch *,
		    struct mail *out, struct fail *) MUST_CHECK;
void mail_trial(const struct svc *, struct arena *, struct str to, struct mail *out);
#endif
