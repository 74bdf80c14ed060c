/* mail.h - one letter of mail to one person, by the office's SMTP server.
 *
 * SHAPE  text in UTF-8; the body's coding is the library's (quoted-printable), headers
 * are ASCII: RFC 2047 where the text is not. GUARD  an address is a plain one of ASCII,
 * without quotes, comments or routes; a header holds no control character, so no text
 * becomes a second header or a command. ONCE   after the server has asked for the text
 * (354) nobody can know whether it took it until it says so: a connection that ends there
 * is MAIL_UNSURE, and the caller must not send it again.  Everything before is
 * MAIL_LATER, safe to repeat. LIMITS 15 s to connect, 60 s in all. SOURCE RFC 5321, 5322,
 * 2047, 3207, 3834 (Auto-Submitted)
 */
#ifndef MAIL_H
#define MAIL_H
#include <stdatomic.h>
#include "arena.h"
#include "err.h"
#include "str.h"

enum mail_tls {
	MAIL_STARTTLS, /* asked for, and nothing is said before it is given */
	MAIL_TLS,      /* from the first byte (port 465)                    */
	MAIL_PLAIN     /* to this machine alone                             */
};

struct mail_server {
	const char *host;            /* HOST:PORT */
	const char *from;            /* address */
	const char *user, *password; /* NULL: none is asked for */
	const char *ca;              /* PEM of its authority; NULL: the system's */
	enum mail_tls tls;
};

struct mail {
	struct str to, from_name, subject, body;
	struct str id; /* left part of Message-ID, ASCII */
	int64_t date_ms;
	int zone;
};

enum mail_end { MAIL_SENT, MAIL_LATER, MAIL_NEVER, MAIL_UNSURE };

/* *said: one Indonesian sentence when it was not sent, with what the server answered.
 * *stop (may be NULL) breaks it off. */
enum mail_end mail_send(struct arena *, const struct mail_server *, const struct mail *,
			const atomic_bool *stop, struct str *said);

/* ---- mail_text.c ---- */
bool mail_address_ok(struct str);
/* A header's text: as it is, or encoded words of at most 75 characters, folded. */
struct str mail_header_text(struct arena *, struct str);
/* "Fri, 27 Nov 2026 22:15:00 +0700" */
struct str mail_date(struct arena *, int64_t ms, int zone);
#endif
