#include "svc_outgoing_page.h"
#include "svc_outgoing_kop.h"
#include "svc_outgoing_many.h"
#include "tpl.h"
#include "xml.h"
#include <strings.h>

#define PDF_MAX    (32u << 20)
#define VALUES_MAX 400

struct str out_form_name(const struct svc *s, struct str form)
{
	const struct tpl_form *t = tpl_form_get(s->tpl, form);
	return t ? t->name : STR("");
}

static const struct tpl_engine *engine_of(const struct svc *s, const struct out_print *p)
{
	return p->engine ? p->engine : s->tpl;
}

static enum err form_of(const struct tpl_engine *t, struct str code,
			const struct tpl_form **out, struct fail *f)
{
	*out = tpl_form_get(t, code);
	if (*out)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "form", "form",
		    "Bentuk naskah itu tidak dikenal; pilih dari daftar bentuk.");
}

static enum err read_whole(const struct tpl_engine *t, struct arena *a, struct str xml,
			   bool blank_ok, const struct tpl_letter **out,
			   struct tpl_faults *all, struct fail *f)
{
	enum err e;

	all->n = 0;
	e = tpl_letter_read(t, a, xml, "surat", blank_ok, out, all, f);
	if (e == ERR_INVALID && all->n)
		return FAIL(f, ERR_INVALID, "letter", "xml", STR_FMT,
			    STR_ARG(all->list[0].text));
	return e;
}

static enum err read_letter(const struct tpl_engine *t, struct arena *a, struct str xml,
			    bool blank_ok, const struct tpl_letter **out, struct fail *f)
{
	struct tpl_faults all;

	return read_whole(t, a, xml, blank_ok, out, &all, f);
}

static bool same_element(const struct xml_node *x, const struct xml_node *y)
{
	return str_eq(x->name, y->name) &&
	       str_eq(xml_attr(x, "nama"), xml_attr(y, "nama"));
}

static bool replaced(const struct xml_node *kid, const struct xml_node *by)
{
	for (size_t i = 0; i < by->kids_n; i++)
		if (by->kids[i].name.n && same_element(kid, &by->kids[i]))
			return true;
	return false;
}

/* Does this element hold a field of the form that the register says? */
static bool given(const struct tpl_form *t, const struct xml_node *n)
{
	struct str name = str_eqc(n->name, "isian") ? xml_attr(n, "nama") : n->name;

	for (size_t i = 0; t && i < t->fields_n; i++)
		if (str_eq(t->fields[i].name, name))
			return svc_field_given(&t->fields[i]);
	return false;
}

/* The letter with the elements of `by` in place of its own, and without those that the
 * register gives when a form is named. Everything else stays as it was written: typed
 * values could not say a table inside a text. */
static enum err lay_over(struct arena *a, struct str xml, struct str by,
			 const struct tpl_form *drop, struct str *out, struct fail *f)
{
	const struct xml_node *letter, *over;
	struct buf b = BUF_MAX(4u << 20);
	enum err e = xml_read(a, xml, "surat", NULL, &letter, f);

	if (e || (e = xml_read(a, by, "surat", NULL, &over, f)))
		return e;
	xml_write_open(&b, letter);
	for (size_t i = 0; i < letter->kids_n; i++)
		if (!letter->kids[i].name.n ||
		    (!replaced(&letter->kids[i], over) && !given(drop, &letter->kids[i])))
			xml_write(&b, &letter->kids[i]);
	for (size_t i = 0; i < over->kids_n; i++)
		xml_write(&b, &over->kids[i]);
	xml_write_close(&b, letter);
	if (b.broken) {
		buf_free(&b);
		return FAIL(f, ERR_LIMIT, "letter-too-long", "xml",
			    "Surat terlalu panjang.");
	}
	*out = buf_keep(&b, a);
	return ERR_OK;
}

static struct str signer_field(const struct tpl_form *t)
{
	for (size_t i = 0; i < t->fields_n; i++)
		if (t->fields[i].type == TPL_PEJABAT)
			return t->fields[i].name;
	return (struct str){0};
}

