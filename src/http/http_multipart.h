/* http_multipart.h - multipart/form-data, read as it comes in.
 *
 * STRICT  what a browser or curl sends is read; everything that two readers could take for
 *         two things is refused: no bytes before the first boundary or after the last; a
 *         boundary ends with CRLF or "--" and nothing else; one Content-Disposition a part,
 *         with one quoted name and at most one quoted filename; no folded or bare-LF
 *         header, no nested multipart, no transfer coding, no filename*.
 * NAMES   valid UTF-8 without control characters.
 * LIMITS  HTTP_PART_HEAD_MAX for the headers of a part; sizes and counts are the sink's.
 * PURE    knows nothing of sockets and files; how the bytes are cut into pieces never
 *         matters (tests/fuzz holds it to that).
 * SOURCE  RFC 7578, RFC 2046 5.1; docs/adr/0012-form-readers.md
 */
#ifndef HTTP_MULTIPART_H
#define HTTP_MULTIPART_H
#include "http_form.h"

#define HTTP_PART_HEAD_MAX 4096
#define HTTP_BOUNDARY_MAX  70

/* Each returns WHY_NOT to go on; what it returns else is passed up, and the reading ends. */
struct http_part_sink {
	void *ctx;
	/* file.p is NULL for a part without a filename; names live until the call returns */
	enum http_why (*begin)(void *ctx, struct str field, struct str file);
	enum http_why (*bytes)(void *ctx, struct str);
	enum http_why (*end)(void *ctx);
};

enum http_part_state { PART_START, PART_HEAD, PART_FIRST, PART_BODY, PART_DONE };

struct http_multipart {
	struct http_part_sink sink;
	enum http_part_state  state;
	char                  mark[4 + HTTP_BOUNDARY_MAX]; /* CRLF -- boundary */
	size_t                mark_n;
	char                  hold[2 * HTTP_PART_HEAD_MAX]; /* what is not yet understood */
	size_t                hold_n;
};

/* false: the Content-Type is no multipart/form-data with exactly one sound boundary. */
bool http_multipart_open(struct http_multipart *, struct str content_type,
                         struct http_part_sink);
enum http_why http_multipart_more(struct http_multipart *, struct str bytes);
enum http_why http_multipart_end(struct http_multipart *);

/* Is the media type before any ';' the one named? */
bool http_type_is(struct str content_type, const char *name);
#endif
