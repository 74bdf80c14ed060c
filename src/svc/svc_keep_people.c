/* svc_keep_people.c - `naskah user …` and `naskah post …`: the operator lets people in. */
#include "json.h"
#include "svc_keep.h"
#include "svc_people.h"

static void put_person(struct buf *t, const struct svc_person_row *v)
{
	if (!v->account_id)
		buf_fmt(t, "(belum punya akun: --person %lld)", (long long)v->person_id);
	buf_fmt(t, STR_FMT "\t" STR_FMT "\t" STR_FMT "%s%s\n", STR_ARG(v->login),
		STR_ARG(v->name), STR_ARG(v->posts), v->admin ? " (administrator)" : "",
		v->disabled ? " (dinonaktifkan)" : "");
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
		jw_int(&w, "person", v[i].person_id);
		jw_str(&w, "login", v[i].login);
		jw_str(&w, "name", v[i].name);
		jw_str(&w, "nip", v[i].nip);
		jw_str(&w, "posts", v[i].posts);
		jw_bool(&w, "admin", v[i].admin);
		jw_bool(&w, "disabled", v[i].disabled);
		jw_obj_end(&w);
		put_person(&t, &v[i]);
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

/* One "key=value" of a command: the text it is kept in, the day, or neither. */
struct field {
	const char *key;
	struct str *text;
	struct day *day;
	int64_t *number;
	bool *flag;
};

static enum err take(const struct field *fields, size_t fields_n, struct str word,
		     struct fail *f)
{
	struct str value = word, key;

	(void)str_cut(&value, '=', &key);
	for (size_t i = 0; i < fields_n; i++) {
		const struct field *d = &fields[i];

		if (!str_eqc(key, d->key))
			continue;
		if (d->text)
			*d->text = value;
		if (d->flag)
			*d->flag = str_eqc(value, "1");
		if ((d->day && !day_parse(value, d->day)) ||
		    (d->number && !str_to_int(value, d->number)))
			return FAIL(f, ERR_INVALID, "bad-field", d->key,
				    "Isian %s=" STR_FMT " tidak dapat dibaca.", d->key,
				    STR_ARG(str_head(value, 40)));
		return ERR_OK;
	}
	return FAIL(f, ERR_SYNTAX, "usage", NULL, "Isian \"" STR_FMT "\" tidak dikenal.",
		    STR_ARG(str_head(key, 40)));
}

static enum err user_add(struct svc *s, struct arena *a, const struct str *words, size_t n,
			 struct svc_answer *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct svc_person_new in = {0};
	struct svc_person_added added;
	const struct field fields[] = {
		{"login", &in.login, NULL, NULL, NULL},
		{"name", &in.name, NULL, NULL, NULL},
		{"nip", &in.nip, NULL, NULL, NULL},
		{"rank", &in.rank, NULL, NULL, NULL},
		{"position", &in.position_code, NULL, NULL, NULL},
		{"kind", &in.kind, NULL, NULL, NULL},
		{"from", NULL, &in.from, NULL, NULL},
		{"to", NULL, &in.to, NULL, NULL},
		{"person", NULL, NULL, &in.person_id, NULL},
		{"admin", NULL, NULL, NULL, &in.admin},
	};
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < n; i++)
		e = take(fields, sizeof(fields) / sizeof(fields[0]), words[i], f);
	if (!e)
		e = svc_person_add(s, &op, a, &in, &added, f);
	if (!e)
		password_answer(a, in.login, added.password, out);
	return e;
}

static enum err account_of(struct svc *s, struct arena *a, struct str login,
			   struct svc_person_row *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct svc_person_row *v;
	size_t n;
	enum err e = svc_people(s, &op, a, &v, &n, f);

	for (size_t i = 0; !e && login.n && i < n; i++)
		if (str_eq(v[i].login, login)) {
			*out = v[i];
			return ERR_OK;
		}
	return e ? e
		 : FAIL(f, ERR_NOTFOUND, "no-account", "login", "Akun " STR_FMT " tidak ada.",
			STR_ARG(str_head(login, 60)));
}

