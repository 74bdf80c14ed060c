#include "rng.h"
#include <sodium.h>
#include <stdlib.h>

void rng_init(void)
{
	if (sodium_init() < 0)
		abort();
}

void rng_bytes(void *out, size_t n)
{
	randombytes_buf(out, n);
}

struct str rng_token(struct arena *a, size_t bytes)
{
	unsigned char *raw = arena_alloc(a, bytes);
	size_t cap = sodium_base64_encoded_len(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *out = arena_alloc(a, cap);

	randombytes_buf(raw, bytes);
	sodium_bin2base64(out, cap, raw, bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return str_c(out);
}

struct str rng_code(struct arena *a, size_t n)
{
	static const char SET[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
	char *p = arena_alloc(a, n + 1);

	for (size_t i = 0; i < n; i++)
		p[i] = SET[randombytes_uniform(sizeof SET - 1)];
	return (struct str){ p, n };
}
