/* The structure tree: what is read aloud, and in which order. */
#include "pdf_inside.h"
#include <stdlib.h>

static const char *const ROLE[ROLE__COUNT] = {
	"Document", "H1",    "P",  "L",  "LI", "Lbl",
	"LBody",    "Table", "TR", "TH", "TD", "Figure",
};

static void *grown(void *old, size_t *cap, size_t each)
{
	*cap = *cap ? 2 * *cap : 128;
	void *more = realloc(old, *cap * each);

	if (!more)
		abort();
	return more;
}

static int add(struct pdf_tags *t, int parent, enum pdf_role role)
{
	if (t->n == t->cap)
		t->tag = grown(t->tag, &t->cap, sizeof *t->tag);
	t->tag[t->n] = (struct pdf_tag){
		.role = role, .parent = parent, .mark = -1, .mark_last = -1};
	return (int)t->n++;
}

int tpl_tag_new(struct pdf_tags *t, int parent, enum pdf_role role)
{
	if (!t->n) {
		(void)add(t, 0, ROLE_DOCUMENT); /* stands for artifacts */
		(void)add(t, 0, ROLE_DOCUMENT);
	}
	parent = parent ? parent : 1;
	int me = add(t, parent, role);
	struct pdf_tag *above = &t->tag[parent];

	if (above->last)
		t->tag[above->last].next = me;
	else
		above->first = me;
	above->last = me;
	return me;
}

void tpl_tag_alt(struct pdf_tags *t, int tag, struct str alt)
{
	t->tag[tag].alt = alt;
}

void tpl_tags_free(struct pdf_tags *t)
{
	free(t->tag);
	free(t->mark);
	*t = (struct pdf_tags){0};
}

static int mark_new(struct pdf *p, size_t page, int tag)
{
	struct pdf_tags *t = &p->tags;
	struct pdf_page *g = &p->pages[page];
	struct pdf_tag *of = &t->tag[tag];
	int me = (int)t->marks_n;

	if (t->marks_n == t->marks_cap)
		t->mark = grown(t->mark, &t->marks_cap, sizeof *t->mark);
	t->mark[t->marks_n++] = (struct pdf_mark){tag, -1, (int)page, g->mcids++, -1};
	if (of->mark_last >= 0)
		t->mark[of->mark_last].next = me;
	else
		of->mark = me;
	of->mark_last = me;
	if (g->mark_last >= 0)
		t->mark[g->mark_last].next_on_page = me;
	else
		g->mark = me;
	g->mark_last = me;
	return t->mark[me].mcid;
}

struct buf *tpl_pdf_ops(struct pdf *p, size_t i)
{
	struct pdf_page *g = &p->pages[i];

	if (g->open == p->tag)
		return &g->ops;
	if (g->open >= 0)
		BUF_ADD(&g->ops, "EMC\n");
	g->open = p->tag;
	if (!p->tag)
		BUF_ADD(&g->ops, "/Artifact BMC\n");
	else
		buf_fmt(&g->ops, "/%s <</MCID %d>> BDC\n", ROLE[p->tags.tag[p->tag].role],
			mark_new(p, i, p->tag));
	return &g->ops;
}

/* ---- objects ---- */

struct tree {
	struct pdf *p;
	struct arena *a;
	HPDF_Page const *page;
	HPDF_Dict *dict; /* of each tag; NULL: holds nothing */
};

/* A tag is written when it or one below it has content on a page. */
static bool *kept(struct tree *r)
{
	const struct pdf_tags *t = &r->p->tags;
	bool *keep = ARENA_ARRAY(r->a, bool, t->n);

	for (size_t i = 0; i < t->n; i++)
		keep[i] = i == 1;
	for (size_t i = t->n; i-- > 2;) {
		keep[i] = keep[i] || t->tag[i].mark >= 0;
		if (keep[i])
			keep[t->tag[i].parent] = true;
	}
	return keep;
}

