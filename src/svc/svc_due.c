#include "svc_due.h"
#include "svc_calendar.h"
#include "svc_list.h"

static const char *const WHAT[] = {"letter", "tray", "answer"};

int64_t svc_due_ms(const struct svc *s, struct str urgency, int64_t from_ms)
{
	enum office_urgency u = OFFICE_PLAIN;

	(void)calendar_urgency_from(urgency, &u);
	return office_due_ms(svc_hours(s), u, from_ms);
}

struct day svc_due_last_day(const struct svc *s, int64_t due_ms)
{
	return day_at(due_ms - 1, s->zone);
}

struct str svc_due_said(const struct svc *s, struct arena *a, int64_t due_ms)
{
	struct str day = svc_weekday(s, a, svc_due_last_day(s, due_ms));
	int m = minute_of_day(due_ms, s->zone);

	return m ? arena_fmt(a, STR_FMT " %02d.%02d", STR_ARG(day), m / 60, m % 60) : day;
}

enum err svc_due_put(struct db_conn *c, enum due_what what, int64_t object,
		     int64_t letter, int64_t from_ms, int64_t due_ms, const char *set_by,
		     struct fail *f)
{
	struct db_rows *r = db_run(c, Q_due_put);

	db_bind_str(r, "what", str_c(WHAT[what]));
	db_bind_int(r, "object", object);
	db_bind_int(r, "letter", letter);
	db_bind_int(r, "from", from_ms);
	db_bind_int(r, "near", office_near_ms(from_ms, due_ms));
	db_bind_int(r, "due", due_ms);
	db_bind_str(r, "by", str_c(set_by));
	return db_done(r, NULL, f);
}

enum err svc_due_of(struct db_conn *c, struct arena *a, enum due_what what,
		    int64_t object, struct due *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_due_of);

	*out = (struct due){.set_by = STR("")};
	db_bind_str(r, "what", str_c(WHAT[what]));
	db_bind_int(r, "object", object);
	if (db_next(r))
		*out = (struct due){.near_ms = db_int(r, 0),
				    .due_ms = db_int(r, 1),
				    .from_ms = db_int(r, 2),
				    .set_by = db_str(r, 3, a)};
	return db_done(r, NULL, f);
}

static enum err put_day(struct svc *s, struct db_conn *c, int64_t letter, int64_t due_ms,
			struct fail *f)
{
	struct db_rows *r = db_run(c, Q_due_day_put);

	db_bind_int(r, "id", letter);
	db_bind_int(r, "day", day_number(svc_due_last_day(s, due_ms)));
	return db_done(r, NULL, f);
}

enum err svc_due_received(struct svc *s, struct db_conn *c, int64_t letter,
			  struct str urgency, int64_t received_ms, struct fail *f)
{
	int64_t due = svc_due_ms(s, urgency, received_ms);

	return svc_due_put(c, DUE_LETTER, letter, letter, received_ms, due, "kesegeraan",
			   f);
}

/* ---- after the calendar changed ---- */

struct again {
	struct svc *s;
	struct arena *a;
	int64_t after;
	bool ended;
};

struct running {
	int64_t letter, from_ms, due_ms;
	struct str urgency;
};

static enum err again_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct again *x = arg;
	struct running *v = ARENA_ARRAY(x->a, struct running, 200);
	struct db_rows *r = db_run(c, Q_due_by_urgency);
	size_t n = 0;
	enum err e;

	db_bind_int(r, "after", x->after);
	while (n < 200 && db_next(r)) {
		v[n++] = (struct running){.letter = db_int(r, 0),
					  .urgency = db_str(r, 1, x->a),
					  .from_ms = db_int(r, 2),
					  .due_ms = db_int(r, 3)};
	}
	e = db_done(r, NULL, f);
	x->ended = n < 200;
	for (size_t i = 0; !e && i < n; i++) {
		int64_t due = svc_due_ms(x->s, v[i].urgency, v[i].from_ms);

		x->after = v[i].letter;
		if (due == v[i].due_ms)
			continue;
		e = svc_due_put(c, DUE_LETTER, v[i].letter, v[i].letter, v[i].from_ms,
				due, "kesegeraan", f);
		if (!e)
			e = put_day(x->s, c, v[i].letter, due, f);
	}
	return e;
}

enum err svc_due_again(struct svc *s, struct fail *f)
{
	struct again x = {.s = s};
	enum err e = ERR_OK;

	while (!e && !x.ended) {
		x.a = arena_open();
		e = db_submit(s->db, again_act, &x, f);
		arena_close(x.a);
	}
	return e;
}
