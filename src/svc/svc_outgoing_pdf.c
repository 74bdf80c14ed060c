/* svc_outgoing_pdf.c - pages: stored ones as they are, drafts drawn; preview; forms. */
#include "svc_outgoing_page.h"
#include "svc_outgoing_pin.h"
#include "arc_files.h"
#include "tpl.h"

#define PDF_MAX (64u << 20)

/* The sheet that is signed with ink bears month and year, the day is left blank; later
 * the day alone is printed in its place. */
static struct day sheet_day(const struct svc *s, const struct out_case *l, int64_t now)
{
	if (l->signed_ms)
		return day_at(l->signed_ms, s->zone);
	return l->state == FS_APPROVED ? day_at(now, s->zone) : (struct day){0};
}

static enum err number_alone(const struct svc *s, const struct out_case *l,
			     struct out_print *p, struct fail *f)
{
	struct day sheet = sheet_day(s, l, 0);

	if (!l->number.n || l->outside)
		return FAIL(f, ERR_CONFLICT, "no-number", NULL,
			    "Surat ini belum bernomor atau tidak dicetak dari sini; "
			    "catat dulu "
			    "di register surat keluar.");
	if (sheet.month != l->letter_day.month || sheet.year != l->letter_day.year)
		return FAIL(
			f, ERR_CONFLICT, "other-month", NULL,
			"Lembar yang ditandatangani bertulisan bulan lain dari tanggal "
			"surat; tulis nomor dan tanggalnya dengan tangan.");
	p->number = l->number;
	p->day = l->letter_day;
	p->number_only = true;
	return ERR_OK;
}

static enum err letter_pdf(struct svc *s, const struct actor *who, struct arena *a,
			   int64_t id, int draft_no, bool number_only, int row,
			   struct str *pdf, struct fail *f)
{
	struct out_act x = {.s = s, .who = who, .a = a, .ref = {id, 0}};
	struct db_conn *c = db_read(s->db);
	struct tpl_engine *pinned = NULL;
	struct out_print p;
	struct sha256 sha;
	enum err e = out_load(&x, c, f);
	bool stored = !e && x.l.pdf.n == sizeof(sha.b) && !number_only &&
		      (!draft_no || draft_no == x.l.draft_no);

	if (!e)
		e = out_may_read(&x, f);
	if (!e && stored)
		memcpy(sha.b, x.l.pdf.p, sizeof(sha.b));
	else if (!e)
		e = out_print_of(&x, draft_no ? draft_no : x.l.draft_no,
				 out_today(s, db_now(c)), &p, f);
	if (!e && !stored && x.l.state != FS_DRAFT)
		e = out_pinned_engine(&x, &pinned, f);
	db_read_end(s->db, c);
	if (e)
		return e;
	if (stored)
		return arc_file_read(s->files, a, sha, PDF_MAX, pdf, f);
	p.engine = pinned;
	/* what is signed with ink is signed on each sheet */
	p.row = row || x.l.state != FS_APPROVED ? row : OUT_ALL;
	if (number_only)
		e = number_alone(s, &x.l, &p, f);
	else if (day_none(p.day))
		p.day = sheet_day(s, &x.l, clock_ms(s->clock));
	if (!e)
		e = out_page_pdf(s, a, &p, pdf, f);
	tpl_close(pinned);
	return e;
}

enum err svc_letter_pdf(struct svc *s, const struct actor *who, struct arena *a,
			int64_t id, int draft_no, bool number_only, struct str *pdf,
			struct fail *f)
{
	return letter_pdf(s, who, a, id, draft_no, number_only, 0, pdf, f);
}

enum err svc_letter_row_pdf(struct svc *s, const struct actor *who, struct arena *a,
			    int64_t id, int row, struct str *pdf, struct fail *f)
{
	return letter_pdf(s, who, a, id, 0, false, row ? row : OUT_ALL, pdf, f);
}

