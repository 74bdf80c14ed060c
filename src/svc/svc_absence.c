#include "svc_absence.h"
#include "svc_secrecy.h"

#define SPANS   20
#define LINES   500
#define BACK    90 /* days */
#define DAY_MS  INT64_C(86400000)
#define HOUR_MS INT64_C(3600000)

struct span {
	int64_t position, from, to;
	bool lasts;
	struct str post, by;
};

static int64_t today_of(const struct svc *s)
{
	return day_number(day_at(clock_ms(s->clock), s->zone));
}

/* The instant at which that day begins in the office. */
static int64_t begins(const struct svc *s, int64_t day)
{
	return day * DAY_MS - s->zone * HOUR_MS;
}

static enum err read_spans(const struct svc *s, struct db_conn *c, struct arena *a,
			   const struct actor *me, struct span *v, size_t *n,
			   struct fail *f)
{
	struct db_rows *r = db_run(c, Q_absence_list);

	*n = 0;
	db_bind_int(r, "person", me->person_id);
	db_bind_int(r, "day", today_of(s));
	db_bind_int(r, "since", today_of(s) - BACK);
	while (*n < SPANS && db_next(r))
		v[(*n)++] = (struct span){.position = db_int(r, 0),
					  .post = db_str(r, 1, a),
					  .by = db_str(r, 2, a),
					  .from = db_int(r, 4),
					  .to = db_int(r, 5),
					  .lasts = db_int(r, 6) != 0};
	return db_done(r, NULL, f);
}

/* The first line at or after an instant: ids rise with time. */
static enum err first_at(struct db_conn *c, int64_t ms, int64_t *id, struct fail *f)
{
	int64_t low = 1, high = 0;
	enum err e = db_one_int(db_run(c, Q_acts_last), &high, NULL, f);

	for (high++; !e && low < high;) {
		int64_t mid = low + (high - low) / 2, at = INT64_MAX;
		bool found;
		struct db_rows *r = db_run(c, Q_acts_at);

		db_bind_int(r, "id", mid);
		e = db_one_int(r, &at, &found, f);
		if (found && at < ms)
			low = mid + 1;
		else
			high = mid;
	}
	*id = low;
	return e;
}

static struct str act_label(struct str word)
{
	for (int i = 0; i < ACT__COUNT; i++)
		if (str_eqc(word, flow_act_word((enum flow_act)i)))
			return str_c(flow_act_label((enum flow_act)i));
	return word;
}

static size_t take_lines(struct db_rows *r, struct arena *a, struct svc_act_done *v)
{
	size_t n = 0;

	while (n < LINES && db_next(r)) {
		struct str act = db_str(r, 1, a);

		v[n++] = (struct svc_act_done){.at_ms = db_int(r, 0),
					       .act = act,
					       .label = act_label(act),
					       .letter_id = db_int(r, 2),
					       .subject = db_str(r, 3, a),
					       .number = db_str(r, 4, a),
					       .by = db_str(r, 5, a),
					       .position = db_str(r, 6, a)};
	}
	return n;
}

static void veil(struct db_conn *c, struct arena *a, const struct actor *me,
		 struct svc_act_done *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!svc_may_see_line(c, a, me, v[i].letter_id)) {
			v[i].letter_id = 0;
			v[i].subject = STR("RAHASIA");
			v[i].number = STR("");
		}
}

static enum err read_span(struct svc *s, struct db_conn *c, struct arena *a,
			  const struct actor *me, const struct span *p,
			  struct svc_absence *out, struct fail *f)
{
	struct db_rows *r;
	int64_t first, end = p->lasts ? today_of(s) : p->to;
	enum err e = first_at(c, begins(s, p->from), &first, f);

	*out = (struct svc_absence){.position = p->post, .by = p->by, .lasts = p->lasts};
	if (p->from)
		out->from = day_from_number(p->from);
	if (p->to < 99999999)
		out->to = day_from_number(p->to);
	if (e)
		return e;
	out->acts = ARENA_ARRAY(a, struct svc_act_done, LINES);
	r = db_run(c, Q_acts_of_post);
	db_bind_int(r, "first", first);
	db_bind_int(r, "position", p->position);
	db_bind_int(r, "person", me->person_id);
	db_bind_int(r, "until", begins(s, end + 1));
	out->n = take_lines(r, a, out->acts);
	e = db_done(r, NULL, f);
	if (!e)
		veil(c, a, me, out->acts, out->n);
	return e;
}

enum err svc_absences(struct svc *s, const struct actor *me, struct arena *a,
		      struct svc_absence **out, size_t *n, struct fail *f)
{
	struct span v[SPANS];
	struct db_conn *c = db_read(s->db);
	enum err e = read_spans(s, c, a, me, v, n, f);

	*out = ARENA_ARRAY(a, struct svc_absence, *n + 1);
	for (size_t i = 0; !e && i < *n; i++)
		e = read_span(s, c, a, me, &v[i], &(*out)[i], f);
	db_read_end(s->db, c);
	return e;
}

enum err svc_own_acts(struct svc *s, const struct actor *me, struct arena *a,
		      struct svc_act_done **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r;
	int64_t first;
	enum err e = first_at(c, begins(s, today_of(s) - BACK), &first, f);

	*n = 0;
	*out = ARENA_ARRAY(a, struct svc_act_done, LINES);
	if (!e) {
		r = db_run(c, Q_acts_of_person);
		db_bind_int(r, "first", first);
		db_bind_int(r, "person", me->person_id);
		*n = take_lines(r, a, *out);
		e = db_done(r, NULL, f);
	}
	if (!e)
		veil(c, a, me, *out, *n);
	db_read_end(s->db, c);
	return e;
}

bool svc_absence_news(struct svc *s, const struct actor *me)
{
	struct arena *a = arena_open();
	struct db_conn *c = db_read(s->db);
	struct span v[SPANS];
	struct fail ignored;
	size_t n;
	bool news = false;

	if (!read_spans(s, c, a, me, v, &n, &ignored) && n) {
		struct db_rows *r = db_run(c, Q_absence_logins);
		int64_t times = 0;

		db_bind_int(r, "account", me->account_id);
		db_bind_int(r, "after", begins(s, v[0].to + 1));
		news = v[0].lasts ||
		       (!db_one_int(r, &times, NULL, &ignored) && times <= 1);
	}
	db_read_end(s->db, c);
	arena_close(a);
	return news;
}
