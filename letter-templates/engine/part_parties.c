/* Letters of several persons: who they are, and their signatures beside each other.
 * SOURCE  Permendagri 54/2009, berita acara, surat kuasa, surat perjanjian, surat
 *         pengantar; the stamp duty of Rp10.000 is that of UU 10/2020. */
#include "print.h"
#include "spell.h"
#include "utf8.h"
#include "values.h"

static struct str field_text(struct print *p, const struct xml_node *n, const char *attr)
{
	struct str name = xml_attr(n, attr);

	return name.n ? tpl_spoken_value(p, name) : (struct str){0};
}

#define PARA_INDENT 36
#define OPEN_PLACE  STR("……………………")

/* "Pada hari ini, Senin tanggal sepuluh bulan ... tahun ..., bertempat di ..., kami" */
void tpl_print_this_day(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct str day = tpl_value_of(p, arena_cstr(fl->a, part->field));
	struct str at = field_text(p, part->node, "di");
	struct day d;
	struct span s = {.face = FACE_PLAIN};

	tpl_enter(p, part->field);
	s.text = arena_fmt(
		fl->a, "Pada hari ini, " STR_FMT "%s" STR_FMT ", " STR_FMT,
		STR_ARG(day_parse(day, &d) ? tpl_spell_day(fl->a, d) : OPEN_PLACE),
		at.n ? ", bertempat di " : "", STR_ARG(at), STR_ARG(part->text));
	tpl_para(fl, &s, 1, fl->x, fl->w, PARA_INDENT, ALIGN_BLOCK, false);
	tpl_space(fl, fl->lead / 3);
}

struct party_row {
	struct str label, value;
};

#define PARTY_ROWS 16

/* The signer's own rows, then those that the form names; empty ones are left out. */
static size_t party_rows(struct print *p, const struct part *part, struct party_row *r)
{
	static const char *const OWN[][2] = {{"Nama", "nama"},
					     {"NIP", "nip"},
					     {"Pangkat/Gol.", "pangkat"},
					     {"Jabatan", "jabatan"}};
	const struct xml_node *n = tpl_letter_node(p->l->root, STR("penandatangan"));
	size_t c = 0;

	for (size_t i = 0; n && xml_attr(part->node, "penjabat").n && i < 4; i++) {
		struct str v = xml_kid_text(p->fl.a, n, OWN[i][1]);

		if (v.n)
			r[c++] = (struct party_row){str_c(OWN[i][0]), v};
	}
	for (size_t i = 0; i < part->rows_n && c < PARTY_ROWS; i++) {
		struct str v = tpl_spoken_value(p, part->rows[i].field);

		if (v.n)
			r[c++] = (struct party_row){part->rows[i].label, v};
	}
	return c;
}

#define PARTY_IN 20

void tpl_print_party(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct party_row r[PARTY_ROWS];
	size_t n = party_rows(p, part, r);
	struct str number = xml_attr(part->node, "nomor"),
		   called = xml_attr(part->node, "sebutan");
	double in = number.n ? PARTY_IN : 0, colon = 70, x = fl->x + in;

	if (!n)
		return;
	if (xml_attr(part->node, "judul").n) {
		tpl_box(fl, fl->lead * 1.3, true);
		tpl_put(fl, FACE_PLAIN, fl->x, 0, ALIGN_LEFT,
			xml_attr(part->node, "judul"));
	}
	for (size_t i = 0; i < n; i++) {
		double w = tpl_width(fl, FACE_PLAIN, fl->size, r[i].label) + 8;

		colon = w > colon ? w : colon;
	}
	for (size_t i = 0; i < n; i++) {
		struct span s = {r[i].value, FACE_PLAIN, false};
		double at = x + colon + 10;
		struct lines ls =
			tpl_break(fl, &s, 1, fl->x + fl->w - at, 0, fl->size, false);

		for (size_t k = 0; k < ls.n; k++) {
			tpl_box(fl, fl->lead, true);
			if (i == 0 && k == 0 && number.n)
				tpl_put(fl, FACE_PLAIN, fl->x, 0, ALIGN_LEFT,
					arena_fmt(fl->a, STR_FMT ".", STR_ARG(number)));
			if (k == 0) {
				tpl_put(fl, FACE_PLAIN, x, 0, ALIGN_LEFT, r[i].label);
				tpl_put(fl, FACE_PLAIN, x + colon, 0, ALIGN_LEFT,
					STR(":"));
			}
			tpl_put_line(fl, &ls, k, at, 0, 0, ALIGN_LEFT);
		}
	}
	if (called.n) {
		struct span s[] = {
			{STR("selanjutnya disebut "), FACE_PLAIN, false},
			{called, FACE_BOLD, false},
			{part->text.n ? part->text : STR(";"), FACE_PLAIN, false}};

		tpl_para(fl, s, 3, x, fl->w - in, 0, ALIGN_LEFT, false);
	}
	fl->boxes[fl->boxes_n - 1].keep = false;
	tpl_space(fl, fl->lead / 3);
}

