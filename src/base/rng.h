/* rng.h - random bytes from the kernel, through libsodium.
 *
 * RULE   call rng_init() once, before any thread; it aborts when the system has no
 *        source of randomness, for nothing safe can follow.
 */
#ifndef BASE_RNG_H
#define BASE_RNG_H
#include <stddef.h>
#include "arena.h"

void rng_init(void);
void rng_bytes(void *out, size_t n);

/* `bytes` random bytes as URL-safe base64 without padding, NUL-terminated. */
struct str rng_token(struct arena *, size_t bytes);

/* A code of n letters and digits that people can read aloud (no 0 O 1 I L). */
struct str rng_code(struct arena *, size_t n);
#endif
