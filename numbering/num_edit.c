#include "num_edit.h"
#include "xml.h"

#define OUT_MAX (256u << 10)

/* Where each choice stands: the text of an element, or an attribute of one. */
struct place {
	const char *element, *attr; /* attr NULL: the text */
	size_t      at;             /* in struct num_fields */
};

#define AT(field) offsetof(struct num_fields, field)

static const struct place PLACES[] = {
	{ "judul", NULL, AT(title) },        { "pola", NULL, AT(pattern) },
	{ "sumber", NULL, AT(source) },      { "sumber", "asumsi", AT(assumed) },
	{ "deret", "per", AT(per) },         { "deret", "ulang", AT(reset) },
	{ "deret", "mulai", AT(start) },     { "berlaku", "dari", AT(from) },
	{ "berlaku", "sampai", AT(until) },
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

enum err num_fields_read(struct arena *a, struct str xml, const char *name,
                         struct num_fields *out, struct fail *f)
{
	const struct xml_node *root;
	enum err e = xml_read(a, xml, name, NULL, &root, f);

	*out = (struct num_fields){ 0 };
	if (e)
		return e;
	out->name = xml_attr(root, "nama");
	for (size_t i = 0; i < PLACES_N; i++) {
		const struct xml_node *k = xml_kid(root, PLACES[i].element);

		if (k)
			*slot(out, &PLACES[i]) = PLACES[i].attr ? xml_attr(k, PLACES[i].attr)
			                                        : xml_text(a, k);
	}
	return ERR_OK;
}

static bool asked(const struct num_fields *v, const char *element)
{
	for (size_t i = 0; i < PLACES_N; i++)
		if (strcmp(PLACES[i].element, element) == 0 && wanted(v, &PLACES[i]).p)
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

static void put_kid(struct buf *b, const struct xml_node *root, const struct xml_node *k,
                    const struct num_fields *v)
{
	const char *element = k->name.n ? element_of(k) : NULL;

	if (element && asked(v, element) && k == xml_kid(root, element))
		put_element(b, k, v, element);
	else if (k->name.n && !k->kids_n) {
		xml_write_open(b, k);
		b->n--; /* <token …> without content stays <token …/> */
		BUF_ADD(b, "/>");
	} else
		xml_write(b, k);
}

enum err num_fields_write(struct arena *a, struct str xml, const char *name,
                          const struct num_fields *v, struct str *out, struct fail *f)
{
	struct buf b = BUF_MAX(OUT_MAX);
	const struct xml_node *root;
	enum err e = xml_read(a, xml, name, NULL, &root, f);

	if (e)
		return e;
	BUF_ADD(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	xml_write_open(&b, root);
	for (size_t i = 0; i < root->kids_n; i++)
		put_kid(&b, root, &root->kids[i], v);
	for (size_t i = 0; i < PLACES_N; i++) {
		const char *element = PLACES[i].element;

		if ((i && strcmp(PLACES[i - 1].element, element) == 0) || !asked(v, element) ||
		    xml_kid(root, element))
			continue;
		BUF_ADD(&b, "  ");
		put_element(&b, NULL, v, element);
		BUF_ADD(&b, "\n");
	}
	xml_write_close(&b, root);
	BUF_ADD(&b, "\n");
	*out = buf_keep(&b, a);
	return ERR_OK;
}
