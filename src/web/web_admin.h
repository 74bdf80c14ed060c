/* web_admin.h - what the administrator's pages share (web_people.c, web_posts.c). */
#ifndef WEB_ADMIN_H
#define WEB_ADMIN_H
#include "people_view.h"
#include "svc_posts.h"
#include "web.h"

/* Who asks; the password that came with the form opens his session for these acts. */
enum err web_admin(struct web *, struct http_req *, struct actor *, struct fail *) MUST_CHECK;
struct str web_today(struct web *, struct arena *);
/* Rows of a table; their links lead to the persons (of_post) or to the posts. */
const struct web_holding *web_holdings(struct arena *, const struct svc_holding *, size_t n,
                                       bool of_post);
#endif
