/* http_accept.h - inside http: takes connections and deals them out to the workers evenly.
 *
 * WHY     a handler that waits for the writer's COMMIT holds its worker.  Were workers left
 *         to take connections themselves, the few that wake first would hold most of them,
 *         and a COMMIT would gather as many acts as there are such workers.
 * THREAD  one of its own, from http_accept_start() to http_accept_stop().
 */
#ifndef HTTP_ACCEPT_H
#define HTTP_ACCEPT_H
#include <microhttpd.h>
#include <sys/socket.h>
#include "err.h"

struct http_accept;

/* Binds and listens; *port is the one that was got.  ERR_IO "listen". */
enum err http_accept_open(struct http_accept **, const struct sockaddr_storage *addr,
                          const char *shown, int *port, struct fail *) MUST_CHECK;
/* Deals to a daemon started with MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC. */
void http_accept_start(struct http_accept *, struct MHD_Daemon *);
/* Takes no more, and closes the socket; NULL is no fault.  Before MHD_stop_daemon(). */
void http_accept_stop(struct http_accept *);
#endif
