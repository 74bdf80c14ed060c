#ifndef LOGIN_VIEW_H
#define LOGIN_VIEW_H
#include <stdbool.h>
#include "html.h"
struct web_login { struct str login; struct url link; bool on; };

struct login_view {
	struct str office, login, fault, next, csrf;
	const struct web_login *today; size_t today_n; /* who used this browser today */
	bool       known; /* login is filled in: the password is next */
	bool       demo, shared; /* shared: a file waits for who logs in */
};
void view_login(struct buf *, const struct login_view *);
#endif
