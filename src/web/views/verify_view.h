#ifndef VERIFY_VIEW_H
#define VERIFY_VIEW_H
#include <stdbool.h>
#include "html.h"
struct verify_view { bool known, secret, withdrawn, wet, electronic, replaced, rectified; struct str office, number, day, subject, replaced_by, withdrawn_by, rectified_by, code; };
void view_verify(struct buf *, const struct verify_view *);
struct error_view { struct str title, text; };
void view_error(struct buf *, const struct error_view *);
struct suggest_view { const struct web_suggest *rows; size_t rows_n; };
struct web_suggest { struct str value, label; };
void view_suggest(struct buf *, const struct suggest_view *);
#endif
