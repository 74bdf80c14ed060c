/* The server of mail as naskahd.conf names it; the password lies in a file of its own. */
#include "conf.h"
#include "fs.h"
#include "http.h"
#include "mail.h"
#include "naskahd.h"
#include <sys/stat.h>
#include <unistd.h>

#define SECRET_MAX 1024

static enum err wrong(struct fail *f, const char *word, const char *text)
{
	return FAIL(f, ERR_INVALID, word, NULL, "naskahd.conf: %s", text);
}

static enum err read_secret(struct arena *a, const char *path, const char **out,
			    struct fail *f)
{
	struct stat st;
	struct str text, line;
	enum err e = fs_read(a, path, SECRET_MAX, &text, f);

	if (e)
		return e;
	if (stat(path, &st) || (st.st_mode & 077) || st.st_uid != geteuid())
		return FAIL(f, ERR_INVALID, "open-secret", NULL,
			    "%s: berkas sandi surel harus milik akun naskahd sendiri dan "
			    "hanya "
			    "terbaca olehnya (chmod 600).",
			    path);
	(void)str_cut(&text, '\n', &line);
	*out = arena_cstr(a, str_trim(line));
	return **out ? ERR_OK
		     : FAIL(f, ERR_INVALID, "no-secret", NULL,
			    "%s: sandi surel tidak ada pada baris pertamanya.", path);
}

static enum err read_tls(const struct conf *c, enum mail_tls *out, struct fail *f)
{
	bool here = http_loopback(c->smtp.p) || str_starts(c->smtp, STR("localhost:"));

	if (str_eqc(c->smtp_tls, "starttls"))
		*out = MAIL_STARTTLS;
	else if (str_eqc(c->smtp_tls, "tls"))
		*out = MAIL_TLS;
	else if (str_eqc(c->smtp_tls, "none") && here)
		*out = MAIL_PLAIN;
	else if (str_eqc(c->smtp_tls, "none"))
		return wrong(
			f, "smtp-clear",
			"smtp-tls = none hanya untuk peladen surel di mesin ini sendiri "
			"(127.0.0.1).");
	else
		return wrong(f, "smtp-tls", "smtp-tls diisi starttls, tls, atau none.");
	return ERR_OK;
}

enum err mail_settings(struct arena *a, const struct conf *c,
		       const struct mail_server **out, struct fail *f)
{
	struct mail_server *s = ARENA_NEW(a, struct mail_server);
	enum err e;

	*out = NULL;
	if (!c->smtp.n)
		return ERR_OK;
	*s = (struct mail_server){.host = c->smtp.p, .from = c->smtp_from.p};
	if (str_find(c->smtp, STR(":")) == c->smtp.n || strpbrk(c->smtp.p, " /@?#"))
		return wrong(f, "smtp", "smtp ditulis sebagai PELADEN:PORT.");
	if (!mail_address_ok(c->smtp_from))
		return wrong(f, "smtp-from",
			     "smtp perlu smtp-from, alamat surel pengirimnya.");
	if (c->link.n && ((!str_starts(c->link, STR("https://")) &&
			   !str_starts(c->link, STR("http://"))) ||
			  str_ends(c->link, STR("/")) || strpbrk(c->link.p, " <>\"")))
		return wrong(
			f, "link",
			"link ditulis seperti https://naskah.dinas.go.id, tanpa garis "
			"miring di belakang.");
	if (c->smtp_user.n && !c->smtp_password_file.n)
		return wrong(f, "smtp-user", "smtp-user perlu smtp-password-file.");
	if ((e = read_tls(c, &s->tls, f)))
		return e;
	if (c->smtp_ca.n)
		s->ca = c->smtp_ca.p;
	if (c->smtp_user.n) {
		s->user = c->smtp_user.p;
		e = read_secret(a, c->smtp_password_file.p, &s->password, f);
	}
	if (!e)
		*out = s;
	return e;
}
