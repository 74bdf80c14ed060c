/* svc_rules.c - number rules listed, opened for editing, published. */
#include <stdlib.h>
#include "num_edit.h"
#include "svc_admin.h"
#include "svc_norm.h"
#include "svc_outgoing_serial.h"
#include "svc_rules_inside.h"
#include "svc_rules_set.h"

enum err rules_may_look(const struct actor *me, struct fail *f)
{
	return flow_may(ACT_ADMIN, FS_DRAFT, me->admin ? DUTY_ADMIN : DUTY_ANY, f);
}

struct str rule_series(const struct svc *s, struct arena *a, struct str name)
{
	struct str all = STR("");

	for (size_t i = 0; i < s->office->series_n; i++)
		if (str_eq(s->office->series[i].rule, name))
			all = arena_fmt(a, STR_FMT "%s" STR_FMT, STR_ARG(all),
					all.n ? ", " : "",
					STR_ARG(s->office->series[i].name));
	return all;
}

static const struct office_series *first_series(const struct svc *s, struct str name)
{
	for (size_t i = 0; i < s->office->series_n; i++)
		if (str_eq(s->office->series[i].rule, name))
			return &s->office->series[i];
	return NULL;
}

static const char *origin_of(enum num_layer l)
{
	static const char *const WORD[] = {[NUM_SHIPPED] = "bawaan",
					   [NUM_FOLDER] = "berkas kantor",
					   [NUM_PUBLISHED] = "terbitan"};

	return WORD[l];
}

static struct svc_rule_row row_of(const struct svc *s, struct arena *a,
				  const struct num_rules *set, const struct num_rule *r,
				  struct day today)
{
	struct str name = arena_dup(a, num_rule_name(r));
	struct day from = num_rule_from(r);
	struct out_numbered n = rule_sample(s, first_series(s, name), today);
	struct svc_rule_row o = {
		.name = name,
		.title = str_or_empty(num_rule_title(r)),
		.pattern = str_or_empty(num_rule_pattern(r)),
		.source = str_or_empty(num_rule_source(r)),
		.sha_hex = arena_dup(a, str_c(sha256_hex(num_rule_sha(r)).z)),
		.origin = str_c(origin_of(num_rule_layer(r))),
		.series = rule_series(s, a, name),
		.from = from,
		.until = num_rule_to(r),
		.assumed = num_rule_assumed(r),
		.in_force = num_rules_on(set, name, today) == r,
		.coming = !day_none(from) && day_cmp(from, today) > 0,
		.by = STR("")};

	if (num_rule_by(r) == NUM_BY_NOBODY)
		o.example = STR("tidak dinomori");
	else
		(void)rule_prints(s, a, r, &n, &o.example);
	return o;
}

static enum err put_by(struct db_conn *c, struct arena *a, const struct num_rule *r,
		       struct svc_rule_row *o, struct fail *f)
{
	struct sha256 sha = num_rule_sha(r);
	struct db_rows *q = db_run(c, Q_rule_version_of);

	db_bind_blob(q, "sha", (struct str){(const char *)sha.b, sizeof(sha.b)});
	if (db_next(q)) {
		o->at_ms = db_int(q, 0);
		o->by = db_null(q, 1) ? STR("operator mesin") : db_str(q, 1, a);
	}
	return db_done(q, NULL, f);
}

static int by_name(const void *x, const void *y)
{
	const struct svc_rule_row *a = x, *b = y;
	int k = str_cmp(a->name, b->name);

	return k ? k : -day_cmp(a->from, b->from);
}

enum err svc_rules(struct svc *s, const struct actor *me, struct arena *a,
		   struct svc_rule_row **rows, size_t *n, struct fail *f)
{
	const struct num_rules *set = s->rules;
	struct day today = day_at(clock_ms(s->clock), s->zone);
	struct svc_rule_row *v = ARENA_ARRAY(a, struct svc_rule_row, num_rules_count(set) + 1);
	enum err e = rules_may_look(me, f);
	struct db_conn *c;

	*rows = v;
	*n = 0;
	if (e)
		return e;
	c = db_read(s->db);
	for (size_t i = 0; !e && i < num_rules_count(set); i++) {
		const struct num_rule *r = num_rules_at(set, i);
		struct svc_rule_row o = row_of(s, a, set, r, today);
		bool published = num_rule_layer(r) == NUM_PUBLISHED;

		if (!o.in_force && !o.coming && !published)
			continue; /* what the office's own version stands over */
		if (published)
			e = put_by(c, a, r, &o, f);
		v[(*n)++] = o;
	}
	db_read_end(s->db, c);
	qsort(v, *n, sizeof(*v), by_name);
	return e;
}

