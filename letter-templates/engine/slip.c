/* Lembar disposisi and tanda terima, two to a sheet.
 * SOURCE  the sheet of Permendagri 54/2009: Surat dari, No., Tgl. | Diterima, No. Agenda,
 *         Sifat; Hal; Diteruskan kepada Sdr. | Dengan hormat harap; Catatan; paraf. */
#include "print.h"
#include "utf8.h"

#define MM   (72 / 25.4)
#define SIDE (14 * MM)
#define W    (215 * MM)
#define H    (330 * MM)
#define HALF (H / 2)
#define QR   52.0
#define REST 72.0 /* note and initials at the foot, at least */
#define TOP  (10 * MM) /* of a slip in its half */
#define FACTS 91.0 /* height of what stands between kop and lists */
#define TICK 8.0	/* side of a box */
#define MARK (4 * MM)  /* side of the squares by which a photograph is laid straight */

struct slip {
	struct galley fl;
	struct pdf *pdf;
	const struct profile *pf;
	const struct tpl_office *office;
	double top; /* of this half */
};

/* The galley draws into one box; the box is put on the page at the slip's top. */
static void put(struct slip *s, int face, double size, double x, double y,
		struct str text)
{
	double keep = s->fl.size, lead = s->fl.lead;

	s->fl.size = size;
	s->fl.lead = size * 1.2;
	tpl_put(&s->fl, face, x, y, ALIGN_LEFT, text);
	s->fl.size = keep;
	s->fl.lead = lead;
}

/* Text broken into at most `rows` lines; the last one that is cut ends in dots. */
static void put_wrapped(struct slip *s, double size, double x, double y, double w,
			size_t rows, struct str text)
{
	double keep = s->fl.size, lead = s->fl.lead;
	struct span sp = {text, FACE_PLAIN, false};

	s->fl.size = size;
	s->fl.lead = size * 1.2;
	struct lines ls =
		tpl_break(&s->fl, &sp, 1, w - (rows == 1 ? 10 : 0), 0, size, false);

	for (size_t i = 0; i < ls.n && i < rows; i++) {
		tpl_put_line(&s->fl, &ls, i, x, y + (double)i * s->fl.lead, w,
			     ALIGN_LEFT);
		if (i + 1 == rows && ls.n > rows)
			tpl_put(&s->fl, FACE_PLAIN, x + ls.w[i] + 1,
				y + (double)i * s->fl.lead, ALIGN_LEFT, STR("…"));
	}
	s->fl.size = keep;
	s->fl.lead = lead;
}

static void field(struct slip *s, double x, double y, double colon, double w, size_t rows,
		  struct str label, struct str value)
{
	(void)tpl_tag(&s->fl, 0, ROLE_P);
	put(s, FACE_PLAIN, 9.5, x, y, label);
	put(s, FACE_PLAIN, 9.5, x + colon, y, STR(":"));
	if (value.n)
		put_wrapped(s, 9.5, x + colon + 7, y, w - colon - 7, rows, value);
	else
		tpl_rule(&s->fl, x + colon + 7, y + 10.5, w - colon - 12, 0.3);
	s->fl.tag = 0;
}

static void tick_box(struct slip *s, double x, double y, bool ticked, struct str text,
		     double w)
{
	tpl_frame(&s->fl, x, y + 1.5, TICK, TICK);
	(void)tpl_tag(&s->fl, 0, ROLE_P);
	if (ticked)
		put(s, FACE_BOLD, 9, x + 1, y, STR("X"));
	put_wrapped(s, 9, x + 13, y, w - 13, 1, text);
	s->fl.tag = 0;
}

static void print_qr(struct slip *s, struct str text, double x, double y)
{
	if (!text.n)
		return;
	tpl_rule(&s->fl, x, y, QR, 0);
	struct op *op = &s->fl.ops[s->fl.ops_n - 1];

	op->kind = OP_QR;
	op->text = text;
	tpl_tag_figure(&s->fl, STR("Kode QR untuk pindaian"));
}

static double kop_size(const struct tpl_office *o, size_t i)
{
	return o->kind[i] == KOP_ADDRESS ? 7.5 : 10;
}

/* Where the facts begin. */
static double kop_height(const struct tpl_office *o)
{
	double y = 0;

	for (size_t i = 0; o && i < o->n; i++)
		y += kop_size(o, i) * 1.25;
	return y + (y > 0 ? 4 : 0) + 26;
}

