/* svc_sheets.c - lembar disposisi and tanda terima: one letter, the day's pile, or blank. */
#include "svc_find.h"
#include "svc_incoming.h"
#include "svc_outgoing_kop.h"
#include "svc_outgoing_page.h"
#include "svc_secrecy.h"
#include "svc_sheet_plan.h"

#define PILE_MAX 200

#define KOPS_MAX 16 /* units with books of their own whose sheets are in one pile */

struct sheet_job {
	struct svc *s;
	struct arena *a;
	struct db_conn *c;
	bool receipt;
	struct sheet_kop {
		struct str unit;
		struct tpl_office *head;
	} kops[KOPS_MAX];
	size_t kops_n;
	int64_t to[TPL_SLIP_LINES]; /* the posts of the slip being filled */
	struct str marks[KOPS_MAX * 4], plans[KOPS_MAX * 4]; /* to be kept, once each */
	size_t plans_n;
};

/* The letterhead of the unit that keeps the book, read once for the pile; a unit without
 * one has sheets without one. */
static const struct tpl_office *kop_of(struct sheet_job *j, struct str unit)
{
	struct tpl_office *head = NULL;
	struct fail f;

	for (size_t i = 0; i < j->kops_n; i++)
		if (str_eq(j->kops[i].unit, unit))
			return j->kops[i].head;
	if (j->kops_n == KOPS_MAX || out_kop(j->s, j->a, unit, &head, &f))
		return NULL;
	j->kops[j->kops_n++] = (struct sheet_kop){ unit, head };
	return head;
}

/* The boxes every sheet prints: the posts under the unit and the usual instructions. */
static enum err put_boxes(struct sheet_job *j, struct str unit, struct tpl_slip *o, struct fail *f)
{
	size_t n;
	const struct svc_instruction *list = svc_instructions(&n);
	struct db_rows *r = db_run(j->c, Q_book_posts_under);

	o->office = kop_of(j, unit);
	db_bind_str(r, "unit", unit);
	while (o->to_n < TPL_SLIP_LINES && db_next(r)) {
		j->to[o->to_n] = db_int(r, 1);
		o->to[o->to_n++] = db_str(r, 0, j->a);
	}
	for (size_t i = 0; i < n && o->instruct_n < TPL_SLIP_LINES; i++)
		o->instruct[o->instruct_n++] = str_c(list[i].text);
	return db_done(r, NULL, f);
}

static struct str day_text(struct arena *a, int64_t n)
{
	return n ? day_long(a, day_from_number(n)) : STR("");
}

static enum err put_head(struct sheet_job *j, int64_t id, struct tpl_slip *o, struct str *unit,
                         struct fail *f)
{
	struct db_rows *r = db_run(j->c, Q_book_slip);
	struct arena *a = j->a;

	db_bind_int(r, "id", id);
	if (db_next(r)) {
		struct str book = db_str(r, 4, a);
		int serial = (int)db_int(r, 5), year = (int)db_int(r, 11);

		o->from = db_str(r, 0, a);
		o->number = db_str(r, 1, a);
		o->date = day_text(a, db_int(r, 2));
		o->received = day_text(a, db_int(r, 3));
		o->agenda = arena_fmt(a, "%04d", serial);
		o->urgency = out_axis_word("sifat", db_str(r, 6, a));
		o->secrecy = out_axis_word("keamanan", db_str(r, 7, a));
		o->subject = db_str(r, 8, a);
		o->channel = db_str(r, 9, a);
		o->attachments = db_str(r, 10, a);
		*unit = db_str(r, 12, a);
		o->qr = arena_fmt(a, "NASKAH %.*s %d/%04d", STR_ARG(book), year, serial);
	}
	return db_done(r, NULL, f);
}

static void tick(struct tpl_slip *o, struct str codes)
{
	size_t n;
	const struct svc_instruction *list = svc_instructions(&n);
	struct str one;

	while (str_cut(&codes, ' ', &one))
		for (size_t i = 0; i < n && i < TPL_SLIP_LINES; i++)
			if (str_eqc(one, list[i].code))
				o->instruct_ticked |= 1u << i;
}

/* What the head has given already, so that the printed sheet says it. */
static enum err put_given(struct sheet_job *j, int64_t id, struct tpl_slip *o, struct fail *f)
{
	struct db_rows *r = db_run(j->c, Q_book_slip_given);
	int64_t node = 0;
	enum err e;

	db_bind_int(r, "id", id);
	if (db_next(r)) {
		node = db_int(r, 0);
		o->post = db_str(r, 1, j->a);
		tick(o, db_str(r, 2, j->a));
		o->note = db_str(r, 3, j->a);
		o->given = day_long(j->a, day_at(db_int(r, 4), j->s->zone));
	}
	if ((e = db_done(r, NULL, f)) || !node)
		return e;
	r = db_run(j->c, Q_book_slip_to);
	db_bind_int(r, "disposition", node);
	while (db_next(r)) {
		struct str name = db_str(r, 0, j->a);
		size_t i = 0;

		while (i < o->to_n && !str_eq(o->to[i], name))
			i++;
		if (i == o->to_n && i < TPL_SLIP_LINES) {
			j->to[i] = db_int(r, 1);
			o->to[o->to_n++] = name;
		}
		if (i < TPL_SLIP_LINES)
			o->to_ticked |= 1u << i;
	}
	return db_done(r, NULL, f);
}