enum err svc_rule_text(struct svc *s, const struct actor *me, struct arena *a, struct str name,
		       struct str sha_hex, struct str *xml, struct fail *f)
{
	const struct num_rules *set = s->rules;
	const struct num_rule *r = num_rules_find(set, name);
	enum err e = rules_may_look(me, f);

	if (e)
		return e;
	for (size_t i = 0; sha_hex.n && i < num_rules_count(set); i++)
		if (str_eq(num_rule_name(num_rules_at(set, i)), name) &&
		    str_eqc(sha_hex, sha256_hex(num_rule_sha(num_rules_at(set, i))).z))
			r = num_rules_at(set, i);
	if (!r)
		return FAIL(f, ERR_NOTFOUND, "no-rule", "rule",
			    "Aturan nomor itu tidak ada; pilih dari daftar aturan.");
	*xml = arena_dup(a, num_rule_xml(r));
	return ERR_OK;
}

enum err svc_rule_fields(struct arena *a, struct str xml, struct str rule,
			 struct svc_rule_fields *out, struct fail *f)
{
	struct num_fields v;
	enum err e = num_fields_read(a, xml, rule, RULE_TEXT, &v, f);

	*out = (struct svc_rule_fields){v.name,	 v.title, v.pattern, v.source, v.assumed,
					v.per,	 v.reset, v.start,   v.from,   v.until,
					v.late,	 v.suffix, v.quota};
	return e;
}

enum err svc_rule_with(struct arena *a, struct str xml, struct str rule,
		       const struct svc_rule_fields *w, struct str *out, struct fail *f)
{
	struct num_fields v = {.title = w->title,
			       .pattern = w->pattern,
			       .source = w->source,
			       .assumed = w->assumed,
			       .per = w->per,
			       .reset = w->reset,
			       .start = w->start,
			       .from = w->from,
			       .until = w->until,
			       .late = w->late,
			       .suffix = w->suffix,
			       .quota = w->quota};

	return num_fields_write(a, xml, rule, RULE_TEXT, &v, out, f);
}

/* ---- publishing ---- */

struct publishing {
	struct svc *s;
	const struct actor *me;
	struct arena *a;
	struct str name, xml, first /* of its rules */;
	struct sha256 sha;
	struct day from;
};

static enum err act_publish(struct db_conn *c, void *arg, struct fail *f)
{
	const struct publishing *p = arg;
	struct str sha = {(const char *)p->sha.b, sizeof(p->sha.b)};
	struct arena *a = arena_open();
	enum err e = admin_still(c, p->me, f);
	struct db_rows *r;

	if (!e) {
		r = db_run(c, Q_pin_template);
		db_bind_blob(r, "sha", sha);
		db_bind_str(r, "kind", STR("nomor"));
		db_bind_str(r, "name", p->name);
		db_bind_str(r, "xml", p->xml);
		db_bind_int(r, "at", db_now(c));
		e = db_done(r, NULL, f);
	}
	if (!e) {
		r = db_run(c, Q_rule_version_put);
		db_bind_str(r, "name", p->name);
		db_bind_blob(r, "sha", sha);
		db_bind_int(r, "from", day_number(p->from));
		if (p->me->account_id)
			db_bind_int(r, "account", p->me->account_id);
		db_bind_int(r, "at", db_now(c));
		e = db_done(r, NULL, f);
	}
	if (!e)
		e = admin_audit(c, p->me, "rule", "rule", db_last_id(c),
				arena_fmt(a, "nomor=" STR_FMT "\nsha256=%s\nberlaku=" STR_FMT
					     "\n",
					  STR_ARG(p->name), sha256_hex(p->sha).z,
					  STR_ARG(day_iso(a, p->from))),
				f);
	arena_close(a);
	return e;
}

static enum err from_day(const struct svc *s, struct arena *a, struct day *from, struct fail *f)
{
	struct day today = day_at(clock_ms(s->clock), s->zone);

	if (day_none(*from))
		*from = today;
	if (day_ok(*from) && day_cmp(*from, today) >= 0)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "date-before-today", "from",
		    "Aturan berlaku paling awal hari ini, " STR_FMT
		    "; surat yang sudah bernomor tidak berubah.",
		    STR_ARG(day_long(a, today)));
}