static double kop(struct slip *s, struct str title, double *qr_x)
{
	struct galley *fl = &s->fl;
	double w = W - 2 * SIDE, y = 0;

	*qr_x = SIDE + w - QR - 4;
	for (size_t i = 0; s->office && i < s->office->n; i++) {
		double size = kop_size(s->office, i);
		int face = s->office->kind[i] == KOP_UNIT ? FACE_BOLD : FACE_PLAIN;

		fl->size = size;
		fl->lead = size * 1.25;
		(void)tpl_tag(fl, 0, ROLE_P);
		tpl_put(fl, face, W / 2, y, ALIGN_CENTRE, s->office->line[i]);
		y += fl->lead;
	}
	y += y > 0 ? 4 : 0;
	tpl_rule(fl, SIDE, y, w, 1.6);
	tpl_rule(fl, SIDE, y + 2.4, w, 0.5);
	fl->size = 12;
	fl->lead = 16;
	(void)tpl_tag(fl, 0, ROLE_H1);
	tpl_put(fl, FACE_BOLD, W / 2, y + 6, ALIGN_CENTRE, title);
	fl->tag = 0;
	return y + 26;
}

/* What stands above the lists: where the letter is from, and its numbers. */
static double facts(struct slip *s, const struct tpl_slip *d)
{
	double qr, y = kop(s, STR("LEMBAR DISPOSISI"), &qr), w = W - 2 * SIDE;
	double mid = SIDE + w / 2, left = SIDE + 5, lw = w / 2 - 10;
	double rw = d->qr.n ? lw - QR - 2 : lw;

	field(s, left, y + 4, 56, lw, 2, STR("Surat dari"), d->from);
	field(s, left, y + 29, 56, lw, 1, STR("No. surat"), d->number);
	field(s, left, y + 42, 56, lw, 1, STR("Tgl. surat"), d->date);
	field(s, mid + 5, y + 4, 62, rw, 1, STR("Diterima tgl."), d->received);
	field(s, mid + 5, y + 17, 62, rw, 1, STR("No. agenda"), d->agenda);
	field(s, mid + 5, y + 29, 62, rw, 1, STR("Sifat"), d->urgency);
	field(s, mid + 5, y + 42, 62, rw, 1, STR("Keamanan"), d->secrecy);
	print_qr(s, d->qr, qr, y + 3);
	tpl_frame(&s->fl, SIDE, y, w / 2, 59);
	tpl_frame(&s->fl, mid, y, w / 2, 59);
	tpl_frame(&s->fl, SIDE, y + 59, w, 32);
	field(s, left, y + 63, 56, w - 10, 2, STR("Hal"), d->subject);
	return y + FACTS;
}

#define IN_ONE_COLUMN 10

struct ticks {
	struct str title;
	const struct str *text;
	size_t n, columns, rows;
	uint32_t ticked;
};

static struct ticks ticks(const char *title, const struct str *text, size_t n,
			  uint32_t ticked)
{
	size_t columns = n > IN_ONE_COLUMN ? 2 : 1;

	return (struct ticks){str_c(title), text, n, columns, (n + columns - 1) / columns,
			      ticked};
}

/* The i-th box of a list whose frame begins at (x, y) and is so wide. */
static void box_at(const struct ticks *t, size_t i, double x, double y, double w, double step,
		   double at[2])
{
	at[0] = x + 5 + w / (double)t->columns * (double)(i / t->rows);
	at[1] = y + 18 + (double)(i % t->rows) * step;
}

static void put_ticks(struct slip *s, const struct ticks *t, double x, double y, double w,
		      double step)
{
	(void)tpl_tag(&s->fl, 0, ROLE_P);
	put(s, FACE_BOLD, 9.5, x + 5, y + 3, t->title);
	s->fl.tag = 0;
	for (size_t i = 0; i < t->n; i++) {
		double at[2];

		box_at(t, i, x, y, w, step, at);
		tick_box(s, at[0], at[1], t->ticked >> i & 1, t->text[i],
			 w / (double)t->columns - 10);
	}
}

/* Note of the one who disposes, and the place for his initials. */
static void foot(struct slip *s, const struct tpl_slip *d, double y, double rest)
{
	double w = W - 2 * SIDE, left = SIDE + 5;
	double at = SIDE + w * 0.6;

	tpl_frame(&s->fl, SIDE, y, w * 0.6, rest);
	tpl_frame(&s->fl, at, y, w * 0.4, rest);
	put(s, FACE_BOLD, 9.5, left, y + 3, STR("Catatan:"));
	put_wrapped(s, 9.5, left, y + 17, w * 0.6 - 10, (size_t)((rest - 20) / 11.4),
		    d->note);
	put_wrapped(s, 9.5, at + 5, y + 3, w * 0.4 - 10, 2,
		    d->post.n ? d->post : STR("Pimpinan,"));
	put_wrapped(s, 9.5, at + 5, y + rest - 30, w * 0.4 - 10, 1, d->name);
	put(s, FACE_PLAIN, 8.5, at + 5, y + rest - 16,
	    arena_fmt(s->fl.a, "Paraf / tgl.: " STR_FMT, STR_ARG(d->given)));
}

