#include "svc_scan.h"
#include <fcntl.h>
#include <unistd.h>
#include "intake.h"
#include "json.h"
#include "svc_page.h"
#include "utf8.h"

#define NAME_MAX_BYTES 200
#define HEAD (64u << 10) /* a PDF's first object lies in it */

/* The name alone, without the folders of the machine it came from; a long one is cut,
 * between two characters. */
static struct str short_name(struct str name)
{
	for (size_t i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/' || name.p[i - 1] == '\\') {
			name = str_from(name, i);
			break;
		}
	size_t n = name.n < NAME_MAX_BYTES ? name.n : NAME_MAX_BYTES;

	while (n && n < name.n && ((unsigned char)name.p[n] & 0xc0) == 0x80)
		n--;
	return str_head(name, n);
}

static enum err stage_fd(struct svc *s, struct arena *a, const char *field, int fd,
			 struct svc_scan *o, struct fail *f)
{
	char *head = arena_alloc(a, HEAD);
	ssize_t n = pread(fd, head, HEAD, 0);
	enum err e = intake_sniff((struct str){head, n > 0 ? (size_t)n : 0}, o->name,
				  field, &o->mime, f);

	return e ? e : arc_file_stage_fd(s->files, fd, SVC_UPLOAD_BYTES, &o->at, f);
}

static enum err stage_one(struct svc *s, struct arena *a, const char *field,
			  const struct svc_upload *u, struct svc_scan *o, struct fail *f)
{
	struct str own = short_name(u->name), name = own.n ? own : STR("pindaian");
	enum err e = utf8_clean(a, name, UTF8_LINE, field, &o->name, f);
	int fd;

	if (e)
		return e;
	if (!u->path) {
		e = intake_sniff(u->bytes, o->name, field, &o->mime, f);
		return e ? e : arc_file_stage(s->files, u->bytes, &o->at, f);
	}
	fd = open(u->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return FAIL(f, ERR_IO, "no-upload", field,
			    "Berkas yang diunggah tidak terbaca; unggah sekali lagi.");
	e = stage_fd(s, a, field, fd, o, f);
	(void)close(fd);
	return e;
}

enum err svc_scans_stage(struct svc *s, struct arena *a, const char *field,
			 const struct svc_upload *u, size_t n, struct svc_scan **out,
			 struct fail *f)
{
	enum err e = ERR_OK;
	size_t i;

	*out = NULL;
	if (!n)
		return ERR_OK;
	if (n > SVC_UPLOADS_MAX)
		return FAIL(f, ERR_LIMIT, "too-many", field,
			    "Paling banyak %d berkas sekali simpan; sisanya lampirkan "
			    "kemudian.",
			    SVC_UPLOADS_MAX);
	*out = ARENA_ARRAY(a, struct svc_scan, n);
	for (i = 0; i < n && !e; i++)
		e = stage_one(s, a, field, &u[i], &(*out)[i], f);
	if (!e)
		return ERR_OK;
	/* the archive knows no form */
	if (e == ERR_LIMIT && f)
		f->field = field;
	svc_scans_settle(s, *out, i - 1);
	return e;
}

enum err svc_scans_link(struct db_conn *c, const struct actor *who, int64_t letter_id,
			const struct svc_scan *x, size_t n, const char *role,
			struct fail *f)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < n && !e; i++) {
		struct db_rows *r;

		if ((e = arc_file_link(c, &x[i].at, str_c(x[i].mime), f)))
			break;
		r = db_run(c, Q_letter_attach);
		db_bind_int(r, "letter", letter_id);
		db_bind_blob(
			r, "sha",
			(struct str){(const char *)x[i].at.sha.b, sizeof(x[i].at.sha.b)});
		db_bind_str(r, "role", str_c(role));
		db_bind_str(r, "name", x[i].name);
		db_bind_str(r, "mime", str_c(x[i].mime));
		db_bind_int(r, "size", x[i].at.size);
		db_bind_int(r, "account", who->account_id);
		db_bind_int(r, "at", db_now(c));
		e = svc_exec(r, f);
	}
	return e;
}

void svc_scans_settle(struct svc *s, const struct svc_scan *x, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		arc_file_settle(s->files, &x[i].at);
		svc_page_soon(s, x[i].at.sha);
	}
}

struct str svc_scans_detail(struct arena *a, const struct svc_scan *x, size_t n)
{
	struct buf b = BUF_MAX(8192);
	struct jw w;

	jw_start(&w, &b);
	jw_arr(&w, NULL);
	for (size_t i = 0; i < n; i++)
		jw_str(&w, NULL, arena_fmt(a, "%s", sha256_hex(x[i].at.sha).z));
	jw_arr_end(&w);
	return buf_keep(&b, a);
}

enum err svc_scan_role(struct str given, const char **role, struct fail *f)
{
	static const char *const ROLE[] = {"pindaian", "lampiran", "foto-disposisi",
					   "pindaian-bertanda-tangan", "bukti"};

	*role = ROLE[0];
	if (!given.n)
		return ERR_OK;
	for (size_t i = 0; i < sizeof(ROLE) / sizeof(*ROLE); i++) {
		if (str_eqc(given, ROLE[i])) {
			*role = ROLE[i];
			return ERR_OK;
		}
	}
	return FAIL(f, ERR_INVALID, "unknown-value", "role",
		    "Jenis berkas tidak dikenal; pilih pindaian atau lampiran.");
}