enum err out_page_values(const struct tpl_form *form, struct arena *a,
			 const struct tpl_value *v, size_t n, struct str *xml,
			 struct fail *f)
{
	struct str all;
	enum err e = tpl_values_to_xml(form, v, n, a, &all, f);

	return e ? e : lay_over(a, all, STR("<surat/>"), form, xml, f);
}

static enum err from_values(const struct tpl_form *form, struct arena *a,
			    const struct svc_draft_in *in, struct str *xml,
			    struct fail *f)
{
	struct tpl_value *v = ARENA_ARRAY(a, struct tpl_value, in->values_n + 1);

	if (in->values_n > VALUES_MAX)
		return FAIL(f, ERR_LIMIT, "too-many", "values", "Terlalu banyak isian.");
	for (size_t i = 0; i < in->values_n; i++)
		v[i] = (struct tpl_value){in->values[i][0], in->values[i][1]};
	enum err e = out_page_values(form, a, v, in->values_n, xml, f);
	if (e && f && !f->field)
		f->field = "values";
	return e;
}

enum err out_page_form(struct svc *s, struct arena *a, struct str xml, struct str *form,
		       struct fail *f)
{
	const struct tpl_letter *letter;
	enum err e = read_letter(s->tpl, a, xml, true, &letter, f);

	if (!e)
		*form = tpl_letter_form(letter)->code;
	return e;
}

enum err out_page_xml(struct svc *s, struct arena *a, const struct svc_draft_in *in,
		      struct str *xml, struct fail *f)
{
	const struct tpl_form *form;
	const struct tpl_letter *letter;
	enum err e = form_of(s->tpl, in->form, &form, f);

	if (e)
		return e;
	*xml = in->xml;
	if (!in->xml.n && (e = from_values(form, a, in, xml, f)))
		return e;
	if ((e = out_many_check(s->tpl, *xml, true, f)))
		return e;
	if ((e = read_letter(s->tpl, a, *xml, true, &letter, f)))
		return e;
	if (in->xml.n && (e = lay_over(a, in->xml, STR("<surat/>"), form, xml, f)))
		return e;
	if (!str_eq(tpl_letter_form(letter)->code, in->form))
		return FAIL(f, ERR_INVALID, "form", "form",
			    "Naskah ini berbentuk " STR_FMT
			    ", bukan bentuk yang dipilih.",
			    STR_ARG(tpl_letter_form(letter)->name));
	return ERR_OK;
}

static struct str value_of(const struct tpl_value *v, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i].name, name))
			return v[i].value;
	return (struct str){0};
}

static size_t lines_of(struct str s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

/* Addressees are parted by a blank line; the first line of each names it. */
static void cut_addressees(struct arena *a, struct str text, struct out_head *h)
{
	struct str *list = ARENA_ARRAY(a, struct str, lines_of(text)), line;
	bool begins = true;
	size_t n = 0;

	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (line.n && begins)
			list[n++] = line;
		begins = !line.n;
	}
	h->addressees = list;
	h->addressees_n = n;
	h->recipient = n ? list[0] : STR("");
}

/* Persons of a table: the first cell of each row; or the line itself. */
static void cut_persons(struct arena *a, struct str rows, struct out_head *h)
{
	struct str *list = ARENA_ARRAY(a, struct str, lines_of(rows)), row, cell;
	size_t n = 0;

	while (str_cut(&rows, '\n', &row))
		if (str_cut(&row, '|', &cell) && str_trim(cell).n)
			list[n++] = str_trim(cell);
	h->addressees = list;
	h->addressees_n = n;
	h->recipient = n ? list[0] : STR("");
}

enum err out_page_head(struct svc *s, struct arena *a, struct str form, struct str xml,
		       struct out_head *h, struct fail *f)
{
	static const char *const SUBJECT[] = {"hal", "tentang", "perihal", "judul"};
	const struct tpl_form *t;
	struct tpl_value *v;
	size_t n;
	enum err e = form_of(s->tpl, form, &t, f);

