/* web_switch.h - Ganti petugas: the next one at a shared PC.
 *
 * RULE   the one who leaves is logged out, his half-typed forms stay in the browser under his
 *        name alone (simpan.js); the next one gives his own password: there is no shorter
 *        secret and no way back into a session that was left.
 * COOKIE who logged in here today, newest first, at most six, forgotten at midnight.
 */
#ifndef WEB_SWITCH_H
#define WEB_SWITCH_H
#include "login_view.h"
#include "web.h"

void web_remember_login(struct web *, struct http_req *, struct http_res *, struct str login);
/* In the request's arena; `on` is marked. */
const struct web_login *web_today_logins(struct http_req *, struct str on, size_t *n);
/* Whom the form is filled in for: the one chosen, after a change the one before; or empty. */
struct str web_next_login(struct http_req *);
#endif
