/* Acts into the outbox: who wants mail, and whose list a letter came into. */
#include "log.h"
#include "office.h"
#include "svc_case.h"
#include "svc_feed_inside.h"
#include "svc_mail_inside.h"
#include "svc_people.h"

#define PEOPLE_MAX 20000
#define PUTS_MAX   20000

#define NOTICES 500

struct put {
	int64_t account, letter, notice, moment, next;
};

struct told { /* to a post, and no mail made of it yet */
	int64_t id, post, at_ms;
};

struct making {
	struct svc_mail *m;
	struct arena *a;
	int64_t was, last;
	struct feed_batch *b;
	struct told told[NOTICES];
	size_t told_n;
	struct put *puts;
	size_t n;
};

int64_t mail_next(const struct svc *s, struct str how, int hour, int64_t now)
{
	struct day d = day_at(now, s->zone);

	if (!str_eqc(how, "ringkasan"))
		return now;
	if (day_start_ms(d, s->zone) + hour * INT64_C(3600000) <= now)
		d = day_from_number(day_number(d) + 1);
	for (int i = 0; i < 14 && !office_works_on(&s->office->hours, d); i++)
		d = day_from_number(day_number(d) + 1);
	return day_start_ms(d, s->zone) + hour * INT64_C(3600000);
}

static bool concerned(const struct actor *who, const struct feed_batch *b)
{
	for (size_t i = 0; i < b->posts_n; i++)
		if (actor_holds(who, b->posts[i]))
			return true;
	return false;
}

/* The letters of his list that these acts moved: by the moment each came to him, so that
 * a letter which comes again is told again, and one that stays is not. */
static enum err of_person(struct making *k, struct db_conn *c, const struct actor *who,
			  int64_t next, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_work);
	int64_t now = db_now(c);

	db_bind_str(r, "posts", svc_posts(k->a, who));
	while (k->n < PUTS_MAX && db_next(r)) {
		const struct feed_act *x = feed_act_on(k->b, db_int(r, 0));

		if (x && x->account != who->account_id && now - x->at_ms < MAIL_DAY &&
		    now - db_int(r, 5) < MAIL_DAY)
			k->puts[k->n++] = (struct put){.account = who->account_id,
						       .letter = db_int(r, 0),
						       .moment = db_int(r, 5),
						       .next = next};
	}
	return db_done(r, NULL, f);
}

static void of_posts(struct making *k, struct db_conn *c, const struct actor *who,
		     int64_t next)
{
	for (size_t i = 0; i < k->told_n && k->n < PUTS_MAX; i++) {
		const struct told *t = &k->told[i];

		if (actor_holds(who, t->post) && db_now(c) - t->at_ms < MAIL_DAY)
			k->puts[k->n++] = (struct put){.account = who->account_id,
						       .notice = t->id,
						       .moment = t->at_ms,
						       .next = next};
	}
}

static enum err read_told(struct making *k, struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_mail_notices);

	db_bind_int(r, "limit", NOTICES);
	while (k->told_n < NOTICES && db_next(r))
		k->told[k->told_n++] =
			(struct told){db_int(r, 0), db_int(r, 1), db_int(r, 2)};
	return db_done(r, NULL, f);
}

struct wish {
	int64_t account, next;
};

static enum err wishes(struct making *k, struct db_conn *c, struct wish *w, size_t *n,
		       struct fail *f)
{
	struct db_rows *r = db_run(c, Q_mail_wanted);

	while (*n < PEOPLE_MAX && db_next(r))
		w[(*n)++] = (struct wish){db_int(r, 0),
					  mail_next(k->m->s, db_str(r, 1, k->a),
						    (int)db_int(r, 2), db_now(c))};
	return db_done(r, NULL, f);
}

static enum err prepare(struct making *k, struct db_conn *c, struct fail *f)
{
	struct wish *w = ARENA_ARRAY(k->a, struct wish, PEOPLE_MAX);
	size_t n = 0;
	enum err e = db_one_int(db_run(c, Q_mail_cursor_get), &k->was, NULL, f);

	if (!e)
		e = feed_read(c, k->a, k->was, true, k->b, f);
	if (!e)
		e = read_told(k, c, f);
	if (!e && (k->b->n || k->told_n))
		e = wishes(k, c, w, &n, f);
	k->last = k->b->n ? k->b->acts[k->b->n - 1].id : k->was;
	for (size_t i = 0; !e && i < n; i++) {
		struct actor who;

		e = svc_actor_absent(k->m->s, c, k->a, w[i].account, &who, f);
		if (!e)
			of_posts(k, c, &who, w[i].next);
		if (!e && concerned(&who, k->b))
			e = of_person(k, c, &who, w[i].next, f);
	}
	return e;
}

static enum err put_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct making *k = arg;
	struct db_rows *r;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < k->n; i++) {
		r = db_run(c, Q_mail_put);
		db_bind_int(r, "account", k->puts[i].account);
		if (k->puts[i].letter)
			db_bind_int(r, "letter", k->puts[i].letter);
		if (k->puts[i].notice)
			db_bind_int(r, "notice", k->puts[i].notice);
		db_bind_int(r, "moment", k->puts[i].moment);
		db_bind_int(r, "at", db_now(c));
		db_bind_int(r, "next", k->puts[i].next);
		e = svc_exec(r, f);
	}
	if (!e && k->told_n) {
		r = db_run(c, Q_mail_notices_taken);
		db_bind_int(r, "at", db_now(c));
		db_bind_int(r, "upto", k->told[k->told_n - 1].id);
		e = svc_exec(r, f);
	}
	if (e)
		return e;
	r = db_run(c, Q_mail_cursor_set);
	db_bind_int(r, "last", k->last);
	db_bind_int(r, "was", k->was);
	return svc_exec(r, f);
}

bool mail_make(struct svc_mail *m)
{
	struct arena *a = arena_open();
	struct making *k = ARENA_NEW(a, struct making);
	struct db_conn *c = db_read(m->s->db);
	struct fail f;
	enum err e;

	*k = (struct making){.m = m, .a = a, .b = ARENA_NEW(a, struct feed_batch)};
	k->puts = ARENA_ARRAY(a, struct put, PUTS_MAX);
	e = prepare(k, c, &f);
	db_read_end(m->s->db, c);
	bool some = !e && (k->last != k->was || k->told_n);

	if (some)
		e = db_submit_small(m->s->db, put_act, k, &f);
	if (e)
		log_line(LOG_L_WARN, "mail", "outbox waits word=%s", f.word);
	arena_close(a);
	return some && !e;
}