	*h = (struct out_head){0};
	if (e || (e = tpl_values_from_xml(s->tpl, a, xml, &v, &n, f)))
		return e;
	for (size_t i = 0; i < t->fields_n && !h->recipient.n; i++)
		if (t->fields[i].type == TPL_ALAMAT)
			cut_addressees(a, value_of(v, n, t->fields[i].name), h);
	if (!h->recipient.n)
		cut_persons(a,
			    value_of(v, n,
				     t->recipient_field.n ? t->recipient_field
							  : STR("kepada")),
			    h);
	if (!h->recipient.n && t->recipient.n)
		cut_persons(a, t->recipient, h);
	for (size_t i = 0; i < sizeof(SUBJECT) / sizeof(*SUBJECT) && !h->subject.n; i++)
		h->subject = str_trim(value_of(v, n, str_c(SUBJECT[i])));
	if (!h->subject.n)
		h->subject = t->name;
	return out_many_head(a, xml, h, f);
}

/* "Plt." as the profile prints it; empty for the one who holds the post. */
static struct str acting(struct str kind)
{
	if (str_eqc(kind, "plt"))
		return STR("Plt.");
	if (str_eqc(kind, "plh"))
		return STR("Plh.");
	if (str_eqc(kind, "pjs"))
		return STR("Pjs.");
	return str_eqc(kind, "pj") ? STR("Pj.") : STR("langsung");
}

struct filled {
	struct tpl_value *v;
	size_t n, max;
};

static void fill(struct filled *w, struct str name, struct str value)
{
	if (value.n && w->n < w->max)
		w->v[w->n++] = (struct tpl_value){name, value};
}

static void fill_signer(struct arena *a, struct str field, const struct out_print *p,
			struct filled *w)
{
	struct str how = acting(p->holder.kind), title = p->signer.title;

	/* One who acts for a proxy says so before his title: the block has one "a.n.". */
	if (p->behalf.n && !str_eqc(how, "langsung"))
		title = arena_fmt(a, STR_FMT " " STR_FMT, STR_ARG(how), STR_ARG(title));
	if (p->behalf.n)
		how = p->via.n ? STR("u.b.") : STR("a.n.");

	const struct {
		const char *part;
		struct str value;
	} part[] = {
		{"cara", how},
		{"atas-nama", p->behalf},
		{"perantara", p->via},
		{"jabatan", title},
		{"nama", p->holder.name},
		{"pangkat", p->holder.rank},
		{"nip", p->holder.nip},
	};

	for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++)
		fill(w, arena_fmt(a, STR_FMT ".%s", STR_ARG(field), part[i].part),
		     part[i].value);
}

/* Sifat and keamanan are axes of the register, obligatory there; the page says the same.
 * The regulation's words of urgency are the choices of the form. */
static const struct axis {
	const char *field, *level, *word;
} AXIS[] = {
	{"sifat", "biasa", "Biasa"},
	{"sifat", "penting", "Segera"},
	{"sifat", "sangat-penting", "Sangat Segera"},
	{"keamanan", "biasa", "Biasa"},
	{"keamanan", "terbatas", "Terbatas"},
	{"keamanan", "rahasia", "Rahasia"},
	{"keamanan", "sangat-rahasia", "Sangat Rahasia"},
};

#define AXES (sizeof(AXIS) / sizeof(*AXIS))

struct str out_axis_word(const char *field, struct str level)
{
	for (size_t i = 0; i < AXES; i++)
		if (strcmp(field, AXIS[i].field) == 0 && str_eqc(level, AXIS[i].level))
			return str_c(AXIS[i].word);
	return level;
}

struct str out_axis_level(const char *field, struct str word)
{
	for (size_t i = 0; i < AXES; i++)
		if (strcmp(field, AXIS[i].field) == 0 && word.n == strlen(AXIS[i].word) &&
		    strncasecmp(word.p, AXIS[i].word, word.n) == 0)
			return str_c(AXIS[i].level);
	return STR("");
}

static struct str choice_of(const struct tpl_field *t, const char *word)
{
	for (size_t k = 0; k < t->choices_n; k++)
		if (str_eqc(t->choices[k], word))
			return t->choices[k];
	return (struct str){0};
}

static struct str axis_value(const struct tpl_field *t, const struct out_print *p)
{
	struct str level = str_eqc(t->name, "sifat") ? p->urgency : p->secrecy;

