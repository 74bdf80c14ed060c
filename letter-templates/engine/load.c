/* The engine: schemas, fonts, forms and profiles, read once. */
#include "model.h"
#include "fs.h"
#include "hash.h"
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX  (1u << 20)
#define FILES_MAX 256

void tpl_fault_add(struct tpl_faults *fs, struct arena *a, int line, struct str field,
		   const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (fs->n == TPL_FAULTS_MAX)
		return;
	fs->list[fs->n++] =
		(struct tpl_fault){line, field,
				   line ? arena_fmt(a, "baris %d: %s", line, text)
					: arena_dup(a, str_c(text))};
}

static int by_name(const void *x, const void *y)
{
	const struct str *a = x, *b = y;

	return str_cmp(*a, *b);
}

/* Names of the .xml files of a folder, in order; a folder that is not there is empty. */
static size_t list_xml(struct arena *a, const char *dir, struct str *names)
{
	DIR *d = opendir(dir);
	struct dirent *en;
	size_t n = 0;

	while (d && n < FILES_MAX && (en = readdir(d)))
		if (str_ends(str_c(en->d_name), STR(".xml")) && en->d_name[0] != '.')
			names[n++] = arena_dup(a, str_c(en->d_name));
	if (d)
		(void)closedir(d);
	qsort(names, n, sizeof *names, by_name);
	return n;
}

static enum err read_days(const struct xml_node *n, const char *name, struct day *from,
			  struct day *until, struct fail *f)
{
	struct str a = xml_attr(n, "mulai"), b = xml_attr(n, "sampai");

	if ((!a.n || day_parse(a, from)) && (!b.n || day_parse(b, until)))
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "bad-date", NULL,
		    "%s:%d: mulai dan sampai harus tanggal yang ada, seperti 2026-11-22.",
		    name, n->line);
}

struct str tpl_hash_of(struct arena *a, struct str bytes)
{
	return arena_dup(a, str_c(sha256_hex(sha256_of(bytes)).z));
}

static enum err add_form(struct tpl_engine *t, struct str bytes, const char *name,
			 struct fail *f)
{
	const struct xml_node *root;
	struct form form = {0};
	struct tpl_version *v = &form.version;
	enum err e = xml_read(t->arena, bytes, name, t->form_schema, &root, f);

	if (!e)
		e = tpl_form_from(t->arena, root, name, &form, f);
	if (!e)
		e = read_days(root, name, &v->from, &v->until, f);
	if (e)
		return e;
	v->name = form.pub.code;
	v->xml = bytes;
	v->sha256 = form.pub.sha256 = tpl_hash_of(t->arena, bytes);
	for (size_t i = 0; i < t->forms_n; i++)
		if (str_eq(t->forms[i].pub.code, form.pub.code)) {
			t->forms[i] = form; /* the office's own version wins */
			return ERR_OK;
		}
	t->forms[t->forms_n++] = form;
	return ERR_OK;
}

static enum err add_profile(struct tpl_engine *t, struct str bytes, const char *name,
			    struct fail *f)
{
	const struct xml_node *root;
	struct tpl_version v = {.xml = bytes, .sha256 = tpl_hash_of(t->arena, bytes)};
	enum err e = xml_read(t->arena, bytes, name, t->profile_schema, &root, f);
	size_t at = 0;

	if (!e)
		e = read_days(root, name, &v.from, &v.until, f);
	if (e)
		return e;
	v.name = xml_attr(root, "nama");
	while (at < t->profiles_n && !str_eq(t->profiles[at].name, v.name))
		at++;
	t->profiles[at] = (struct profile){
		.name = v.name, .root = root, .file = name, .version = v};
	t->profiles_n += at == t->profiles_n;
	return ERR_OK;
}

typedef enum err adder(struct tpl_engine *, struct str bytes, const char *name,
		       struct fail *);

static enum err load_folder(struct tpl_engine *t, const char *base, const char *sub,
			    adder *add, struct fail *f)
{
	struct str *names = ARENA_ARRAY(t->arena, struct str, FILES_MAX);
	struct str dir = arena_fmt(t->arena, "%s/%s", base, sub);
	size_t n = list_xml(t->arena, arena_cstr(t->arena, dir), names);
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < n; i++) {
		struct str path = arena_fmt(t->arena, STR_FMT "/" STR_FMT, STR_ARG(dir),
					    STR_ARG(names[i]));

		struct str bytes;

		e = fs_read(t->arena, arena_cstr(t->arena, path), FILE_MAX, &bytes, f);
		if (!e)
			e = add(t, bytes, arena_cstr(t->arena, names[i]), f);
	}
	return e;
}

static enum err load_schema(struct tpl_engine *t, struct xml_schema **to,
			    const char *share, const char *name, struct fail *f)
{
	struct str path = arena_fmt(t->arena, "%s/schema/%s.rng", share, name);

	return xml_schema_load(to, arena_cstr(t->arena, path), f);
}

static int form_order(const void *x, const void *y)
{
	const struct form *a = x, *b = y;

	return str_cmp(a->pub.code, b->pub.code);
}

enum err tpl_open(struct tpl_engine **out, const struct tpl_paths *p, struct fail *f)
{
	struct arena *a = arena_open();
	struct tpl_engine *t = ARENA_NEW(a, struct tpl_engine);
	enum err e;

