#include "svc_idem.h"
#include "hash.h"

#define IDEM_DAYS 7
#define KEY_MAX   64

struct svc_idem svc_idem_of(struct arena *a, struct str key, const struct str *texts, size_t n,
                            struct str rest)
{
	struct buf b = BUF_MAX(4u << 20);
	struct sha256 *sha = ARENA_NEW(a, struct sha256);

	for (size_t i = 0; i < n; i++) {
		buf_fmt(&b, "%zu:", texts[i].n);
		buf_add(&b, texts[i]);
	}
	buf_byte(&b, '|');
	buf_add(&b, rest);
	*sha = sha256_of(buf_keep(&b, a));
	return (struct svc_idem){ key, { (const char *)sha->b, sizeof sha->b } };
}

static bool key_ok(struct str key)
{
	for (size_t i = 0; i < key.n; i++)
		if (key.p[i] <= 0x20 || key.p[i] >= 0x7f)
			return false;
	return key.n <= KEY_MAX;
}

enum err svc_idem_get(struct db_conn *c, struct arena *a, const struct actor *who,
                      const struct svc_idem *i, struct str *reply, bool *found, struct fail *f)
{
	struct str stored = { NULL, 0 };
	struct db_rows *r;
	enum err e;

	*found = false;
	if (!i->key.n)
		return ERR_OK;
	if (!key_ok(i->key))
		return FAIL(f, ERR_INVALID, "idempotency", "Idempotency-Key",
		            "Kunci permintaan paling panjang %d huruf, tanpa spasi.", KEY_MAX);
	r = db_run(c, Q_idem_get);
	db_bind_int(r, "account", who->account_id);
	db_bind_str(r, "key", i->key);
	db_bind_int(r, "since", db_now(c) - IDEM_DAYS * MS_PER_DAY);
	if (db_next(r)) {
		*found = true;
		stored = db_str(r, 0, a);
		*reply = db_str(r, 1, a);
	}
	if ((e = db_done(r, NULL, f)))
		return e;
	if (*found && !str_eq(stored, i->body))
		return FAIL(f, ERR_INVALID, "idempotency", "Idempotency-Key",
		            "Formulir ini sudah tersimpan dengan isi lain; periksa dulu, lalu "
		            "kirim lagi dengan kunci baru.");
	return ERR_OK;
}

enum err svc_idem_put(struct db_conn *c, const struct actor *who, const struct svc_idem *i,
                      struct str reply, struct fail *f)
{
	struct db_rows *r;

	if (!i->key.n)
		return ERR_OK;
	r = db_run(c, Q_idem_put);
	db_bind_int(r, "account", who->account_id);
	db_bind_str(r, "key", i->key);
	db_bind_blob(r, "hash", i->body);
	db_bind_int(r, "status", 201);
	db_bind_str(r, "reply", reply);
	db_bind_int(r, "at", db_now(c));
	return svc_exec(r, f);
}

static enum err unreadable(struct fail *f)
{
	return FAIL(f, ERR_IO, "idempotency", NULL,
	            "Jawaban tersimpan tidak terbaca; hubungi administrator.");
}

enum err svc_idem_numbers(struct str *reply, int64_t *out, size_t n, struct fail *f)
{
	struct str one;

	for (size_t k = 0; k < n; k++)
		if (!str_cut(reply, ' ', &one) || !str_to_int(one, &out[k]))
			return unreadable(f);
	return ERR_OK;
}

enum err svc_idem_state(struct str word, enum flow_state *out, struct fail *f)
{
	return flow_state_from_word(word, out) ? ERR_OK : unreadable(f);
}

enum err svc_idem_done_get(struct db_conn *c, struct arena *a, const struct actor *who,
                           const struct svc_idem *i, struct svc_done *done, bool *found,
                           struct fail *f)
{
	struct str reply;
	int64_t v[2];
	enum err e = svc_idem_get(c, a, who, i, &reply, found, f);

	if (e || !*found || (e = svc_idem_numbers(&reply, v, 2, f)))
		return e;
	*done = (struct svc_done){ .version = v[0], .id = v[1] };
	return svc_idem_state(reply, &done->state, f);
}

enum err svc_idem_done_put(struct db_conn *c, struct arena *a, const struct actor *who,
                           const struct svc_idem *i, const struct svc_done *done,
                           struct fail *f)
{
	return svc_idem_put(c, who, i,
	                    arena_fmt(a, "%lld %lld %s", (long long)done->version,
	                              (long long)done->id, flow_state_word(done->state)),
	                    f);
}
