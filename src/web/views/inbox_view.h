#ifndef INBOX_VIEW_H
#define INBOX_VIEW_H
#include <stddef.h>
#include "html.h"
struct web_inbox { struct str from, sender, number, subject, note, when, csrf; struct url link, enter; };
struct inbox_view { const struct web_inbox *rows; size_t rows_n; };
void view_inbox(struct buf *, const struct inbox_view *);
#endif
