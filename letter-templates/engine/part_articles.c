/* The body of a regulation or an agreement: chapters, articles and paragraphs, whose
 * numbers and references are made here.
 * SOURCE  UU 12/2011, appendix II: BAB I, Bagian Kesatu, Paragraf 1, Pasal 1, (1),
 * a., 1.; inside an article one refers to "ayat (2)", from outside to "Pasal 5 ayat (2)".
 */
#include "print.h"
#include "spell.h"
#include "utf8.h"

#define KEYS_MAX 512

struct target {
	struct str key;
	unsigned article, verse; /* verse 0: the article itself */
};

struct walk {
	struct print *p;
	struct target *to;
	size_t n;
	unsigned chapter, section, subsection, article, verse;
	bool figures; /* the list that comes defines words: 1. 2. */
};

static void add_key(struct walk *k, const struct xml_node *n)
{
	struct str key = xml_attr(n, "kunci");

	if (!key.n || k->n == KEYS_MAX)
		return;
	for (size_t i = 0; i < k->n; i++)
		if (str_eq(k->to[i].key, key)) {
			tpl_fault_add(k->p->fl.faults, k->p->fl.faults_in, n->line,
				      k->p->fl.field,
				      "kunci \"" STR_FMT
				      "\" dipakai dua kali; beri nama lain.",
				      STR_ARG(key));
			return;
		}
	k->to[k->n++] = (struct target){key, k->article, k->verse};
}

/* First round: which article and paragraph bears which key. */
static void find_keys(struct walk *k, const struct xml_node *body)
{
	const struct xml_node *n;
	size_t i = 0;

	while ((n = xml_each(body, NULL, &i))) {
		if (str_eqc(n->name, "pasal")) {
			k->article++;
			k->verse = 0;
			add_key(k, n);
		} else if (str_eqc(n->name, "ayat")) {
			k->verse++;
			add_key(k, n);
		}
	}
	k->article = k->verse = 0;
}

static struct str reference(struct walk *k, struct str key)
{
	struct arena *a = k->p->fl.a;

	for (size_t i = 0; i < k->n; i++) {
		const struct target *t = &k->to[i];

		if (!str_eq(t->key, key))
			continue;
		if (!t->verse)
			return arena_fmt(a, "Pasal %u", t->article);
		return t->article == k->article
			       ? arena_fmt(a, "ayat (%u)", t->verse)
			       : arena_fmt(a, "Pasal %u ayat (%u)", t->article, t->verse);
	}
	tpl_fault_add(k->p->fl.faults, k->p->fl.faults_in, k->p->fl.line, k->p->fl.field,
		      "@" STR_FMT " tidak menunjuk pasal atau ayat mana pun; beri kunci "
		      "[" STR_FMT "] pada pasal itu.",
		      STR_ARG(key), STR_ARG(key));
	return STR("…");
}

static bool key_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* @key where a word begins becomes its reference; an address a@b stays. */
static struct str resolved(struct walk *k, struct str s)
{
	struct buf b = BUF_MAX(1u << 20);
	size_t from = 0, i = 0;

	while (i < s.n) {
		size_t end = i + 1;

		while (s.p[i] == '@' && end < s.n && key_letter(s.p[end]))
			end++;
		if (end == i + 1 ||
		    (i && (key_letter(s.p[i - 1]) || s.p[i - 1] == '.'))) {
			i++;
			continue;
		}
		buf_add(&b, (struct str){s.p + from, i - from});
		buf_add(&b, reference(k, (struct str){s.p + i + 1, end - i - 1}));
		from = i = end;
	}
	buf_add(&b, str_from(s, from));
	return buf_keep(&b, k->p->fl.a);
}

static struct spans spans(struct walk *k, const struct xml_node *n)
{
	struct spans s = tpl_spans_of(&k->p->fl, n);

	for (size_t i = 0; i < s.n; i++)
		s.list[i].text = resolved(k, s.list[i].text);
	return s;
}

static struct str mark(struct walk *k, size_t no, int level)
{
	return tpl_legal_mark(&k->p->fl, no, level + k->figures);
}

#define ITEM_IN  22
#define VERSE_IN 28

