/* A form held against its contract, step by step: what one step needs, the one before it
 * has found. */
#include "contract.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tpl_say(struct contract *c, bool fault, int line, struct str field, const char *fmt,
	     ...)
{
	char text[500];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	if (fault)
		c->out->loads = false;
	if (c->out->said_n < TPL_SAID_MAX)
		c->out->said[c->out->said_n++] = (struct tpl_said){
			line, arena_dup(c->a, str_head(str_or_empty(field), 60)),
			arena_dup(c->a, str_c(text)), fault};
}

struct str tpl_meant(struct arena *a, struct str word, const struct str *list, size_t n)
{
	struct str near = tpl_near(word, list, n);

	return near.n ? arena_fmt(a, "; mungkin maksudnya \"" STR_FMT "\"", STR_ARG(near))
		      : STR("");
}

/* "NAME:LINE: sentence", as the readers of base and form.c say it. */
static void say_fail(struct contract *c, const struct fail *f)
{
	struct str text = str_c(f->text), line;
	int64_t no = 0;

	if (str_starts(text, str_c(c->name)) && text.n > strlen(c->name) + 1 &&
	    text.p[strlen(c->name)] == ':') {
		text = str_from(text, strlen(c->name) + 1);
		line = str_head(text, str_find(text, STR(":")));
		if (str_to_int(line, &no))
			text = str_trim(str_from(text, line.n + 1));
	}
	tpl_say(c, true, (int)no, STR(""), STR_FMT, STR_ARG(text));
}

/* All that the family demands, not only the first of it. */
static void check_family(struct contract *c)
{
	struct form fm;
	struct fail f;
	const char *part;
	size_t first = c->out->said_n;

	if (tpl_form_from(c->a, c->root, c->name, &fm, &f) && !fm.parts_n) {
		say_fail(c, &f);
		return;
	}
	for (size_t i = 0; (part = tpl_form_lacks(&fm, i)); i++)
		tpl_say(c, true, c->root->line, STR(""),
			"bentuk keluarga %c harus memuat <%s/> pada urutannya "
			"(Permendagri 54/2009).",
			fm.pub.family, part);
	if (c->out->said_n == first && tpl_form_from(c->a, c->root, c->name, &fm, &f))
		say_fail(c, &f);
}

static void load(struct contract *c, struct str xml)
{
	struct fail f;

	if (tpl_with(&c->out->engine, c->base, xml, (struct str){0}, &f)) {
		c->out->engine = NULL;
		say_fail(c, &f);
		return;
	}
	c->out->form = tpl_form_get(c->out->engine, xml_attr(c->root, "kode"));
}

static int by_line(const void *x, const void *y)
{
	const struct tpl_said *a = x, *b = y;

	return a->fault != b->fault ? (int)b->fault - (int)a->fault
				    : (a->line > b->line) - (a->line < b->line);
}

enum err tpl_form_check(const struct tpl_engine *base, struct arena *a, struct str xml,
			const char *name, const struct tpl_options *o,
			struct tpl_checked *out, struct fail *f)
{
	struct contract c = {.a = a, .base = base, .name = name, .o = o, .out = out};
	struct fail why;
	enum err e = ERR_OK;

	*out = (struct tpl_checked){.loads = true, .sample = STR(""), .pdf = STR("")};
	if (xml_read(a, xml, name, NULL, &c.root, &why)) {
		say_fail(&c, &why);
		return ERR_OK;
	}
	e = tpl_check_words(&c, f);
	if (!e && str_eqc(c.root->name, "bentuk"))
		tpl_check_names(&c);
	if (!e && out->loads)
		check_family(&c);
	if (!e && out->loads)
		load(&c, xml);
	if (!e && out->form)
		e = tpl_check_room(&c, f);
	qsort(out->said, out->said_n, sizeof *out->said, by_line);
	return e;
}

void tpl_checked_close(struct tpl_checked *c)
{
	if (c->engine)
		tpl_close(c->engine);
	c->engine = NULL;
	c->form = NULL;
}
