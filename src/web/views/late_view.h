#ifndef LATE_VIEW_H
#define LATE_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
struct web_late { struct str number, subject, addressee, channel, due, sent, received; struct url link; bool linked; };
struct late_view { const struct web_late *rows; size_t rows_n; };
void view_late(struct buf *, const struct late_view *);
#endif
