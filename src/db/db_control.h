/* db_control.h - commands on the folder of a running daemon go to it and run there.
 *
 * SHAPE  a Unix socket (DIR/control.sock, mode 0600); one request and one reply a
 *        connection, each framed "naskah1 LENGTH\n" and LENGTH bytes.
 * WHO    only the daemon's own user and root: the socket's mode, and the peer's user id
 *        asked of the kernel.
 * LIMITS request 1 MiB, reply 64 MiB; four requests at once; a peer that sends nothing
 *        for 5 s is hung up on.  A caller waits for the reply as long as it takes.
 * SOURCE design 3.1: no second process opens the database of a running daemon.
 */
#ifndef DB_CONTROL_H
#define DB_CONTROL_H
#include "arena.h"
#include "buf.h"
#include "err.h"

struct db_control;

/* Answers one request; runs on a thread of the socket, up to four at once. */
typedef void db_control_fn(void *arg, struct str request, struct buf *reply);

/* Replaces a socket left by a dead process: call it only under DIR/lock (db_open). */
enum err db_control_serve(struct db_control **, const char *path, db_control_fn *, void *arg,
                          struct fail *) MUST_CHECK;
void     db_control_stop(struct db_control *); /* waits for running requests */

/* ERR_NOTFOUND when nobody listens there; ERR_IO when the peer hangs up half way. */
enum err db_control_call(const char *path, struct arena *, struct str request,
                         struct str *reply, struct fail *) MUST_CHECK;
#endif
