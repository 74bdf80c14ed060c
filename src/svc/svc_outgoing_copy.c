/* svc_outgoing_copy.c - copies of an outgoing letter that are not the one that was sent:
 * the file copy (pertinggal) with the initials of those who checked it, and the numbered
 * copies of a secret letter.  They are drawn anew from what is recorded; the stored page
 * stays the letter.
 * SOURCE Permendagri 54/2009 appendix C (paraf); PermenPANRB 80/2012 (nomor salinan:
 * every secret letter, on its first page, the number of copies also when there is but
 * one). */
#include "svc_outgoing_page.h"
#include "svc_outgoing_pin.h"
#include "tpl.h"

#define PARAFS   32
#define COPY_MAX 99

static struct str day_of(const struct svc *s, struct arena *a, int64_t at)
{
	struct day d = day_at(at, s->zone);

	return at ? arena_fmt(a, "%02d-%02d-%d", d.mday, d.month, d.year) : STR("");
}

/* Highest first, then other units; who drafted it stands last. */
static enum err read_parafs(struct out_act *x, struct tpl_paraf *to, size_t *n,
			    struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_parafs);
	struct out_position drafter;
	enum err e;

	*n = 0;
	db_bind_int(r, "letter", x->l.id);
	while (*n + 1 < PARAFS && db_next(r)) {
		to[*n] = (struct tpl_paraf){.post = db_str(r, 0, x->a),
					    .mark = STR("setuju")};
		to[(*n)++].date = day_of(x->s, x->a, db_int(r, 1));
	}
	if ((e = db_done(r, NULL, f)) ||
	    (e = out_position_get(x->c, x->a, x->l.drafter, &drafter, f)))
		return e;
	to[(*n)++] = (struct tpl_paraf){
		.post = arena_fmt(x->a, STR_FMT " (konseptor)", STR_ARG(drafter.title)),
		.date = day_of(x->s, x->a, x->l.drafted_ms)};
	return ERR_OK;
}

static enum err check_asked(const struct out_act *x, const struct svc_copy *asked,
			    struct fail *f)
{
	bool secret = str_eqc(x->l.secrecy, "rahasia") ||
		      str_eqc(x->l.secrecy, "sangat-rahasia");

	if (!x->l.number.n || x->l.outside)
		return FAIL(f, ERR_CONFLICT, "no-number", NULL,
			    "Surat ini belum bernomor atau tidak dicetak dari sini; "
			    "pertinggal dan salinannya dicetak sesudah dicatat.");
	if (asked->no && !secret)
		return FAIL(
			f, ERR_CONFLICT, "not-secret", "salinan",
			"Nomor salinan hanya untuk surat rahasia dan sangat rahasia.");
	if (asked->no && (asked->no < 1 || asked->of > COPY_MAX || asked->no > asked->of))
		return FAIL(f, ERR_INVALID, "copy-number", "salinan",
			    "Nomor salinan 1 sampai jumlah salinan, paling banyak %d.",
			    COPY_MAX);
	return ERR_OK;
}

enum err svc_letter_copy(struct svc *s, const struct actor *who, struct arena *a,
			 int64_t id, const struct svc_copy *asked, struct str *pdf,
			 struct fail *f)
{
	struct out_act x = {.s = s, .who = who, .a = a, .ref = {id, 0}};
	struct tpl_paraf *rows = ARENA_ARRAY(a, struct tpl_paraf, PARAFS);
	struct tpl_engine *pinned = NULL;
	struct db_conn *c = db_read(s->db);
	struct out_print p;
	size_t n = 0;

	enum err e = out_load(&x, c, f);
	x.c = c;
	if (!e)
		e = out_may_read(&x, f);
	if (!e)
		e = check_asked(&x, asked, f);
	if (!e)
		e = out_print_of(&x, x.l.draft_no, out_today(s, db_now(c)), &p, f);
	if (!e && asked->file)
		e = read_parafs(&x, rows, &n, f);
	if (!e)
		e = out_pinned_engine(&x, &pinned, f);
	db_read_end(s->db, c);
	if (e)
		return e;
	p.engine = pinned;
	p.number = x.l.number;
	p.day = x.l.letter_day;
	p.verify_code = x.l.verify_code;
	p.paraf = rows;
	p.paraf_n = n;
	p.copy_no = asked->no;
	p.copy_of = asked->of;
	e = out_page_pdf(s, a, &p, pdf, f);
	tpl_close(pinned);
	return e;
}