/* The two lists and what is under them; the same whether it is printed or asked for. */
struct plan {
	struct ticks to, act;
	double y, part, step, rows, rest; /* rest: height of the foot */
};

static struct plan plan(const struct tpl_slip *d, double y)
{
	static const struct str blank_to[6] = {{0}};
	static const struct str blank_do[6] = {{"Tanggapan dan saran", 19},
					       {"Proses lebih lanjut", 19},
					       {"Koordinasi/konfirmasikan", 24}};
	struct plan p = {
		.y = y,
		.to = ticks("Diteruskan kepada Sdr.:", d->to_n ? d->to : blank_to,
			    d->to_n ? d->to_n : 6, d->to_ticked),
		.act = ticks("Dengan hormat harap:", d->instruct_n ? d->instruct : blank_do,
			     d->instruct_n ? d->instruct_n : 6, d->instruct_ticked)};
	size_t most = p.to.rows > p.act.rows ? p.to.rows : p.act.rows;
	/* whatever the lists' length, the sheet ends above the cut */
	double room = HALF - 16 * MM - y - 22 - REST;

	p.part = (W - 2 * SIDE) * (double)p.to.columns /
		 (double)(p.to.columns + p.act.columns);
	p.step = room / (double)most < 18 ? room / (double)most : 18;
	p.rows = 22 + (double)most * p.step;
	p.rest = HALF - 16 * MM - y - p.rows;
	p.rest = p.rest > 120 ? 120 : p.rest;
	return p;
}

static void put_marks(struct slip *s)
{
	struct tpl_slip_places m;

	tpl_slip_places(&(struct tpl_slip){0}, s->office, &m);
	for (size_t i = 0; i < 4; i++) {
		struct tpl_place *k = &m.mark[i];

		/* a rule as thick as it is long */
		tpl_rule(&s->fl, k->x, k->y - TOP + k->h / 2, k->w, k->h);
	}
}

static void disposisi(struct slip *s, const struct tpl_slip *d)
{
	double y = facts(s, d), w = W - 2 * SIDE;
	struct plan p = plan(d, y);

	put_ticks(s, &p.to, SIDE, y, p.part, p.step);
	put_ticks(s, &p.act, SIDE + p.part, y, w - p.part, p.step);
	tpl_frame(&s->fl, SIDE, y, p.part, p.rows);
	tpl_frame(&s->fl, SIDE + p.part, y, w - p.part, p.rows);
	foot(s, d, y + p.rows, p.rest);
	if (d->qr.n)
		put_marks(s);
}

static void box_places(const struct ticks *t, double x, double y, double w, double step,
		       struct tpl_place *out)
{
	for (size_t i = 0; i < t->n; i++) {
		double at[2];

		box_at(t, i, x, y, w, step, at);
		out[i] = (struct tpl_place){at[0], TOP + at[1] + 1.5, TICK, TICK};
	}
}

void tpl_slip_places(const struct tpl_slip *d, const struct tpl_office *office,
		     struct tpl_slip_places *o)
{
	double y = kop_height(office), w = W - 2 * SIDE;
	struct plan p = plan(d, y + FACTS);
	double foot_y = TOP + p.y + p.rows;
	double left = 6 * MM, right = W - 6 * MM - MARK, low = HALF - 7 * MM - MARK;

	*o = (struct tpl_slip_places){
		.area = {0, 0, W, HALF},
		.mark = {{left, 8 * MM, MARK, MARK}, {right, 8 * MM, MARK, MARK},
			 {right, low, MARK, MARK}, {left, low, MARK, MARK}},
		.qr = {SIDE + w - QR - 4, TOP + y + 3, QR, QR},
		.note = {SIDE, foot_y, w * 0.6, p.rest},
		.initials = {SIDE + w * 0.6, foot_y, w * 0.4, p.rest}};
	if (d->to_n)
		box_places(&p.to, SIDE, p.y, p.part, p.step, o->to);
	if (d->instruct_n)
		box_places(&p.act, SIDE + p.part, p.y, w - p.part, p.step, o->instruct);
}

