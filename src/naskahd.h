/* naskahd.h - the daemon's own small rooms: health, and commands from its folder. */
#ifndef NASKAHD_H
#define NASKAHD_H
#include "http.h"
#include "svc.h"

/* /healthz: the process answers.  /readyz: the store answers and has room to write.
 * /metrics: counters in the text format of Prometheus, for loopback peers alone. */
const struct http_route *health_routes(size_t *n);

/* DIR/control.sock: check, backup and user, run here because this process holds the
 * folder.  `arg` is the svc. */
void control_answer(void *arg, struct str request, struct buf *reply);
/* The server of mail, by the settings; *out is NULL when none is set.  ERR_INVALID with a
 * sentence for what would send passwords or letters in the clear, or has no secret file of
 * its own (mode 0600). */
struct conf;
struct mail_server;
enum err mail_settings(struct arena *, const struct conf *, const struct mail_server **out,
		       struct fail *) MUST_CHECK;
/* DIR/reserve, 32 MiB that hold nothing: made while there is ample room, given up at a start
 * on a disk that others have filled, so that people can log in and read. */
void reserve_keep(const char *dir);
void reserve_give(const char *dir);
#endif
