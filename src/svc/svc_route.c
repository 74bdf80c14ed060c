/* svc_route.c - templates of dispositions and the rules that propose them. */
#include "svc_route.h"
#include "json.h"
#include "svc_entry.h"

#define NAME_MAX_ 80
#define TEXT_MAX_ 120

/* ---- reading ---- */

enum err svc_route_templates(struct svc *s, struct arena *a, struct svc_template **out,
			     size_t *n, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct svc_template *v = ARENA_ARRAY(a, struct svc_template, SVC_ROUTE_MAX);
	struct db_rows *r = db_run(c, Q_route_templates);

	*n = 0;
	while (*n < SVC_ROUTE_MAX && db_next(r))
		v[(*n)++] = (struct svc_template){db_int(r, 0), db_str(r, 1, a),
						  db_str(r, 2, a), db_str(r, 3, a),
						  db_str(r, 4, a)};
	enum err e = db_done(r, NULL, f);

	db_read_end(s->db, c);
	*out = v;
	return e;
}

struct kept_rule {
	struct svc_rule rule;
	struct svc_template gives;
};

static enum err read_rules(struct db_conn *c, struct arena *a, struct kept_rule *v,
			   size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_route_rules);

	*n = 0;
	while (*n < SVC_ROUTE_MAX && db_next(r)) {
		struct svc_rule rule = {db_int(r, 0),    db_int(r, 1),
					db_str(r, 2, a), db_str(r, 3, a),
					db_str(r, 4, a), db_str(r, 5, a)};

		v[(*n)++] = (struct kept_rule){rule,
					       {rule.template_id, rule.template_name,
						db_str(r, 6, a), db_str(r, 7, a),
						db_str(r, 8, a)}};
	}
	return db_done(r, NULL, f);
}

enum err svc_route_rules(struct svc *s, struct arena *a, struct svc_rule **out, size_t *n,
			 struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct kept_rule *v = ARENA_ARRAY(a, struct kept_rule, SVC_ROUTE_MAX);
	struct svc_rule *o = ARENA_ARRAY(a, struct svc_rule, SVC_ROUTE_MAX);
	enum err e = read_rules(c, a, v, n, f);

	for (size_t i = 0; i < *n; i++)
		o[i] = v[i].rule;
	db_read_end(s->db, c);
	*out = o;
	return e;
}

/* ---- does it fit ---- */

struct facts {
	struct str sender, class_code, subject; /* folded, but for the code */
};

static bool has_all(struct str text, struct str words)
{
	struct str w;

	while (str_cut(&words, ' ', &w))
		if (w.n && str_find(text, w) == text.n)
			return false;
	return true;
}

static bool fits(const struct svc_rule *r, const struct facts *x)
{
	return has_all(x->sender, r->sender) && has_all(x->subject, r->words) &&
	       (!r->class_code.n || str_starts(x->class_code, r->class_code));
}

static int said(const struct svc_rule *r)
{
	return (r->sender.n > 0) + (r->class_code.n > 0) + (r->words.n > 0);
}

static enum err facts_of(struct db_conn *c, struct arena *a, int64_t letter,
			 struct facts *x, bool *found, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_route_letter);

	db_bind_int(r, "id", letter);
	*found = db_next(r);
	if (*found)
		*x = (struct facts){utf8_fold(a, db_str(r, 0, a)), db_str(r, 1, a),
				    utf8_fold(a, db_str(r, 2, a))};
	return db_done(r, NULL, f);
}

enum err svc_route_for(struct svc *s, struct arena *a, int64_t letter,
		       struct svc_template *out, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct kept_rule *v = ARENA_ARRAY(a, struct kept_rule, SVC_ROUTE_MAX);
	struct facts x = {STR(""), STR(""), STR("")};
	bool found = false;
	size_t n = 0;
	int best = 0;
	enum err e = read_rules(c, a, v, &n, f);

	*out = (struct svc_template){.id = 0};
	if (!e && n)
		e = facts_of(c, a, letter, &x, &found, f);
	for (size_t i = 0; !e && found && i < n; i++)
		if (said(&v[i].rule) > best && fits(&v[i].rule, &x)) {
			best = said(&v[i].rule);
			*out = v[i].gives;
		}
	db_read_end(s->db, c);
	return e;
}

/* ---- a rule as it is typed ---- */

static enum err clean(struct arena *a, const struct svc_rule *in, struct svc_rule *out,
		      struct fail *f)
{
	enum err e;

	*out = *in;
	if ((e = svc_text(a, in->sender, UTF8_LINE, TEXT_MAX_, "sender", NULL,
			  &out->sender, f)) ||
	    (e = svc_text(a, in->class_code, UTF8_LINE, 40, "classification", NULL,
			  &out->class_code, f)) ||
	    (e = svc_text(a, in->words, UTF8_LINE, TEXT_MAX_, "words", NULL, &out->words,
			  f)))
		return e;
	out->sender = utf8_fold(a, out->sender);
	out->words = utf8_fold(a, out->words);
	return said(out) ? ERR_OK
			 : FAIL(f, ERR_INVALID, "missing", "sender",
				"Aturan belum menyebut apa pun: isi pengirim, kode atau "
				"kata "
				"pada hal.");
}

