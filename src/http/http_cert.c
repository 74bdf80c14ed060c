#define _DEFAULT_SOURCE /* getifaddrs */
#include "http_cert.h"
#include "fs.h"
#include "rng.h"
#include <arpa/inet.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DAY_S    86400
#define LIFE_S   (825L * DAY_S)
#define RENEW_S  (30L * DAY_S)
#define PEM_MAX  (64u << 10)
#define NAMES    64

static enum err broken(struct fail *f, int rc)
{
	return FAIL(f, ERR_IO, "own-cert", NULL,
	            "Sertifikat TLS sendiri tidak dapat dibuat (%s); beri --cert dan --key.",
	            gnutls_strerror(rc));
}

/* ---- what is there ---- */

static int fingerprint(gnutls_x509_crt_t crt, char out[HTTP_PRINT_N])
{
	unsigned char hash[32];
	size_t n = sizeof hash;
	int rc = gnutls_x509_crt_get_fingerprint(crt, GNUTLS_DIG_SHA256, hash, &n);

	for (size_t i = 0; rc == 0 && i < n; i++)
		(void)snprintf(out + i * 3, 4, i + 1 < n ? "%02X:" : "%02X", hash[i]);
	return rc;
}

/* A whole pair that lives long enough yet. */
static bool stands(struct arena *a, const struct http_own_cert *o, time_t now, char out[HTTP_PRINT_N])
{
	gnutls_x509_crt_t crt;
	struct str pem;
	bool good;

	if (!fs_exists(o->key) || fs_read(a, o->cert, PEM_MAX, &pem, NULL) ||
	    gnutls_x509_crt_init(&crt))
		return false;
	gnutls_datum_t d = { (unsigned char *)(uintptr_t)pem.p, (unsigned)pem.n };

	good = gnutls_x509_crt_import(crt, &d, GNUTLS_X509_FMT_PEM) == 0 &&
	       gnutls_x509_crt_get_expiration_time(crt) > now + RENEW_S &&
	       fingerprint(crt, out) == 0;
	gnutls_x509_crt_deinit(crt);
	return good;
}

/* ---- a new one ---- */

static int add_address(gnutls_x509_crt_t crt, const struct sockaddr *sa)
{
	const struct sockaddr_in *v4 = (const void *)sa;
	const struct sockaddr_in6 *v6 = (const void *)sa;

	if (sa->sa_family == AF_INET)
		return gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_IPADDRESS, &v4->sin_addr, 4,
		                                            GNUTLS_FSAN_APPEND);
	return gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_IPADDRESS, &v6->sin6_addr, 16,
	                                            GNUTLS_FSAN_APPEND);
}

/* Those of every interface; link-local ones are no address people type. */
static int add_addresses(gnutls_x509_crt_t crt)
{
	struct ifaddrs *all;
	int rc = 0, n = 0;

	if (getifaddrs(&all))
		return 0; /* the names still stand */
	for (struct ifaddrs *i = all; i && !rc && n < NAMES; i = i->ifa_next) {
		const struct sockaddr_in6 *v6 = (const void *)i->ifa_addr;

		if (!i->ifa_addr || !(i->ifa_flags & IFF_UP) ||
		    (i->ifa_addr->sa_family != AF_INET && i->ifa_addr->sa_family != AF_INET6) ||
		    (i->ifa_addr->sa_family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr)))
			continue;
		rc = add_address(crt, i->ifa_addr);
		n++;
	}
	freeifaddrs(all);
	return rc;
}

/* The address of the option may be one that no interface has, behind a translation. */
static int add_listen(gnutls_x509_crt_t crt, const char *listen)
{
	const char *colon = strrchr(listen, ':');
	char host[64];
	size_t n = colon ? (size_t)(colon - listen) : 0;
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	if (n && listen[0] == '[') {
		listen++;
		n -= 2;
	}
	if (!n || n >= sizeof host)
		return 0;
	memcpy(host, listen, n);
	host[n] = '\0';
	if (inet_pton(AF_INET, host, &v4.sin_addr) == 1)
		return v4.sin_addr.s_addr ? add_address(crt, (const void *)&v4) : 0;
	if (inet_pton(AF_INET6, host, &v6.sin6_addr) == 1)
		return IN6_IS_ADDR_UNSPECIFIED(&v6.sin6_addr) ? 0 : add_address(crt, (const void *)&v6);
	return gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME, host, (unsigned)n,
	                                            GNUTLS_FSAN_APPEND);
}