static void said(struct arena *a, struct svc_answer *out, struct str text)
{
	out->text = arena_fmt(a, STR_FMT "\n", STR_ARG(text));
	out->json = STR("{\"done\":true}");
}

static enum err user_change(struct svc *s, struct arena *a, struct str what, struct str login,
			    struct svc_answer *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct svc_person_row row;
	struct str password;
	bool disable = str_eqc(what, "disable");
	enum err e = account_of(s, a, login, &row, f);

	if (e)
		return e;
	if (str_eqc(what, "reset")) {
		e = svc_password_reset(s, &op, a, row.account_id, &password, f);
		if (!e)
			password_answer(a, login, password, out);
		return e;
	}
	e = svc_account_disable(s, &op, row.account_id, disable, f);
	if (!e)
		said(a, out,
		     arena_fmt(a, "Akun " STR_FMT " %s.", STR_ARG(login),
			       disable ? "dinonaktifkan; sesi dan tokennya berakhir"
				       : "aktif kembali"));
	return e;
}

/* ---- posts ---- */

static struct str span(struct arena *a, const struct svc_holding *h)
{
	struct str from = day_none(h->from) ? STR("-") : day_iso(a, h->from);
	struct str to = day_none(h->to) ? STR("-") : day_iso(a, h->to);

	return arena_fmt(a, STR_FMT "\t" STR_FMT, STR_ARG(from), STR_ARG(to));
}

static enum err post_list(struct svc *s, struct arena *a, struct svc_answer *out,
			  struct fail *f)
{
	struct actor op = actor_operator();
	struct buf b = BUF_MAX(16u << 20), t = BUF_MAX(16u << 20);
	struct svc_position_row *p;
	struct svc_holding *v;
	struct jw w;
	size_t n, posts;
	enum err e = svc_positions(s, a, &p, &posts, f);

	if (!e)
		e = svc_holdings(s, &op, a, 0, 0, &v, &n, f);
	if (e)
		return e;
	jw_start(&w, &b);
	jw_arr(&w, NULL);
	for (size_t i = 0; i < posts; i++) {
		jw_obj(&w, NULL);
		jw_str(&w, "position", p[i].code);
		jw_str(&w, "name", p[i].name);
		jw_arr(&w, "holders");
		buf_fmt(&t, STR_FMT "\t" STR_FMT "\n", STR_ARG(p[i].code), STR_ARG(p[i].name));
		for (size_t k = 0; k < n; k++) {
			if (v[k].position_id != p[i].id || v[k].when == HOLDING_PAST)
				continue;
			jw_obj(&w, NULL);
			jw_str(&w, "person", v[k].person);
			jw_str(&w, "kind", v[k].kind);
			jw_str(&w, "from", day_none(v[k].from) ? STR("") : day_iso(a, v[k].from));
			jw_str(&w, "to", day_none(v[k].to) ? STR("") : day_iso(a, v[k].to));
			jw_obj_end(&w);
			buf_fmt(&t, "\t" STR_FMT "\t" STR_FMT "\t" STR_FMT "\n",
				STR_ARG(v[k].person), STR_ARG(v[k].kind), STR_ARG(span(a, &v[k])));
		}
		jw_arr_end(&w);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	out->json = buf_keep(&b, a);
	out->text = buf_keep(&t, a);
	return ERR_OK;
}

struct post_command {
	struct str position, login, kind, letter;
	struct day from, to, last, letter_day;
	/* found */
	struct svc_person_row person;
	int64_t position_id;
};

static enum err post_words(struct svc *s, struct arena *a, const struct str *words, size_t n,
			   struct post_command *in, struct fail *f)
{
	const struct field fields[] = {
		{"position", &in->position, NULL, NULL, NULL},
		{"login", &in->login, NULL, NULL, NULL},
		{"kind", &in->kind, NULL, NULL, NULL},
		{"from", NULL, &in->from, NULL, NULL},
		{"to", NULL, &in->to, NULL, NULL},
		{"last", NULL, &in->last, NULL, NULL},
		{"letter", &in->letter, NULL, NULL, NULL},
		{"letter_date", NULL, &in->letter_day, NULL, NULL},
	};
	struct svc_position_row *p;
	size_t posts;
	enum err e = ERR_OK;

