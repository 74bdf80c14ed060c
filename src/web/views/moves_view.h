#ifndef MOVES_VIEW_H
#define MOVES_VIEW_H
#include <stdbool.h>
#include "html.h"

struct web_move_row {
	struct str line, post, person, former, left, kind, from, fault;
	bool wrong, was, leaves;
};

struct web_move_past {
	struct str letter, from, at, rows, csrf;
	struct url act;
	bool       undone, open, ask_word;
};

struct moves_view {
	struct str csrf, fault, password_login, password;
	struct str table, from, letter, letter_day, said;
	const struct web_move_row  *rows; size_t rows_n; /* what was tried */
	const struct web_move_past *past; size_t past_n;
	bool ask_word, tried, wrong;
};
void view_moves(struct buf *, const struct moves_view *);
#endif
