/* api_matter.h - inside api: what the handlers of matters share. */
#ifndef API_MATTER_H
#define API_MATTER_H
#include "api.h"
#include "svc_matter.h"

void api_matter_acted(struct http_res *, enum err, const struct svc_done *,
		      const struct fail *, int status);
/* Member "values": names and texts; absent: none. */
enum err api_matter_values(struct arena *, const struct json *,
			   const struct svc_matter_value **, size_t *,
			   struct fail *) MUST_CHECK;
/* Members "records", "entries", "incomplete", "warnings". */
void api_put_records(struct jw *, const struct svc_matter *);
#endif
