#include "svc_keep.h"
#include "arc_backup.h"
#include "json.h"
#include "svc_calendar.h"
#include "svc_find.h"

static enum err do_check(struct svc *s, struct arena *a, struct svc_answer *out,
			 struct fail *f)
{
	struct db_check_result d = {0};
	struct arc_check_result r = {0};
	struct buf b = BUF_MAX(1u << 16);
	struct sha256_hex head;
	int missing[2];
	size_t missing_n;
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
	jw_arr(&w, "calendar_missing");
	missing_n = svc_calendar_missing(s, missing);
	for (size_t i = 0; i < missing_n; i++)
		jw_int(&w, NULL, missing[i]);
	jw_arr_end(&w);
	jw_obj_end(&w);
	out->json = buf_keep(&b, a);
	out->text = arena_fmt(a, STR_FMT "\n" STR_FMT "\n" STR_FMT "%s", STR_ARG(d.note),
			      STR_ARG(r.note), STR_ARG(svc_calendar_notice(s, a)),
			      missing_n ? "\n" : "");
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

static enum err book_field(struct svc_book *in, struct str key, struct str value,
			   struct fail *f)
{
	int64_t n = 0;
	bool ok = true;

	if (str_eqc(key, "book")) {
		in->code = value;
	} else if (str_eqc(key, "as")) {
		ok = svc_book_as_from(value, &in->as);
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
	if (n > 1 && (str_eqc(words[0], "user") || str_eqc(words[0], "post")))
		return svc_people_command(s, a, words, n, out, f);
	if (n > 1 && str_eqc(words[0], "mail"))
		return svc_mail_command(s, a, words, n, out, f);
	if (n > 1 && str_eqc(words[0], "book"))
		return do_book(s, a, words + 1, n - 1, out, f);
	return FAIL(f, ERR_SYNTAX, "usage", NULL, "Perintah folder data tidak dikenal.");
}