	*t = (struct tpl_engine){.arena = a, .share = arena_dup(a, str_c(p->share))};
	if (p->office)
		t->dir = arena_dup(a, str_c(p->office));
	t->forms = ARENA_ARRAY(a, struct form, 2 * FILES_MAX);
	t->profiles = ARENA_ARRAY(a, struct profile, 2 * FILES_MAX);
	e = load_schema(t, &t->form_schema, p->share, "bentuk", f);
	if (!e)
		e = load_schema(t, &t->profile_schema, p->share, "aturan", f);
	if (!e)
		e = load_schema(t, &t->kop_schema, p->share, "kop", f);
	if (!e)
		e = load_schema(t, &t->letter_schema, p->share, "surat", f);
	if (!e)
		e = tpl_families_load(t, p->fonts ? p->fonts : TPL_FONT_DIR, f);
	if (!e)
		e = tpl_stock_load(&t->stock, TPL_ICC, f);
	if (!e)
		e = tpl_parting_open(&t->parting, TPL_HYPHENS, f);
	if (!e)
		e = load_folder(t, p->share, "profiles", add_profile, f);
	if (!e && p->office)
		e = load_folder(t, p->office, "profiles", add_profile, f);
	if (!e)
		e = tpl_profiles_settle(t, f);
	if (!e)
		e = load_folder(t, p->share, "forms", add_form, f);
	if (!e && p->office)
		e = load_folder(t, p->office, "forms", add_form, f);
	if (!e && (!t->forms_n || !t->profiles_n))
		e = FAIL(
			f, ERR_IO, "no-forms", NULL,
			"Tidak ada bentuk naskah atau aturan di %s; pasang ulang Naskah.",
			p->share);
	if (e) {
		tpl_close(t);
		return e;
	}
	qsort(t->forms, t->forms_n, sizeof *t->forms, form_order);
	*out = t;
	return ERR_OK;
}

void tpl_close(struct tpl_engine *t)
{
	if (!t)
		return;
	if (t->base) {
		tpl_families_free(t);
		arena_close(t->arena);
		return;
	}
	tpl_families_free(t);
	tpl_stock_free(&t->stock);
	tpl_parting_close(t->parting);
	xml_schema_free(t->form_schema);
	xml_schema_free(t->profile_schema);
	xml_schema_free(t->kop_schema);
	xml_schema_free(t->letter_schema);
	arena_close(t->arena);
}

/* Over another one, with room for more forms and a profile. */
static struct tpl_engine *over(const struct tpl_engine *base, size_t forms)
{
	struct arena *a = arena_open();
	struct tpl_engine *t = ARENA_NEW(a, struct tpl_engine);

	*t = *base;
	t->arena = a;
	t->base = base;
	t->forms = ARENA_ARRAY(a, struct form, base->forms_n + forms);
	t->profiles = ARENA_ARRAY(a, struct profile, base->profiles_n + 1);
	memcpy(t->forms, base->forms, base->forms_n * sizeof *t->forms);
	memcpy(t->profiles, base->profiles, base->profiles_n * sizeof *t->profiles);
	return t;
}

void tpl_with_forms(struct tpl_engine **out, const struct tpl_engine *base,
		    const struct str *forms, size_t n,
		    void (*left_out)(void *arg, size_t i, const struct fail *), void *arg)
{
	struct tpl_engine *t = over(base, n);
	struct fail f;

	for (size_t i = 0; i < n; i++)
		if (add_form(t, arena_dup(t->arena, forms[i]), "bentuk", &f))
			left_out(arg, i, &f);
	qsort(t->forms, t->forms_n, sizeof *t->forms, form_order);
	*out = t;
}

enum err tpl_with(struct tpl_engine **out, const struct tpl_engine *base, struct str form,
		  struct str profile, struct fail *f)
{
	struct tpl_engine *t = over(base, 1);
	struct arena *a = t->arena;
	enum err e = ERR_OK;

	if (form.n)
		e = add_form(t, arena_dup(a, form), "bentuk", f);
	if (!e && profile.n)
		e = add_profile(t, arena_dup(a, profile), "aturan", f);
	if (!e)
		e = tpl_profiles_settle(t, f);
	if (e)
		tpl_close(t);
	else
		*out = t;
	return e;
}

bool tpl_form_version(const struct tpl_engine *t, struct str code, struct tpl_version *v)
{
	const struct form *f = tpl_form_find(t, code);

	if (f)
		*v = f->version;
	return f != NULL;
}

bool tpl_profile_version(const struct tpl_engine *t, struct str name,
			 struct tpl_version *v)
{
	const struct profile *p = tpl_profile_find(t, name);

	if (p)
		*v = p->version;
	return p != NULL;
}

bool tpl_version_on(const struct tpl_version *v, struct day d)
{
	return (!day_ok(v->from) || day_cmp(d, v->from) >= 0) &&
	       (!day_ok(v->until) || day_cmp(d, v->until) <= 0);
}

size_t tpl_form_count(const struct tpl_engine *t)
{
	return t->forms_n;
}

const struct tpl_form *tpl_form_at(const struct tpl_engine *t, size_t i)
{
	return i < t->forms_n ? &t->forms[i].pub : NULL;
}

const struct form *tpl_form_find(const struct tpl_engine *t, struct str code)
{
	for (size_t i = 0; i < t->forms_n; i++)
		if (str_eq(t->forms[i].pub.code, code))
			return &t->forms[i];
	return NULL;
}

const struct tpl_form *tpl_form_get(const struct tpl_engine *t, struct str code)
{
	const struct form *f = tpl_form_find(t, code);

	return f ? &f->pub : NULL;
}

struct str tpl_form_sample(const struct tpl_engine *t, struct arena *a, struct str code)
{
	struct str path, text;
	struct fail f;

	if (!tpl_form_find(t, code)) /* also keeps foreign paths out */
		return (struct str){0};
	path = arena_fmt(a, STR_FMT "/samples/" STR_FMT ".xml", STR_ARG(t->share),
			 STR_ARG(code));
	return fs_read(a, arena_cstr(a, path), FILE_MAX, &text, &f) ? (struct str){0}
								    : text;
}
