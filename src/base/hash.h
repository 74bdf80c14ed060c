/* hash.h - SHA-256, whole or in pieces, and its hex form; keyed hash for tokens.
 *
 * SHAPE  32 raw bytes; hex is 64 lower-case digits, NUL-terminated.
 * SOURCE FIPS 180-4, through nettle, which uses the processor's own SHA instructions:
 *        five times libsodium's pace, and every scan and audit entry is hashed.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include <stdint.h>
#include "str.h"

struct sha256 {
	uint8_t b[32];
};
struct sha256_hex {
	char z[65];
};
struct sha256_run {
	_Alignas(16) unsigned char state[128];
};

struct sha256     sha256_of(struct str);
void              sha256_start(struct sha256_run *);
void              sha256_add(struct sha256_run *, struct str);
struct sha256     sha256_end(struct sha256_run *);
struct sha256_hex sha256_hex(struct sha256);
bool              sha256_from_hex(struct str, struct sha256 *out);
bool              sha256_eq(struct sha256, struct sha256); /* constant time */

/* HMAC-SHA-256 with a 32-byte key. */
struct sha256 hmac_of(const uint8_t key[32], struct str);
#endif
