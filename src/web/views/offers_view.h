#ifndef OFFERS_VIEW_H
#define OFFERS_VIEW_H
#include <stddef.h>
#include "html.h"
struct web_offer { struct str code, name, why; };
struct offers_view { const struct web_offer *offers; size_t offers_n; };
void view_offers(struct buf *, const struct offers_view *);
#endif
