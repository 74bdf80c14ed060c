#ifndef GROUPS_VIEW_H
#define GROUPS_VIEW_H
#include <stdbool.h>
#include "register_view.h"

struct web_group {
	struct str name, names, version, csrf;
	struct url act;
	bool       open;
	const struct web_option *posts; size_t posts_n;
};
struct web_prep { struct str head, posts; };
struct groups_view {
	const struct web_prep *preps; size_t preps_n;
	struct str csrf, fault, name;
	const struct web_group  *groups; size_t groups_n;
	const struct web_option *posts;  size_t posts_n;
};
void view_groups(struct buf *, const struct groups_view *);
#endif