/* What the editor shows as a fault is refused here, in its words. */
static enum err refuse_faults(const struct svc_rule_try *t, struct fail *f)
{
	if (!t->loads)
		return FAIL(f, ERR_INVALID, "bad-rule", "xml", "Baris %d: " STR_FMT,
			    t->fault[0].line, STR_ARG(t->fault[0].text));
	for (size_t i = 0; i < t->warning_n; i++)
		if (t->warning[i].fault)
			return FAIL(f, ERR_INVALID, "bad-rule", "xml", STR_FMT,
				    STR_ARG(t->warning[i].text));
	return ERR_OK;
}

/* The text says from when on it counts, for all its groups. */
static enum err put_date(struct arena *a, struct publishing *p, struct fail *f)
{
	struct svc_rule_fields was, date = {.from = day_iso(a, p->from)};
	struct str none = {0};
	enum err e = svc_rule_fields(a, p->xml, none, &was, f);

	if (e || str_eq(was.from, date.from))
		return e;
	return svc_rule_with(a, p->xml, none, &date, &p->xml, f);
}

/* The day that was chosen is that of every group. */
static enum err check_dates(struct publishing *p, struct fail *f)
{
	struct num_rule *list[NUM_GROUPS_MAX];
	bool own = false;
	size_t n;
	enum err e = num_rule_load_all(list, NUM_GROUPS_MAX, &n, p->xml, RULE_TEXT, f);

	for (size_t i = 0; i < n; i++) {
		if (!i)
			p->first = arena_dup(p->a, num_rule_name(list[i]));
		own = own || day_cmp(num_rule_from(list[i]), p->from) != 0;
		num_rule_free(list[i]);
	}
	return e || !own ? e
			 : FAIL(f, ERR_INVALID, "bad-rule", "xml",
				"Kelompok aturan ini menyebut tanggal berlaku sendiri; hapus, supaya "
				"tanggal berlaku yang dipilih dipakai.");
}

static enum err check_new(const struct publishing *p, struct fail *f)
{
	const struct num_rule *now = num_rules_on(p->s->rules, p->first, p->from);

	return !now || !sha256_eq(num_rule_sha(now), p->sha)
		       ? ERR_OK
		       : FAIL(f, ERR_CONFLICT, "no-change", "xml",
			      "Aturan ini sama dengan yang sudah berlaku; tidak ada yang perlu "
			      "disimpan.");
}

static enum err prepare(struct svc *s, struct publishing *p, struct fail *f)
{
	struct svc_rule_try *t = ARENA_NEW(p->a, struct svc_rule_try);
	struct str none = {0};
	enum err e = svc_rule_try(s, p->me, p->a, p->xml, none, none, t, f);

	if (!e && !t->loads)
		e = refuse_faults(t, f);
	if (e || (e = put_date(p->a, p, f)) ||
	    (e = svc_rule_try(s, p->me, p->a, p->xml, none, none, t, f)) ||
	    (e = refuse_faults(t, f)))
		return e;
	p->name = t->fields.name;
	p->sha = sha256_of(p->xml);
	return check_dates(p, f);
}

/* Nobody else publishes meanwhile: what is in force now stays so. */
static enum err store(void *arg, struct fail *f)
{
	struct publishing *p = arg;
	enum err e = check_new(p, f);

	return e ? e : db_submit(p->s->db, act_publish, p, f);
}

static enum err published_row(struct svc *s, const struct publishing *p,
			      struct svc_rule_row *out, struct fail *f)
{
	const struct num_rules *set = s->rules;
	const struct num_rule *r = num_rules_version(set, p->first, p->sha);
	struct db_conn *c = db_read(s->db);
	enum err e;

	*out = row_of(s, p->a, set, r, day_at(clock_ms(s->clock), s->zone));
	e = put_by(c, p->a, r, out, f);
	db_read_end(s->db, c);
	return e;
}

enum err svc_rule_publish(struct svc *s, const struct actor *me, struct arena *a,
			  struct str xml, struct day from, struct svc_rule_row *out,
			  struct fail *f)
{
	struct publishing p = {.s = s, .me = me, .a = a, .xml = xml, .from = from};
	enum err e = admin_may(me, f);

	if (e || (e = from_day(s, a, &p.from, f)) || (e = prepare(s, &p, f)) ||
	    (e = svc_rules_add(s, p.xml, store, &p, f)))
		return e;
	svc_norm_again(s->norm);
	return published_row(s, &p, out, f);
}
