/* The families of type an engine knows, each in four styles; see model.h. */
#include "model.h"
#include <ctype.h>
#include <stdio.h>

static const struct {
	const char *name, *file, *title;
	bool built; /* made while the program was built, and shipped with it */
} SHIPPED[] = {
	{"sans", "LiberationSans", "Liberation Sans", false},
	{"serif", "LiberationSerif", "Liberation Serif", false},
	{"bookman", "URWBookman", "URW Bookman", true},
};

static const char *const STYLE[FACE__COUNT] = {"Regular", "Bold", "Italic", "BoldItalic"};

static enum err load_style(struct tpl_engine *t, struct tpl_font *to, struct str path,
			   const char *file, int style, bool foreign, struct fail *f)
{
	struct str ps = arena_fmt(t->arena, "%s%s%s", file, style ? "-" : "",
				  style ? STYLE[style] : "");
	const char *z = arena_cstr(t->arena, path);
	enum err e = foreign ? tpl_face_check(t, z, f) : ERR_OK;

	return e ? e : tpl_font_load(to, z, arena_cstr(t->arena, ps), file, f);
}

static enum err load_family(struct tpl_engine *t, const char *dir, const char *file,
			    const char *title, bool foreign, struct fail *f)
{
	struct tpl_family *fam = &t->families[t->families_n];
	enum err e = ERR_OK;

	for (int s = 0; !e && s < FACE__COUNT; s++) {
		struct str path =
			arena_fmt(t->arena, "%s/%s-%s.ttf", dir, file, STYLE[s]);

		e = load_style(t, &fam->font[s], path, file, s, foreign, f);
		(void)snprintf(fam->font[s].family, sizeof fam->font[s].family, "%s",
			       title);
	}
	if (!e)
		t->families_n++;
	for (int s = 0; e && s < FACE__COUNT; s++)
		tpl_font_free(&fam->font[s]);
	return e;
}

static bool plain_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isalnum((unsigned char)s.p[i]) && s.p[i] != '-')
			return false;
	return s.n && s.n < 24;
}

enum err tpl_family_need(struct tpl_engine *t, struct str name, const char *where,
			 int line, struct fail *f)
{
	if (tpl_family(t, name))
		return ERR_OK;
	if (!t->dir.n || !plain_name(name))
		return FAIL(f, ERR_INVALID, "no-face", NULL,
			    "%s:%d: huruf \"" STR_FMT "\" tidak ada; pakai sans, serif, "
			    "bookman, atau huruf kantor di folder fonts.",
			    where, line, STR_ARG(name));
	if (t->families_n == TPL_FAMILIES)
		return FAIL(f, ERR_LIMIT, "no-face", NULL,
			    "%s:%d: paling banyak %d keluarga huruf sekaligus.", where,
			    line, TPL_FAMILIES);
	const char *dir = arena_cstr(
		t->arena, arena_fmt(t->arena, STR_FMT "/fonts", STR_ARG(t->dir)));
	const char *file = arena_cstr(t->arena, name);

	t->families[t->families_n].name = str_c(file);
	return load_family(t, dir, file, file, true, f);
}

enum err tpl_families_load(struct tpl_engine *t, const char *liberation, struct fail *f)
{
	const char *built = arena_cstr(
		t->arena, arena_fmt(t->arena, STR_FMT "/fonts", STR_ARG(t->share)));
	enum err e = ERR_OK;

	for (size_t k = 0; !e && k < sizeof SHIPPED / sizeof *SHIPPED; k++) {
		t->families[t->families_n].name = str_c(SHIPPED[k].name);
		e = load_family(t, SHIPPED[k].built ? built : liberation, SHIPPED[k].file,
				SHIPPED[k].title, false, f);
	}
	return e;
}

void tpl_families_free(struct tpl_engine *t)
{
	for (size_t k = t->base ? t->base->families_n : 0; k < t->families_n; k++)
		for (int s = 0; s < FACE__COUNT; s++)
			tpl_font_free(&t->families[k].font[s]);
}

const struct tpl_font *tpl_family(const struct tpl_engine *t, struct str name)
{
	for (size_t k = 0; k < t->families_n; k++)
		if (str_eq(t->families[k].name, name))
			return t->families[k].font;
	return NULL;
}
