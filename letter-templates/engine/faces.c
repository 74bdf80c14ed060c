/* The families of type an engine knows, each in four styles; see model.h. */
#include "model.h"
#include <string.h>

static const struct {
	const char *name, *file, *title;
	bool built; /* made while the program was built, and shipped with it */
} SHIPPED[] = {
	{"sans", "LiberationSans", "Liberation Sans", false},
	{"serif", "LiberationSerif", "Liberation Serif", false},
	{"bookman", "URWBookman", "URW Bookman", true},
};

static const char *const STYLE[FACE__COUNT] = {"Regular", "Bold", "Italic", "BoldItalic"};

static enum err load_family(struct tpl_engine *t, const char *dir, const char *file,
			    const char *title, struct fail *f)
{
	struct tpl_family *fam = &t->families[t->families_n];
	enum err e = ERR_OK;

	for (int s = 0; !e && s < FACE__COUNT; s++) {
		struct str path =
			arena_fmt(t->arena, "%s/%s-%s.ttf", dir, file, STYLE[s]);
		struct str ps = arena_fmt(t->arena, "%s%s%s", file, s ? "-" : "",
					  s ? STYLE[s] : "");

		e = tpl_font_load(&fam->font[s], arena_cstr(t->arena, path),
				  arena_cstr(t->arena, ps), title, f);
	}
	if (!e)
		t->families_n++;
	return e;
}

enum err tpl_families_load(struct tpl_engine *t, const char *liberation, struct fail *f)
{
	const char *built = arena_cstr(
		t->arena, arena_fmt(t->arena, STR_FMT "/fonts", STR_ARG(t->share)));
	enum err e = ERR_OK;

	for (size_t k = 0; !e && k < sizeof SHIPPED / sizeof *SHIPPED; k++) {
		t->families[t->families_n].name = str_c(SHIPPED[k].name);
		e = load_family(t, SHIPPED[k].built ? built : liberation, SHIPPED[k].file,
				SHIPPED[k].title, f);
	}
	return e;
}

void tpl_families_free(struct tpl_engine *t)
{
	for (size_t k = 0; k < TPL_FAMILIES; k++)
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