/* ---- signatures beside each other ---- */

#define BLOCK_LINES 24
#define BLOCK_GAP   30
#define QR_GAP      96 /* the QR stands between the blocks */
#define DUTY_W      58
#define DUTY_H      34

struct block {
	struct lines line[BLOCK_LINES];
	bool name[BLOCK_LINES];
	size_t head_n, n; /* lines above the signature, and all */
	double x, w;
	bool duty;
};

static void block_line(struct galley *fl, struct block *b, struct str s, int face,
		       bool name)
{
	struct span *sp = ARENA_NEW(fl->a, struct span);

	if (!s.n || b->n == BLOCK_LINES)
		return;
	*sp = (struct span){s, face, false};
	b->name[b->n] = name;
	b->line[b->n++] = tpl_break(fl, sp, 1, b->w, 0, fl->size, false);
}

static size_t rows(const struct block *b, size_t from, size_t to)
{
	size_t c = 0;

	for (size_t i = from; i < to; i++)
		c += b->line[i].n;
	return c;
}

struct signer {
	struct str post, name, rank, nip;
};

static struct signer signer_of(struct print *p, const struct xml_node *n)
{
	const struct xml_node *own = tpl_letter_node(p->l->root, STR("penandatangan"));
	struct arena *a = p->fl.a;
	struct str how;

	if (!xml_attr(n, "penjabat").n)
		return (struct signer){
			field_text(p, n, "jabatan"), field_text(p, n, "nama"),
			field_text(p, n, "pangkat"), field_text(p, n, "nip")};
	if (!own)
		return (struct signer){0};
	how = xml_attr(own, "cara");
	struct signer s = {xml_kid_text(a, own, "jabatan"), xml_kid_text(a, own, "nama"),
			   xml_kid_text(a, own, "pangkat"), xml_kid_text(a, own, "nip")};

	if (str_eqc(how, "a.n.") || str_eqc(how, "u.b."))
		s.post = arena_fmt(a, "a.n. " STR_FMT " " STR_FMT,
				   STR_ARG(xml_kid_text(a, own, "atas-nama")),
				   STR_ARG(s.post));
	else if (how.n && !str_eqc(how, "langsung"))
		s.post = arena_fmt(a, STR_FMT " " STR_FMT, STR_ARG(how), STR_ARG(s.post));
	return s;
}

/* A place for the pen where there is no value. */
static struct str with_dots(struct galley *fl, const char *label, struct str value)
{
	return arena_fmt(fl->a, "%s " STR_FMT, label,
			 STR_ARG(value.n ? value : STR("……………………")));
}

/* false: nobody is named and no place is kept open for a pen. */
static bool fill_block(struct print *p, const struct xml_node *n, struct block *b)
{
	struct galley *fl = &p->fl;
	struct signer s = signer_of(p, n);
	bool open = str_eqc(xml_attr(n, "titik"), "ya");
	struct str called = xml_attr(n, "sebutan");
	const struct sign_rule *rule = tpl_profile_sign(p->pf, p->l->form->pub.family);

	if (!s.post.n && !s.name.n && !open)
		return false;
	b->duty = str_eqc(xml_attr(n, "meterai"), "ya");
	if (xml_attr(n, "diterima").n)
		block_line(
			fl, b,
			with_dots(fl, "Diterima tanggal", field_text(p, n, "diterima")),
			FACE_PLAIN, false);
	block_line(fl, b, called, FACE_PLAIN, false);
	if (s.post.n && rule->capitals)
		s.post = utf8_upper(fl->a, s.post);
	if (s.post.n)
		block_line(fl, b, arena_fmt(fl->a, STR_FMT ",", STR_ARG(s.post)),
			   FACE_PLAIN, false);
	b->head_n = b->n;
	block_line(fl, b, s.name.n ? tpl_signed_name(p, s.name) : OPEN_PLACE,
		   s.name.n ? FACE_BOLD : FACE_PLAIN, s.name.n && rule->underlined);
	block_line(fl, b, s.rank, FACE_PLAIN, false);
	if (s.nip.n || open)
		block_line(fl, b, with_dots(fl, "NIP.", tpl_nip(fl->a, s.nip)),
			   FACE_PLAIN, false);
	if (xml_attr(n, "telepon").n)
		block_line(fl, b,
			   with_dots(fl, "No. Telepon", field_text(p, n, "telepon")),
			   FACE_PLAIN, false);
	return true;
}

static double put_lines(struct galley *fl, const struct block *b, size_t from, size_t to,
			double y)
{
	for (size_t i = from; i < to; i++)
		for (size_t k = 0; k < b->line[i].n; k++, y += fl->lead) {
			double w = b->line[i].w[k];

			tpl_put_line(fl, &b->line[i], k, b->x, y, b->w, ALIGN_CENTRE);
			if (b->name[i])
				tpl_rule(fl, b->x + (b->w - w) / 2, y + fl->lead - 2, w,
					 0.7);
		}
	return y;
}

