#include "svc_sheet_plan.h"
#include "hash.h"
#include "svc_case.h"

#define MARK_N 8

static void put_place(struct buf *b, const struct tpl_place *p)
{
	const double v[4] = {p->x, p->y, p->w, p->h};

	for (size_t i = 0; i < 4; i++)
		buf_fmt(b, " %d", (int)(v[i] * 100 + 0.5));
	buf_byte(b, '\n');
}

struct str svc_sheet_plan_of(struct arena *a, const struct tpl_slip *slip,
			     const int64_t *to, struct str *mark)
{
	struct buf b = BUF_MAX(1 << 13);
	struct tpl_slip_places p;
	size_t n;
	const struct svc_instruction *list = svc_instructions(&n);
	struct str text;

	tpl_slip_places(slip, slip->office, &p);
	BUF_ADD(&b, "area");
	put_place(&b, &p.area);
	for (size_t i = 0; i < 4; i++) {
		BUF_ADD(&b, "mark");
		put_place(&b, &p.mark[i]);
	}
	BUF_ADD(&b, "qr");
	put_place(&b, &p.qr);
	BUF_ADD(&b, "note");
	put_place(&b, &p.note);
	BUF_ADD(&b, "initials");
	put_place(&b, &p.initials);
	for (size_t i = 0; i < slip->to_n; i++) {
		buf_fmt(&b, "to %lld", (long long)to[i]);
		put_place(&b, &p.to[i]);
	}
	for (size_t i = 0; i < slip->instruct_n && i < n; i++) {
		buf_fmt(&b, "do %s", list[i].code);
		put_place(&b, &p.instruct[i]);
	}
	text = buf_keep(&b, a);
	*mark = arena_dup(a, str_head(str_c(sha256_hex(sha256_of(text)).z), MARK_N));
	return text;
}

/* ---- kept ---- */

static enum err stored(struct db_conn *c, struct arena *a, struct str mark,
		       struct str *plan, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_sheet_plan_get);

	*plan = (struct str){NULL, 0};
	db_bind_str(r, "mark", mark);
	if (db_next(r))
		*plan = db_str(r, 0, a);
	return db_done(r, NULL, f);
}

struct keeping {
	const struct str *marks, *plans;
	size_t n;
};

static enum err keep_act(struct db_conn *c, void *arg, struct fail *f)
{
	const struct keeping *k = arg;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < k->n; i++) {
		struct db_rows *r = db_run(c, Q_sheet_plan_put);

		db_bind_str(r, "mark", k->marks[i]);
		db_bind_str(r, "plan", k->plans[i]);
		db_bind_int(r, "at", db_now(c));
		e = svc_exec(r, f);
	}
	return e;
}

enum err svc_sheet_plans_keep(struct svc *s, const struct str *marks,
			      const struct str *plans, size_t n, struct fail *f)
{
	struct keeping k = {marks, plans, n};
	struct arena *a = arena_open();
	struct db_conn *c = db_read(s->db);
	bool all = true;
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < n; i++) {
		struct str plan;

		e = stored(c, a, marks[i], &plan, f);
		all = all && plan.p;
	}
	db_read_end(s->db, c);
	arena_close(a);
	return e || all ? e : db_submit(s->db, keep_act, &k, f);
}

/* ---- read back ---- */

static struct str label_of(struct str code)
{
	size_t n;
	const struct svc_instruction *list = svc_instructions(&n);

	for (size_t i = 0; i < n; i++)
		if (str_eqc(code, list[i].code))
			return str_c(list[i].text);
	return code;
}

static enum err name_post(struct svc *s, struct db_conn *c, struct arena *a,
			  struct svc_sheet_box *b, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_sheet_post);

	b->gone = true;
	db_bind_int(r, "id", b->position);
	db_bind_int(r, "today", day_number(day_at(clock_ms(s->clock), s->zone)));
	if (db_next(r)) {
		b->label = db_str(r, 0, a);
		b->gone = !db_int(r, 1);
	}
	return db_done(r, NULL, f);
}

static void read_plan(struct svc_sheet_plan *o, struct arena *a, struct str text)
{
	struct buf b = BUF_MAX(1 << 13);
	struct str line;

	while (str_cut(&text, '\n', &line)) {
		struct str word, what, rest = line;
		struct svc_sheet_box *x = &o->box[o->n];
		bool to;

		if (!line.n || !str_cut(&rest, ' ', &word))
			continue;
		to = str_eqc(word, "to");
		if (!to && !str_eqc(word, "do")) {
			buf_fmt(&b, STR_FMT "\n", STR_ARG(line));
			continue;
		}
		if (o->n == SVC_SHEET_BOXES || !str_cut(&rest, ' ', &what))
			continue;
		*x = (struct svc_sheet_box){.code = arena_dup(a, what)};
		if (!to)
			x->label = label_of(x->code);
		else if (!str_to_int(what, &x->position))
			continue;
		o->n++;
		buf_fmt(&b, "box " STR_FMT "\n", STR_ARG(rest));
	}
	o->boxes = buf_keep(&b, a);
}

enum err svc_sheet_plan_get(struct svc *s, struct arena *a, struct str mark,
			    struct svc_sheet_plan *o, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct str text;
	enum err e = stored(c, a, mark, &text, f);

	*o = (struct svc_sheet_plan){.n = 0};
	if (!e && !text.p)
		e = FAIL(f, ERR_NOTFOUND, "no-plan", NULL,
			 "Lembar ini tidak dicetak oleh Naskah ini, atau dicetak sebelum "
			 "centangnya "
			 "dapat dibaca; catat disposisinya di halaman suratnya.");
	if (!e)
		read_plan(o, a, text);
	for (size_t i = 0; !e && i < o->n; i++)
		if (o->box[i].position)
			e = name_post(s, c, a, &o->box[i], f);
	db_read_end(s->db, c);
	return e;
}
