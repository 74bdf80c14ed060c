#ifndef STUCK_VIEW_H
#define STUCK_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
struct web_stuck { struct str position, unit, holder, trays, desk, matters, overdue, oldest; struct url link; bool stuck, late, linked; };
struct stuck_view { const struct web_stuck *rows; size_t rows_n; struct str none; bool any; };
void view_stuck(struct buf *, const struct stuck_view *);
#endif
