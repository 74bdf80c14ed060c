#include "hash.h"
#include <nettle/sha2.h>
#include <sodium.h>

_Static_assert(sizeof(struct sha256_run) >= sizeof(struct sha256_ctx),
               "room for nettle's state");

static struct sha256_ctx *state_of(struct sha256_run *r)
{
	return (struct sha256_ctx *)(void *)r->state;
}

void sha256_start(struct sha256_run *r)
{
	sha256_init(state_of(r));
}

void sha256_add(struct sha256_run *r, struct str s)
{
	sha256_update(state_of(r), s.n, (const uint8_t *)s.p);
}

struct sha256 sha256_end(struct sha256_run *r)
{
	struct sha256 d;

	sha256_digest(state_of(r), sizeof d.b, d.b);
	return d;
}

struct sha256 sha256_of(struct str s)
{
	struct sha256_run r;

	sha256_start(&r);
	sha256_add(&r, s);
	return sha256_end(&r);
}

struct sha256_hex sha256_hex(struct sha256 d)
{
	struct sha256_hex h;

	sodium_bin2hex(h.z, sizeof h.z, d.b, sizeof d.b);
	return h;
}

bool sha256_from_hex(struct str s, struct sha256 *out)
{
	size_t n = 0;

	return s.n == 64 &&
	       sodium_hex2bin(out->b, sizeof out->b, s.p, s.n, NULL, &n, NULL) == 0 &&
	       n == sizeof out->b;
}

bool sha256_eq(struct sha256 a, struct sha256 b)
{
	return sodium_memcmp(a.b, b.b, sizeof a.b) == 0;
}

struct sha256 hmac_of(const uint8_t key[32], struct str s)
{
	struct sha256 d;

	crypto_auth_hmacsha256(d.b, (const unsigned char *)s.p, s.n, key);
	return d;
}
