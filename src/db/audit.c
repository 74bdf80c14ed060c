/* audit.c - the chain of entries (rule A3).
 *
 * An entry's canonical bytes are lines of UTF-8, each ended by '\n':
 *     naskah-audit 1 / seq / UTC ms / actor / act / object / SHA-256 of detail, hex
 * and its hash is SHA-256(hash of the entry before, 32 bytes || bytes).  The entry
 * before the first has a hash of 32 zeros.  A line never holds a control character, so
 * no two entries share their bytes.
 */
#include "store.h"
#include <stdio.h>
#include "log.h"

enum { FIELD_MAX = 200, BYTES_MAX = 1024 };

static bool plain(struct str s)
{
	if (!s.p || s.n == 0 || s.n > FIELD_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7f)
			return false;
	return true;
}

static struct sha256 link_hash(const struct sha256 *before, struct str bytes)
{
	struct sha256_run run;

	sha256_start(&run);
	sha256_add(&run, (struct str){ (const char *)before->b, sizeof before->b });
	sha256_add(&run, bytes);
	return sha256_end(&run);
}

static struct str hash_str(const struct sha256 *h)
{
	return (struct str){ (const char *)h->b, sizeof h->b };
}

/* Reads without an arena: these columns are of fixed, small size. */
static bool hash_col(struct db_rows *r, int col, struct sha256 *out)
{
	const void *p = sqlite3_column_blob(r->stmt, col);

	if (!p || sqlite3_column_bytes(r->stmt, col) != (int)sizeof out->b)
		return false;
	memcpy(out->b, p, sizeof out->b);
	return true;
}

enum err audit_head_read(struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_audit_head);
	struct audit_head h = { 0 };
	bool found = false;

	if (db_next(r)) {
		h.seq = db_int(r, 0);
		h.at_ms = db_int(r, 1);
		found = hash_col(r, 2, &h.hash);
	}
	enum err e = db_done(r, NULL, f);

	if (!e && !found)
		e = FAIL(f, ERR_IO, "audit-broken", NULL,
		         "Kepala rantai catatan hilang; pulihkan dari cadangan.");
	if (!e)
		c->head = h;
	return e;
}

static enum err store_entry(struct db_conn *c, const struct audit_head *h, struct str object,
                            struct str bytes, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_audit_insert);

	db_bind_int(r, "seq", h->seq);
	db_bind_int(r, "at", h->at_ms);
	db_bind_str(r, "object", object);
	db_bind_blob(r, "bytes", bytes);
	db_bind_blob(r, "hash", hash_str(&h->hash));
	return db_done(r, NULL, f);
}

enum err audit_head_write(struct db_conn *c, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_audit_head_set);

	db_bind_int(r, "seq", c->head.seq);
	db_bind_int(r, "at", c->head.at_ms);
	db_bind_blob(r, "hash", hash_str(&c->head.hash));
	return db_done(r, NULL, f);
}

enum err db_audit(struct db_conn *c, const struct db_audit *a, struct fail *f)
{
	char z[BYTES_MAX];
	struct audit_head h = { .seq = c->head.seq + 1, .at_ms = c->now };

	if (!c->writer)
		return FAIL(f, ERR_IO, "audit-reader", NULL,
		            "Catatan audit hanya ditulis di dalam tindakan penulis.");
	if (!plain(a->actor) || !plain(a->act) || !plain(a->object))
		return FAIL(f, ERR_INVALID, "audit-field", NULL,
		            "Catatan audit: pelaku, tindakan, dan objek wajib 1 sampai %d byte tanpa "
		            "karakter kendali.",
		            FIELD_MAX);
	struct sha256_hex detail = sha256_hex(sha256_of(a->detail));
	int n = snprintf(z, sizeof z,
	                 "naskah-audit 1\n%lld\n%lld\n" STR_FMT "\n" STR_FMT "\n" STR_FMT "\n%s\n",
	                 (long long)h.seq, (long long)h.at_ms, STR_ARG(a->actor),
	                 STR_ARG(a->act), STR_ARG(a->object), detail.z);
	struct str bytes = { z, (size_t)n };