static void list(struct walk *k, const struct xml_node *n, double x, double w, int level)
{
	struct galley *fl = &k->p->fl;
	const struct xml_node *b, *sub;
	size_t i = 0, no = 0, j;

	while ((b = xml_each(n, "butir", &i))) {
		struct spans s = spans(k, b);

		tpl_print_hang(fl, mark(k, ++no, level), &s, x, ITEM_IN, w);
		if (xml_kid(b, "daftar"))
			tpl_keep_last(fl, 1);
		for (j = 0; (sub = xml_each(b, "daftar", &j));)
			list(k, sub, x + ITEM_IN, w - ITEM_IN, level + 1);
	}
	tpl_space(fl, fl->lead / 3);
}

/* Words are defined under "yang dimaksud dengan:", and defined ones are numbered. */
static bool defines(struct print *p, const struct xml_node *n)
{
	struct str s = xml_text(p->fl.a, n);

	return str_ends(s, STR("dimaksud dengan:")) ||
	       str_ends(s, STR("dimaksud dengan :"));
}

static void block(struct walk *k, const struct xml_node *n, double x, double w,
		  struct str hung, double in)
{
	struct galley *fl = &k->p->fl;

	if (str_eqc(n->name, "paragraf")) {
		struct spans s = spans(k, n);

		k->figures = defines(k->p, n);
		tpl_print_hang(fl, hung, &s, x - in, in, w + in);
		if (str_ends(xml_text(fl->a, n), STR(":")))
			tpl_keep_last(fl, 1);
		tpl_space(fl, fl->lead / 3);
	} else if (str_eqc(n->name, "daftar")) {
		list(k, n, x, w, 0);
	} else {
		tpl_print_blocks(k->p, &(struct xml_node){.kids = n, .kids_n = 1}, x, w,
				 false);
	}
}

static void verse(struct walk *k, const struct xml_node *n)
{
	struct galley *fl = &k->p->fl;
	struct str no = arena_fmt(fl->a, "(%u)", ++k->verse);
	const struct xml_node *b;
	size_t i = 0;

	for (bool first = true; (b = xml_each(n, NULL, &i)); first = false)
		block(k, b, fl->x + VERSE_IN, fl->w - VERSE_IN, first ? no : STR(""),
		      VERSE_IN);
}

/* "BAB I" over its name, centred, glued to what follows. */
static void heading(struct walk *k, const struct xml_node *n, struct str no,
		    bool capitals)
{
	struct galley *fl = &k->p->fl;
	struct str title = xml_text(fl->a, n);

	tpl_space(fl, fl->lead / 2);
	tpl_print_middle(k->p, FACE_PLAIN, fl->size, no);
	tpl_print_middle(k->p, FACE_PLAIN, fl->size,
			 capitals ? utf8_upper(fl->a, title) : title);
	tpl_space(fl, fl->lead / 3);
}

static void part_of_body(struct walk *k, const struct xml_node *n)
{
	struct galley *fl = &k->p->fl;
	struct arena *a = fl->a;
	struct str no;

	fl->line = n->line;
	if (str_eqc(n->name, "bab")) {
		k->section = k->subsection = 0;
		no = tpl_spell_roman(a, ++k->chapter);
		heading(k, n, arena_fmt(a, "BAB " STR_FMT, STR_ARG(no)), true);
	} else if (str_eqc(n->name, "bagian")) {
		k->subsection = 0;
		no = tpl_spell_nth(a, ++k->section);
		heading(k, n, arena_fmt(a, "Bagian " STR_FMT, STR_ARG(no)), false);
	} else if (str_eqc(n->name, "subbagian")) {
		heading(k, n, arena_fmt(a, "Paragraf %u", ++k->subsection), false);
	} else if (str_eqc(n->name, "pasal")) {
		k->verse = 0;
		heading(k, n, arena_fmt(a, "Pasal %u", ++k->article), true);
	} else if (str_eqc(n->name, "ayat")) {
		verse(k, n);
	} else {
		block(k, n, fl->x, fl->w, STR(""), 0);
	}
}

void tpl_print_articles(struct print *p, const struct part *part)
{
	const struct xml_node *body = tpl_letter_node(p->l->root, part->field), *n;
	struct walk k = {.p = p};
	size_t i = 0;

	if (!body)
		return;
	tpl_enter(p, part->field);
	k.to = ARENA_ARRAY(p->fl.a, struct target, KEYS_MAX);
	find_keys(&k, body);
	while ((n = xml_each(body, NULL, &i)))
		part_of_body(&k, n);
}
