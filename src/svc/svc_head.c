#include "svc_head.h"
#include "svc_secrecy.h"

#define GIVEN_MAX 320 /* rows of the three questions together */

/* ---- the queue ---- */

static enum err read_queue(struct db_conn *c, struct arena *a, const struct actor *who,
			   int64_t *ids, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_head_queue);

	db_bind_str(r, "posts", svc_posts(a, who));
	db_bind_int(r, "limit", SVC_QUEUE_MAX + 1);
	while (*n < SVC_QUEUE_MAX + 1 && db_next(r))
		ids[(*n)++] = db_int(r, 0);
	return db_done(r, NULL, f);
}

static size_t place_of(const int64_t *ids, size_t n, int64_t id)
{
	size_t i = 0;

	while (i < n && ids[i] != id)
		i++;
	return i;
}

static int64_t from_place(const int64_t *ids, size_t n, size_t at, int64_t but)
{
	for (size_t i = at; i < n; i++) {
		if (ids[i] != but)
			return ids[i];
	}
	return 0;
}

static void choose(const int64_t *ids, size_t n, int64_t only, int64_t after, int64_t but,
		   struct svc_queue *out)
{
	size_t i = after ? place_of(ids, n, after) : n;

	out->waiting = n > SVC_QUEUE_MAX ? SVC_QUEUE_MAX : n;
	out->more = n > SVC_QUEUE_MAX;
	if (only && place_of(ids, n, only) < n)
		out->id = only;
	else if (i < n) /* behind the last, from the first again */
		out->id = from_place(ids, n, i + 1, but);
	if (!out->id)
		out->id = from_place(ids, n, 0, but);
	if (out->id)
		out->next = from_place(ids, n, place_of(ids, n, out->id) + 1, but);
}

enum err svc_head_queue(struct svc *s, const struct actor *who, struct arena *a,
			int64_t only, int64_t after, int64_t but, struct svc_queue *out,
			struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	int64_t *ids = ARENA_ARRAY(a, int64_t, SVC_QUEUE_MAX + 1);
	size_t n = 0, kept = 0;
	enum err e = read_queue(c, a, who, ids, &n, f);

	for (size_t i = 0; i < n; i++) {
		if (svc_may_see_line(c, a, who, ids[i]))
			ids[kept++] = ids[i];
	}
	db_read_end(s->db, c);
	*out = (struct svc_queue){0};
	if (!e)
		choose(ids, kept, only, after, but, out);
	return e;
}

/* ---- habits ---- */

static void learn(struct svc_habit *all, size_t *n, struct str to,
		  struct str instructions, int weight)
{
	for (size_t i = 0; i < *n; i++) {
		if (str_eq(all[i].to, to) && str_eq(all[i].instructions, instructions)) {
			all[i].weight += weight;
			return;
		}
	}
	if (*n < GIVEN_MAX)
		all[(*n)++] = (struct svc_habit){to, instructions, weight};
}

static enum err learn_from(struct db_conn *c, struct arena *a, const struct actor *who,
			   enum query q, int64_t letter, int weight,
			   struct svc_habit *all, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, q);

	db_bind_str(r, "posts", svc_posts(a, who));
	if (letter)
		db_bind_int(r, "letter", letter);
	while (db_next(r)) {
		if (!db_null(r, 0)) /* all taken back: it was a slip */
			learn(all, n, db_str(r, 0, a), db_str(r, 1, a), weight);
	}
	return db_done(r, NULL, f);
}

/* The heaviest first; of equals the one met first, which is the nearer kind and newer. */
static void pick(struct svc_habits *h)
{
	while (h->n < SVC_HABITS_MAX && h->n < h->all_n) {
		const struct svc_habit *best = NULL;

		for (size_t i = 0; i < h->all_n; i++) {
			bool had = false;

			for (size_t k = 0; k < h->n; k++)
				had = had || (str_eq(h->most[k].to, h->all[i].to) &&
					      str_eq(h->most[k].instructions,
						     h->all[i].instructions));
			if (!had && (!best || h->all[i].weight > best->weight))
				best = &h->all[i];
		}
		h->most[h->n++] = *best;
	}
}

enum err svc_head_habits(struct svc *s, const struct actor *who, struct arena *a,
			 int64_t letter, struct svc_habits *out, struct fail *f)
{
	static const struct {
		enum query q;
		bool of_letter;
		int weight;
	} ASK[] = {/* the nearer kind outweighs all of the farther ones */
		   {Q_head_given_sender, true, 100000},
		   {Q_head_given_class, true, 1000},
		   {Q_head_given, false, 1}};
	struct db_conn *c = db_read(s->db);
	struct svc_habit *all = ARENA_ARRAY(a, struct svc_habit, GIVEN_MAX);
	enum err e = ERR_OK;

	*out = (struct svc_habits){.all = all};
	for (size_t i = 0; !e && i < sizeof ASK / sizeof *ASK; i++)
		e = learn_from(c, a, who, ASK[i].q, ASK[i].of_letter ? letter : 0,
			       ASK[i].weight, all, &out->all_n, f);
	db_read_end(s->db, c);
	if (!e)
		pick(out);
	return e;
}

static bool has_word(struct str words, struct str word)
{
	struct str w;

	while (str_cut(&words, ' ', &w))
		if (str_eq(w, word) || /* "k5": the post 5, as coordinator */
		    (w.n > 1 && w.p[0] == 'k' && str_eq(str_from(w, 1), word)))
			return true;
	return false;
}

int svc_habit_weight(const struct svc_habits *h, struct str word)
{
	int sum = 0;

	for (size_t i = 0; i < h->all_n; i++)
		if (has_word(h->all[i].to, word) ||
		    has_word(h->all[i].instructions, word))
			sum += h->all[i].weight;
	return sum;
}

enum err svc_head_sent(struct svc *s, const struct actor *who, struct arena *a,
		       int64_t disposition, struct svc_sent *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_head_sent);

	*out = (struct svc_sent){.to = STR(""), .subject = STR("")};
	db_bind_int(r, "id", disposition);
	db_bind_str(r, "posts", svc_posts(a, who));
	if (db_next(r) && !db_null(r, 0)) {
		*out = (struct svc_sent){db_str(r, 0, a), db_str(r, 1, a),
					 db_int(r, 2) != 0};
	}
	enum err e = db_done(r, NULL, f);

	db_read_end(s->db, c);
	return e;
}
