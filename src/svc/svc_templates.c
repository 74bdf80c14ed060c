/* svc_templates.c - forms listed, opened for editing, tried out. */
#include "svc_templates.h"
#include <stdlib.h>
#include "intake.h"
#include "office.h"
#include "svc_outgoing_kop.h"
#include "svc_templates_inside.h"
#include "tpl.h"

enum err templates_may_look(const struct actor *me, struct fail *f)
{
	return flow_may(ACT_ADMIN, FS_DRAFT, me->admin ? DUTY_ADMIN : DUTY_ANY, f);
}

/* ---- the list ---- */

struct listing {
	struct svc *s;
	struct arena *a;
	struct day today;
	struct template_version *v;
	size_t v_n;
	struct svc_template_row *rows;
	size_t n;
};

static struct str hex_of(struct arena *a, struct str sha)
{
	struct sha256 h = {{0}};

	if (sha.n != sizeof(h.b))
		return STR("");
	memcpy(h.b, sha.p, sizeof(h.b));
	return arena_dup(a, str_c(sha256_hex(h).z));
}

static const char *installed_as(const struct listing *l, const struct tpl_version *v)
{
	struct arena *a = l->a;
	struct str own =
		arena_fmt(a, "%s/naskah/forms/%.*s.xml", l->s->dir, STR_ARG(v->name));

	return fs_exists(arena_cstr(a, own)) ? "berkas kantor" : "bawaan";
}

static void add_installed(struct listing *l, const struct tpl_form *fm)
{
	const struct tpl_engine *t = svc_templates_installed(l->s);
	const struct template_version *on =
		svc_template_on(l->v, l->v_n, fm->code, l->today);
	struct tpl_version v;

	if (!tpl_form_version(t, fm->code, &v))
		return;
	l->rows[l->n++] = (struct svc_template_row){.code = fm->code,
						    .name = fm->name,
						    .series = fm->series,
						    .sha_hex = v.sha256,
						    .family = fm->family,
						    .origin = str_c(installed_as(l, &v)),
						    .in_force = !on || !on->xml.n,
						    .by = STR("")};
}

/* Name, series and family stand in the text. */
static void head_of(struct listing *l, const struct template_version *v,
		    struct svc_template_row *o)
{
	const struct xml_node *root;
	struct str family;
	struct fail f;

	if (!v->xml.n || xml_read(l->a, v->xml, "bentuk", NULL, &root, &f))
		return;
	family = xml_attr(root, "keluarga");
	o->name = str_or_empty(xml_attr(root, "nama"));
	o->series = str_or_empty(xml_attr(root, "deret"));
	o->family = family.n ? family.p[0] : 'K';
}

static void add_published(struct listing *l, const struct template_version *v)
{
	const struct tpl_form *here =
		tpl_form_get(svc_templates_installed(l->s), v->name);
	struct svc_template_row *o = &l->rows[l->n++];

	*o = (struct svc_template_row){
		.code = v->name,
		.name = here ? here->name : v->name,
		.series = here ? here->series : STR(""),
		.sha_hex = hex_of(l->a, v->sha),
		.family = here ? here->family : 'K',
		.origin = v->xml.n ? STR("terbitan") : STR("kembali ke bawaan"),
		.from = v->from,
		.in_force = svc_template_on(l->v, l->v_n, v->name, l->today) == v,
		.coming = day_cmp(v->from, l->today) > 0,
		.own = !here,
		.by = v->by,
		.at_ms = v->at_ms};
	head_of(l, v, o);
}

static int by_code(const void *x, const void *y)
{
	const struct svc_template_row *a = x, *b = y;
	int k = str_cmp(a->code, b->code);

	k = k ? k : -day_cmp(a->from, b->from);
	return k ? k : (a->at_ms < b->at_ms) - (a->at_ms > b->at_ms);
}

enum err svc_templates(struct svc *s, const struct actor *me, struct arena *a,
		       struct svc_template_row **rows, size_t *n, struct fail *f)
{
	struct listing l = {.s = s, .a = a, .today = day_at(clock_ms(s->clock), s->zone)};
	const struct tpl_engine *t = svc_templates_installed(s);
	enum err e = templates_may_look(me, f);

