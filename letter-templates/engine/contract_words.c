/* The words of a form against its schema, all faults at once and with the word that was
 * likely meant: what RELAX NG says of a wrong document helps no office. */
#include "contract.h"
#include "fs.h"

#define SCHEMA_MAX (1u << 20)
#define WORDS_MAX  64
#define DEEP       32

struct word { /* an element or an attribute that may stand here */
	struct str name;
	const struct xml_node *rule;
	bool needed;
};

struct words {
	struct word list[WORDS_MAX];
	size_t n;
};

struct schema {
	struct contract *c;
	const struct xml_node *root;
};

static const struct xml_node *define_of(const struct schema *s, struct str name)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(s->root, "define", &i)))
		if (str_eq(xml_attr(k, "name"), name))
			return k;
	return NULL;
}

/* What stands directly in a rule: `kind` is element, attribute or value. */
static void collect(const struct schema *s, const struct xml_node *rule, const char *kind,
		    bool needed, int deep, struct words *to)
{
	const struct xml_node *k;
	size_t i = 0;

	while (deep < DEEP && rule && (k = xml_each(rule, NULL, &i))) {
		bool here = needed && !str_eqc(k->name, "optional") &&
			    !str_eqc(k->name, "zeroOrMore") &&
			    !str_eqc(k->name, "choice");

		if (str_eqc(k->name, kind) && to->n < WORDS_MAX)
			to->list[to->n++] = (struct word){str_eqc(k->name, "value")
								  ? xml_text(s->c->a, k)
								  : xml_attr(k, "name"),
							  k, needed};
		else if (str_eqc(k->name, "ref"))
			collect(s, define_of(s, xml_attr(k, "name")), kind, needed,
				deep + 1, to);
		else if (!str_eqc(k->name, "element") && !str_eqc(k->name, "attribute"))
			collect(s, k, kind, here, deep + 1, to);
	}
}

static const struct word *find(const struct words *w, struct str name)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(w->list[i].name, name))
			return &w->list[i];
	return NULL;
}

static struct str meant(const struct schema *s, struct str name, const struct words *w)
{
	struct str list[WORDS_MAX];

	for (size_t i = 0; i < w->n; i++)
		list[i] = w->list[i].name;
	return tpl_meant(s->c->a, name, list, w->n);
}

static struct str field_of(const struct xml_node *n)
{
	return str_eqc(n->name, "isian") ? str_or_empty(xml_attr(n, "nama")) : STR("");
}

static void check_attribute(const struct schema *s, const struct xml_node *n,
			    const struct xml_attr *t, const struct words *known)
{
	const struct word *w = find(known, t->name);
	struct words *values = ARENA_NEW(s->c->a, struct words);

	if (!w) {
		tpl_say(s->c, true, n->line, field_of(n),
			"<" STR_FMT "> tidak mengenal atribut \"" STR_FMT "\"" STR_FMT
			".",
			STR_ARG(n->name), STR_ARG(str_head(t->name, 60)),
			STR_ARG(meant(s, t->name, known)));
		return;
	}
	values->n = 0;
	collect(s, w->rule, "value", false, 0, values);
	if (values->n && !find(values, t->value))
		tpl_say(s->c, true, n->line, field_of(n),
			"" STR_FMT "=\"" STR_FMT "\" tidak dikenal" STR_FMT ".",
			STR_ARG(t->name), STR_ARG(str_head(t->value, 60)),
			STR_ARG(meant(s, t->value, values)));
}

static void check_attributes(const struct schema *s, const struct xml_node *n,
			     const struct xml_node *rule)
{
	struct words *known = ARENA_NEW(s->c->a, struct words);

	known->n = 0;
	collect(s, rule, "attribute", true, 0, known);
	for (size_t i = 0; i < n->attrs_n; i++)
		check_attribute(s, n, &n->attrs[i], known);
	for (size_t i = 0; i < known->n; i++)
		if (known->list[i].needed && !xml_attr(n, known->list[i].name.p).p)
			tpl_say(s->c, true, n->line, field_of(n),
				"<" STR_FMT "> memerlukan atribut \"" STR_FMT "\".",
				STR_ARG(n->name), STR_ARG(known->list[i].name));
}

static void check_element(const struct schema *s, const struct xml_node *n,
			  const struct xml_node *rule)
{
	struct words *known = ARENA_NEW(s->c->a, struct words);
	const struct xml_node *k;
	size_t i = 0;

	known->n = 0;
	check_attributes(s, n, rule);
	collect(s, rule, "element", true, 0, known);
	while ((k = xml_each(n, NULL, &i))) {
		const struct word *w = find(known, k->name);

		if (w)
			check_element(s, k, w->rule);
		else
			tpl_say(s->c, true, k->line, field_of(n),
				"<" STR_FMT "> tidak dikenal di dalam <" STR_FMT
				">" STR_FMT ".",
				STR_ARG(str_head(k->name, 60)), STR_ARG(n->name),
				STR_ARG(meant(s, k->name, known)));
	}
	for (i = 0; i < known->n; i++)
		if (known->list[i].needed && !xml_kid(n, known->list[i].name.p))
			tpl_say(s->c, true, n->line, field_of(n),
				"<" STR_FMT "> memerlukan <" STR_FMT "> di dalamnya.",
				STR_ARG(n->name), STR_ARG(known->list[i].name));
}

enum err tpl_check_words(struct contract *c, struct fail *f)
{
	struct str path = arena_fmt(c->a, STR_FMT "/schema/bentuk.rng",
				    STR_ARG(c->base->share)),
		   text;
	struct schema s = {.c = c};
	struct words *top = ARENA_NEW(c->a, struct words);
	enum err e = fs_read(c->a, arena_cstr(c->a, path), SCHEMA_MAX, &text, f);

	if (!e)
		e = xml_read(c->a, text, "bentuk.rng", NULL, &s.root, f);
	if (e)
		return e;
	top->n = 0;
	collect(&s, xml_kid(s.root, "start"), "element", true, 0, top);
	if (top->n && str_eq(top->list[0].name, c->root->name))
		check_element(&s, c->root, top->list[0].rule);
	else
		tpl_say(c, true, c->root->line, STR(""),
			"akar harus <bentuk>, bukan <" STR_FMT ">.",
			STR_ARG(str_head(c->root->name, 60)));
	return ERR_OK;
}
