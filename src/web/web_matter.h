/* web_matter.h - inside web: what the pages of matters share. */
#ifndef WEB_MATTER_H
#define WEB_MATTER_H
#include "matter_view.h"
#include "svc_matter.h"
#include "web.h"

/* After an act: to the matter, or the page again with the fault. */
void web_matter_ended(struct web *, struct http_req *, struct http_res *, enum err,
		      const struct fail *);
/* Fields "isi.NAME" of the form. */
const struct svc_matter_value *web_matter_values(struct http_req *, size_t *n);
/* The records and book lines of the page. */
void web_fill_records(struct web *, struct http_req *, struct matter_view *,
		      const struct svc_matter *);
#endif
