/* http_conn.h - one request on its way in: between the adapter and the body reader. */
#ifndef HTTP_CONN_H
#define HTTP_CONN_H
#include "http_multipart.h"

#define CONN_FILES_MAX 20
#define HTTP_SPOOLED   "unggah-" /* how spooled files begin */

enum conn_body { CONN_RAW, CONN_FORM, CONN_MULTI };
enum conn_part { CONN_NOTHING, CONN_FIELD, CONN_FILE };

struct MHD_Connection;
struct http_streams;

struct conn {
	struct http_server       *server;
	struct http_streams      *streams;
	struct MHD_Connection    *mhd;
	struct str                raw_uri;
	struct http_req           req;
	struct http_res           res;
	bool                      begun, answered; /* answered: res is final already */
	struct http_header       *headers;
	size_t                    headers_n;
	enum http_why             headers_why; /* refused, never cut or mended */
	const char               *seam; /* where the last header ended in the library's buffer */
	/* body */
	enum conn_body            body;
	struct http_multipart    *multi;
	enum conn_part            part;   /* what is now coming in ... */
	struct buf                value;  /* ... a field */
	int                       file_fd; /* ... or a file */
	struct buf                raw;    /* JSON, or a plain form */
	struct http_fields        fields;
	struct http_file         *files;
	size_t                    got, limit, text_n;
	enum http_why             body_why; /* why the body is refused */
};

/* Makes the spool and empties it: uploads that a killed daemon was being sent may be
 * anybody's secret, and nobody would ever look at them again. */
enum err http_spool_open(struct arena *, const char *spool, struct fail *) MUST_CHECK;
/* Prepares for the body of this request by its Content-Type. */
enum http_why http_body_begin(struct conn *, const char *spool);
void          http_body_more(struct conn *, const char *data, size_t n);
void          http_body_end(struct conn *);  /* params and files are complete */
void          http_body_drop(struct conn *); /* unlinks what was spooled */
#endif
