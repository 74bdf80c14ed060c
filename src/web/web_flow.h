/* web_flow.h - inside web: a procedure's flow chart on a matter's page. */
#ifndef WEB_FLOW_H
#define WEB_FLOW_H
#include "matter_view.h"
#include "svc_matter.h"
#include "web.h"

/* The columns: those who do something, as the office names them. */
const struct web_lane_head *web_flow_heads(struct web *, struct arena *,
					   const struct flow_proc *, size_t *n);
/* Which columns a row stands in, and where a "no" leads. */
void web_flow_row(struct arena *, const struct svc_matter *, const struct flow_step *,
		  struct web_matter_row *);
http_handler web_matter_sheet;
#endif