/* The place of the duty stamp, at the left of the signature. */
static void put_duty(struct galley *fl, const struct block *b, double y)
{
	double size = fl->size, lead = fl->lead, x = b->x + b->w / 2 - DUTY_W - 14;

	tpl_frame(fl, x, y, DUTY_W, DUTY_H);
	fl->size = 7;
	fl->lead = 9;
	tpl_put(fl, FACE_PLAIN, x + DUTY_W / 2, y + 8, ALIGN_CENTRE, STR("Meterai"));
	tpl_put(fl, FACE_PLAIN, x + DUTY_W / 2, y + 17, ALIGN_CENTRE, STR("Rp10.000"));
	fl->size = size;
	fl->lead = lead;
}

/* One row of blocks: their names stand at one height, and no page cuts them. */
static void put_row(struct print *p, struct block *b, size_t n, bool qr)
{
	struct galley *fl = &p->fl;
	size_t head = 0, at = fl->boxes_n;
	double end = 0, sign;

	for (size_t i = 0; i < n; i++) {
		size_t r = rows(&b[i], 0, b[i].head_n);

		head = r > head ? r : head;
	}
	tpl_box(fl, 0, false);
	sign = (double)head * fl->lead;
	for (size_t i = 0; i < n; i++) {
		double y;

		(void)put_lines(fl, &b[i], 0, b[i].head_n, 0);
		if (b[i].duty)
			put_duty(fl, &b[i], sign + fl->lead / 2);
		y = put_lines(
			fl, &b[i], b[i].head_n, b[i].n,
			sign + tpl_profile_sign(p->pf, p->l->form->pub.family)->blank *
					fl->lead);
		end = y > end ? y : end;
	}
	if (qr && p->o->qr.n) {
		tpl_print_qr(p, fl->x + (fl->w - 62) / 2, sign);
		end = end > sign + 90 ? end : sign + 90;
	}
	fl->boxes[at].h = end;
	tpl_space(fl, fl->lead);
}

static double gap_of(const struct print *p)
{
	return p->o->qr.n ? QR_GAP : BLOCK_GAP;
}

static void place_block(struct print *p, const struct xml_node *n, struct block *b)
{
	struct galley *fl = &p->fl;
	struct str where = xml_attr(n, "letak");

	b->w = (fl->w - gap_of(p)) / 2;
	b->x = str_eqc(where, "kiri")    ? fl->x
	       : str_eqc(where, "kanan") ? fl->x + fl->w - b->w
					 : fl->x + (fl->w - b->w) / 2;
}

void tpl_print_signatures(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct block *b = ARENA_ARRAY(fl->a, struct block, 2);
	const struct xml_node *k;
	size_t i = 0, n = 0;
	bool first = true;

	tpl_enter(p, STR("penandatangan"));
	tpl_keep_last(fl, 3);
	tpl_space(fl, fl->lead);
	if (part->place != PLACE_NONE) {
		tpl_box(fl, fl->lead * 1.3, true);
		tpl_print_date(p, fl->x + (fl->w + gap_of(p)) / 2, 0, true);
	}
	while ((k = xml_each(part->node, "blok", &i))) {
		bool pair = str_eqc(xml_attr(k, "letak"), "kiri");

		b[n] = (struct block){0};
		place_block(p, k, &b[n]);
		n += fill_block(p, k, &b[n]);
		if (pair || !n)
			continue;
		if (!first) /* no page bears a signature without text */
			tpl_keep_last(fl, 2);
		put_row(p, b, n, first);
		first = false;
		n = 0;
	}
	if (n)
		put_row(p, b, n, first);
}

void tpl_print_witnesses(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct str all = tpl_value_of(p, arena_cstr(fl->a, part->field)), line, text;
	size_t no = 0;

	if (!all.n)
		return;
	tpl_enter(p, part->field);
	tpl_box(fl, fl->lead * 1.2, true);
	tpl_put(fl, FACE_PLAIN, fl->x, 0, ALIGN_LEFT, part->label);
	while (str_cut(&all, '\n', &line)) {
		line = tpl_typed_item(line, &text) >= 0 ? text : str_trim(line);
		if (!line.n)
			continue;
		tpl_box(fl, fl->lead * 1.8, false);
		tpl_put(fl, FACE_PLAIN, fl->x, fl->lead * 0.6, ALIGN_LEFT,
			arena_fmt(fl->a, "%zu.", ++no));
		tpl_put(fl, FACE_PLAIN, fl->x + PARTY_IN, fl->lead * 0.6, ALIGN_LEFT,
			line);
		/* odd ones sign at the left, even ones at the right */
		tpl_put(fl, FACE_PLAIN, fl->x + (no % 2 ? 0.55 : 0.78) * fl->w,
			fl->lead * 0.6, ALIGN_LEFT, arena_fmt(fl->a, "%zu. …………………", no));
	}
}
