/* svc_keep_mail.c - `naskah mail …`: a trial, and what was not delivered. */
#include "json.h"
#include "svc_keep.h"
#include "svc_mail.h"

static enum err mail_list(struct svc *s, struct arena *a, struct svc_answer *out,
			  struct fail *f)
{
	struct actor op = actor_operator();
	struct buf b = BUF_MAX(1u << 20), t = BUF_MAX(1u << 20);
	struct svc_mail_state m;
	struct jw w;
	enum err e = svc_mail_state(s, &op, a, &m, f);

	if (e)
		return e;
	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_str(&w, "host", m.host);
	jw_int(&w, "waiting", m.waiting);
	jw_arr(&w, "rows");
	for (size_t i = 0; i < m.n; i++) {
		const struct svc_mail_row *v = &m.rows[i];

		jw_obj(&w, NULL);
		jw_int(&w, "id", v->id);
		jw_str(&w, "login", v->login);
		jw_str(&w, "address", v->address);
		jw_str(&w, "state", v->state);
		jw_int(&w, "tries", v->tries);
		jw_str(&w, "fault", v->fault);
		jw_obj_end(&w);
		buf_fmt(&t, STR_FMT "\t" STR_FMT "\t" STR_FMT "\t%d\t" STR_FMT "\n",
			STR_ARG(v->login), STR_ARG(v->address), STR_ARG(v->state),
			v->tries, STR_ARG(v->fault));
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
	buf_fmt(&t, "Menunggu dikirim: %lld\n", (long long)m.waiting);
	out->json = buf_keep(&b, a);
	out->text = buf_keep(&t, a);
	return ERR_OK;
}

enum err svc_mail_command(struct svc *s, struct arena *a, const struct str *words,
			  size_t n, struct svc_answer *out, struct fail *f)
{
	enum err e;

	if (n == 2 && str_eqc(words[1], "list"))
		return mail_list(s, a, out, f);
	if (n != 3 || !str_eqc(words[1], "test"))
		return FAIL(f, ERR_SYNTAX, "usage", NULL,
			    "Perintah surel tidak dikenal.");
	e = svc_mail_test(s, a, words[2], f);
	if (e)
		return e;
	out->json = STR("{\"sent\":true}");
	out->text = arena_fmt(a, "Surel percobaan diterima peladen untuk " STR_FMT ".\n",
			      STR_ARG(words[2]));
	return ERR_OK;
}
