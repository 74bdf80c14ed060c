#include "svc_argon.h"
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#define OPS       2
#define MEMORY    (19u << 20)
#define AT_ONCE   2
#define WAITING   32
#define SALT_SIZE 16
#define HASH_SIZE 32

struct svc_argon {
	pthread_mutex_t lock;
	pthread_cond_t free;
	int running, waiting;
	char dummy[crypto_pwhash_STRBYTES]; /* what no password is known to give */
};

static enum err enter(struct svc_argon *g, struct fail *f)
{
	bool full;

	(void)pthread_mutex_lock(&g->lock);
	full = g->running >= AT_ONCE && g->waiting >= WAITING;
	if (!full) {
		g->waiting++;
		while (g->running >= AT_ONCE)
			(void)pthread_cond_wait(&g->free, &g->lock);
		g->waiting--;
		g->running++;
	}
	(void)pthread_mutex_unlock(&g->lock);
	return full ? FAIL(f, ERR_BUSY, "login-busy", NULL,
			   "Terlalu banyak yang masuk bersamaan; coba lagi sebentar.")
		    : ERR_OK;
}

static void leave(struct svc_argon *g)
{
	(void)pthread_mutex_lock(&g->lock);
	g->running--;
	(void)pthread_cond_signal(&g->free);
	(void)pthread_mutex_unlock(&g->lock);
}

static enum err hash_into(char out[crypto_pwhash_STRBYTES], struct str password,
			  struct fail *f)
{
	if (crypto_pwhash_str_alg(out, password.p ? password.p : "", password.n, OPS,
				  MEMORY, crypto_pwhash_ALG_ARGON2ID13))
		return FAIL(f, ERR_IO, "no-memory", NULL,
			    "Memori kurang untuk memeriksa kata sandi.");
	return ERR_OK;
}

/* Random bytes where salt and hash stand: to refuse an unknown name costs what a known
 * one does, and the start need not compute a hash for it (a fifth of its time). */
static bool dummy_into(char out[crypto_pwhash_STRBYTES])
{
	unsigned char salt[SALT_SIZE], hash[HASH_SIZE];
	char salt64[SALT_SIZE * 2], hash64[HASH_SIZE * 2];

	randombytes_buf(salt, sizeof(salt));
	randombytes_buf(hash, sizeof(hash));
	(void)sodium_bin2base64(salt64, sizeof(salt64), salt, sizeof(salt),
				sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	(void)sodium_bin2base64(hash64, sizeof(hash64), hash, sizeof(hash),
				sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
	(void)snprintf(out, crypto_pwhash_STRBYTES, "$argon2id$v=19$m=%u,t=%d,p=1$%s$%s",
		       MEMORY / 1024, OPS, salt64, hash64);
	return crypto_pwhash_str_needs_rehash(out, OPS, MEMORY) == 0;
}

enum err svc_argon_open(struct svc_argon **out, struct fail *f)
{
	struct svc_argon *g = calloc(1, sizeof(*g));

	if (!g)
		abort();
	(void)pthread_mutex_init(&g->lock, NULL);
	(void)pthread_cond_init(&g->free, NULL);
	if (!dummy_into(g->dummy)) {
		svc_argon_close(g);
		return FAIL(f, ERR_IO, "argon", NULL,
			    "Pustaka kata sandi menolak ukuran yang dipakai Naskah.");
	}
	*out = g;
	return ERR_OK;
}

void svc_argon_close(struct svc_argon *g)
{
	if (!g)
		return;
	(void)pthread_cond_destroy(&g->free);
	(void)pthread_mutex_destroy(&g->lock);
	free(g);
}

enum err svc_argon_hash(struct svc_argon *g, struct arena *a, struct str password,
			struct str *out, struct fail *f)
{
	char z[crypto_pwhash_STRBYTES];
	enum err e = enter(g, f);

	if (e)
		return e;
	e = hash_into(z, password, f);
	leave(g);
	if (!e)
		*out = arena_dup(a, str_c(z));
	return e;
}

enum err svc_argon_verify(struct svc_argon *g, struct arena *a, struct str hash,
			  struct str password, bool *ok, struct fail *f)
{
	const char *z = hash.n ? arena_cstr(a, hash) : g->dummy;
	enum err e = enter(g, f);

	if (e)
		return e;
	*ok = crypto_pwhash_str_verify(z, password.p ? password.p : "", password.n) ==
		      0 &&
	      hash.n;
	leave(g);
	return ERR_OK;
}
