#include "num_class_put.h"
#include "svc_class.h"
#include "utf8.h"

enum {
	WORDS_MAX = 24,
	WORD_MIN = 4,
	LETTERS = 60,	/* of the sender, and alike, that are looked at */
	CODES_MAX = 40,
	RARE = 3,	/* words that like letters are sought by */
	LIKE = 34,	/* percent of the words */
	FEW = 15,	/* points below which nothing is said */
	SURE = 60,	/* percent of the crosswalk to be taken along */
};

struct words {
	struct str v[WORDS_MAX];
	size_t n;
};

struct vote {
	const struct num_class *c;
	int points, sender, alike;
};

struct offering {
	struct svc *s;
	struct arena *a;
	const struct num_scheme *now;
	struct day today;
	struct words subject;
	struct vote v[CODES_MAX];
	size_t n;
};

static bool letter_at(struct str s, size_t i)
{
	return i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z';
}

/* Plain words alone: they become a question to the index. */
static void words_of(struct arena *a, struct str text, struct words *w)
{
	struct str s = utf8_fold(a, text);

	w->n = 0;
	for (size_t i = 0; i < s.n && w->n < WORDS_MAX; i++) {
		size_t from = i;

		while (letter_at(s, i))
			i++;
		if (i - from >= WORD_MIN)
			w->v[w->n++] = (struct str){s.p + from, i - from};
	}
}

/* How many in a hundred words of ours the other subject has too. */
static int overlap(const struct words *ours, const struct words *theirs)
{
	int same = 0;

	for (size_t i = 0; i < ours->n; i++)
		for (size_t k = 0; k < theirs->n; k++)
			if (str_eq(ours->v[i], theirs->v[k])) {
				same++;
				break;
			}
	return ours->n ? same * 100 / (int)ours->n : 0;
}

static struct vote *vote_for(struct offering *o, const struct num_class *c)
{
	for (size_t i = 0; i < o->n; i++)
		if (str_eq(o->v[i].c->code, c->code))
			return &o->v[i];
	if (o->n == CODES_MAX)
		return NULL;
	o->v[o->n] = (struct vote){.c = c};
	return &o->v[o->n++];
}

/* A code as it is given today; NULL: it is not, and nothing certain stands for it. */
static const struct num_class *given_now(const struct offering *o, struct str code,
					 struct str scheme)
{
	const struct num_classes *set = o->s->classes;
	const struct num_class *c = scheme.n ? num_class_find(set, scheme, code) : NULL;
	struct num_cross x;

	if (!c)
		c = num_class_find(set, (struct str){NULL, 0}, code);
	if (!c || num_class_in_force(set, o->today, c))
		return c;
	if (!num_cross_of(set, c, &x, 1) || x.one_of_many || x.percent < SURE)
		return NULL;
	return num_class_in_force(set, o->today, x.to) ? x.to : NULL;
}

static enum err count(struct offering *o, struct db_rows *r, bool of_sender, struct fail *f)
{
	while (db_next(r)) {
		struct str code = db_str(r, 0, o->a), scheme = db_str(r, 1, o->a);
		const struct num_class *c = given_now(o, code, scheme);
		struct words w;
		struct vote *v;

		words_of(o->a, db_str(r, 2, o->a), &w);
		int like = overlap(&o->subject, &w);

		if (!c || (!of_sender && like < LIKE) || !(v = vote_for(o, c)))
			continue;
		v->points += of_sender ? 10 + like / 4 : like / 4;
		v->sender += of_sender;
		v->alike += !of_sender;
	}
	return db_done(r, NULL, f);
}

static enum err of_sender(struct offering *o, struct db_conn *c, struct str sender,
			  struct fail *f)
{
	struct str folded = utf8_fold(o->a, str_trim(sender));

	if (!folded.n)
		return ERR_OK;
	struct db_rows *r = db_run(c, Q_class_of_sender);

	db_bind_str(r, "folded", folded);
	db_bind_int(r, "limit", LETTERS);
	return count(o, r, true, f);
}

