/* http_refuse.h - why a request is turned away below the handlers.
 *
 * SHAPE  one table (http_refuse.c) gives each reason its status, its machine word and one
 *        Indonesian sentence; a refusal of the body may name the field.
 */
#ifndef HTTP_REFUSE_H
#define HTTP_REFUSE_H
#include "http.h"

enum http_why {
	WHY_NOT, /* it is not */
	WHY_FRAMING,
	WHY_METHOD,
	WHY_NO_PAGE,
	WHY_LENGTH,
	WHY_TOO_LARGE,
	WHY_FIELDS,
	WHY_FILES,
	WHY_URI,
	WHY_TYPE,
	WHY_HEADERS,
	WHY_CODING,
	WHY_CSRF,
	WHY_ORIGIN,
	WHY_BODY,
	WHY_CUT,
	WHY_TWICE,
	WHY_PART_HEAD,
	WHY_FILE_NAME,
	WHY_FULL,
	WHY_SPOOL,
	WHY__COUNT
};

int http_why_status(enum http_why);

/* Fills the response through the application's refuse hook. */
void http_refuse(const struct http_app *, struct http_req *, struct http_res *,
                 enum http_why, struct str field);
#endif
