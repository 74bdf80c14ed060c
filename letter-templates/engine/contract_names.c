/* The names of a form's fields: doubled, pointed to and not there, or nearly known. */
#include "contract.h"

#define FIELDS_MAX 400

struct names {
	struct str list[FIELDS_MAX];
	const struct xml_node *node[FIELDS_MAX];
	size_t n;
};

static void check_field(struct contract *c, struct names *m, const struct xml_node *n)
{
	struct str name = str_or_empty(xml_attr(n, "nama")), near;
	struct str head[TPL_HEAD_NAMES_MAX];
	size_t heads = 0;

	for (size_t i = 0; i < m->n; i++)
		if (str_eq(m->list[i], name))
			tpl_say(c, true, n->line, name,
				"isian \"" STR_FMT
				"\" ada dua kali, juga di baris %d; beri "
				"nama lain atau hapus satu.",
				STR_ARG(name), m->node[i]->line);
	while (heads < TPL_HEAD_NAMES_MAX && (head[heads] = tpl_head_name(heads)).n)
		heads++;
	near = name.n > 3 && !tpl_is_head_name(name) ? tpl_near(name, head, heads)
						     : (struct str){0};
	if (near.n && near.n + 1 >= name.n && name.n + 1 >= near.n)
		tpl_say(c, false, n->line, name,
			"isian \"" STR_FMT
			"\" bukan nama baku; mungkin maksudnya \"" STR_FMT "\".",
			STR_ARG(name), STR_ARG(near));
	if (m->n < FIELDS_MAX) {
		m->node[m->n] = n;
		m->list[m->n++] = name;
	}
}

static bool known(const struct names *m, struct str name)
{
	for (size_t i = 0; i < m->n; i++)
		if (str_eq(m->list[i], name))
			return true;
	return false;
}

/* Whatever the part: an attribute that begins with isian points to a field, and a part
 * that bears the name of a value prints it. */
static void check_part(struct contract *c, const struct names *m,
		       const struct xml_node *n)
{
	const struct xml_node *k;
	size_t i = 0;

	for (size_t t = 0; t < n->attrs_n; t++)
		if ((str_starts(n->attrs[t].name, STR("isian")) ||
		     str_eqc(n->attrs[t].name, "bila")) &&
		    !known(m, n->attrs[t].value))
			tpl_say(c, true, n->line, n->attrs[t].value,
				"<" STR_FMT "> menunjuk isian \"" STR_FMT
				"\" yang tidak ada" STR_FMT ".",
				STR_ARG(n->name),
				STR_ARG(str_head(n->attrs[t].value, 60)),
				STR_ARG(tpl_meant(c->a, n->attrs[t].value, m->list,
						  m->n)));
	/* <lampiran isian="…"> prints that field, not the value of its own name */
	if (tpl_is_head_name(n->name) && !xml_attr(n, "isian").p && !known(m, n->name))
		tpl_say(c, true, n->line, n->name,
			"<" STR_FMT "/> mencetak isian \"" STR_FMT
			"\" yang tidak ada; tambahkan <isian nama=\"" STR_FMT "\" …>.",
			STR_ARG(n->name), STR_ARG(n->name), STR_ARG(n->name));
	while ((k = xml_each(n, NULL, &i)))
		check_part(c, m, k);
}

void tpl_check_names(struct contract *c)
{
	struct names *m = ARENA_NEW(c->a, struct names);
	const struct xml_node *order = xml_kid(c->root, "susunan"), *k;
	size_t i = 0;

	m->n = 0;
	while ((k = xml_each(c->root, "isian", &i)))
		check_field(c, m, k);
	for (i = 0; order && (k = xml_each(order, NULL, &i));)
		check_part(c, m, k);
}
