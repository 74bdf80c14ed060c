/* web_desk.h - inside web: what a desk does with several letters, invitations and
 * templates. */
#ifndef WEB_DESK_H
#define WEB_DESK_H
#include "web.h"

/* The act that this part of the desk offers for several letters, and what was just done.
 */
void web_bulk_offer(struct web *, struct http_req *, struct str shelf,
		    struct rows_view *);
/* The rows with a box each, when there is something to choose for. */
const struct web_row *web_picks(struct http_req *, const struct svc_list *, bool offered,
				const struct web_row *);
struct head_view;
struct web_habit;
/* The rule that fits the letter ticks what it proposes; what was typed already stays. */
void web_route_propose(struct web *, struct http_req *, int64_t letter,
		       struct head_view *);
const struct web_option *web_route_options(struct web *, struct http_req *, size_t *n);
/* Every template as one button. */
const struct web_habit *web_route_buttons(struct web *, struct http_req *, size_t *n);
/* A disposition as its form ticks it, or as the template says that was pressed. */
enum err web_route_read(struct web *, struct http_req *, struct svc_dispose *,
			struct fail *) MUST_CHECK;
http_handler web_route_page, web_route_template, web_route_template_end, web_route_try,
	web_route_rule, web_route_rule_end;
/* The forms a letter can be begun with, by kind, those used most first; answering: what
 * is answered, in words. */
void web_forms_show(struct web *, struct http_req *, struct http_res *,
		    struct str answering);
struct letter_view;
struct svc_invite_in;
/* What an invitation's fields say; no day: none of them is filled.  ERR_INVALID names it. */
enum err web_invite_typed(struct http_req *, struct svc_invite_in *, struct fail *) MUST_CHECK;
/* Of a letter that was registered just now. */
enum err web_invite_late(struct web *, struct http_req *, int64_t letter,
			 const struct svc_invite_in *, struct fail *) MUST_CHECK;
/* Day, place and answer of a letter that invites. */
void web_invite_fill(struct web *, struct http_req *, const struct svc_letter *,
		     struct letter_view *);
http_handler web_invites, web_invites_ics, web_invite_set, web_invite_attend;
http_handler web_bulk_ask, web_bulk_do, web_bulk_undo;
#endif
