/* cli_http.h - one request to the daemon; the only place that knows libcurl. */
#ifndef CLI_HTTP_H
#define CLI_HTTP_H
#include "cli.h"

struct cli_part {
	const char *name, *path; /* a file sent as a part */
};

struct cli_request {
	const char *method, *url, *token, *cacert;
	const char *if_match, *idempotency_key; /* NULL: not sent */
	struct str json;                        /* {NULL,0}: no body */
	const struct cli_part *parts; /* with parts the JSON is the part "data" */
	size_t parts_n;
};

struct cli_reply {
	long status;
	struct str type, etag, body;
};

/* ERR_IO when there is no answer at all; any HTTP status is an answer. */
enum err cli_http(struct arena *, const struct cli_request *, struct cli_reply *,
		  struct fail *) MUST_CHECK;
#endif