/* The QR says by which plan the sheet is read when it comes back.  Sheets of more plans than
 * are kept at once have none: their ticks are typed. */
static void put_plan(struct sheet_job *j, struct tpl_slip *o)
{
	struct str mark, plan;
	size_t i = 0;

	if (j->receipt || !o->qr.n)
		return;
	plan = svc_sheet_plan_of(j->a, o, j->to, &mark);
	while (i < j->plans_n && !str_eq(j->marks[i], mark))
		i++;
	if (i == sizeof j->marks / sizeof *j->marks)
		return;
	if (i == j->plans_n) {
		j->marks[j->plans_n] = mark;
		j->plans[j->plans_n++] = plan;
	}
	o->qr = arena_fmt(j->a, STR_FMT "#" STR_FMT, STR_ARG(o->qr), STR_ARG(mark));
}

static enum err pile_of(struct sheet_job *j, const struct actor *who, int64_t *ids, size_t *n,
                        struct fail *f)
{
	struct db_rows *r = db_run(j->c, Q_book_pile);
	int64_t all[PILE_MAX];
	size_t k = 0;

	db_bind_int(r, "day", day_number(day_at(clock_ms(j->s->clock), j->s->zone)));
	while (k < PILE_MAX && db_next(r))
		all[k++] = db_int(r, 0);
	enum err e = db_done(r, NULL, f);

	for (size_t i = 0; !e && i < k; i++)
		if (svc_may_open(j->c, j->a, who, all[i]))
			ids[(*n)++] = all[i];
	if (!e && !*n)
		e = FAIL(f, ERR_NOTFOUND, "no-pile", NULL,
		         "Hari ini belum ada surat yang menunggu disposisi.");
	return e;
}

/* Blank sheets for the unit of the one who prints them. */
static enum err fill_blank(struct sheet_job *j, const struct actor *who, struct tpl_slip *slips,
                           size_t *n, struct fail *f)
{
	struct db_rows *r = db_run(j->c, Q_book_unit_code);
	struct str unit = STR("");
	enum err e;

	db_bind_int(r, "id", who->posts_n ? who->posts[0].unit_id : 0);
	if (db_next(r))
		unit = db_str(r, 0, j->a);
	if ((e = db_done(r, NULL, f)) || (e = put_boxes(j, unit, &slips[0], f)))
		return e;
	slips[1] = slips[0];
	*n = 2;
	return ERR_OK;
}

static enum err fill(struct sheet_job *j, const struct actor *who, const struct svc_sheets *in,
                     struct tpl_slip *slips, size_t *n, struct fail *f)
{
	int64_t ids[PILE_MAX];
	struct str unit = STR("");
	enum err e = ERR_OK;

	if (in->blank && !in->receipt)
		return fill_blank(j, who, slips, n, f);
	for (size_t i = 0; i < in->n && i < PILE_MAX; i++)
		ids[(*n)++] = in->ids[i];
	if (!in->n && !in->blank && (e = pile_of(j, who, ids, n, f)))
		return e;
	for (size_t i = 0; !e && i < *n; i++) {
		if (!svc_may_open(j->c, j->a, who, ids[i]))
			return svc_no_letter(f);
		if ((e = put_head(j, ids[i], &slips[i], &unit, f)) ||
		    (e = put_boxes(j, unit, &slips[i], f)) ||
		    (e = put_given(j, ids[i], &slips[i], f)))
			return e;
		put_plan(j, &slips[i]);
	}
	return e;
}

enum err svc_sheets_print(struct svc *s, const struct actor *who, struct arena *a,
                          const struct svc_sheets *in, struct str *pdf, struct fail *f)
{
	struct sheet_job j = { .s = s, .a = a, .receipt = in->receipt };
	struct tpl_slip *slips = ARENA_ARRAY(a, struct tpl_slip, PILE_MAX);
	struct tpl_ctx *t = s->tpl ? tpl_ctx_open(s->tpl) : NULL;
	struct buf b = BUF_MAX(64u << 20);
	size_t n = 0;

	if (!t)
		return FAIL(f, ERR_IO, "pdf", NULL, "Mesin PDF tidak dapat dibuka.");
	j.c = db_read(s->db);
	enum err e = fill(&j, who, in, slips, &n, f);

	db_read_end(s->db, j.c);
	if (!e)
		e = svc_sheet_plans_keep(s, j.marks, j.plans, j.plans_n, f);
	if (!e)
		e = tpl_slips(s->tpl, t, in->receipt ? TPL_SLIP_TANDA_TERIMA : TPL_SLIP_DISPOSISI,
		              NULL, slips, n, s->demo, day_at(clock_ms(s->clock), s->zone), &b, f);
	tpl_ctx_close(t);
	for (size_t i = 0; i < j.kops_n; i++)
		tpl_office_free(j.kops[i].head);
	*pdf = buf_keep(&b, a);
	return e;
}
