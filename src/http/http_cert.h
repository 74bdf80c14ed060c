/* http_cert.h - a certificate of our own, for an office network without another.
 *
 * SHAPE   DIR/tls/cert.pem and key.pem (0600): ECDSA P-256, self-signed, 825 days, for every
 *         name and address this machine has; kept, so that a browser that accepted it once
 *         does not ask again.  Made anew in the last 30 days of its life.
 * SOURCE  design 5.1; RFC 5280
 */
#ifndef HTTP_CERT_H
#define HTTP_CERT_H
#include "clock.h"
#include "err.h"

#define HTTP_PRINT_N 96 /* "AB:CD:…", 32 bytes */

struct http_own_cert {
	const char *cert, *key; /* paths, in the arena                    */
	char        print[HTTP_PRINT_N]; /* SHA-256, as browsers show it  */
	bool        made;       /* now: each PC has to accept it once     */
};

/* `listen` is "ADDR:PORT"; its address is one of the names. */
enum err http_own_cert(struct arena *, const char *dir, const char *listen, const struct clock *,
                       struct http_own_cert *, struct fail *) MUST_CHECK;
#endif