static enum err uses(struct db_conn *c, struct str word, int64_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_find_uses);

	*n = 0;
	db_bind_str(r, "word", word);
	if (db_next(r))
		*n = db_int(r, 0);
	return db_done(r, NULL, f);
}

/* The rarest words that any letter has: what they share says most. */
static enum err rare_words(struct offering *o, struct db_conn *c, struct buf *match,
			   struct fail *f)
{
	int64_t n[WORDS_MAX];
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < o->subject.n; i++)
		e = uses(c, o->subject.v[i], &n[i], f);
	for (int k = 0; !e && k < RARE; k++) {
		size_t best = o->subject.n;

		for (size_t i = 0; i < o->subject.n; i++)
			if (n[i] > 0 && (best == o->subject.n || n[i] < n[best]))
				best = i;
		if (best == o->subject.n)
			break;
		buf_fmt(match, "%s\"" STR_FMT "\"", match->n ? " OR " : "",
			STR_ARG(o->subject.v[best]));
		n[best] = 0;
	}
	return e;
}

static enum err of_like_letters(struct offering *o, struct db_conn *c, struct fail *f)
{
	struct buf match = BUF_MAX(2048);
	enum err e = rare_words(o, c, &match, f);
	struct str words = buf_keep(&match, o->a);

	if (e || !words.n)
		return e;
	struct db_rows *r = db_run(c, Q_class_alike);

	db_bind_str(r, "match",
		    arena_fmt(o->a, "{subject} : (" STR_FMT ")", STR_ARG(words)));
	db_bind_int(r, "limit", LETTERS);
	return count(o, r, false, f);
}

static void of_names(struct offering *o, struct str subject)
{
	const struct num_class *c[SVC_CLASS_OFFERS];
	int percent[SVC_CLASS_OFFERS];
	size_t n = num_class_by_subject(o->s->classes, o->a, o->now, subject, c, percent,
					SVC_CLASS_OFFERS);

	for (size_t i = 0; i < n; i++) {
		struct vote *v = vote_for(o, c[i]);

		if (v)
			v->points += percent[i] * 2 / 5;
	}
}

static struct str why(struct arena *a, const struct vote *v)
{
	if (v->sender)
		return arena_fmt(a, "dipakai %d kali untuk pengirim ini", v->sender);
	if (v->alike)
		return arena_fmt(a, "dipakai %d kali untuk surat yang mirip", v->alike);
	return STR("uraiannya cocok dengan hal surat");
}

static size_t best(struct offering *o, struct svc_class_offer out[SVC_CLASS_OFFERS])
{
	size_t n = 0;

	while (n < SVC_CLASS_OFFERS) {
		struct vote *top = NULL;

		for (size_t i = 0; i < o->n; i++)
			if (o->v[i].points >= FEW && (!top || o->v[i].points > top->points))
				top = &o->v[i];
		if (!top)
			break;
		out[n++] = (struct svc_class_offer){top->c->code, top->c->name, why(o->a, top),
						    top->points};
		top->points = 0;
	}
	return n;
}

enum err svc_class_offers(struct svc *s, struct arena *a, struct str sender, struct str subject,
			  struct svc_class_offer out[SVC_CLASS_OFFERS], size_t *n,
			  struct fail *f)
{
	struct offering *o = ARENA_NEW(a, struct offering);

	*n = 0;
	*o = (struct offering){.s = s, .a = a};
	o->today = day_at(clock_ms(s->clock), s->zone);
	o->now = num_class_scheme_on(s->classes, o->today);
	words_of(a, subject, &o->subject);
	struct db_conn *c = db_read(s->db);

	db_deadline(c, 500);
	enum err e = of_sender(o, c, sender, f);

	if (!e)
		e = of_like_letters(o, c, f);
	db_read_end(s->db, c);
	if (e)
		return e;
	of_names(o, subject);
	*n = best(o, out);
	return ERR_OK;
}