	for (size_t i = 0; i < AXES; i++)
		if (str_eqc(t->name, AXIS[i].field) && str_eqc(level, AXIS[i].level))
			return choice_of(t, AXIS[i].word);
	return (struct str){0};
}

/* A form of an office's own whose words are others keeps its field. */
static bool is_axis(const struct tpl_field *t)
{
	bool named = false;

	for (size_t i = 0; i < AXES; i++) {
		if (!str_eqc(t->name, AXIS[i].field))
			continue;
		named = true;
		if (!choice_of(t, AXIS[i].word).n)
			return false;
	}
	return named;
}

bool svc_field_given(const struct tpl_field *t)
{
	return t->type == TPL_PEJABAT || str_eqc(t->name, "nomor") ||
	       str_eqc(t->name, "tanggal") || str_eqc(t->name, "dari") || is_axis(t);
}

/* The signature block follows the signing position and who holds it on that day, never
 * what a draft says (L2). */
static enum err with_signer(struct svc *s, struct arena *a, const struct out_print *p,
			    struct str *xml, struct fail *f)
{
	const struct tpl_form *t;
	struct str by;
	enum err e = form_of(engine_of(s, p), p->form, &t, f);

	if (e)
		return e;
	struct filled w = {ARENA_ARRAY(a, struct tpl_value, t->fields_n + 10), 0,
			   t->fields_n + 10};
	for (size_t i = 0; i < t->fields_n; i++)
		fill(&w, t->fields[i].name, axis_value(&t->fields[i], p));
	/* A nota dinas comes from its signer. */
	for (size_t i = 0; i < t->fields_n; i++)
		if (str_eqc(t->fields[i].name, "dari"))
			fill(&w, t->fields[i].name, p->signer.title);
	if (signer_field(t).n)
		fill_signer(a, signer_field(t), p, &w);
	if ((e = tpl_values_to_xml(t, w.v, w.n, a, &by, f)))
		return e;
	return lay_over(a, p->xml, by, NULL, xml, f);
}

enum err out_page_complete(struct svc *s, struct arena *a, const struct out_print *p,
			   struct tpl_faults *all, struct fail *f)
{
	const struct tpl_letter *letter;
	struct str xml;
	enum err e = with_signer(s, a, p, &xml, f);

	all->n = 0;
	if (!e)
		e = read_whole(engine_of(s, p), a, xml, false, &letter, all, f);
	return e ? e : out_many_check(engine_of(s, p), xml, false, f);
}

struct str out_qr_text(const struct svc *s, struct arena *a, struct str number,
		       struct day day, struct str code)
{
	if (s->office->public_url.n && !s->demo)
		return arena_fmt(a, STR_FMT "/v/" STR_FMT, STR_ARG(s->office->public_url),
				 STR_ARG(code));
	return arena_fmt(
		a, STR_FMT "\nNomor " STR_FMT "\nTanggal " STR_FMT "\nKode " STR_FMT,
		STR_ARG(s->office->name), STR_ARG(number), STR_ARG(day_long(a, day)),
		STR_ARG(code));
}

static void options_of(struct svc *s, struct arena *a, const struct out_print *p,
		       const struct tpl_office *kop, struct tpl_options *o)
{
	*o = (struct tpl_options){.profile =
					  p->profile.n ? arena_cstr(a, p->profile) : NULL,
				  .date = p->day,
				  .number = p->number,
				  .office = kop,
				  .late = p->number.n ? TPL_LATE_PRINT : TPL_LATE_BLANK,
				  .demo = s->demo,
				  .draft = p->draft};
	o->paraf = p->paraf;
	o->paraf_n = p->paraf_n;
	o->copy_no = p->copy_no;
	o->copy_of = p->copy_of;
	o->esign = p->certified;
	if (p->number_only)
		o->late = TPL_LATE_ONLY;
	if (p->verify_code.n) {
		o->qr = out_qr_text(s, a, p->number, p->day, p->verify_code);
		o->qr_caption = STR("Catatan register; bukan tanda tangan");
		o->attach = true;
	}
}

