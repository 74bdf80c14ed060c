/* svc_shelf.c - the parts of a desk and what lies in each. */
#include "svc_shelf.h"
#include "svc_list.h"
#include "svc_matter.h"

enum shelf_duty { OF_ANYONE, OF_KEEPER, OF_CHECKER, OF_HEAD };

static const char *const DUTY[] = {"", "keeper", "checker", "head"};

struct part {
	enum query q;
	enum flow_state state; /* where the statement asks for one */
	bool copy;
};

static const struct shelf {
	const char *word, *label, *path;
	enum shelf_duty duty; /* whose it is, also when it is empty */
	bool always;          /* of everyone with a post, also when it is empty */
	size_t parts_n;
	struct part parts[3];
} SHELVES[] = {
	{"kode",
	 "Belum diberi kode",
	 NULL,
	 OF_KEEPER,
	 false,
	 1,
	 {{Q_shelf_row, FS_REGISTERED, false}}},
	{"periksa",
	 "Menunggu pemeriksaan",
	 NULL,
	 OF_CHECKER,
	 false,
	 1,
	 {{Q_shelf_row, FS_CODED, false}}},
	{"menunggu-disposisi",
	 "Menunggu disposisi",
	 NULL,
	 OF_HEAD,
	 false,
	 2,
	 {{Q_shelf_row, FS_CHECKED, false}, {Q_shelf_back, FS_CHECKED, false}}},
	{"distribusi",
	 "Menunggu distribusi",
	 NULL,
	 OF_KEEPER,
	 false,
	 1,
	 {{Q_shelf_handout, FS_DISPOSED, false}}},
	{"disposisi",
	 "Disposisi",
	 NULL,
	 OF_ANYONE,
	 true,
	 1,
	 {{Q_shelf_tray, FS_DISPOSED, false}}},
	{"diketahui",
	 "Untuk diketahui",
	 NULL,
	 OF_ANYONE,
	 false,
	 1,
	 {{Q_shelf_tray, FS_DISPOSED, true}}},
	{"konsep", "Konsep", NULL, OF_ANYONE, false, 1, {{Q_shelf_out, FS_DRAFT, false}}},
	{"paraf",
	 "Menunggu paraf",
	 NULL,
	 OF_ANYONE,
	 false,
	 3,
	 {{Q_shelf_out, FS_TYPED, false},
	  {Q_shelf_out, FS_REVIEWED, false},
	  {Q_shelf_initial, FS_TYPED, false}}},
	{"tanda-tangan",
	 "Menunggu tanda tangan",
	 NULL,
	 OF_ANYONE,
	 false,
	 1,
	 {{Q_shelf_out, FS_APPROVED, false}}},
	{"nomor",
	 "Menunggu nomor",
	 NULL,
	 OF_ANYONE,
	 false,
	 1,
	 {{Q_shelf_out, FS_SIGNED, false}}},
	{"kirim",
	 "Siap dikirim",
	 NULL,
	 OF_ANYONE,
	 false,
	 1,
	 {{Q_shelf_out, FS_RECORDED, false}}},
	{"arsip",
	 "Belum diarsipkan",
	 NULL,
	 OF_KEEPER,
	 false,
	 2,
	 {{Q_shelf_row, FS_FOLLOWED, false}, {Q_shelf_unfiled, FS_SENT, false}}},
	{"perkara",
	 "Perkara",
	 "/perkara",
	 OF_ANYONE,
	 false,
	 0,
	 {{Q_shelf_out, FS_DRAFT, false}}},
};

#define SHELVES_N (sizeof SHELVES / sizeof *SHELVES)
_Static_assert(SHELVES_N == SVC_SHELVES, "svc_shelf.h says how many there are at most");

/* A row of the statements of shelf.sql. */
struct lying {
	struct svc_work w;
	int64_t due;
	bool seen; /* by what the statement knows of him (S1) */
};

static enum err read_part(struct db_conn *c, struct arena *a, const struct shelf *s,
			  const struct part *p, struct str posts, struct lying *v,
			  size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, p->q);

	db_bind_str(r, "posts", posts);
	db_bind_int(r, "limit", SVC_SHELF_MAX);
	if (p->q == Q_shelf_row)
		db_bind_str(r, "duty", str_c(DUTY[s->duty]));
	if (p->q == Q_shelf_row || p->q == Q_shelf_out)
		db_bind_str(r, "state", str_c(flow_state_word(p->state)));
	if (p->q == Q_shelf_tray)
		db_bind_int(r, "copy", p->copy);
	while (*n < SVC_SHELF_MAX && db_next(r)) {
		struct str state = db_str(r, 3, a);

		v[(*n)++] = (struct lying){.w = {db_int(r, 0), db_int(r, 1), db_int(r, 2),
						 state, db_int(r, 4) != 0},
					   .seen = db_int(r, 5) != 0,
					   .due = db_int(r, 6)};
	}
	return db_done(r, NULL, f);
}

static enum err read_shelf(struct db_conn *c, struct arena *a, const struct actor *who,
			   const struct shelf *s, struct lying **out, size_t *n,
			   struct fail *f)
{
	struct lying *v = ARENA_ARRAY(a, struct lying, SVC_SHELF_MAX);
	struct str posts = svc_posts(a, who);
	size_t kept = 0;