enum err svc_route_try(struct svc *s, const struct actor *who, struct arena *a,
		       const struct svc_rule *in, struct svc_route_try *out,
		       struct fail *f)
{
	struct svc_rule rule;

	struct {
		int64_t id;
		struct str subject, level;
	} hit[SVC_ROUTE_LAST];
	enum err e = clean(a, in, &rule, f);

	*out = (struct svc_route_try){0};
	if (e)
		return e;
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_route_last);

	while (out->tried < SVC_ROUTE_LAST && db_next(r)) {
		struct str subject = db_str(r, 3, a);
		struct facts x = {utf8_fold(a, db_str(r, 1, a)), db_str(r, 2, a),
				  utf8_fold(a, subject)};

		out->tried++;
		if (!fits(&rule, &x))
			continue;
		hit[out->fits].id = db_int(r, 0);
		hit[out->fits].subject = subject;
		hit[out->fits++].level = db_str(r, 4, a);
	}
	e = db_done(r, NULL, f);
	for (size_t i = 0; !e && i < out->fits && out->subjects_n < 5; i++)
		if (svc_secrecy_open(hit[i].level) ||
		    svc_may_see_line(c, a, who, hit[i].id))
			out->subjects[out->subjects_n++] = hit[i].subject;
	db_read_end(s->db, c);
	return e;
}

/* ---- keeping ---- */

struct change {
	const struct actor *who;
	struct arena *a;
	const char *object; /* "dispose-template", "route-rule" */
	struct svc_template t;
	struct svc_rule r;
	int64_t id;
};

static enum err tell(struct db_conn *c, struct change *x, const char *how, struct fail *f)
{
	struct buf b = BUF_MAX(1 << 16);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "v", 1);
	jw_str(&w, "how", str_c(how));
	jw_str(&w, "name", x->t.name);
	jw_str(&w, "to", x->t.to);
	jw_str(&w, "instructions", x->t.instructions);
	jw_str(&w, "note", x->t.note);
	jw_int(&w, "template", x->r.template_id);
	jw_str(&w, "sender", x->r.sender);
	jw_str(&w, "class", x->r.class_code);
	jw_str(&w, "words", x->r.words);
	jw_obj_end(&w);
	return db_audit(c,
			&(struct db_audit){.actor = actor_audit(x->a, x->who, 0),
					   .act = str_c(flow_act_word(ACT_ADMIN)),
					   .object = arena_fmt(x->a, "%s:%lld", x->object,
							       (long long)x->id),
					   .detail = buf_keep(&b, x->a)},
			f);
}

static enum err may_keep(const struct actor *who, struct fail *f)
{
	return flow_may(ACT_ADMIN, FS_REGISTERED, who->admin ? DUTY_ADMIN : 0, f);
}

static enum err template_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct change *x = arg;
	struct db_rows *r = db_run(c, Q_route_template_put);
	enum err e;

	db_bind_str(r, "name", x->t.name);
	db_bind_str(r, "to", x->t.to);
	db_bind_str(r, "instructions", x->t.instructions);
	db_bind_str(r, "note", x->t.note);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "at", db_now(c));
	e = svc_exec(r, f);
	if (e == ERR_CONFLICT)
		return FAIL(f, ERR_CONFLICT, "name-taken", "name",
			    "Sudah ada templat disposisi bernama itu; pakai nama lain.");
	x->id = db_last_id(c);
	return e ? e : tell(c, x, "new", f);
}

static struct str words_of(struct arena *a, const struct svc_dispose *in)
{
	struct buf b = BUF_MAX(2048);

	for (size_t i = 0; i < in->to_n; i++)
		buf_fmt(&b, "%s%lld", b.n ? " " : "", (long long)in->to[i]);
	for (size_t i = 0; i < in->units_n; i++)
		buf_fmt(&b, "%su%lld", b.n ? " " : "", (long long)in->units[i]);
	return buf_keep(&b, a);
}

enum err svc_route_template_put(struct svc *s, const struct actor *who,
				const struct svc_dispose *in, struct str name,
				int64_t *id, struct fail *f)
{
	struct arena *a = arena_open();
	struct change x = {.who = who, .a = a, .object = "dispose-template"};
	enum err e = may_keep(who, f);

	if (!e)
		e = svc_text(a, name, UTF8_LINE, NAME_MAX_, "name", "Nama templat",
			     &x.t.name, f);
	if (!e)
		e = svc_text(a, in->note.p ? in->note : STR(""), UTF8_LINES, 2000, "note",
			     NULL, &x.t.note, f);
	if (!e && !in->to_n && !in->units_n)
		e = FAIL(f, ERR_INVALID, "missing", "to",
			 "Tujuan templat belum dipilih; centang paling sedikit satu.");
	if (!e)
		e = svc_instruction_codes(a, in->instructions, in->instructions_n,
					  &x.t.instructions, f);
	x.t.to = words_of(a, in);
	if (!e)
		e = db_submit(s->db, template_act, &x, f);
	*id = x.id;
	arena_close(a);
	return e;
}

