#include "num_edit.h"
#include "xml.h"

#define OUT_MAX (256u << 10)

/* Where each choice stands: the text of an element, or an attribute of one. */
struct place {
	const char *element, *attr; /* attr NULL: the text */
	size_t      at;             /* in struct num_fields */
	bool        group;          /* stands in the group, where the file has groups */
};

#define AT(field) offsetof(struct num_fields, field)

static const struct place PLACES[] = {
	{ "judul", NULL, AT(title), true },        { "pola", NULL, AT(pattern), true },
	{ "deret", "per", AT(per), true },         { "deret", "ulang", AT(reset), true },
	{ "deret", "mulai", AT(start), true },     { "sumber", NULL, AT(source), false },
	{ "sumber", "asumsi", AT(assumed), false }, { "berlaku", "dari", AT(from), false },
	{ "berlaku", "sampai", AT(until), false }, { "terlambat", "cara", AT(late), false },
	{ "terlambat", "akhiran", AT(suffix), false }, { "terlambat", "jatah", AT(quota), false },
};

#define PLACES_N (sizeof PLACES / sizeof *PLACES)

static struct str *slot(struct num_fields *v, const struct place *p)
{
	return (struct str *)(void *)((char *)v + p->at);
}

static struct str wanted(const struct num_fields *v, const struct place *p)
{
	return *(const struct str *)(const void *)((const char *)v + p->at);
}

/* The group of the rule; the file itself when it has none. */
static const struct xml_node *group_of(const struct xml_node *root, struct str rule)
{
	struct str file = xml_attr(root, "nama");
	const struct xml_node *k, *first = xml_kid(root, "kelompok");

	for (size_t i = 0; str_starts(rule, file) && (k = xml_each(root, "kelompok", &i));)
		if (str_eq(str_from(rule, file.n + 1), xml_attr(k, "nama")))
			return k;
	return first ? first : root;
}

enum err num_fields_read(struct arena *a, struct str xml, struct str rule, const char *name,
                         struct num_fields *out, struct fail *f)
{
	const struct xml_node *root, *group;
	enum err e = xml_read(a, xml, name, NULL, &root, f);

	*out = (struct num_fields){ 0 };
	if (e)
		return e;
	out->name = xml_attr(root, "nama");
	group = group_of(root, rule);
	for (size_t i = 0; i < PLACES_N; i++) {
		const struct place *p = &PLACES[i];
		const struct xml_node *k = xml_kid(p->group ? group : root, p->element);

		if (k)
			*slot(out, p) = p->attr ? xml_attr(k, p->attr) : xml_text(a, k);
	}
	return ERR_OK;
}

/* What is written into one element of the file: into itself, or into the group in it. */
struct scope {
	const struct num_fields *v;
	const struct xml_node   *group; /* NULL: this is the group */
	bool file, in_group;            /* whose places are written here */
};

static bool here(const struct scope *s, const struct place *p)
{
	return p->group ? s->in_group : s->file;
}

static bool asked(const struct scope *s, const char *element)
{
	for (size_t i = 0; i < PLACES_N; i++)
		if (strcmp(PLACES[i].element, element) == 0 && here(s, &PLACES[i]) &&
		    wanted(s->v, &PLACES[i]).p)
			return true;
	return false;
}

static void put_attr(struct buf *b, const char *name, struct str value)
{
	buf_fmt(b, " %s=\"", name);
	xml_put(b, value);
	buf_byte(b, '"');
}

/* The attributes as they stood, each with its new value; an empty one is taken out. */
static void put_open(struct buf *b, const struct xml_node *n, const struct num_fields *v,
                     const char *element)
{
	buf_fmt(b, "<%s", element);
	for (size_t i = 0; n && i < n->attrs_n; i++) {
		bool mine = false;

		for (size_t k = 0; k < PLACES_N; k++)
			mine = mine || (strcmp(PLACES[k].element, element) == 0 && PLACES[k].attr &&
			                str_eqc(n->attrs[i].name, PLACES[k].attr) &&
			                wanted(v, &PLACES[k]).p);
		if (!mine) {
			buf_byte(b, ' ');
			buf_add(b, n->attrs[i].name);
			BUF_ADD(b, "=\"");
			xml_put(b, n->attrs[i].value);
			buf_byte(b, '"');
		}
	}
	for (size_t k = 0; k < PLACES_N; k++)
		if (strcmp(PLACES[k].element, element) == 0 && PLACES[k].attr &&
		    wanted(v, &PLACES[k]).n)
			put_attr(b, PLACES[k].attr, wanted(v, &PLACES[k]));
}

