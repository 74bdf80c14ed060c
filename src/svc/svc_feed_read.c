/* What the feed reads: acts, whom they concern, and one person's work list. */
#include <stdlib.h>
#include "svc_case.h"
#include "svc_feed_inside.h"

#define POSTS_MAX 4000

static enum err read_acts(struct db_conn *c, struct arena *a, int64_t since,
			  struct feed_batch *b, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_feed_acts);

	db_bind_int(r, "since", since);
	db_bind_int(r, "limit", FEED_ACTS + 1);
	while (db_next(r)) {
		struct feed_act *x = &b->acts[b->n];

		b->more = b->n == FEED_ACTS;
		if (b->more)
			continue;
		*x = (struct feed_act){.id = db_int(r, 0),
				       .letter = db_int(r, 1),
				       .account = db_int(r, 3),
				       .post = db_int(r, 4),
				       .by = db_str(r, 5, a),
				       .at_ms = db_int(r, 6)};
		if (!flow_act_from_word(db_str(r, 2, a), &x->act))
			x->act = ACT_EDIT;
		b->n++;
	}
	return db_done(r, NULL, f);
}

static void add_post(struct feed_batch *b, int64_t post)
{
	for (size_t i = 0; i < b->posts_n; i++)
		if (b->posts[i] == post)
			return;
	if (b->posts_n < POSTS_MAX)
		b->posts[b->posts_n++] = post;
}

static bool letter_before(const struct feed_batch *b, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (b->acts[i].letter == b->acts[at].letter)
			return true;
	return false;
}

enum err feed_read(struct db_conn *c, struct arena *a, int64_t since, bool posts,
		   struct feed_batch *b, struct fail *f)
{
	enum err e = read_acts(c, a, since, b, f);

	if (e || !posts)
		return e;
	b->posts = ARENA_ARRAY(a, int64_t, POSTS_MAX);
	for (size_t i = 0; !e && i < b->n; i++) {
		struct db_rows *r;

		add_post(b, b->acts[i].post);
		if (letter_before(b, i))
			continue;
		r = db_run(c, Q_feed_posts);
		db_bind_int(r, "letter", b->acts[i].letter);
		while (db_next(r))
			add_post(b, db_int(r, 0));
		e = db_done(r, NULL, f);
	}
	return e;
}

static int by_number(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

enum err feed_work(struct db_conn *c, struct arena *a, const struct actor *who,
		   int64_t ids[SVC_FEED_ROWS], size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_work);
	size_t all = 0, kept = 0;
	enum err e;

	db_bind_str(r, "posts", svc_posts(a, who));
	while (all < SVC_FEED_ROWS && db_next(r))
		ids[all++] = db_int(r, 0);
	if ((e = db_done(r, NULL, f)))
		return e;
	qsort(ids, all, sizeof(*ids), by_number);
	for (size_t i = 0; i < all; i++)
		if ((!kept || ids[kept - 1] != ids[i]) &&
		    svc_may_see_line(c, a, who, ids[i]))
			ids[kept++] = ids[i];
	*n = kept;
	return ERR_OK;
}

const struct feed_act *feed_act_on(const struct feed_batch *b, int64_t letter)
{
	for (size_t i = b->n; i > 0; i--)
		if (b->acts[i - 1].letter == letter)
			return &b->acts[i - 1];
	return NULL;
}

bool feed_has(const int64_t *sorted, size_t n, int64_t id)
{
	return n && bsearch(&id, sorted, n, sizeof(*sorted), by_number);
}

/* What became of the letter, for "Surat ini baru saja ... oleh". */
static const char *done_word(enum flow_act act)
{
	static const char *const WORDS[ACT__COUNT] = {
		[ACT_CODE] = "diberi kode klasifikasi",
		[ACT_CHECK] = "diperiksa",
		[ACT_DISPOSE] = "didisposisi",
		[ACT_DISPOSE_PAPER] = "dicatat disposisinya",
		[ACT_NO_DISPOSITION] = "dinyatakan tidak perlu disposisi",
		[ACT_DISTRIBUTE] = "didistribusikan",
		[ACT_FILE] = "diarsipkan",
		[ACT_CORRECT] = "dibetulkan catatannya",
		[ACT_VOID_ENTRY] = "dibatalkan agendanya",
		[ACT_MISDIRECTED] = "dinyatakan salah alamat",
		[ACT_ARRIVAL] = "dicatat kedatangan aslinya",
		[ACT_ATTACH] = "diberi pindaian",
		[ACT_WITHDRAW] = "ditarik disposisinya",
		[ACT_FORWARD] = "diteruskan",
		[ACT_RETURN_TRAY] = "dikembalikan",
		[ACT_COMPLETE] = "ditindaklanjuti",
		[ACT_SUBMIT] = "diajukan",
		[ACT_APPROVE] = "disetujui",
		[ACT_RETURN] = "dikembalikan kepada konseptor",
		[ACT_SIGN] = "ditandatangani",
		[ACT_RECORD] = "dicatat dan diberi nomor",
		[ACT_DISPATCH] = "dikirim",
		[ACT_PROVE] = "dicatat bukti terimanya",
		[ACT_VOID] = "dibatalkan",
		[ACT_WITHDRAW_LETTER] = "dicabut",
	};

	return WORDS[act] ? WORDS[act] : "diubah";
}

struct str feed_sentence(struct arena *a, const struct feed_act *x)
{
	if (x->act == ACT_READ || x->act == ACT_ASK_LOOK || x->act == ACT_GRANT_LOOK ||
	    x->act == ACT_REFUSE_LOOK)
		return (struct str){NULL, 0};
	return arena_fmt(a, "Surat ini baru saja %s oleh " STR_FMT ".", done_word(x->act),
			 STR_ARG(x->by.n ? x->by : STR("pengguna lain")));
}
