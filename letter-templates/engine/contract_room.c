/* A form printed: its sample, and each of its fields with the longest that it allows. */
#include "contract.h"
#include "pdf.h"
#include "utf8.h"

#define PDF_MAX (32u << 20)
#define SLACK   1.0 /* points over the edge that nobody sees */

static uint64_t mix(uint64_t h, const void *p, size_t n)
{
	const unsigned char *b = p;

	for (size_t i = 0; i < n; i++)
		h = (h ^ b[i]) * UINT64_C(1099511628211);
	return h;
}

static double right_of(const struct op *o)
{
	double x = o->x;

	for (size_t i = 0; i < o->runs_n; i++) {
		x += o->runs[i].w;
		for (size_t k = 0; k < o->runs[i].text.n; k++)
			x += o->runs[i].text.p[k] == ' ' ? o->tw : 0;
	}
	return o->kind == OP_TEXT ? x : o->x + o->w;
}

/* Text within the margins; a frame, as certificates have it, on the paper. */
static bool inside(const struct op *o, const struct galley *fl, const struct pdf *p)
{
	if (o->kind == OP_TEXT)
		return o->x >= fl->x - SLACK && right_of(o) <= fl->x + fl->w + SLACK;
	return o->x >= 0 && right_of(o) <= p->w;
}

void tpl_look_at(struct tpl_look *l, const struct galley *fl, const struct pdf *p,
		 double room)
{
	l->seen = true;
	l->pages = p->n;
	for (size_t i = 0; i < fl->ops_n; i++) {
		const struct op *o = &fl->ops[i];

		for (size_t k = 0; k < o->runs_n; k++)
			l->words = mix(l->words, o->runs[k].text.p, o->runs[k].text.n);
		if (inside(o, fl, p))
			continue;
		if (!l->wide && o->runs_n)
			l->text = arena_dup(l->arena, o->runs[0].text);
		l->wide = true;
	}
	for (size_t i = 0; i < fl->boxes_n; i++)
		l->tall = l->tall || (fl->boxes[i].h > room && !fl->boxes[i].space);
}

struct printing {
	struct contract *c;
	struct tpl_ctx *x;
};

/* Prints a letter of the form; a letter that is refused says why in *fs. */
static enum err print(const struct printing *p, struct str letter, struct tpl_look *l,
		      struct str *pdf, struct tpl_faults *fs)
{
	struct contract *c = p->c;
	struct tpl_options o = c->o ? *c->o : (struct tpl_options){0};
	struct arena *a = arena_open();
	struct buf b = BUF_MAX(PDF_MAX);
	const struct tpl_letter *read;
	struct fail f = {0};
	enum err e;

	*l = (struct tpl_look){
		.words = UINT64_C(14695981039346656037), .arena = c->a, .only = !pdf};
	o.look = l;
	if (!day_ok(o.date))
		o.date = (struct day){2026, 11, 24};
	e = tpl_letter_read(c->out->engine, a, letter, "contoh", false, &read, fs, &f);
	if (!e)
		e = tpl_render(c->out->engine, p->x, read, &o, &b, fs, &f);
	if (!e && pdf)
		*pdf = arena_dup(c->a, buf_str(&b));
	for (size_t i = 0; i < fs->n; i++)
		fs->list[i].text = arena_dup(c->a, fs->list[i].text);
	if (e && !fs->n)
		fs->list[fs->n++].text = arena_dup(c->a, str_c(f.text));
	buf_free(&b);
	arena_close(a);
	return e;
}

/* Line of the text where a field is declared. */
static int line_of(const struct contract *c, struct str name)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(c->root, "isian", &i)))
		if (str_eq(xml_attr(k, "nama"), name))
			return k->line;
	return c->root->line;
}

/* A shipped sample is taken when the form as it is now still reads it. */
static enum err find_sample(const struct printing *p, struct tpl_look *l, struct fail *f)
{
	struct contract *c = p->c;
	struct tpl_checked *out = c->out;
	struct tpl_faults fs = {.n = 0};
	enum err e;

	out->sample = tpl_form_sample(c->base, c->a, out->form->code);
	if (out->sample.n && !print(p, out->sample, l, &out->pdf, &fs))
		return ERR_OK;
	out->sample_made = true;
	if ((e = tpl_fill(c, FILL_SAMPLE, NULL, &out->sample, f)))
		return e;
	if (print(p, out->sample, l, &out->pdf, &fs))
		tpl_say(c, true, c->root->line, fs.list[0].field,
			"contoh bentuk ini tidak dapat dicetak: " STR_FMT,
			STR_ARG(fs.list[0].text));
	return ERR_OK;
}

