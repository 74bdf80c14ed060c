#include "svc_class.h"
#include "svc_find_match.h"
#include "svc_list.h"

static struct str or_null(struct str s)
{
	return s.n ? s : (struct str){ 0 };
}

static void bind(struct db_rows *r, const struct svc_find *in, struct str posts, int limit)
{
	db_bind_int(r, "before", in->cursor > 0 ? in->cursor : INT64_MAX);
	db_bind_str(r, "direction", or_null(in->direction));
	db_bind_str(r, "state", or_null(in->state));
	if (!day_none(in->from))
		db_bind_int(r, "from", day_number(in->from));
	if (!day_none(in->to))
		db_bind_int(r, "to", day_number(in->to));
	db_bind_str(r, "posts", posts);
	db_bind_int(r, "limit", limit);
}

struct codes {
	struct str v[SVC_CLASS_ASKED_MAX];
	size_t     n;
};

/* A letter that was found by another code than the one asked for says so. */
static void mark(struct svc *s, struct arena *a, struct str asked, struct svc_list *l)
{
	for (size_t i = 0; asked.n && i < l->n; i++) {
		struct svc_row *row = &l->rows[i];

		if (svc_class_under(row->class_code, asked))
			continue;
		struct svc_class k = svc_class_of(s, a, row->class_scheme, row->class_code);

		row->class_note = arena_fmt(a, "padanan %.*s: berkode %.*s%s%.*s", STR_ARG(asked),
		                            STR_ARG(row->class_code), k.scheme.n ? ", " : "",
		                            STR_ARG(k.scheme));
	}
}

static enum err look(struct db_conn *c, struct arena *a, const struct actor *who,
                     const struct svc_find *in, const struct codes *codes, int limit,
                     int64_t *ids, size_t *n, struct fail *f)
{
	struct str match = svc_find_match(c, a, who, in, codes->v, codes->n);

	if (!match.p)
		return ERR_OK;
	struct db_rows *r = db_run(c, Q_find_words);

	db_bind_str(r, "match", match);
	bind(r, in, svc_posts(a, who), limit + 1);
	while (*n <= (size_t)limit && db_next(r))
		ids[(*n)++] = db_int(r, 0);
	return db_done(r, NULL, f);
}

static enum err check(const struct svc_find *in, struct fail *f)
{
	enum flow_state state;

	if (in->state.n && !flow_state_from_word(in->state, &state))
		return FAIL(f, ERR_INVALID, "unknown-value", "state",
		            "Keadaan surat itu tidak dikenal; pilih yang tersedia.");
	if (in->direction.n && !str_eqc(in->direction, "in") && !str_eqc(in->direction, "out"))
		return FAIL(f, ERR_INVALID, "unknown-value", "direction",
		            "Arah surat itu tidak dikenal; pilih in atau out.");
	return ERR_OK;
}

enum err svc_find(struct svc *s, const struct actor *who, struct arena *a, const struct svc_find *in,
                  struct svc_list *out, struct fail *f)
{
	int limit = in->limit > 0 && in->limit <= 100 ? in->limit : 20;
	int64_t *ids = ARENA_ARRAY(a, int64_t, (size_t)limit + 1);
	struct codes *codes = ARENA_NEW(a, struct codes);
	size_t n = 0;
	enum err e = check(in, f);

	*out = (struct svc_list){ 0 };
	if (e)
		return e;
	struct str asked = str_trim(in->class_code);

	codes->n = asked.n ? svc_class_asked(s, a, asked, codes->v) : 0;
	struct db_conn *c = db_read(s->db);

	db_deadline(c, 2000);
	e = look(c, a, who, in, codes, limit, ids, &n, f);
	if (!e && n > (size_t)limit) {
		n = (size_t)limit;
		out->next = ids[n - 1];
	}
	if (!e)
		e = svc_list_fill(s, c, a, who, ids, n, out, f);
	db_read_end(s->db, c);
	if (!e)
		mark(s, a, asked, out);
	return e;
}
