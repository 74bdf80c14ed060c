#include "svc_groups.h"
#include "svc_admin.h"
#include "svc_case.h"
#include "svc_entry.h"

enum err svc_groups(struct svc *s, struct arena *a, struct svc_group **out, size_t *n,
		    struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_group_list);
	struct svc_group *v = ARENA_ARRAY(a, struct svc_group, 64);

	*n = 0;
	while (db_next(r)) {
		int64_t id = db_int(r, 0), post = db_int(r, 3);
		struct svc_group *g = *n ? &v[*n - 1] : NULL;

		if (!g || g->id != id) {
			if (*n == 64)
				continue;
			g = &v[(*n)++];
			*g = (struct svc_group){.id = id,
						.version = db_int(r, 1),
						.name = db_str(r, 2, a),
						.names = STR("")};
		}
		if (!post || g->members_n == SVC_GROUP_MEMBERS)
			continue;
		g->members[g->members_n++] = post;
		g->names = arena_fmt(a, STR_FMT "%s" STR_FMT, STR_ARG(g->names),
				     g->names.n ? ", " : "", STR_ARG(db_str(r, 4, a)));
	}
	enum err e = db_done(r, NULL, f);

	db_read_end(s->db, c);
	*out = v;
	return e;
}

struct keeping {
	const struct actor *me;
	struct arena *a;
	struct svc_group *g;
	struct str name, folded;
};

static enum err put_name(struct db_conn *c, struct keeping *k, struct fail *f)
{
	struct svc_group *g = k->g;
	struct db_rows *r = db_run(c, g->id ? Q_group_update : Q_group_insert);
	int changed = 0;
	enum err e;

	db_bind_str(r, "name", k->name);
	db_bind_str(r, "folded", k->folded);
	if (g->id) {
		db_bind_int(r, "id", g->id);
		db_bind_int(r, "version", g->version);
	}
	if ((e = db_done(r, &changed, f)))
		return e;
	if (changed != 1)
		return FAIL(
			f, ERR_STALE, "stale-version", "version",
			"Kelompok ini tidak ada, atau baru saja diubah orang lain; muat "
			"ulang lalu ulangi.");
	g->version = g->id ? g->version + 1 : 1;
	g->id = g->id ? g->id : db_last_id(c);
	return ERR_OK;
}

static enum err put_members(struct db_conn *c, struct keeping *k, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_group_clear);
	enum err e;

	db_bind_int(r, "id", k->g->id);
	e = svc_exec(r, f);
	for (size_t i = 0; !e && i < k->g->members_n; i++) {
		if ((e = admin_exists(c, Q_position_exists, k->g->members[i], "Jabatan",
				      f)))
			return e;
		r = db_run(c, Q_group_member_put);
		db_bind_int(r, "id", k->g->id);
		db_bind_int(r, "position", k->g->members[i]);
		e = svc_exec(r, f);
	}
	return e;
}

static struct str told(struct keeping *k)
{
	struct buf b = BUF_MAX(8192);

	buf_fmt(&b, "name=" STR_FMT " members=", STR_ARG(k->name));
	for (size_t i = 0; i < k->g->members_n; i++)
		buf_fmt(&b, "%s%lld", i ? "," : "", (long long)k->g->members[i]);
	return buf_keep(&b, k->a);
}

static enum err set_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct keeping *k = arg;
	struct db_rows *r;
	int64_t same = 0;
	enum err e = admin_still(c, k->me, f);

	if (e)
		return e;
	r = db_run(c, Q_group_same_name);
	db_bind_str(r, "folded", k->folded);
	db_bind_int(r, "id", k->g->id);
	if ((e = db_one_int(r, &same, NULL, f)))
		return e;
	if (same)
		return FAIL(f, ERR_CONFLICT, "same-name", "name",
			    "Kelompok dengan nama itu sudah ada; pakai nama lain atau "
			    "ubah yang "
			    "itu.");
	if ((e = put_name(c, k, f)) || (e = put_members(c, k, f)))
		return e;
	return admin_audit(c, k->me, "group", "group", k->g->id, told(k), f);
}

enum err svc_group_set(struct svc *s, const struct actor *me, struct svc_group *g,
		       struct fail *f)
{
	struct arena *a = arena_open();
	struct keeping k = {.me = me, .a = a, .g = g};
	struct svc_group as = *g;
	enum err e = ERR_OK;

	if (!me->admin)
		e = FAIL(f, ERR_DENIED, "not-yours", NULL,
			 "Hanya administrator yang mengatur kelompok jabatan.");
	if (!e)
		e = svc_text(a, g->name, UTF8_LINE, 80, "name", "Nama kelompok", &k.name,
			     f);
	if (!e) {
		k.folded = utf8_fold(a, k.name);
		e = db_submit(s->db, set_act, &k, f);
	}
	if (e)
		*g = as;
	arena_close(a);
	return e;
}