static void put_element(struct buf *b, const struct xml_node *n, const struct num_fields *v,
                        const char *element)
{
	struct str text = { 0 };

	for (size_t k = 0; k < PLACES_N; k++)
		if (strcmp(PLACES[k].element, element) == 0 && !PLACES[k].attr)
			text = wanted(v, &PLACES[k]);
	put_open(b, n, v, element);
	if (!text.p && (!n || !n->kids_n)) {
		BUF_ADD(b, "/>");
		return;
	}
	buf_byte(b, '>');
	if (text.p)
		xml_put(b, text);
	for (size_t i = 0; !text.p && i < n->kids_n; i++)
		xml_write(b, &n->kids[i]);
	buf_fmt(b, "</%s>", element);
}

static const char *element_of(const struct xml_node *n)
{
	for (size_t i = 0; i < PLACES_N; i++)
		if (str_eqc(n->name, PLACES[i].element))
			return PLACES[i].element;
	return NULL;
}

/* Nothing is said of late letters any more. */
static bool late_dropped(const struct num_fields *v)
{
	return v->late.p && !v->late.n;
}

/* What narrows a token that the new pattern does not have any more. */
static bool left_over(const struct xml_node *k, struct str pattern)
{
	struct str rest = pattern, one, name = xml_attr(k, "nama");

	if (!pattern.p || !str_eqc(k->name, "token"))
		return false;
	while (str_cut(&rest, '{', &one)) {
		struct str token = str_head(rest, str_find(rest, STR("}")));

		if (str_eq(str_head(token, str_find(token, STR(":"))), name))
			return false;
	}
	return true;
}

static void put_body(struct buf *, const struct xml_node *, const struct scope *);

static void put_kid(struct buf *b, const struct xml_node *in, const struct xml_node *k,
                    const struct scope *s)
{
	const char *element = k->name.n ? element_of(k) : NULL;

	if ((s->in_group && left_over(k, s->v->pattern)) ||
	    (s->file && late_dropped(s->v) && str_eqc(k->name, "terlambat")))
		return;
	if (k == s->group) {
		struct scope inner = { s->v, NULL, false, true };

		put_body(b, k, &inner);
	} else if (element && asked(s, element) && k == xml_kid(in, element))
		put_element(b, k, s->v, element);
	else if (k->name.n && !k->kids_n) {
		xml_write_open(b, k);
		b->n--; /* <token …> without content stays <token …/> */
		BUF_ADD(b, "/>");
	} else
		xml_write(b, k);
}

/* An element that is not there yet is put behind the others. */
static void put_new(struct buf *b, const struct xml_node *n, const struct scope *s)
{
	for (size_t i = 0; i < PLACES_N; i++) {
		const char *element = PLACES[i].element;

		if ((i && strcmp(PLACES[i - 1].element, element) == 0) || !asked(s, element) ||
		    xml_kid(n, element) || (late_dropped(s->v) && strcmp(element, "terlambat") == 0))
			continue;
		BUF_ADD(b, "  ");
		put_element(b, NULL, s->v, element);
		BUF_ADD(b, "\n");
	}
}

static void put_body(struct buf *b, const struct xml_node *n, const struct scope *s)
{
	xml_write_open(b, n);
	for (size_t i = 0; i < n->kids_n; i++)
		if (i + 1 == n->kids_n || n->kids[i].name.n || !s->in_group ||
		    !left_over(&n->kids[i + 1], s->v->pattern)) /* its indent goes with it */
			put_kid(b, n, &n->kids[i], s);
	put_new(b, n, s);
	xml_write_close(b, n);
}

enum err num_fields_write(struct arena *a, struct str xml, struct str rule, const char *name,
                          const struct num_fields *v, struct str *out, struct fail *f)
{
	struct buf b = BUF_MAX(OUT_MAX);
	const struct xml_node *root, *group;
	enum err e = xml_read(a, xml, name, NULL, &root, f);

	if (e)
		return e;
	group = group_of(root, rule);
	struct scope s = { v, group == root ? NULL : group, true, group == root };

	BUF_ADD(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	put_body(&b, root, &s);
	BUF_ADD(&b, "\n");
	*out = buf_keep(&b, a);
	return ERR_OK;
}
