/* text.h - blocks of a text as letter XML, one way for all who write them: what is typed
 * with marks and what an editor sends give the same bytes.  Private.
 *
 * A line is gathered piece by piece, each with its faces; then it is put as a paragraph,
 * an item, a cell or a label.  Blanks are joined, those at the ends dropped, characters
 * that nobody sees left out; marks are nested in one order.
 */
#ifndef TPL_TEXT_H
#define TPL_TEXT_H
#include "model.h"
#include "values.h"

#define TEXT_LEVELS 7 /* of lists in lists */

enum text_face { TEXT_BOLD = 1, TEXT_ITALIC = 2, TEXT_UNDER = 4 };

struct text_run {
	size_t end; /* in line.text */
	unsigned face;
};

struct line {
	struct buf text;
	struct text_run *runs;
	size_t runs_n, runs_cap;
	bool blank; /* one is due before the next letter */
	unsigned blank_face;
};

/* What a list begins with: 'a' or '1', and which; 0: not said. */
struct text_mark {
	char kind;
	int from;
};

enum text_block { IN_NOTHING, IN_TABLE, IN_LABEL };

struct text {
	struct arena *a;
	struct buf *b;
	struct line line;
	enum text_block in;
	int depth; /* open lists */
	bool dash[TEXT_LEVELS];
	struct text_mark mark; /* of the next item, if it begins a list */
};

struct text tpl_text_open(struct arena *, struct buf *);
void tpl_text_add(struct text *, struct str, unsigned faces);
struct str tpl_text_plain(const struct text *); /* of the line so far */
void tpl_text_cut(struct text *, size_t n);     /* n bytes off its front */

/* Each ends the line and begins the next. */
void tpl_text_para(struct text *); /* an empty one is left out */
/* A level below the open ones is the next; `fresh` begins a list of its own.  False: it
 * was empty, and left out. */
bool tpl_text_item(struct text *, int level, bool dash, bool fresh);
/* A row is its cells between tpl_text_row() and the next call of another kind. */
void tpl_text_row(struct text *, bool head, bool first);
void tpl_text_cell(struct text *);
void tpl_text_row_end(struct text *, bool head);
/* `inside`: of the item before it. */
void tpl_text_label(struct text *, struct str name, bool inside);
/* The line as a heading, or as the title that begins a lampiran. */
void tpl_text_marker(struct text *, enum tpl_marker);
/* The line's marks as XML, with no block around them. */
void tpl_text_bare(struct text *);
void tpl_text_break(struct text *); /* ends lists, tables and labels */
/* Ends all and lets go of the line; `b` is the caller's. */
void tpl_text_close(struct text *);

/* Blocks of a text that was typed, or of HTML; what was left out of it is said in `note`
 * (NULL: not asked). */
void tpl_typed_blocks(struct text *, struct str typed);
enum err tpl_html_blocks(struct text *, struct str html, struct buf *note,
			 struct fail *) MUST_CHECK;
#endif
