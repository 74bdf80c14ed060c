/* arc_own.c - what an office put into its folder by hand, for a backup: its own forms,
 * profiles, rules, procedures and codes. */
#include <stdlib.h>
#include <sys/stat.h>
#include "arc_inside.h"
#include "buf.h"
#include "fs.h"

static const char *const OWN[] = { "naskah", "klasifikasi", NULL };

#define NAMES_MAX 2000
#define DEPTH_MAX 3

struct names {
	struct arena *a;
	struct str   *list;
	size_t        n;
};

static enum err take_name(void *arg, const char *folder, const char *name, struct fail *f)
{
	struct names *s = arg;

	if (s->n == NAMES_MAX)
		return FAIL(f, ERR_LIMIT, "too-many", NULL, "Lebih dari %d berkas di %s.", NAMES_MAX,
		            folder);
	s->list[s->n++] = arena_dup(s->a, str_c(name));
	return ERR_OK;
}

static int by_text(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

struct copying {
	struct arena *a;
	const char   *from, *to;
	struct buf   *said; /* each file and its hash, in order */
	int           depth;
};

static enum err copy_tree(struct copying *, const char *below, struct fail *);

static enum err copy_one(struct copying *c, const char *below, struct fail *f)
{
	struct str from = arena_fmt(c->a, "%s/%s", c->from, below);
	struct str to = arena_fmt(c->a, "%s/%s", c->to, below);
	struct arc_staged is = { .size = 0 };
	struct stat st;
	enum err e;

	if (lstat(from.p, &st) < 0)
		return fs_fail(f, "membuka", from.p);
	if (S_ISDIR(st.st_mode) && c->depth < DEPTH_MAX)
		return copy_tree(c, below, f);
	if (!S_ISREG(st.st_mode))
		return ERR_OK;
	e = arc_copy(from.p, to.p, &is, f);
	buf_fmt(c->said, "%s %s\n", below, sha256_hex(is.sha).z);
	return e;
}

static enum err copy_tree(struct copying *c, const char *below, struct fail *f)
{
	struct names s = { c->a, ARENA_ARRAY(c->a, struct str, NAMES_MAX), 0 };
	struct str from = arena_fmt(c->a, "%s/%s", c->from, below);
	struct str to = arena_fmt(c->a, "%s/%s", c->to, below);
	enum err e = arc_each(from.p, take_name, &s, f);

	if (e || !s.n)
		return e;
	qsort(s.list, s.n, sizeof *s.list, by_text);
	e = fs_mkdir(to.p, 0700, f);
	c->depth++;
	for (size_t i = 0; !e && i < s.n; i++)
		e = copy_one(c, arena_fmt(c->a, "%s/%.*s", below, STR_ARG(s.list[i])).p, f);
	c->depth--;
	return e ? e : fs_sync_dir(to.p, f);
}

enum err arc_own_copy(const char *from, const char *to, struct sha256 *sum, struct fail *f)
{
	struct buf said = BUF_MAX(4 << 20);
	struct copying c = { arena_open(), from, to, &said, 0 };
	enum err e = ERR_OK;

	for (size_t i = 0; !e && OWN[i]; i++)
		e = copy_tree(&c, OWN[i], f);
	*sum = sha256_of(buf_str(&said));
	buf_free(&said);
	arena_close(c.a);
	return e;
}
