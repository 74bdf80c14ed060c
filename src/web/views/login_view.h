#ifndef LOGIN_VIEW_H
#define LOGIN_VIEW_H
#include <stdbool.h>
#include "html.h"
struct login_view {
	struct str office, login, fault, next, csrf;
	bool       demo, shared; /* shared: a file waits for who logs in */
};
void view_login(struct buf *, const struct login_view *);
#endif
