#include "svc_keep.h"
#include "arc_backup.h"
#include "json.h"
#include "svc_find.h"
#include "svc_people.h"

static enum err do_check(struct svc *s, struct arena *a, struct svc_answer *out,
			 struct fail *f)
{
	struct db_check_result d = {0};
	struct arc_check_result r = {0};
	struct buf b = BUF_MAX(1u << 16);
	struct sha256_hex head;
	struct jw w;
	enum err e = db_check(s->db, a, &d, f);

	if (!e)
		e = arc_files_check(s->files, a, &r, f);
	if (e)
		return e;
	head = sha256_hex(d.head);
	out->whole = d.database_ok && !d.broken_at && !r.missing && !r.broken && !r.orphans;
	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_bool(&w, "whole", out->whole);
	jw_int(&w, "entries", d.entries);
	jw_int(&w, "broken_at", d.broken_at);
	jw_bool(&w, "database_ok", d.database_ok);
	jw_str(&w, "head", str_c(head.z));
	jw_int(&w, "files", r.files);
	jw_int(&w, "bytes", r.bytes);
	jw_int(&w, "missing", r.missing);
	jw_int(&w, "broken", r.broken);
	jw_int(&w, "orphans", r.orphans);
	jw_obj_end(&w);
	out->json = buf_keep(&b, a);
	out->text = arena_fmt(a, STR_FMT "\n" STR_FMT "\n", STR_ARG(d.note), STR_ARG(r.note));
	return ERR_OK;
}

static enum err do_backup(struct svc *s, struct arena *a, struct str to,
			  struct svc_answer *out, struct fail *f)
{
	struct arc_backup_result r = {0};
	struct buf b = BUF_MAX(1u << 16);
	struct sha256_hex head;
	struct jw w;
	enum err e = arc_backup(s->files, arena_cstr(a, to), &r, f);

	if (e)
		return e;
	head = sha256_hex(r.head);
	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "folder", to);
	jw_int(&w, "entries", r.entries);
	jw_int(&w, "files", r.files);
	jw_int(&w, "bytes", r.bytes);
	jw_str(&w, "head", str_c(head.z));
	jw_obj_end(&w);
	out->json = buf_keep(&b, a);
	out->text = arena_fmt(a,
			      "Cadangan di " STR_FMT ": %lld entri, %lld berkas.\n"
			      "Catat di tempat lain: %s\n",
			      STR_ARG(to), (long long)r.entries, (long long)r.files, head.z);
	return ERR_OK;
}

static enum err user_list(struct svc *s, struct arena *a, struct svc_answer *out,
			  struct fail *f)
{
	struct actor op = actor_operator();
	struct buf b = BUF_MAX(16u << 20), t = BUF_MAX(16u << 20);
	struct svc_person_row *v;
	struct jw w;
	size_t n;
	enum err e = svc_people(s, &op, a, &v, &n, f);

	if (e)
		return e;
	jw_start(&w, &b);
	jw_arr(&w, NULL);
	for (size_t i = 0; i < n; i++) {
		jw_obj(&w, NULL);
		jw_int(&w, "account", v[i].account_id);
		jw_str(&w, "login", v[i].login);
		jw_str(&w, "name", v[i].name);
		jw_str(&w, "nip", v[i].nip);
		jw_str(&w, "posts", v[i].posts);
		jw_bool(&w, "admin", v[i].admin);
		jw_bool(&w, "disabled", v[i].disabled);
		jw_obj_end(&w);
		buf_fmt(&t, STR_FMT "\t" STR_FMT "\t" STR_FMT "%s%s\n", STR_ARG(v[i].login),
			STR_ARG(v[i].name), STR_ARG(v[i].posts),
			v[i].admin ? " (administrator)" : "",
			v[i].disabled ? " (ditutup)" : "");
	}
	jw_arr_end(&w);
	out->json = buf_keep(&b, a);
	out->text = buf_keep(&t, a);
	return ERR_OK;
}

static void password_answer(struct arena *a, struct str login, struct str password,
			    struct svc_answer *out)
{
	struct buf b = BUF_MAX(1u << 12);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "login", login);
	jw_str(&w, "password", password);
	jw_obj_end(&w);
	out->json = buf_keep(&b, a);
	out->text = arena_fmt(a,
			      "Kata sandi pertama " STR_FMT ": " STR_FMT
			      " (diganti saat pertama masuk)\n",
			      STR_ARG(login), STR_ARG(password));
}

