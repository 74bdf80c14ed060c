/* http_pace.h - how long a connection may take; the library knows only idleness.
 *
 * A client that sends one byte a second never meets a time-out of inactivity, and holds
 * its place for ever.  A thread of its own looks at every open connection once a second
 * and shuts the socket of one that is behind; the library then cleans up.
 *
 * LIMITS  headers are complete in 8 s, between requests too; in any 10 s a body brings
 *         4 KB/s and a reply takes 1 KB/s.  While bytes wait for us, or none wait for the
 *         client, nobody is cut: the delay is ours.  A handler has no limit.
 * OWNER   the server; http_pace_stop() after the daemon has stopped and closed all.
 * THREAD  all functions may be called from any thread of the pool.
 */
#ifndef HTTP_PACE_H
#define HTTP_PACE_H
#include <microhttpd.h>
#include <stdint.h>

struct http_pace;
enum http_phase { PACE_HEAD, PACE_BODY, PACE_WORK, PACE_REPLY };

struct http_pace *http_pace_start(void);
void              http_pace_stop(struct http_pace *);

int64_t           http_pace_cut(const struct http_pace *); /* connections cut so far */

/* MHD_NotifyConnectionCallback; its argument is the struct http_pace. */
void http_pace_connection(void *pace, struct MHD_Connection *, void **slot,
                          enum MHD_ConnectionNotificationCode);
/* What the connection is at from now on. */
void http_pace_phase(struct MHD_Connection *, enum http_phase);
#endif
