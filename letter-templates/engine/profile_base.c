/* A profile that rests on another states only what differs. */
#include "model.h"

#define DEEP 8 /* profiles one upon the other */

static bool same_attr(const struct xml_node *x, const struct xml_node *y,
		      const char *name)
{
	return str_eq(xml_attr(x, name), xml_attr(y, name));
}

/* Of elements that come several times, those for the same families, form or signers are
 * the same rule; assumptions are all kept. */
static bool same_rule(const struct xml_node *x, const struct xml_node *y)
{
	return str_eq(x->name, y->name) && !str_eqc(x->name, "anggapan") &&
	       same_attr(x, y, "keluarga") && same_attr(x, y, "bentuk") &&
	       same_attr(x, y, "penanda-tangan") && same_attr(x, y, "naskah");
}

static void lay_attrs(struct arena *a, const struct xml_node *base,
		      const struct xml_node *over, struct xml_node *to)
{
	struct xml_attr *list =
		ARENA_ARRAY(a, struct xml_attr, base->attrs_n + over->attrs_n + 1);

	to->attrs = list;
	to->attrs_n = 0;
	for (size_t i = 0; i < over->attrs_n; i++)
		if (!str_eqc(over->attrs[i].name, "dari"))
			list[to->attrs_n++] = over->attrs[i];
	for (size_t i = 0; i < base->attrs_n; i++)
		if (!xml_attr(over, arena_cstr(a, base->attrs[i].name)).p)
			list[to->attrs_n++] = base->attrs[i];
}

static const struct xml_node *rule_over(const struct xml_node *base,
					const struct xml_node *over)
{
	for (size_t i = 0; i < over->kids_n; i++)
		if (over->kids[i].name.n && same_rule(base, &over->kids[i]))
			return &over->kids[i];
	return NULL;
}

static bool under(const struct xml_node *base, const struct xml_node *rule)
{
	for (size_t i = 0; i < base->kids_n; i++)
		if (base->kids[i].name.n && same_rule(&base->kids[i], rule))
			return true;
	return false;
}

const struct xml_node *tpl_profile_over(struct arena *a, const struct xml_node *base,
					const struct xml_node *over)
{
	struct xml_node *to = ARENA_NEW(a, struct xml_node);
	struct xml_node *kids =
		ARENA_ARRAY(a, struct xml_node, base->kids_n + over->kids_n + 1);
	static const struct xml_node NONE;
	size_t n = 0;

	*to = *over;
	lay_attrs(a, &NONE, over, to); /* validity is each profile's own */
	for (size_t i = 0; i < base->kids_n; i++) {
		const struct xml_node *b = &base->kids[i], *o;

		if (!b->name.n)
			continue;
		kids[n] = *b;
		kids[n].line =
			over->line; /* a fault is told in the file that is checked */
		if ((o = rule_over(b, over))) {
			kids[n] = *o;
			lay_attrs(a, b, o, &kids[n]);
		}
		n++;
	}
	for (size_t i = 0; i < over->kids_n; i++)
		if (over->kids[i].name.n && !under(base, &over->kids[i]))
			kids[n++] = over->kids[i];
	to->kids = kids;
	to->kids_n = n;
	return to;
}

const struct profile *tpl_profile_find(const struct tpl_engine *t, struct str name)
{
	name = name.n ? name : STR(TPL_PROFILE);
	for (size_t i = 0; i < t->profiles_n; i++)
		if (str_eq(t->profiles[i].name, name))
			return &t->profiles[i];
	return NULL;
}

static enum err lay_under(const struct tpl_engine *t, struct arena *a,
			  const struct xml_node *own, const char *file, int deep,
			  const struct xml_node **out, struct fail *f)
{
	struct str from = xml_attr(own, "dari");
	const struct profile *base;
	const struct xml_node *below;
	enum err e;

	*out = own;
	if (!from.n)
		return ERR_OK;
	if (deep == DEEP)
		return FAIL(f, ERR_INVALID, "bad-profile", NULL,
			    "%s:%d: aturan ini berputar: \"dari\" akhirnya menunjuk "
			    "dirinya sendiri.",
			    file, own->line);
	base = tpl_profile_find(t, from);
	if (!base)
		return FAIL(f, ERR_INVALID, "bad-profile", NULL,
			    "%s:%d: aturan \"" STR_FMT
			    "\" yang disebut pada dari tidak ada; perbaiki namanya.",
			    file, own->line, STR_ARG(from));
	e = lay_under(t, a, base->root, base->file, deep + 1, &below, f);
	if (!e)
		*out = tpl_profile_over(a, below, own);
	return e;
}

enum err tpl_profile_settled(const struct tpl_engine *t, struct arena *a,
			     const struct xml_node *own, const char *file,
			     const struct xml_node **out, struct fail *f)
{
	return lay_under(t, a, own, file, 0, out, f);
}

/* What is pinned rests on nothing: the whole is written out and hashed. */
static void write_out(struct tpl_engine *t, struct profile *p,
		      const struct xml_node *whole)
{
	struct buf b = BUF_MAX(1u << 20);

	if (whole == p->root)
		return;
	xml_write(&b, whole);
	p->version.xml = buf_keep(&b, t->arena);
	p->version.sha256 = tpl_hash_of(t->arena, p->version.xml);
}

/* A face of the office's own is read when a profile names it. */
static enum err need_faces(struct tpl_engine *t, const struct xml_node *whole,
			   const char *file, struct fail *f)
{
	const struct xml_node *k;
	enum err e = ERR_OK;
	size_t i = 0;

	while (!e && (k = xml_each(whole, "huruf", &i)))
		if (xml_attr(k, "muka").n)
			e = tpl_family_need(t, xml_attr(k, "muka"), file, k->line, f);
	return e;
}

enum err tpl_profiles_settle(struct tpl_engine *t, struct fail *f)
{
	for (size_t i = 0; i < t->profiles_n; i++) {
		struct profile *p = &t->profiles[i];
		struct tpl_version v = p->version;
		const struct xml_node *whole;
		enum err e;

		if (p->settled)
			continue;
		e = tpl_profile_settled(t, t->arena, p->root, p->file, &whole, f);
		if (!e)
			e = need_faces(t, whole, p->file, f);
		if (!e)
			e = tpl_profile_from(t, t->arena, whole, p->file, p, NULL, f);
		if (e)
			return e;
		p->version = v;
		p->version.from = p->from;
		p->version.until = p->until;
		write_out(t, p, whole);
		p->settled = true;
	}
	return ERR_OK;
}