static enum err user_add(struct svc *s, struct arena *a, const struct str *words, size_t n,
			 struct svc_answer *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct svc_person_new in = {0};
	struct str password;
	enum err e;

	for (size_t i = 0; i < n; i++) {
		struct str value = words[i], key;
		struct str *to = NULL;

		(void)str_cut(&value, '=', &key);
		if (str_eqc(key, "login"))
			to = &in.login;
		else if (str_eqc(key, "name"))
			to = &in.name;
		else if (str_eqc(key, "nip"))
			to = &in.nip;
		else if (str_eqc(key, "rank"))
			to = &in.rank;
		else if (str_eqc(key, "position"))
			to = &in.position_code;
		else if (str_eqc(key, "kind"))
			to = &in.kind;
		else if (str_eqc(key, "admin"))
			in.admin = str_eqc(value, "1");
		else
			return FAIL(f, ERR_SYNTAX, "usage", NULL,
				    "Isian \"" STR_FMT "\" tidak dikenal.",
				    STR_ARG(str_head(key, 40)));
		if (to)
			*to = value;
	}
	e = svc_person_add(s, &op, a, &in, &password, f);
	if (!e)
		password_answer(a, in.login, password, out);
	return e;
}

static enum err user_reset(struct svc *s, struct arena *a, struct str login,
			   struct svc_answer *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct svc_person_row *v;
	struct str password;
	size_t n;
	enum err e = svc_people(s, &op, a, &v, &n, f);

	if (e)
		return e;
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(v[i].login, login))
			continue;
		e = svc_password_reset(s, &op, a, v[i].account_id, &password, f);
		if (!e)
			password_answer(a, login, password, out);
		return e;
	}
	return FAIL(f, ERR_NOTFOUND, "no-account", "login", "Akun " STR_FMT " tidak ada.",
		    STR_ARG(str_head(login, 60)));
}

static enum err book_field(struct svc_book *in, struct str key, struct str value,
			   struct fail *f)
{
	int64_t n = 0;
	bool ok = true;

	if (str_eqc(key, "book")) {
		in->code = value;
	} else if (str_eqc(key, "as")) {
		ok = str_eqc(value, "pdf") || str_eqc(value, "csv");
		in->as = str_eqc(value, "csv") ? BOOK_CSV : BOOK_PDF;
	} else if (str_eqc(key, "year") || str_eqc(key, "month")) {
		ok = str_to_int(value, &n) && n >= 0 && n < 10000;
		*(str_eqc(key, "year") ? &in->year : &in->month) = ok ? (int)n : 0;
	} else {
		ok = false;
	}
	return ok ? ERR_OK
		  : FAIL(f, ERR_INVALID, "usage", NULL,
			 "Isian \"" STR_FMT "=" STR_FMT "\" tidak dapat dibaca.",
			 STR_ARG(str_head(key, 40)), STR_ARG(str_head(value, 40)));
}

/* The operator owns the folder, but is no post: what is secret stays a bare line (S1). */
static enum err do_book(struct svc *s, struct arena *a, const struct str *words, size_t n,
			struct svc_answer *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct svc_book in = {0};
	enum err e = ERR_OK;

	if (!svc_book_kind_from(words[0], &in.kind))
		e = FAIL(f, ERR_SYNTAX, "usage", NULL, "Buku \"" STR_FMT "\" tidak ada.",
			 STR_ARG(str_head(words[0], 40)));
	for (size_t i = 1; !e && i < n; i++) {
		struct str value = words[i], key;

		(void)str_cut(&value, '=', &key);
		e = book_field(&in, key, value, f);
	}
	if (!e)
		e = svc_book_print(s, &op, a, &in, &out->file, f);
	if (!e)
		out->json = arena_fmt(a, "{\"bytes\":%zu}", out->file.n);
	return e;
}

enum err svc_command(struct svc *s, struct arena *a, const struct str *words, size_t n,
		     struct svc_answer *out, struct fail *f)
{
	*out = (struct svc_answer){.whole = true};
	if (n == 1 && str_eqc(words[0], "check"))
		return do_check(s, a, out, f);
	if (n == 2 && str_eqc(words[0], "backup"))
		return do_backup(s, a, words[1], out, f);
	if (n == 2 && str_eqc(words[0], "user") && str_eqc(words[1], "list"))
		return user_list(s, a, out, f);
	if (n > 2 && str_eqc(words[0], "user") && str_eqc(words[1], "add"))
		return user_add(s, a, words + 2, n - 2, out, f);
	if (n == 3 && str_eqc(words[0], "user") && str_eqc(words[1], "reset"))
		return user_reset(s, a, words[2], out, f);
	if (n > 1 && str_eqc(words[0], "book"))
		return do_book(s, a, words + 1, n - 1, out, f);
	return FAIL(f, ERR_SYNTAX, "usage", NULL, "Perintah folder data tidak dikenal.");
}