static void say_wide(struct contract *c, const struct tpl_look *l,
		     const struct tpl_field *s, const char *when)
{
	struct str text = utf8_valid(l->text) ? l->text : STR("");

	tpl_say(c, !s, s ? line_of(c, s->name) : c->root->line, s ? s->name : STR(""),
		"%s teks \"" STR_FMT "…\" melewati tepi kanan halaman; %s.", when,
		STR_ARG(str_head(text, 40)),
		s ? "kecilkan maks, atau pendekkan label di sampingnya"
		  : "pendekkan judul atau labelnya");
}

static void say_tall(struct contract *c, const struct tpl_field *s)
{
	tpl_say(c, !s, s ? line_of(c, s->name) : c->root->line, s ? s->name : STR(""),
		"satu baris tabel atau bagian lebih tinggi daripada halaman%s.",
		s ? " bila isian ini diisi sampai maks; kecilkan maks" : "");
}

static void check_field(const struct printing *p, const struct tpl_look *plain,
			const struct tpl_field *s, enum fill how, bool *printed)
{
	struct contract *c = p->c;
	struct tpl_look l;
	struct tpl_faults fs = {.n = 0};
	struct str letter;
	struct fail f;

	if (tpl_fill(c, how, s, &letter, &f) || print(p, letter, &l, NULL, &fs))
		return; /* such a value is refused where it is typed */
	*printed = *printed || l.words != plain->words;
	if (l.wide && !plain->wide)
		say_wide(c, &l, s,
			 how == FILL_WIDE ? "dengan kata yang panjang,"
					  : "dengan isian sepanjang maks,");
	if (l.tall && !plain->tall)
		say_tall(c, s);
}

/* Long words are no other matter where lines are broken anyway, or nothing is typed. */
static bool has_words(const struct tpl_field *s)
{
	return s->type == TPL_TEKS || s->type == TPL_PEJABAT || s->type == TPL_ALAMAT ||
	       s->type == TPL_TABEL;
}

static void check_fields(const struct printing *p)
{
	struct contract *c = p->c;
	const struct tpl_form *fm = c->out->form;
	struct tpl_faults fs = {.n = 0};
	struct tpl_look plain;
	struct str letter;
	struct fail f;

	if (tpl_fill(c, FILL_SAMPLE, NULL, &letter, &f) ||
	    print(p, letter, &plain, NULL, &fs) || !plain.seen)
		return; /* a ruled sheet has places of its own */
	for (size_t i = 0; i < fm->fields_n; i++) {
		const struct tpl_field *s = &fm->fields[i];
		size_t said = c->out->said_n;
		bool printed = false;

		check_field(p, &plain, s, FILL_LONG, &printed);
		if (printed && c->out->said_n == said && has_words(s))
			check_field(p, &plain, s, FILL_WIDE, &printed);
		if (!printed && !tpl_is_head_name(s->name))
			tpl_say(c, false, line_of(c, s->name), s->name,
				"isian \"" STR_FMT "\" tidak dicetak oleh <susunan>; "
				"tambahkan bagiannya, atau hapus isian ini.",
				STR_ARG(s->name));
	}
}

static void check_longest(const struct printing *p)
{
	struct tpl_faults fs = {.n = 0};
	struct tpl_look l;
	struct str letter;
	struct fail f;

	if (!tpl_fill(p->c, FILL_LONG, NULL, &letter, &f) &&
	    !print(p, letter, &l, NULL, &fs))
		p->c->out->pages_longest = l.pages;
}

enum err tpl_check_room(struct contract *c, struct fail *f)
{
	struct printing p = {c, tpl_ctx_open(c->out->engine)};
	struct tpl_look l = {0};
	enum err e;

	if (!p.x)
		return FAIL(f, ERR_IO, "no-memory", NULL,
			    "Halaman contoh tidak dapat dibuat: memori habis.");
	e = find_sample(&p, &l, f);
	if (!e && c->out->loads) {
		c->out->pages = l.seen ? l.pages : 1;
		if (l.wide)
			say_wide(c, &l, NULL, "pada contoh,");
		if (l.tall)
			say_tall(c, NULL);
		check_fields(&p);
		check_longest(&p);
	}
	tpl_ctx_close(p.x);
	return e;
}
