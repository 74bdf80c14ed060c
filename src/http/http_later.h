/* http_later.h - requests that sleep without a thread, until they are asked again.
 *
 * A thread of the pool serves many connections: while a handler waits for something that
 * takes seconds, all the others of its thread wait too.  A handler that is not ready says
 * so (http_res.later_ms) and the connection is put to sleep; a thread of its own wakes it.
 *
 * OWNER   the server; http_later_stop() before the daemon stops: all are woken, none
 *         sleeps any more.
 * THREAD  http_later_sleep() in the library's handler alone.
 */
#ifndef HTTP_LATER_H
#define HTTP_LATER_H
#include <microhttpd.h>
#include <stdbool.h>

struct http_later;

struct http_later *http_later_start(void);
void http_later_stop(struct http_later *);
void http_later_free(struct http_later *); /* after the daemon has stopped */

/* Puts the connection to sleep; false: the house is closing, answer now. */
bool http_later_sleep(struct http_later *, struct MHD_Connection *, int ms);
#endif