static int add_names(gnutls_x509_crt_t crt, const char *listen)
{
	char host[256] = "";
	int rc = gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME, "localhost", 9,
	                                              GNUTLS_FSAN_SET);

	if (!rc && gethostname(host, sizeof host - 1) == 0 && host[0])
		rc = gnutls_x509_crt_set_subject_alt_name(crt, GNUTLS_SAN_DNSNAME, host,
		                                          (unsigned)strlen(host), GNUTLS_FSAN_APPEND);
	if (!rc)
		rc = add_addresses(crt);
	return rc ? rc : add_listen(crt, listen);
}

static int fill(gnutls_x509_crt_t crt, gnutls_x509_privkey_t key, const char *listen, time_t now)
{
	unsigned char serial[16];
	int rc;

	rng_bytes(serial, sizeof serial);
	serial[0] = (unsigned char)((serial[0] & 0x7f) | 1);
	if ((rc = gnutls_x509_privkey_generate(key, GNUTLS_PK_ECDSA,
	                                       GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0)) ||
	    (rc = gnutls_x509_crt_set_version(crt, 3)) ||
	    (rc = gnutls_x509_crt_set_serial(crt, serial, sizeof serial)) ||
	    (rc = gnutls_x509_crt_set_dn_by_oid(crt, GNUTLS_OID_X520_COMMON_NAME, 0, "Naskah", 6)) ||
	    (rc = gnutls_x509_crt_set_activation_time(crt, now - DAY_S)) ||
	    (rc = gnutls_x509_crt_set_expiration_time(crt, now + LIFE_S)) ||
	    (rc = gnutls_x509_crt_set_key(crt, key)) ||
	    (rc = gnutls_x509_crt_set_basic_constraints(crt, 0, -1)) ||
	    (rc = gnutls_x509_crt_set_key_usage(crt, GNUTLS_KEY_DIGITAL_SIGNATURE)) ||
	    (rc = gnutls_x509_crt_set_key_purpose_oid(crt, GNUTLS_KP_TLS_WWW_SERVER, 0)) ||
	    (rc = add_names(crt, listen)))
		return rc;
	return gnutls_x509_crt_sign2(crt, crt, key, GNUTLS_DIG_SHA256, 0);
}

/* The key first: a certificate without its key would look whole. */
static enum err keep(const struct http_own_cert *o, gnutls_x509_crt_t crt,
                     gnutls_x509_privkey_t key, struct fail *f)
{
	gnutls_datum_t c = { NULL, 0 }, k = { NULL, 0 };
	int rc = gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_PEM, &c);
	enum err e = ERR_OK;

	if (!rc)
		rc = gnutls_x509_privkey_export2_pkcs8(key, GNUTLS_X509_FMT_PEM, NULL,
		                                       GNUTLS_PKCS_PLAIN, &k);
	if (rc)
		e = broken(f, rc);
	if (!e)
		e = fs_write(o->key, (struct str){ (const char *)k.data, k.size }, 0600, f);
	if (!e)
		e = fs_write(o->cert, (struct str){ (const char *)c.data, c.size }, 0644, f);
	if (k.data)
		gnutls_memset(k.data, 0, k.size);
	gnutls_free(k.data);
	gnutls_free(c.data);
	return e;
}

static enum err make(const char *listen, time_t now, struct http_own_cert *o, struct fail *f)
{
	gnutls_x509_privkey_t key = NULL;
	gnutls_x509_crt_t crt = NULL;
	int rc = gnutls_x509_privkey_init(&key);
	enum err e;

	if (!rc)
		rc = gnutls_x509_crt_init(&crt);
	if (!rc)
		rc = fill(crt, key, listen, now);
	if (!rc)
		rc = fingerprint(crt, o->print);
	e = rc ? broken(f, rc) : keep(o, crt, key, f);
	o->made = !e;
	gnutls_x509_crt_deinit(crt);
	gnutls_x509_privkey_deinit(key);
	return e;
}

enum err http_own_cert(struct arena *a, const char *dir, const char *listen,
                       const struct clock *clock, struct http_own_cert *o, struct fail *f)
{
	time_t now = (time_t)(clock_ms(clock) / 1000);
	enum err e;

	*o = (struct http_own_cert){ .cert = arena_cstr(a, arena_fmt(a, "%s/tls/cert.pem", dir)),
		.key = arena_cstr(a, arena_fmt(a, "%s/tls/key.pem", dir)) };
	if (stands(a, o, now, o->print))
		return ERR_OK;
	e = fs_mkdir(arena_cstr(a, arena_fmt(a, "%s/tls", dir)), 0700, f);
	return e ? e : make(listen, now, o, f);
}
