/* Typed chapters and articles to XML and back: "BAB", "Bagian", "Paragraf", "Pasal" and
 * "(1)" begin a line; a key stands in brackets behind them, "Pasal 5 [tarif]". */
#include "values.h"
#include "spell.h"

enum head {
	HEAD_NONE,
	HEAD_CHAPTER,
	HEAD_SECTION,
	HEAD_SUBSECTION,
	HEAD_ARTICLE,
	HEAD_VERSE
};

static const struct {
	const char *element, *typed;
} HEAD[] = {{"", ""},
	    {"bab", "BAB"},
	    {"bagian", "Bagian"},
	    {"subbagian", "Paragraf"},
	    {"pasal", "Pasal"},
	    {"ayat", ""}};

struct line {
	enum head head;
	struct str key, text;
};

static bool all_of(struct str s, const char *letters)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr(letters, s.p[i]))
			return false;
	return s.n > 0;
}

/* A number typed before the title goes: the engine counts by itself. */
static struct str without_number(enum head h, struct str s)
{
	struct str rest = s, word = {0};
	struct arena *a = arena_open();
	bool number;

	(void)str_cut(&rest, ' ', &word);
	number = h == HEAD_CHAPTER ? all_of(word, "IVXLC") : all_of(word, "0123456789");
	for (uint64_t i = 1; h == HEAD_SECTION && !number && i < 20; i++) {
		struct str o = tpl_spell_ordinal(a, i);

		/* "Kedua Belas" is two words */
		number = str_eq_nocase(str_head(s, o.n), o) &&
			 (s.n == o.n || s.p[o.n] == ' ');
		if (number)
			rest = str_from(s, o.n);
	}
	arena_close(a);
	return number ? str_trim(rest) : s;
}

static struct str take_key(struct str *s)
{
	size_t end;
	struct str key;

	if (!str_starts(*s, STR("[")))
		return (struct str){0};
	end = str_find(*s, STR("]"));
	if (end == s->n || end < 2)
		return (struct str){0};
	key = (struct str){s->p + 1, end - 1};
	if (!all_of(key, "abcdefghijklmnopqrstuvwxyz0123456789-"))
		return (struct str){0};
	*s = str_trim(str_from(*s, end + 1));
	return key;
}

static bool verse_line(struct str s, struct line *to)
{
	size_t i = 1;

	if (s.n < 3 || s.p[0] != '(')
		return false;
	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	if (i == 1 || i >= s.n || s.p[i] != ')')
		return false;
	to->head = HEAD_VERSE;
	to->text = str_trim(str_from(s, i + 1));
	to->key = take_key(&to->text);
	return true;
}

static bool has_small(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return true;
	return false;
}

static struct line read_line(struct str s)
{
	struct line l = {.text = s};

	s = str_trim(s);
	if (verse_line(s, &l))
		return l;
	for (int h = HEAD_CHAPTER; h <= HEAD_ARTICLE; h++) {
		struct str word = str_c(HEAD[h].typed);

		if (!str_starts(s, word) || (s.n > word.n && s.p[word.n] != ' '))
			continue;
		l.text = without_number((enum head)h, str_trim(str_from(s, word.n)));
		l.key = take_key(&l.text);
		/* "Pasal 5 mulai berlaku …" is a sentence, not a heading */
		if (h == HEAD_ARTICLE && l.text.n && has_small(l.text))
			return (struct line){.text = s};
		l.head = (enum head)h;
		return l;
	}
	return l;
}

static void open_element(struct buf *b, const struct line *l)
{
	buf_fmt(b, "<%s", HEAD[l->head].element);
	if (l->key.n)
		buf_fmt(b, " kunci=\"" STR_FMT "\"", STR_ARG(l->key));
	buf_byte(b, '>');
}

/* The name of a chapter may stand on the line below it; that of an article only when it
 * is in capitals, for else its text begins there. */
static void title_below(struct line *l, struct str *rest)
{
	struct str after = *rest, next;

	if (l->text.n || !str_cut(&after, '\n', &next))
		return;
	next = str_trim(next);
	if (!next.n || read_line(next).head ||
	    (l->head == HEAD_ARTICLE && has_small(next)))
		return;
	l->text = next;
	*rest = after;
}

/* What stands up to the next heading. */
static struct str chunk(struct str first, struct str *rest)
{
	struct str line, after = *rest;
	const char *end = first.p + first.n;

	while (str_cut(&after, '\n', &line) && read_line(line).head == HEAD_NONE) {
		end = line.p + line.n;
		*rest = after;
	}
	return (struct str){first.p, (size_t)(end - first.p)};
}

void tpl_put_articles(struct buf *b, struct arena *a, struct str s)
{
	struct str line;

	while (str_cut(&s, '\n', &line)) {
		struct line l = read_line(line);

		if (l.head == HEAD_NONE) {
			struct str here = chunk(line, &s);

			tpl_put_blocks(b, a, here);
			continue;
		}
		if (l.head != HEAD_VERSE)
			title_below(&l, &s);
		open_element(b, &l);
		if (l.head == HEAD_VERSE) {
			struct str here = chunk(l.text, &s);

			tpl_put_blocks(b, a, here);
		} else {
			xml_put(b, l.text);
		}
		buf_fmt(b, "</%s>", HEAD[l.head].element);
	}
}

/* ---- and back ---- */

static void key_back(struct buf *b, const struct xml_node *n)
{
	if (xml_attr(n, "kunci").n)
		buf_fmt(b, " [" STR_FMT "]", STR_ARG(xml_attr(n, "kunci")));
}

static void heading_back(struct buf *b, struct arena *a, const struct xml_node *n,
			 const char *typed, struct str no)
{
	struct str title = xml_text(a, n);

	buf_fmt(b, "%s " STR_FMT, typed, STR_ARG(no));
	key_back(b, n);
	buf_byte(b, '\n');
	if (title.n)
		buf_fmt(b, STR_FMT "\n", STR_ARG(title));
}

/* Blocks by themselves, so that the first begins behind "(1) ". */
static void blocks_back(struct buf *b, const struct xml_node *n)
{
	struct buf own = BUF_MAX(XML_MAX);

	tpl_get_blocks(&own, n);
	if (read_line(buf_str(&own)).head != HEAD_NONE)
		buf_byte(b, '\\');
	buf_add(b, buf_str(&own));
	buf_free(&own);
}

void tpl_get_articles(struct buf *b, struct arena *a, const struct xml_node *body)
{
	const struct xml_node *n;
	unsigned count[HEAD_VERSE + 1] = {0};
	size_t i = 0;

	while ((n = xml_each(body, NULL, &i))) {
		int h = HEAD_VERSE;

		while (h && !str_eqc(n->name, HEAD[h].element))
			h--;
		if (b->n)
			buf_byte(b, '\n');
		/* a chapter begins its sections anew, an article its paragraphs */
		for (int k = h + 1; h && k <= HEAD_VERSE; k++)
			count[k] = k == HEAD_ARTICLE ? count[k] : 0;
		count[h]++;
		if (h == HEAD_VERSE) {
			buf_fmt(b, "(%u)", count[h]);
			key_back(b, n);
			buf_byte(b, ' ');
			blocks_back(b, n);
		} else if (h) {
			heading_back(b, a, n, HEAD[h].typed,
				     h == HEAD_CHAPTER   ? tpl_spell_roman(a, count[h])
				     : h == HEAD_SECTION ? tpl_spell_nth(a, count[h])
							 : arena_fmt(a, "%u", count[h]));
		} else {
			blocks_back(b, &(struct xml_node){.kids = n, .kids_n = 1});
		}
	}
}