static void put_content(struct tree *r, struct buf *b, const struct pdf_tag *t)
{
	const struct pdf_mark *first = &r->p->tags.mark[t->mark], *m = first;

	buf_fmt(b, "/Pg %u 0 R /K [", tpl_pdf_ref(r->page[first->page]));
	for (;;) {
		if (m->page == first->page)
			buf_fmt(b, "%d ", m->mcid);
		else
			buf_fmt(b, "<</Type /MCR /Pg %u 0 R /MCID %d>> ",
				tpl_pdf_ref(r->page[m->page]), m->mcid);
		if (m->next < 0)
			break;
		m = &r->p->tags.mark[m->next];
	}
	BUF_ADD(b, "]");
}

static struct str entries(struct tree *r, size_t i, unsigned root)
{
	const struct pdf_tags *all = &r->p->tags;
	const struct pdf_tag *t = &all->tag[i];
	struct buf b = BUF_MAX(4u << 20);

	buf_fmt(&b, "/S /%s /P %u 0 R ", ROLE[t->role],
		i == 1 ? root : tpl_pdf_ref(r->dict[t->parent]));
	if (t->role == ROLE_TH)
		BUF_ADD(&b, "/A <</O /Table /Scope /Column>> ");
	if (t->alt.n) {
		BUF_ADD(&b, "/Alt ");
		tpl_pdf_utf16(&b, t->alt);
	}
	if (t->mark >= 0) {
		put_content(r, &b, t);
	} else {
		BUF_ADD(&b, "/K [");
		for (int k = t->first; k; k = all->tag[k].next)
			if (r->dict[k])
				buf_fmt(&b, "%u 0 R ", tpl_pdf_ref(r->dict[k]));
		BUF_ADD(&b, "]");
	}
	BUF_ADD(&b, "\n");
	return buf_keep(&b, r->a);
}

/* Which element each marked content of each page belongs to. */
static struct str parent_tree(struct tree *r)
{
	const struct pdf_tags *t = &r->p->tags;
	struct buf b = BUF_MAX(32u << 20);

	buf_fmt(&b, "/Type /StructTreeRoot /K [%u 0 R] /ParentTree <</Nums [",
		tpl_pdf_ref(r->dict[1]));
	for (size_t i = 0; i < r->p->n; i++) {
		buf_fmt(&b, "%zu [", i);
		for (int m = r->p->pages[i].mark; m >= 0; m = t->mark[m].next_on_page)
			buf_fmt(&b, "%u 0 R ", tpl_pdf_ref(r->dict[t->mark[m].tag]));
		BUF_ADD(&b, "] ");
	}
	buf_fmt(&b, "]>> /ParentTreeNextKey %zu\n", r->p->n);
	return buf_keep(&b, r->a);
}

bool tpl_pdf_tree(struct pdf *p, struct arena *a, HPDF_Page const *page)
{
	struct tree r = {p, a, page, ARENA_ARRAY(a, HPDF_Dict, p->tags.n + 1)};
	HPDF_Doc doc = p->doc;
	HPDF_Dict root = tpl_pdf_dict(doc, STR(""), a);
	bool *keep;

	if (!p->tags.n)
		return true;
	keep = kept(&r);
	for (size_t i = 0; i < p->tags.n; i++) {
		r.dict[i] = keep[i] && i ? tpl_pdf_dict(doc, STR(""), a) : NULL;
		if (keep[i] && i && !r.dict[i])
			return false;
	}
	for (size_t i = 1; i < p->tags.n; i++)
		if (r.dict[i])
			tpl_pdf_entries(r.dict[i], entries(&r, i, tpl_pdf_ref(root)), a);
	if (!root)
		return false;
	tpl_pdf_entries(root, parent_tree(&r), a);
	for (size_t i = 0; i < p->n; i++)
		if (HPDF_Dict_AddNumber(page[i], "StructParents", (HPDF_INT32)i) ||
		    HPDF_Dict_AddName(page[i], "Tabs", "S"))
			return false;
	return HPDF_Dict_Add(doc->catalog, "StructTreeRoot", root) == HPDF_OK;
}
