/* svc_outgoing_reply.c - Balas: the form of the right kind, addressed, saying what it
 * answers. */
#include "svc_outgoing_page.h"
#include "tpl.h"

struct source {
	struct str sender, address, number, subject;
	struct day day;
	bool found;
};

static enum err read_source(struct out_act *x, int64_t id, struct source *q,
			    struct fail *f)
{
	struct db_rows *r = db_run(x->c, Q_out_source);

	db_bind_int(r, "id", id);
	q->found = db_next(r);
	if (q->found) {
		q->sender = db_str(r, 0, x->a);
		q->address = db_str(r, 1, x->a);
		q->number = db_str(r, 2, x->a);
		q->day = db_null(r, 3) ? (struct day){0} : day_from_number(db_int(r, 3));
		q->subject = db_str(r, 4, x->a);
	}
	enum err e = db_done(r, NULL, f);
	if (e || !q->found)
		return e ? e : svc_no_letter(f);
	struct svc_sight sight;
	if ((e = svc_sight_of(x->c, x->a, x->who, id, &sight, f)))
		return e;
	return sight.content ? ERR_OK : svc_no_letter(f);
}

/* " nomor 5/A tanggal 1 Mei 2026 hal Rapat", of what is known. */
static void named(struct buf *b, struct arena *a, const struct source *q, bool subject)
{
	if (q->number.n)
		buf_fmt(b, " nomor " STR_FMT, STR_ARG(q->number));
	if (!day_none(q->day))
		buf_fmt(b, " tanggal " STR_FMT, STR_ARG(day_long(a, q->day)));
	if (subject && q->subject.n)
		buf_fmt(b, " hal " STR_FMT, STR_ARG(q->subject));
}

static struct str sentence(struct arena *a, const struct source *q, const char *begin,
			   const char *end)
{
	struct buf b = BUF_MAX(8192);

	buf_add(&b, str_c(begin));
	named(&b, a, q, true);
	buf_add(&b, str_c(end));
	return buf_keep(&b, a);
}

static struct str about(struct arena *a, const struct source *q, const char *begin,
			const char *end)
{
	return sentence(
		a, q,
		arena_cstr(a, arena_fmt(a, "%s" STR_FMT, begin, STR_ARG(q->sender))),
		end);
}

static struct str number_and_day(struct arena *a, const struct source *q)
{
	struct buf b = BUF_MAX(1024);

	named(&b, a, q, false);
	return str_trim(buf_keep(&b, a));
}

static struct str taken(struct arena *a, const struct source *q, enum tpl_answer what)
{
	switch (what) {
	case TPL_ANSWER_PENGIRIM:
		return q->address.n ? arena_fmt(a, STR_FMT "\n" STR_FMT,
						STR_ARG(q->sender), STR_ARG(q->address))
				    : q->sender;
	case TPL_ANSWER_HAL:
		return arena_fmt(a, "Jawaban atas " STR_FMT, STR_ARG(q->subject));
	case TPL_ANSWER_PERIHAL: return q->subject;
	case TPL_ANSWER_PEMBUKA:
		return sentence(a, q, "Menjawab surat Saudara",
				", dengan ini kami sampaikan sebagai berikut.");
	case TPL_ANSWER_LANJUTAN:
		return about(a, q, "Menindaklanjuti surat ",
			     ", dengan ini disampaikan sebagai berikut.");
	case TPL_ANSWER_DASAR: return about(a, q, "1. Surat ", ";");
	case TPL_ANSWER_SURAT: return number_and_day(a, q);
	case TPL_ANSWER_NONE:
	case TPL_ANSWER__COUNT: break;
	}
	return (struct str){0};
}

/* A form that does not say so is addressed and opened as a letter is. */
static enum tpl_answer answer_of(const struct tpl_form *t, size_t i)
{
	enum tpl_type like = t->fields[i].type;

	for (size_t k = 0; k < t->fields_n; k++)
		if (t->fields[k].answer != TPL_ANSWER_NONE)
			return t->fields[i].answer;
	if (str_eqc(t->fields[i].name, "hal"))
		return TPL_ANSWER_HAL;
	for (size_t k = 0; k < i; k++)
		if (t->fields[k].type == like)
			return TPL_ANSWER_NONE;
	return like == TPL_ALAMAT     ? TPL_ANSWER_PENGIRIM
	       : like == TPL_PARAGRAF ? TPL_ANSWER_PEMBUKA
				      : TPL_ANSWER_NONE;
}

static size_t fill_reply(struct arena *a, const struct tpl_form *t,
			 const struct source *q, struct tpl_value *v)
{
	size_t n = 0;

	for (size_t i = 0; i < t->fields_n; i++) {
		const struct tpl_field *w = &t->fields[i];
		struct str text = taken(a, q, answer_of(t, i));

		if (!text.n && w->type != TPL_PEJABAT)
			text = w->initial;
		if (text.n)
			v[n++] = (struct tpl_value){w->name, text};
	}
	return n;
}

enum err svc_reply_start(struct svc *s, const struct actor *who, struct arena *a,
			 int64_t letter_id, struct str form, struct str *xml,
			 struct fail *f)
{
	const struct tpl_form *t = tpl_form_get(s->tpl, form);
	struct out_act x = {.s = s, .who = who, .a = a, .c = db_read(s->db)};
	struct source q = {0};
	enum err e = read_source(&x, letter_id, &q, f);

	db_read_end(s->db, x.c);
	if (e)
		return e;
	if (!t)
		return FAIL(f, ERR_INVALID, "form", "form",
			    "Bentuk naskah itu tidak dikenal; pilih dari daftar bentuk.");
	struct tpl_value *v = ARENA_ARRAY(a, struct tpl_value, t->fields_n + 1);
	size_t n = fill_reply(a, t, &q, v);
	return out_page_values(t, a, v, n, xml, f);
}