	in->from = in->last = day_at(clock_ms(s->clock), s->zone);
	for (size_t i = 0; !e && i < n; i++)
		e = take(fields, sizeof(fields) / sizeof(fields[0]), words[i], f);
	if (!e)
		e = account_of(s, a, in->login, &in->person, f);
	if (!e)
		e = svc_positions(s, a, &p, &posts, f);
	for (size_t i = 0; !e && i < posts; i++)
		if (str_eq(p[i].code, in->position))
			in->position_id = p[i].id;
	return e || in->position_id
		       ? e
		       : FAIL(f, ERR_NOTFOUND, "no-position", "position",
			      "Jabatan \"" STR_FMT "\" tidak ada; lihat: naskah post list.",
			      STR_ARG(str_head(in->position, 60)));
}

static enum err post_set(struct svc *s, struct arena *a, const struct str *words, size_t n,
			 struct svc_answer *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct post_command in = {.kind = STR("definitif")};
	enum err e = post_words(s, a, words, n, &in, f);

	if (!e)
		e = svc_holder_set(s, &op,
				   &(struct svc_appointment){
					   .person_id = in.person.person_id,
					   .position_id = in.position_id,
					   .kind = in.kind,
					   .from = in.from,
					   .to = in.to,
					   .letter_no = in.letter,
					   .letter_day = in.letter_day},
				   NULL, f);
	if (!e)
		said(a, out,
		     arena_fmt(a, STR_FMT " memegang " STR_FMT " sejak " STR_FMT ".",
			       STR_ARG(in.person.name), STR_ARG(in.position),
			       STR_ARG(day_iso(a, in.from))));
	return e;
}

static enum err post_end(struct svc *s, struct arena *a, const struct str *words, size_t n,
			 struct svc_answer *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct post_command in = {.kind = STR("")};
	struct svc_holding *v;
	size_t rows = 0, ended = 0;
	enum err e = post_words(s, a, words, n, &in, f);

	if (!e)
		e = svc_holdings(s, &op, a, in.position_id, in.person.person_id, &v, &rows, f);
	for (size_t i = 0; !e && i < rows; i++)
		if (v[i].when != HOLDING_PAST && (!in.kind.n || str_eq(in.kind, v[i].kind))) {
			e = svc_holder_end(s, &op, v[i].id, in.last, f);
			ended++;
		}
	if (!e && !ended)
		e = FAIL(f, ERR_NOTFOUND, "no-such-row", NULL,
			 STR_FMT " tidak memegang jabatan itu.", STR_ARG(in.person.name));
	if (!e)
		said(a, out,
		     arena_fmt(a, "Hari terakhir " STR_FMT " di " STR_FMT ": " STR_FMT ".",
			       STR_ARG(in.person.name), STR_ARG(in.position),
			       STR_ARG(day_iso(a, in.last))));
	return e;
}

enum err svc_people_command(struct svc *s, struct arena *a, const struct str *words, size_t n,
			    struct svc_answer *out, struct fail *f)
{
	bool user = str_eqc(words[0], "user");

	if (n == 2 && str_eqc(words[1], "list"))
		return user ? user_list(s, a, out, f) : post_list(s, a, out, f);
	if (user && n > 2 && str_eqc(words[1], "add"))
		return user_add(s, a, words + 2, n - 2, out, f);
	if (user && n == 3 &&
	    (str_eqc(words[1], "reset") || str_eqc(words[1], "disable") ||
	     str_eqc(words[1], "enable")))
		return user_change(s, a, words[1], words[2], out, f);
	if (!user && n > 2 && str_eqc(words[1], "set"))
		return post_set(s, a, words + 2, n - 2, out, f);
	if (!user && n > 2 && str_eqc(words[1], "move"))
		return svc_moves_command(s, a, words + 2, n - 2, out, f);
	if (!user && n > 2 && str_eqc(words[1], "end"))
		return post_end(s, a, words + 2, n - 2, out, f);
	return FAIL(f, ERR_SYNTAX, "usage", NULL, "Perintah folder data tidak dikenal.");
}