static enum err end_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct change *x = arg;
	bool rule = strcmp(x->object, "route-rule") == 0;
	struct db_rows *r;
	int64_t used = 0;
	int changed = 0;
	enum err e = ERR_OK;

	if (!rule) {
		r = db_run(c, Q_route_template_used);
		db_bind_int(r, "id", x->id);
		e = db_one_int(r, &used, NULL, f);
	}
	if (!e && used)
		e = FAIL(f, ERR_CONFLICT, "in-use", NULL,
			 "Templat ini masih diusulkan oleh %lld aturan; hapus aturannya "
			 "dulu.",
			 (long long)used);
	if (e)
		return e;
	r = db_run(c, rule ? Q_route_rule_end : Q_route_template_end);
	db_bind_int(r, "id", x->id);
	db_bind_int(r, "at", db_now(c));
	if ((e = db_done(r, &changed, f)))
		return e;
	return changed ? tell(c, x, "ended", f)
		       : FAIL(f, ERR_NOTFOUND, "no-route", NULL,
			      "Templat atau aturan itu tidak ada lagi; muat ulang "
			      "halaman.");
}

static enum err end(struct svc *s, const struct actor *who, const char *object,
		    int64_t id, struct fail *f)
{
	struct arena *a = arena_open();
	struct change x = {.who = who, .a = a, .object = object, .id = id};
	enum err e = may_keep(who, f);

	if (!e)
		e = db_submit(s->db, end_act, &x, f);
	arena_close(a);
	return e;
}

enum err svc_route_template_end(struct svc *s, const struct actor *who, int64_t id,
				struct fail *f)
{
	return end(s, who, "dispose-template", id, f);
}

enum err svc_route_rule_end(struct svc *s, const struct actor *who, int64_t id,
			    struct fail *f)
{
	return end(s, who, "route-rule", id, f);
}

static enum err rule_act(struct db_conn *c, void *arg, struct fail *f)
{
	struct change *x = arg;
	struct db_rows *r = db_run(c, Q_route_rule_put);
	enum err e;

	db_bind_int(r, "template", x->r.template_id);
	db_bind_str(r, "sender", x->r.sender);
	db_bind_str(r, "class", x->r.class_code);
	db_bind_str(r, "words", x->r.words);
	db_bind_int(r, "account", x->who->account_id);
	db_bind_int(r, "at", db_now(c));
	if ((e = svc_exec(r, f)))
		return e;
	x->id = db_last_id(c);
	return tell(c, x, "new", f);
}

static enum err template_of(struct svc *s, struct arena *a, int64_t id,
			    struct svc_template *out, struct fail *f)
{
	struct svc_template *v;
	size_t n;
	enum err e = svc_route_templates(s, a, &v, &n, f);

	for (size_t i = 0; !e && i < n; i++)
		if (v[i].id == id) {
			*out = v[i];
			return ERR_OK;
		}
	return e ? e
		 : FAIL(f, ERR_INVALID, "no-template", "template",
			"Templat disposisi itu tidak ada lagi; pilih yang lain.");
}

enum err svc_route_rule_put(struct svc *s, const struct actor *who,
			    const struct svc_rule *in, int64_t *id, struct fail *f)
{
	struct arena *a = arena_open();
	struct change x = {.who = who, .a = a, .object = "route-rule"};
	struct svc_template t;
	enum err e = may_keep(who, f);

	if (!e)
		e = clean(a, in, &x.r, f);
	if (!e)
		e = template_of(s, a, in->template_id, &t, f);
	if (!e)
		e = db_submit(s->db, rule_act, &x, f);
	*id = x.id;
	arena_close(a);
	return e;
}

enum err svc_route_dispose(struct svc *s, struct arena *a, int64_t id,
			   struct svc_dispose *in, struct fail *f)
{
	struct svc_template t;
	struct str to, codes, w;
	enum err e = template_of(s, a, id, &t, f);

	if (e)
		return e;
	to = t.to;
	while (str_cut(&to, ' ', &w)) {
		bool unit = w.n && w.p[0] == 'u';
		int64_t n;

		if (!str_to_int(str_from(w, unit), &n))
			continue;
		if (unit && in->units_n < 8)
			in->units[in->units_n++] = n;
		else if (!unit && in->to_n < 32)
			in->to[in->to_n++] = n;
	}
	codes = t.instructions;
	while (str_cut(&codes, ' ', &w))
		if (w.n && in->instructions_n < 16)
			in->instructions[in->instructions_n++] = w;
	if (!in->note.n)
		in->note = t.note;
	return ERR_OK;
}