	*out = v;
	*n = 0;
	for (size_t i = 0; i < s->parts_n; i++) {
		enum err e = read_part(c, a, s, &s->parts[i], posts, v, n, f);

		if (e)
			return e;
	}
	for (size_t i = 0; i < *n; i++)
		if (v[i].seen || svc_may_see_line(c, a, who, v[i].w.id))
			v[kept++] = v[i];
	*n = kept;
	return ERR_OK;
}

static struct svc_shelf count(struct svc *s, const struct shelf *k, const struct lying *v,
			      size_t n)
{
	int64_t today = day_number(day_at(clock_ms(s->clock), s->zone));
	struct svc_shelf o = {.word = k->word,
			      .label = k->label,
			      .path = k->path,
			      .n = n,
			      .more = n >= SVC_SHELF_MAX};

	for (size_t i = 0; i < n; i++) {
		o.unread += str_eqc(v[i].w.state, "terkirim");
		if (strcmp(k->word, "arsip") == 0 || !v[i].due)
			continue;
		o.overdue += v[i].due < today;
		o.soon += v[i].due >= today && v[i].due <= today + 1;
	}
	return o;
}

static enum err duties_of(struct db_conn *c, struct arena *a, struct str posts, bool *has,
			  struct fail *f)
{
	struct db_rows *r = db_run(c, Q_shelf_duties);

	db_bind_str(r, "posts", posts);
	while (db_next(r)) {
		struct str duty = db_str(r, 0, a);

		for (size_t i = 0; i < sizeof DUTY / sizeof *DUTY; i++)
			has[i] = has[i] || str_eqc(duty, DUTY[i]);
	}
	return db_done(r, NULL, f);
}

static enum err one(struct svc *s, struct db_conn *c, struct arena *a,
		    const struct actor *who, const struct shelf *k, struct svc_shelf *out,
		    struct fail *f)
{
	struct arena *mine = arena_open(); /* a thousand rows for a few numbers */
	struct lying *v;
	size_t n = 0;
	enum err e = read_shelf(c, mine, who, k, &v, &n, f);

	(void)a;
	*out = count(s, k, v, n);
	arena_close(mine);
	return e;
}

static enum err matters(struct svc *s, struct arena *a, const struct actor *who,
			struct svc_shelf *o, struct fail *f)
{
	int64_t n = 0;
	enum err e = svc_matter_waiting(s, who, a, &n, f);

	o->n = (size_t)n;
	return e;
}

enum err svc_shelves(struct svc *s, const struct actor *who, struct arena *a,
		     struct svc_shelf **out, size_t *n, struct fail *f)
{
	struct svc_shelf *v = ARENA_ARRAY(a, struct svc_shelf, SVC_SHELVES);
	struct db_conn *c = db_read(s->db);
	bool has[sizeof DUTY / sizeof *DUTY] = {false};
	enum err e = duties_of(c, a, svc_posts(a, who), has, f);

	*out = v;
	*n = 0;
	for (size_t i = 0; !e && i < SHELVES_N; i++) {
		const struct shelf *k = &SHELVES[i];

		if (k->duty != OF_ANYONE && !has[k->duty])
			continue;
		e = one(s, c, a, who, k, &v[*n], f);
		if (!e && !k->parts_n)
			e = matters(s, a, who, &v[*n], f);
		*n += v[*n].n || k->duty != OF_ANYONE || (k->always && who->posts_n);
	}
	db_read_end(s->db, c);
	return e;
}

static const struct shelf *shelf_named(struct str word)
{
	for (size_t i = 0; i < SHELVES_N; i++)
		if (str_eqc(word, SHELVES[i].word) && SHELVES[i].parts_n)
			return &SHELVES[i];
	return NULL;
}

enum err svc_shelf(struct svc *s, const struct actor *who, struct arena *a,
		   struct str word, int64_t from, struct svc_shelf *shelf,
		   struct svc_list *out, struct fail *f)
{
	const struct shelf *k = shelf_named(word);
	struct svc_work work[SVC_SHELF_PAGE];
	struct lying *v;
	size_t n = 0, m = 0;

	*out = (struct svc_list){0};
	if (!k)
		return FAIL(f, ERR_NOTFOUND, "no-shelf", NULL,
			    "Bagian meja \"%.*s\" tidak ada; pilih dari daftar di Meja "
			    "kerja.",
			    STR_ARG(str_head(word, 40)));
	struct db_conn *c = db_read(s->db);
	enum err e = read_shelf(c, a, who, k, &v, &n, f);

	*shelf = count(s, k, v, n);
	for (size_t i = from > 0 ? (size_t)from : 0; i < n && m < SVC_SHELF_PAGE; i++)
		work[m++] = v[i].w;
	if (!e)
		e = svc_work_rows(s, c, a, who, work, m, out, f);
	out->count = (int64_t)n;
	if (!e && from >= 0 && (size_t)from + m < n)
		out->next = from + (int64_t)m;
	db_read_end(s->db, c);
	return e;
}