	h.hash = link_hash(&c->head.hash, bytes);
	enum err e = store_entry(c, &h, a->object, bytes, f);

	if (!e)
		c->head = h;
	return e;
}

enum err audit_clock_back(struct db_conn *c, struct fail *f)
{
	char z[64];
	int n = snprintf(z, sizeof z, "{\"from\":%lld,\"to\":%lld}", (long long)c->head.at_ms,
	                 (long long)c->now);
	struct db_audit a = { STR("-/-"), STR("clock-back"), STR("clock"), { z, (size_t)n } };

	log_line(LOG_L_WARN, "db", "clock back_ms=%lld",
	         (long long)(c->head.at_ms - c->now));
	return db_audit(c, &a, f);
}

enum err db_clock_back(struct db_conn *c, struct db_clock_back *out, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_audit_clock_back);

	*out = (struct db_clock_back){ 0 };
	if (db_next(r))
		*out = (struct db_clock_back){ db_int(r, 0), db_int(r, 1) };
	return db_done(r, NULL, f);
}

/* The copies kept for the indexes must say what the bytes say. */
static bool copies_agree(struct db_rows *r, struct str bytes)
{
	struct str rest = bytes, line[7] = { { NULL, 0 } };
	struct str object = { (const char *)sqlite3_column_text(r->stmt, 2),
		              (size_t)sqlite3_column_bytes(r->stmt, 2) };
	int64_t seq = 0, at = 0;

	for (int i = 0; i < 7; i++)
		if (!str_cut(&rest, '\n', &line[i]))
			return false;
	return str_eqc(line[0], "naskah-audit 1") && str_to_int(line[1], &seq) &&
	       str_to_int(line[2], &at) && seq == db_int(r, 0) && at == db_int(r, 1) &&
	       str_eq(line[5], object);
}

static enum err hash_before(struct db_conn *c, int64_t from, struct sha256 *out, bool *found,
                            struct fail *f)
{
	*out = (struct sha256){ { 0 } };
	*found = from <= 1;
	if (*found)
		return ERR_OK;
	struct db_rows *r = db_run(c, Q_audit_hash_at);

	db_bind_int(r, "seq", from - 1);
	if (db_next(r))
		*found = hash_col(r, 0, out);
	return db_done(r, NULL, f);
}

enum err audit_walk(struct db_conn *c, int64_t from, int64_t *entries, int64_t *broken,
                    struct fail *f)
{
	struct sha256 before, is;
	bool found = false;
	int64_t want = from;
	enum err e = audit_head_read(c, f);

	*entries = *broken = 0;
	if (e || (e = hash_before(c, from, &before, &found, f)))
		return e;
	if (!found) {
		*broken = from - 1;
		return ERR_OK;
	}
	struct db_rows *r = db_run(c, Q_audit_from);

	db_bind_int(r, "seq", from);
	while (!*broken && db_next(r)) {
		struct str bytes = { sqlite3_column_blob(r->stmt, 3),
			             (size_t)sqlite3_column_bytes(r->stmt, 3) };
		struct sha256 should = link_hash(&before, bytes);

		if (db_int(r, 0) != want || !hash_col(r, 4, &is) || !sha256_eq(is, should) ||
		    !copies_agree(r, bytes)) {
			*broken = want;
			break;
		}
		before = is;
		want++;
		(*entries)++;
	}
	if (*broken)
		r->rc = SQLITE_DONE; /* what follows a break is not worth reading */
	if ((e = db_done(r, NULL, f)))
		return e;
	/* the head says where the chain must end: a cut tail is a break too */
	if (!*broken && (c->head.seq != want - 1 || !sha256_eq(c->head.hash, before)))
		*broken = want;
	return ERR_OK;
}
