/* http_pace.h - how long a connection may take; the library knows only idleness.
 *
 * A slow client that sends one byte a second never meets a time-out of inactivity, and
 * holds its place for ever.  A thread of its own looks at every open connection once a
 * second and shuts the socket of those that are behind; the library then cleans up.
 *
 * OWNER  the server; http_pace_stop() after the daemon has stopped and closed all.
 * THREAD all functions may be called from any thread of the pool.
 */
#ifndef HTTP_PACE_H
#define HTTP_PACE_H
#include <microhttpd.h>
#include <stdbool.h>

struct http_pace;

struct http_pace *http_pace_start(void);
void              http_pace_stop(struct http_pace *);

/* MHD_NotifyConnectionCallback; its argument is the struct http_pace. */
void http_pace_connection(void *pace, struct MHD_Connection *, void **slot,
                          enum MHD_ConnectionNotificationCode);
/* A request is being served, or the next one is waited for. */
void http_pace_serving(struct MHD_Connection *, bool serving);
#endif
