/* Blocks as HTML for an editor, and the doors between what is typed and HTML. */
#include "text.h"
#include "utf8.h"
#include "values.h"

static void put_kids(struct buf *b, const struct xml_node *n);

static void put_in(struct buf *b, const char *tag, const struct xml_node *n)
{
	buf_fmt(b, "<%s>", tag);
	put_kids(b, n);
	buf_fmt(b, "</%s>", tag);
}

static void put_label(struct buf *b, const struct xml_node *n)
{
	const struct xml_node *k;
	size_t i = 0;

	BUF_ADD(b, "<dl>");
	while ((k = xml_each(n, "butir", &i))) {
		BUF_ADD(b, "<dt>");
		xml_put(b, xml_attr(k, "nama"));
		BUF_ADD(b, "</dt>");
		put_in(b, "dd", k);
	}
	BUF_ADD(b, "</dl>");
}

static void put_table(struct buf *b, const struct xml_node *t)
{
	const struct xml_node *r, *c;
	size_t i = 0, j;

	BUF_ADD(b, "<table><tbody>");
	while ((r = xml_each(t, NULL, &i))) {
		BUF_ADD(b, "<tr>");
		for (j = 0; (c = xml_each(r, "sel", &j));)
			put_in(b, str_eqc(r->name, "kepala") ? "th" : "td", c);
		BUF_ADD(b, "</tr>");
	}
	BUF_ADD(b, "</tbody></table>");
}

static void put_list(struct buf *b, const struct xml_node *n)
{
	struct str how = xml_attr(n, "gaya"), from = xml_attr(n, "mulai");
	bool dash = xml_attr(n, "tanda").n > 0;

	buf_add(b, dash ? STR("<ul") : STR("<ol"));
	if (how.n)
		buf_fmt(b, " type=\"%s\"", str_eqc(how, "huruf") ? "a" : "1");
	if (from.n)
		buf_fmt(b, " start=\"" STR_FMT "\"", STR_ARG(from));
	BUF_ADD(b, ">");
	put_kids(b, n);
	buf_add(b, dash ? STR("</ul>") : STR("</ol>"));
}

/* Headings and the titles of lampiran stand as they are typed. */
static void put_marker(struct buf *b, const struct xml_node *n)
{
	struct str level = xml_attr(n, "tingkat");

	BUF_ADD(b, "<p>");
	if (str_eqc(n->name, "lampiran"))
		buf_add(b, xml_attr(n, "arah").n ? STR("=== rebah: ") : STR("=== "));
	else
		buf_add(b, str_eqc(level, "3")   ? STR("### ")
			   : str_eqc(level, "2") ? STR("## ")
						 : STR("# "));
	put_kids(b, n);
	BUF_ADD(b, "</p>");
}

static void put_node(struct buf *b, const struct xml_node *n)
{
	static const struct {
		const char *name, *tag;
	} AS[] = {{"paragraf", "p"},
		  {"butir", "li"},
		  {"tebal", "strong"},
		  {"miring", "em"},
		  {"garis-bawah", "u"}};

	if (!n->name.n)
		xml_put(b, n->text);
	else if (str_eqc(n->name, "daftar"))
		put_list(b, n);
	else if (str_eqc(n->name, "bab") || str_eqc(n->name, "lampiran"))
		put_marker(b, n);
	else if (str_eqc(n->name, "tabel"))
		put_table(b, n);
	else if (str_eqc(n->name, "label"))
		put_label(b, n);
	for (size_t i = 0; i < sizeof AS / sizeof *AS; i++)
		if (n->name.n && str_eqc(n->name, AS[i].name))
			put_in(b, AS[i].tag, n);
}

/* The reader of the tree bounds its depth. */
static void put_kids(struct buf *b, const struct xml_node *n)
{
	for (size_t i = 0; i < n->kids_n; i++)
		put_node(b, &n->kids[i]);
}

static enum err tree_of(struct arena *a, struct buf *xml, const struct xml_node **root,
			struct fail *f)
{
	struct str clean;

	BUF_ADD(xml, "</isi>");
	if (xml->broken) {
		buf_free(xml);
		return FAIL(f, ERR_LIMIT, "too-long", NULL,
			    "Naskah lebih dari 1 MB; persingkat.");
	}
	enum err e = utf8_clean(a, buf_keep(xml, a), UTF8_LINES, "teks", &clean, f);

	return e ? e : xml_read(a, clean, "teks", NULL, root, f);
}

enum err tpl_html_of_typed(struct arena *a, struct str typed, struct str *html,
			   struct fail *f)
{
	struct buf xml = BUF_MAX(XML_MAX), out = BUF_MAX(2 * XML_MAX);
	struct text t = tpl_text_open(a, &xml);
	const struct xml_node *root;
	enum err e;

	BUF_ADD(&xml, "<isi>");
	tpl_typed_blocks(&t, typed);
	tpl_text_close(&t);
	if (!(e = tree_of(a, &xml, &root, f)))
		put_kids(&out, root);
	*html = buf_keep(&out, a);
	return e;
}

static enum err read_html(struct arena *a, struct str html, struct str *note,
			  const struct xml_node **root, struct fail *f)
{
	struct buf xml = BUF_MAX(XML_MAX), said = BUF_MAX(400);
	struct text t = tpl_text_open(a, &xml);
	enum err e;

	BUF_ADD(&xml, "<isi>");
	e = tpl_html_blocks(&t, html, &said, f);
	tpl_text_close(&t);
	if (note)
		*note = arena_dup(a, buf_str(&said));
	buf_free(&said);
	if (!e)
		return tree_of(a, &xml, root, f);
	buf_free(&xml);
	return e;
}

enum err tpl_html_clean(struct arena *a, struct str html, struct str *clean,
			struct str *note, struct fail *f)
{
	struct buf out = BUF_MAX(2 * XML_MAX);
	const struct xml_node *root;
	enum err e = read_html(a, html, note, &root, f);

	if (!e)
		put_kids(&out, root);
	*clean = buf_keep(&out, a);
	return e;
}

enum err tpl_typed_of_html(struct arena *a, struct str html, struct str *typed,
			   struct fail *f)
{
	struct buf out = BUF_MAX(2 * XML_MAX);
	const struct xml_node *root;
	enum err e = read_html(a, html, NULL, &root, f);

	if (!e)
		tpl_get_blocks(&out, root);
	*typed = str_trim(buf_keep(&out, a));
	return e;
}
