#include "svc_notice.h"
#include "svc_list.h"

#define ROWS_MAX 200

static const struct {
	const char *word, *label;
} KIND[NOTICE__COUNT] = {
	[NOTICE_NEAR] = {"hampir-lewat", "Hampir lewat batas"},
	[NOTICE_PAST] = {"lewat", "Lewat batas"},
	[NOTICE_GIVEN] = {"disposisi-lewat", "Disposisi Anda lewat batas"},
	[NOTICE_ANSWER] = {"balasan-belum-datang", "Balasan belum datang"},
	[NOTICE_DEADLINE] = {"batas-waktu", "Batas waktu"},
	[NOTICE_OTHER] = {"kabar", "Kabar"},
};

const char *notice_word(enum notice_kind k)
{
	return KIND[k].word;
}

const char *notice_label(enum notice_kind k)
{
	return KIND[k].label;
}

bool notice_from_word(struct str s, enum notice_kind *out)
{
	for (int k = 0; k < NOTICE__COUNT; k++) {
		if (str_eqc(s, KIND[k].word)) {
			*out = (enum notice_kind)k;
			return true;
		}
	}
	return false;
}

enum err svc_notice_put(struct db_conn *c, const struct notice_new *n, bool *fresh,
			struct fail *f)
{
	struct db_rows *r = db_run(c, Q_notice_put);
	int changed = 0;
	enum err e;

	db_bind_int(r, "position", n->position_id);
	db_bind_str(r, "kind", str_c(notice_word(n->kind)));
	if (n->letter_id)
		db_bind_int(r, "letter", n->letter_id);
	if (n->matter_id)
		db_bind_int(r, "matter", n->matter_id);
	if (n->due_ms)
		db_bind_int(r, "due", n->due_ms);
	db_bind_str(r, "once", n->once);
	db_bind_str(r, "words", n->words.p ? n->words : STR(""));
	db_bind_int(r, "at", db_now(c));
	e = db_done(r, &changed, f);
	if (!e && fresh)
		*fresh = changed == 1;
	return e;
}

static enum err read_rows(struct db_conn *c, struct arena *a, const struct actor *who,
			  struct svc_notice *v, size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_notice_list);

	db_bind_str(r, "posts", svc_posts(a, who));
	while (*n < ROWS_MAX && db_next(r)) {
		struct svc_notice *o = &v[*n];

		*o = (struct svc_notice){.id = db_int(r, 0),
					 .letter_id = db_int(r, 2),
					 .matter_id = db_int(r, 3),
					 .due_ms = db_int(r, 4),
					 .words = db_str(r, 5, a),
					 .created_ms = db_int(r, 6),
					 .read = db_int(r, 7) != 0,
					 .position = db_str(r, 8, a),
					 .number = STR(""),
					 .subject = STR("")};
		*n += notice_from_word(db_str(r, 1, a), &o->kind);
	}
	return db_done(r, NULL, f);
}

/* false: of a letter that he may not see (any more). */
static bool name_letter(struct svc *s, struct db_conn *c, struct arena *a,
			const struct actor *who, struct svc_notice *o)
{
	struct svc_row row;
	struct svc_row_more more;
	struct fail f;

	if (!o->letter_id)
		return true;
	if (!svc_may_see_line(c, a, who, o->letter_id) ||
	    svc_row_read(s, c, a, who, o->letter_id, &row, &more, &f))
		return false;
	o->number = row.agenda.n ? row.agenda : row.number;
	o->subject = row.subject;
	return true;
}

enum err svc_notices(struct svc *s, const struct actor *who, struct arena *a,
		     struct svc_notice **out, size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct svc_notice *v = ARENA_ARRAY(a, struct svc_notice, ROWS_MAX);
	size_t all = 0;
	enum err e = read_rows(c, a, who, v, &all, f);

	*n = 0;
	for (size_t i = 0; !e && i < all; i++) {
		if (name_letter(s, c, a, who, &v[i]))
			v[(*n)++] = v[i];
	}
	db_read_end(s->db, c);
	*out = v;
	return e;
}

enum err svc_notices_unread(struct svc *s, const struct actor *who, int64_t *n,
			    struct fail *f)
{
	struct arena *a = arena_open();
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_notice_unread);
	enum err e;

	*n = 0;
	db_bind_str(r, "posts", svc_posts(a, who));
	e = db_one_int(r, n, NULL, f);
	db_read_end(s->db, c);
	arena_close(a);
	return e;
}

struct reading {
	const struct actor *who;
	struct str posts;
	int64_t id, upto;
};

static enum err read_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct reading *x = arg;
	struct db_rows *r;
	int64_t there = 1;
	enum err e = ERR_OK;

	if (x->id) {
		r = db_run(c, Q_notice_there);
		db_bind_int(r, "id", x->id);
		db_bind_str(r, "posts", x->posts);
		e = db_one_int(r, &there, NULL, f);
	}
	if (e)
		return e;
	if (!there)
		return FAIL(
			f, ERR_NOTFOUND, "no-notice", NULL,
			"Pemberitahuan itu tidak ada, atau bukan untuk jabatan Anda.");
	r = db_run(c, Q_notice_read);
	db_bind_int(r, "at", db_now(c));
	db_bind_int(r, "account", x->who->account_id);
	db_bind_str(r, "posts", x->posts);
	db_bind_int(r, "id", x->id);
	db_bind_int(r, "upto", x->id ? x->id : x->upto);
	return db_done(r, NULL, f);
}

enum err svc_notice_read(struct svc *s, const struct actor *who, int64_t id, int64_t upto,
			 struct fail *f)
{
	struct arena *a = arena_open();
	struct reading x = {
		.who = who, .posts = svc_posts(a, who), .id = id, .upto = upto};
	enum err e = db_submit(s->db, read_act, &x, f);

	arena_close(a);
	return e;
}
