/* What a mail says, asked at the moment it leaves (S1). */
#include "office.h"
#include "svc_feed_inside.h"
#include "svc_list.h"
#include "svc_mail_inside.h"
#include "svc_notice.h"
#include "svc_people.h"
#include "svc_secrecy.h"

#define BODY_MAX (256u << 10)

static struct str foot(const struct svc_mail *m, struct arena *a)
{
	return arena_fmt(
		a,
		"\n-- \nSurel ini dikirim oleh Naskah, jangan dibalas. Kapan Anda "
		"menerimanya diatur di:\n" STR_FMT "/saya/pemberitahuan\n",
		STR_ARG(m->link));
}

static bool told(const struct svc_row *row, const struct svc_row_more *more)
{
	return svc_secrecy_open(row->secrecy) && !more->sealed;
}

/* Names nothing but that there is one. */
static struct str veiled(struct arena *a, const struct svc_row *row)
{
	return arena_fmt(a, "Ada satu surat %s untuk Anda",
			 svc_secrecy_named(row->secrecy) ? "rahasia" : "terbatas");
}

static struct str number_of(const struct svc_row *row)
{
	struct str no = row->incoming ? row->agenda : row->number;

	return no.n ? no : STR("");
}

static void put_letter(const struct svc_mail *m, struct arena *a,
		       const struct svc_row *row, const struct svc_row_more *more,
		       struct buf *b)
{
	if (!told(row, more)) {
		buf_fmt(b, "\n" STR_FMT ".\nBuka: " STR_FMT "/\n",
			STR_ARG(veiled(a, row)), STR_ARG(m->link));
		return;
	}
	buf_fmt(b, "\n%s " STR_FMT "%s" STR_FMT "\nHal: " STR_FMT "\n",
		row->incoming ? "Surat masuk" : "Surat keluar", STR_ARG(number_of(row)),
		row->incoming ? "\nDari: " : "\nKepada: ",
		STR_ARG(str_or_empty(row->party)), STR_ARG(row->subject));
	if (row->where.n)
		buf_fmt(b, STR_FMT ".\n", STR_ARG(row->where));
	buf_fmt(b, "Buka: " STR_FMT "/surat/%lld/\n", STR_ARG(m->link),
		(long long)row->id);
}

static struct str subject_of(struct arena *a, const struct svc_row *row,
			     const struct svc_row_more *more, size_t n)
{
	if (n > 1)
		return arena_fmt(a, "%zu surat menunggu Anda", n);
	if (!told(row, more))
		return veiled(a, row);
	return arena_fmt(a, "%s " STR_FMT ": " STR_FMT,
			 row->incoming ? "Surat masuk" : "Surat keluar",
			 STR_ARG(number_of(row)), STR_ARG(str_head(row->subject, 200)));
}

struct writing {
	struct svc_mail *m;
	struct db_conn *c;
	struct arena *a;
	const struct actor *who;
	int64_t his[SVC_FEED_ROWS]; /* his work list */
	size_t his_n, n;            /* n: what was written of so far */
	struct buf body;
	struct mail *out;
};

static enum err put_row(struct writing *w, struct mail_row *x, struct fail *f)
{
	struct svc_row_more more;
	struct svc_row row;
	enum err e;

	x->gone = !feed_has(w->his, w->his_n, x->letter);
	if (x->gone)
		return ERR_OK;
	e = svc_row_read(w->m->s, w->c, w->a, w->who, x->letter, &row, &more, f);
	if (e)
		return e;
	put_letter(w->m, w->a, &row, &more, &w->body);
	w->out->subject = subject_of(w->a, &row, &more, ++w->n);
	return ERR_OK;
}

struct said {
	enum notice_kind kind;
	int64_t letter, matter;
	struct str words;
};

/* Gone when it was read meanwhile, or the post is no longer his. */
static enum err read_notice(struct writing *w, struct mail_row *x, struct said *t,
			    struct fail *f)
{
	struct db_rows *r = db_run(w->c, Q_mail_notice);

	db_bind_int(r, "id", x->notice);
	x->gone = !db_next(r) || !actor_holds(w->who, db_int(r, 4)) ||
		  !notice_from_word(db_str(r, 0, w->a), &t->kind);
	if (!x->gone) {
		t->letter = db_int(r, 1);
		t->matter = db_int(r, 2);
		t->words = db_str(r, 3, w->a);
	}
	return db_done(r, NULL, f);
}

static enum err put_notice(struct writing *w, struct mail_row *x, struct fail *f)
{
	struct svc_row_more more;
	struct svc_row row;
	struct said t = {.letter = 0};
	enum err e = read_notice(w, x, &t, f);