static void receipt(struct slip *s, const struct tpl_slip *d)
{
	double qr, y = kop(s, STR("TANDA TERIMA SURAT"), &qr), w = W - 2 * SIDE;
	double left = SIDE + 6, fw = w - QR - 24;

	tpl_frame(&s->fl, SIDE, y, w, 168);
	put(s, FACE_PLAIN, 9.5, left, y + 6, STR("Telah diterima surat:"));
	field(s, left, y + 24, 82, fw, 2, STR("Surat dari"), d->from);
	field(s, left, y + 50, 82, fw, 1, STR("Nomor surat"), d->number);
	field(s, left, y + 65, 82, fw, 1, STR("Tanggal surat"), d->date);
	field(s, left, y + 80, 82, fw, 2, STR("Hal"), d->subject);
	field(s, left, y + 106, 82, fw, 1, STR("Lampiran"), d->attachments);
	field(s, left, y + 121, 82, fw, 1, STR("Nomor agenda"), d->agenda);
	field(s, left, y + 136, 82, fw, 1, STR("Diterima tanggal"), d->received);
	field(s, left, y + 151, 82, fw, 1, STR("Diantar melalui"), d->channel);
	print_qr(s, d->qr, qr, y + 6);
	y += 180;
	put(s, FACE_PLAIN, 9.5, SIDE + w * 0.6, y, STR("Yang menerima,"));
	if (d->received_by.n)
		put_wrapped(s, 9.5, SIDE + w * 0.6, y + 62, w * 0.4, 1, d->received_by);
	else
		tpl_rule(&s->fl, SIDE + w * 0.6, y + 74, w * 0.36, 0.4);
}

static struct str note_of(struct slip *s)
{
	struct buf b = BUF_MAX(400);

	BUF_ADD(&b, "¤ = huruf yang tidak ada di huruf cetak ini:");
	for (size_t i = 0; i < s->fl.missing_n; i++)
		buf_fmt(&b, " U+%04X", (unsigned)s->fl.missing[i]);
	return buf_keep(&b, s->fl.a);
}

static void one_slip(struct slip *s, enum tpl_slip_kind kind, const struct tpl_slip *d,
		     double top)
{
	tpl_box(&s->fl, HALF, false);
	s->fl.size = 10;
	s->fl.lead = 12;
	if (kind == TPL_SLIP_DISPOSISI)
		disposisi(s, d);
	else
		receipt(s, d);
	if (s->fl.missing_n)
		put(s, FACE_PLAIN, 7, SIDE, HALF - 18 * MM, note_of(s));
	tpl_draw(&s->fl, s->pdf, 0, top, TPL_LATE_PRINT, 0);
}

enum err tpl_slips(const struct tpl_engine *t, struct tpl_ctx *c, enum tpl_slip_kind kind,
		   const struct tpl_office *office, const struct tpl_slip *list, size_t n,
		   bool demo, struct day date, struct buf *out, struct fail *f)
{
	static const struct tpl_slip BLANK;
	const struct tpl_font *font[FACE__COUNT];
	struct slip s = {.pdf = &c->pdf, .pf = &t->profiles[0], .office = office};
	size_t all = n ? n : 2;

	for (int k = 0; k < FACE__COUNT; k++)
		font[k] = &tpl_family(t, STR("sans"))[k];
	tpl_pdf_begin(&c->pdf, W, H, font);
	for (size_t i = 0; i < all; i++) {
		struct arena *a = arena_open();

		s.office = n && list[i].office ? list[i].office : office;

		tpl_start(&s.fl, a, tpl_family(t, STR("sans")), 10, 1, SIDE, W - 2 * SIDE);
		tpl_use_letters(&s.fl, &c->pdf.letters);
		s.fl.tags = &c->pdf.tags;
		if (i % 2 == 0) {
			tpl_pdf_page(&c->pdf);
			if (demo)
				tpl_pdf_mark(&c->pdf, c->pdf.n - 1, STR("DEMO"));
		} else {
			tpl_pdf_line(&c->pdf, c->pdf.n - 1, 0, HALF, W, HALF, 0.2);
		}
		one_slip(&s, kind, n ? &list[i] : &BLANK, (i % 2 ? HALF : 0) + TOP);
		arena_close(a);
	}
	return tpl_pdf_end(&c->pdf,
			   kind == TPL_SLIP_DISPOSISI ? STR("Lembar disposisi")
						      : STR("Tanda terima surat"),
			   office && office->n ? office->line[0] : STR("Naskah"), date,
			   out, f);
}