enum err svc_preview(struct svc *s, const struct actor *who, struct arena *a,
		     const struct svc_draft_in *asked, struct str *pdf, struct fail *f)
{
	struct svc_draft_in own = *asked, *in = &own;
	struct out_print p = {.profile = s->office->profile,
			      .class_code = in->class_code,
			      .urgency = in->urgency.n ? in->urgency : STR("biasa"),
			      .secrecy = in->secrecy.n ? in->secrecy : STR("biasa"),
			      .row = in->row};
	struct out_position drafter;
	struct out_signing by;
	int64_t id = in->drafter_position_id;
	enum err e = ERR_OK;

	if (!in->form.n && in->xml.n)
		e = out_page_form(s, a, in->xml, &in->form, f);
	if (e || (e = out_page_xml(s, a, in, &p.xml, f)))
		return e;
	p.form = in->form;
	if (!id && who->posts_n)
		id = who->posts[0].position_id;
	struct db_conn *c = db_read(s->db);
	e = out_position_get(c, a, id, &drafter, f);
	if (!e)
		e = out_signer_for(s, c, a, in->form, &drafter, in->signer_position_id,
				   &by, f);
	if (!e)
		e = out_print_signer(c, a, &by, &p, f);
	if (!e)
		e = out_holder_get(c, a, p.signer.id, out_today(s, db_now(c)), &p.holder,
				   f);
	db_read_end(s->db, c);
	return e ? e : out_page_pdf(s, a, &p, pdf, f);
}

static bool may_draft(const struct svc *s, const struct actor *who, struct str form,
		      size_t *post)
{
	const struct flow_proc *p = out_proc_for(s, form);

	for (size_t i = 0; p && p->steps_n > 1 && i < who->posts_n; i++) {
		*post = i;
		if (flow_step_has_role(&p->steps[0], STR("pengirim")) ||
		    flow_step_has_role(&p->steps[0], who->posts[i].role) ||
		    (p->steps[1].act == ACT_SUBMIT &&
		     flow_step_has_role(&p->steps[1], who->posts[i].role)))
			return true;
	}
	return false;
}

static bool listed(const struct svc_form_row *rows, size_t n, struct str code)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(rows[i].code, code))
			return true;
	return false;
}

struct choosing {
	struct svc *s;
	struct db_conn *c;
	const struct actor *who;
	struct arena *a;
	struct svc_form_row *rows;
	size_t n;
};

/* A form that he may draft and for which somebody signs. */
static enum err choose(struct choosing *k, struct str form, struct fail *f)
{
	struct str name = out_form_name(k->s, form);
	struct out_position drafter;
	struct out_signing by;
	size_t post;
	enum err e;

	if (!name.n || listed(k->rows, k->n, form) ||
	    !may_draft(k->s, k->who, form, &post))
		return ERR_OK;
	e = out_position_get(k->c, k->a, k->who->posts[post].position_id, &drafter, f);
	if (e || out_signer_for(k->s, k->c, k->a, form, &drafter, 0, &by, NULL))
		return e;
	k->rows[k->n++] = (struct svc_form_row){arena_dup(k->a, form), name, by.signer.id,
						by.signer.name};
	return ERR_OK;
}

enum err svc_forms(struct svc *s, const struct actor *who, struct arena *a,
		   struct svc_form_row **rows, size_t *n, struct fail *f)
{
	const struct office *o = s->office;
	const struct tpl_engine *t = s->tpl;
	struct choosing k = {.s = s, .c = db_read(s->db), .who = who, .a = a};
	enum err e = ERR_OK;

	k.rows = ARENA_ARRAY(a, struct svc_form_row,
			     o->signings_n + tpl_form_count(t) + 1);
	for (size_t i = 0; i < o->signings_n && !e; i++)
		e = choose(&k, o->signings[i].form, f); /* those that it names, first */
	for (size_t i = 0; i < tpl_form_count(t) && !e; i++)
		e = choose(&k, tpl_form_at(t, i)->code, f);
	db_read_end(s->db, k.c);
	*rows = k.rows;
	*n = k.n;
	return e;
}
