#ifndef INVITES_VIEW_H
#define INVITES_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "register_view.h"

struct web_invite {
	struct str day, time, subject, sender, place, answer, clash, csrf, version;
	struct url link, attend;
	bool       begins /* another day than the one above */, clashes, may, off, open;
	const struct web_option *posts; size_t posts_n;
};
struct invites_view {
	struct str title, said;
	struct url before, after, now, ics, week, one_day;
	bool       is_week;
	const struct web_invite *rows; size_t rows_n;
};
void view_invites(struct buf *, const struct invites_view *);
#endif
