/* http_form.h - the bytes of a query or of a posted form become fields.
 *
 * STRICT  what two readers could read in two ways is refused, never mended: a '%' without
 *         two hex digits, control bytes, a name that is empty, over HTTP_NAME_MAX bytes,
 *         not UTF-8, or holds control characters; a field that comes twice and is not one
 *         of those that may (two readers would take two different ones).
 * SHAPE   values are bytes as sent; the doors clean them (utf8.h).  A field without '='
 *         has an empty value; empty pieces ("a=1&&b=2") are none.
 * PURE    knows nothing of sockets and files: tests/fuzz feeds it bytes.
 * SOURCE  WHATWG URL, application/x-www-form-urlencoded; docs/adr/0012-form-readers.md
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H
#include "http_refuse.h"

#define HTTP_NAME_MAX   64
#define HTTP_PARAMS_MAX 512 /* query and body together */

struct http_fields {
	struct arena      *arena; /* owns names and values */
	struct http_param *all;
	size_t             n, room;
	const char        *many;  /* names that may come more than once, blanks between */
	struct str         fault; /* the field that was refused, where one is known */
};

/* Appends what `text` holds.  On a refusal the fields before the fault stand. */
enum http_why http_form_read(struct http_fields *, struct str text);

/* May a field of that name come now?  `fault` then views the name. */
enum http_why http_form_may(struct http_fields *, struct str name);
void          http_form_add(struct http_fields *, struct http_param); /* it may */

/* May a field of that name come more than once? */
bool http_form_many(const struct http_fields *, struct str name);

/* Is that a name a field may have? */
bool http_form_name(struct str);
#endif
