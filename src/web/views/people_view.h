#ifndef PEOPLE_VIEW_H
#define PEOPLE_VIEW_H
#include <stdbool.h>
#include "register_view.h"
struct web_person { struct str login, name, nip, posts, csrf, id; bool admin, disabled; };
struct people_view {
	struct str csrf, fault, password_login, password;
	const struct web_person *people;    size_t people_n;
	const struct web_option *positions; size_t positions_n;
	bool       ask_step_up;
};
void view_people(struct buf *, const struct people_view *);

struct self_view { struct str csrf, name, posts, fault; bool must_change; };
void view_self(struct buf *, const struct self_view *);
#endif
