/* conf.h - settings of the daemon: "kunci = nilai" lines of DIR/naskahd.conf.
 *
 * SHAPE  UTF-8, one setting a line, '#' begins a comment line; every key of the one
 *        table in conf.c, each at most once.  docs/man/naskahd.conf.5 describes them.
 * RULE   an unknown key, a bad value or a doubled key is an error that names the line:
 *        a daemon that guesses is worse than one that does not start.
 * OWNER  the arena.
 */
#ifndef CONF_H
#define CONF_H
#include "arena.h"
#include "err.h"

struct conf {
	struct str listen;    /* ADDR:PORT; [::1]:8017 for IPv6                  */
	struct str cert, key; /* PEM files; off the loopback one is made if none */
	struct str share;     /* shipped data; empty: beside the program         */
	struct str smtp;      /* HOST:PORT of the server of mail; empty: none     */
	struct str smtp_tls;  /* starttls, tls, or none for this machine         */
	struct str smtp_from, smtp_user, smtp_password_file, smtp_ca;
	struct str link;      /* https://... of the pages, as mail names it      */
};

/* Everything at its default. */
void conf_default(struct conf *);

/* Lays the lines of `text` over *c.  `name` is what faults are reported under. */
enum err conf_read(struct arena *, struct str text, const char *name, struct conf *c,
		   struct fail *) MUST_CHECK;

/* Sets one key as if read from a file; `line` 0 when it came from the command line. */
enum err conf_set(struct arena *, struct conf *, struct str key, struct str value,
		  const char *name, int line, struct fail *) MUST_CHECK;

/* The same, from a path; a file that is not there leaves *c as it is. */
enum err conf_load(struct arena *, const char *path, struct conf *, struct fail *) MUST_CHECK;
/* Where shipped data lies: beside the running program (build tree), under ../share of it
 * (installed), else `fallback`. */
const char *conf_share(struct arena *, const char *fallback);
/* The program that draws page images: beside the running one (build tree), under
 * ../libexec of it (installed), else `fallback`. */
const char *conf_pages(struct arena *, const char *fallback);
#endif