	*n = 0;
	if (e || (e = svc_templates_read(s, a, &l.v, &l.v_n, f)))
		return e;
	l.rows = ARENA_ARRAY(a, struct svc_template_row, tpl_form_count(t) + l.v_n + 1);
	for (size_t i = 0; i < tpl_form_count(t); i++)
		add_installed(&l, tpl_form_at(t, i));
	for (size_t i = 0; i < l.v_n; i++)
		add_published(&l, &l.v[i]);
	qsort(l.rows, l.n, sizeof(*l.rows), by_code);
	*rows = l.rows;
	*n = l.n;
	return ERR_OK;
}

/* ---- one text ---- */

static struct str published_text(const struct template_version *v, size_t n,
				 struct arena *a, struct str code, struct str sha_hex)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].xml.n && str_eq(v[i].name, code) &&
		    str_eq(hex_of(a, v[i].sha), sha_hex))
			return v[i].xml;
	return (struct str){0};
}

static struct str text_in_force(struct svc *s, struct arena *a, struct str code,
				const struct template_version *v, size_t n)
{
	struct day today = day_at(clock_ms(s->clock), s->zone);
	const struct template_version *on = svc_template_on(v, n, code, today);
	struct tpl_version t;

	if (on && on->xml.n)
		return on->xml;
	if (tpl_form_version(svc_templates_installed(s), code, &t))
		return arena_dup(a, t.xml);
	for (size_t i = n; i > 0; i--) /* one that only begins on a later day */
		if (str_eq(v[i - 1].name, code) && v[i - 1].xml.n)
			return v[i - 1].xml;
	return (struct str){0};
}

enum err svc_template_text(struct svc *s, const struct actor *me, struct arena *a,
			   struct str code, struct str sha_hex, struct str *xml,
			   struct fail *f)
{
	struct template_version *v;
	struct tpl_version t;
	size_t n;
	enum err e = templates_may_look(me, f);

	if (e || (e = svc_templates_read(s, a, &v, &n, f)))
		return e;
	if (!sha_hex.n)
		*xml = text_in_force(s, a, code, v, n);
	else if (tpl_form_version(svc_templates_installed(s), code, &t) &&
		 str_eq(t.sha256, sha_hex))
		*xml = arena_dup(a, t.xml);
	else
		*xml = published_text(v, n, a, code, sha_hex);
	return xml->n ? ERR_OK
		      : FAIL(f, ERR_NOTFOUND, "no-form", "form",
			     "Bentuk naskah itu tidak ada; pilih dari daftar templat.");
}

enum err svc_template_try(struct svc *s, const struct actor *me, struct arena *a,
			  struct str xml, struct tpl_checked *out, struct fail *f)
{
	struct tpl_office *kop = NULL;
	struct tpl_options o = {.date = day_at(clock_ms(s->clock), s->zone),
				.demo = s->demo};
	enum err e = templates_may_look(me, f);

	*out = (struct tpl_checked){0};
	if (e || (e = out_kop(s, a, s->office->units[0].code, &kop, f)))
		return e;
	o.office = kop;
	e = tpl_form_check(s->tpl, a, xml, FORM_TEXT, &o, out, f);
	if (!e)
		templates_ask_parts(s, a, out);
	tpl_office_free(kop);
	return e;
}

enum err svc_template_import(struct svc *s, const struct actor *me, struct arena *a,
			     const char *path, struct str name, struct tpl_imported *out,
			     struct fail *f)
{
	struct str doc, stem = name;
	enum err e = templates_may_look(me, f);

	if (e)
		return e;
	if (!s->pages_program)
		return FAIL(
			f, ERR_IO, "no-reader", "berkas",
			"Pembaca dokumen Word tidak terpasang; hubungi operator mesin.");
	if (stem.n > 5 && str_eq_nocase(str_from(stem, stem.n - 5), STR(".docx")))
		stem.n -= 5;
	e = intake_docx(a, s->pages_program, path,
			arena_cstr(a, arena_fmt(a, "%s/cache", s->dir)), &doc, f);
	return e ? e : tpl_form_import(s->tpl, a, doc, stem, out, f);
}

enum err svc_template_changes(struct svc *s, const struct actor *me, struct arena *a,
			      struct str code, struct str xml, struct svc_diff *out,
			      struct fail *f)
{
	struct str now;
	enum err e = svc_template_text(s, me, a, code, STR(""), &now, f);

	if (e == ERR_NOTFOUND)
		now = STR("");
	else if (e)
		return e;
	svc_diff_words(a, now, xml, out);
	return ERR_OK;
}