static enum err render(const struct tpl_engine *t, struct arena *a,
		       const struct tpl_letter *letter, const struct tpl_options *o,
		       struct str *pdf, struct fail *f)
{
	struct buf b = BUF_MAX(PDF_MAX);
	struct tpl_faults faults = {0};
	struct tpl_ctx *ctx = tpl_ctx_open(t);

	if (!ctx)
		return FAIL(f, ERR_IO, "no-memory", NULL,
			    "Halaman tidak dapat digambar: memori tidak cukup.");
	enum err e = tpl_render(t, ctx, letter, o, &b, &faults, f);
	tpl_ctx_close(ctx);
	if (e == ERR_INVALID && faults.n)
		e = FAIL(f, e, "letter", "xml", STR_FMT, STR_ARG(faults.list[0].text));
	if (!e && b.broken)
		e = FAIL(f, ERR_LIMIT, "letter-too-long", "xml",
			 "Surat terlalu panjang.");
	if (e)
		buf_free(&b);
	else
		*pdf = buf_keep(&b, a);
	return e;
}

enum err out_page_zip(struct svc *s, struct arena *a, const struct out_print *p,
		      struct str *zip, struct fail *f)
{
	struct tpl_office *kop = NULL;
	struct tpl_options o;
	struct str xml;
	enum err e = with_signer(s, a, p, &xml, f);

	if (!e)
		e = out_kop(s, a, p->signer.unit_code, &kop, f);
	if (e)
		return e;
	options_of(s, a, p, kop, &o);
	e = out_many_zip(engine_of(s, p), a, xml, &o, zip, f);
	tpl_office_free(kop);
	return e;
}

enum err out_page_pdf(struct svc *s, struct arena *a, const struct out_print *p,
		      struct str *pdf, struct fail *f)
{
	const struct tpl_letter *letter;
	struct tpl_office *kop = NULL;
	struct tpl_options o;
	struct str xml;
	bool all = false;
	enum err e = with_signer(s, a, p, &xml, f);

	if (!e)
		e = out_many_pick(a, p, &xml, &all, f);
	if (!e)
		e = read_letter(engine_of(s, p), a, xml, !p->verify_code.n, &letter, f);
	if (!e)
		e = out_kop(s, a, p->signer.unit_code, &kop, f);
	if (e)
		return e;
	options_of(s, a, p, kop, &o);
	e = all ? out_many_pdf(engine_of(s, p), a, xml, &o, pdf, f)
		: render(engine_of(s, p), a, letter, &o, pdf, f);
	tpl_office_free(kop);
	return e;
}

enum err out_print_signer(struct db_conn *c, struct arena *a,
			  const struct out_signing *by, struct out_print *p,
			  struct fail *f)
{
	struct out_position other = {0};
	enum err e = ERR_OK;

	p->signer = by->signer;
	if (by->behalf)
		e = out_position_get(c, a, by->behalf, &other, f);
	p->behalf = other.title;
	other = (struct out_position){0};
	if (!e && by->via)
		e = out_position_get(c, a, by->via, &other, f);
	p->via = other.title;
	return e;
}

/* What of a stored letter its page needs; `day` says whose signature block it is while
 * the letter has no date. */
enum err out_print_of(struct out_act *x, int draft_no, struct day day,
		      struct out_print *p, struct fail *f)
{
	if (!day_none(x->l.letter_day))
		day = x->l.letter_day;
	*p = (struct out_print){.form = x->l.form,
				.profile = x->l.profile,
				.class_code = x->l.class_code,
				.urgency = x->l.urgency,
				.secrecy = x->l.secrecy,
				.draft = x->l.state == FS_DRAFT ||
					 x->l.state == FS_TYPED ||
					 x->l.state == FS_REVIEWED};
	enum err e = out_draft_xml(x, draft_no, &p->xml, f);
	struct out_signing by = {.behalf = x->l.behalf, .via = x->l.via};
	if (!e)
		e = out_position_get(x->c, x->a, x->l.signer, &by.signer, f);
	if (!e)
		e = out_print_signer(x->c, x->a, &by, p, f);
	if (!e)
		e = out_holder_get(x->c, x->a, x->l.signer, day, &p->holder, f);
	return e;
}
