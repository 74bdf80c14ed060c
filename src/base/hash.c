#include "hash.h"
#include <sodium.h>

_Static_assert(sizeof(struct sha256_run) >= sizeof(crypto_hash_sha256_state),
               "room for libsodium's state");

struct sha256 sha256_of(struct str s)
{
	struct sha256 d;

	crypto_hash_sha256(d.b, (const unsigned char *)s.p, s.n);
	return d;
}

void sha256_start(struct sha256_run *r)
{
	crypto_hash_sha256_init((crypto_hash_sha256_state *)(void *)r->state);
}

void sha256_add(struct sha256_run *r, struct str s)
{
	crypto_hash_sha256_update((crypto_hash_sha256_state *)(void *)r->state,
	                          (const unsigned char *)s.p, s.n);
}

struct sha256 sha256_end(struct sha256_run *r)
{
	struct sha256 d;

	crypto_hash_sha256_final((crypto_hash_sha256_state *)(void *)r->state, d.b);
	return d;
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