	if (!e && !x->gone && t.letter)
		x->gone = !svc_may_see_line(w->c, w->a, w->who, t.letter);
	if (e || x->gone)
		return e;
	if (t.letter) {
		e = svc_row_read(w->m->s, w->c, w->a, w->who, t.letter, &row, &more, f);
		if (e)
			return e;
	}
	if (t.letter && !told(&row, &more)) {
		put_letter(w->m, w->a, &row, &more, &w->body);
		w->out->subject = subject_of(w->a, &row, &more, ++w->n);
		return ERR_OK;
	}
	buf_fmt(&w->body, "\n%s%s" STR_FMT ".\n", notice_label(t.kind),
		t.words.n ? ": " : "", STR_ARG(str_or_empty(t.words)));
	if (t.letter)
		put_letter(w->m, w->a, &row, &more, &w->body);
	else if (t.matter)
		buf_fmt(&w->body, "Buka: " STR_FMT "/perkara/%lld/\n",
			STR_ARG(w->m->link), (long long)t.matter);
	else
		buf_fmt(&w->body, "Buka: " STR_FMT "/\n", STR_ARG(w->m->link));
	w->out->subject = ++w->n > 1 ? arena_fmt(w->a, "%zu hal menunggu Anda", w->n)
				     : str_c(notice_label(t.kind));
	return ERR_OK;
}

static enum err put_rows(struct svc_mail *m, struct db_conn *c, struct arena *a,
			 const struct actor *who, struct mail_batch *batch,
			 struct mail *out, struct fail *f)
{
	struct writing w = {.m = m,
			    .c = c,
			    .a = a,
			    .who = who,
			    .out = out,
			    .body = BUF_MAX(BODY_MAX)};
	enum err e = feed_work(c, a, who, w.his, &w.his_n, f);

	for (size_t i = 0; !e && i < batch->n; i++)
		e = batch->rows[i].notice ? put_notice(&w, &batch->rows[i], f)
					  : put_row(&w, &batch->rows[i], f);
	if (!e && !w.n)
		e = FAIL(f, ERR_NOTFOUND, "nothing-left", NULL,
			 "Tidak ada lagi yang menunggu.");
	if (!e)
		out->body = arena_fmt(
			a,
			"Yth. " STR_FMT ",\n\n%s menunggu Anda di Naskah " STR_FMT
			".\n" STR_FMT STR_FMT,
			STR_ARG(who->posts_n ? who->posts[0].name : who->name),
			w.n > 1 ? "Hal-hal ini" : "Satu hal", STR_ARG(m->s->office_name),
			STR_ARG(buf_str(&w.body)), STR_ARG(foot(m, a)));
	buf_free(&w.body);
	return e;
}

static enum err address_of(struct db_conn *c, struct arena *a, int64_t account,
			   struct str *to, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_mail_choice_get);
	bool wants;
	enum err e;

	db_bind_int(r, "account", account);
	wants = db_next(r) && !str_eqc(db_str(r, 0, a), "tidak");
	if (wants)
		*to = db_str(r, 1, a);
	e = db_done(r, NULL, f);
	return e || wants ? e
			  : FAIL(f, ERR_NOTFOUND, "not-wanted", NULL,
				 "Pemberitahuan lewat surel tidak dikehendaki.");
}

void mail_trial(const struct svc *s, struct arena *a, struct str to, struct mail *out)
{
	out->to = to;
	out->subject = STR("Surel percobaan dari Naskah");
	out->body = arena_fmt(
		a,
		"Surel percobaan dari Naskah " STR_FMT
		". Bila surel ini sampai, pemberitahuan lewat surel berjalan.\n",
		STR_ARG(s->office_name));
}

enum err mail_write(struct svc_mail *m, struct arena *a, struct mail_batch *batch,
		    struct mail *out, struct fail *f)
{
	struct db_conn *c = db_read(m->s->db);
	struct actor who;
	enum err e = svc_actor_absent(m->s, c, a, batch->account, &who, f);

	out->from_name = arena_fmt(a, "Naskah " STR_FMT, STR_ARG(m->s->office_name));
	out->zone = m->s->zone;
	out->date_ms = clock_ms(m->s->clock);
	if (!e && batch->trial)
		mail_trial(m->s, a, batch->rows[0].address, out);
	else if (!e && !(e = address_of(c, a, batch->account, &out->to, f)))
		e = put_rows(m, c, a, &who, batch, out, f);
	db_read_end(m->s->db, c);
	return e;
}
