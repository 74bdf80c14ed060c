/* svc_keep_moves.c - `naskah post move`: a table of new holders at the machine itself. */
#include "svc_keep.h"
#include "json.h"
#include "svc_moves.h"

#define ROW_END '\x1e' /* between the rows of table=, for a word has one line */

static enum err read_words(struct arena *a, const struct str *words, size_t n,
			   struct svc_moves_in *in, bool *yes, int64_t *undo,
			   struct fail *f)
{
	for (size_t i = 0; i < n; i++) {
		struct str value = words[i], key;
		bool ok = true;

		(void)str_cut(&value, '=', &key);
		if (str_eqc(key, "table")) {
			char *p = arena_alloc(a, value.n + 1);

			for (size_t k = 0; k < value.n; k++)
				p[k] = value.p[k] == ROW_END ? '\n' : value.p[k];
			in->table = (struct str){p, value.n};
		} else if (str_eqc(key, "from")) {
			ok = day_parse(value, &in->from);
		} else if (str_eqc(key, "letter")) {
			in->letter_no = value;
		} else if (str_eqc(key, "letter_date")) {
			ok = day_parse(value, &in->letter_day);
		} else if (str_eqc(key, "undo")) {
			ok = str_to_int(value, undo);
		} else if (str_eqc(key, "yes")) {
			*yes = true;
		}
		if (!ok)
			return FAIL(f, ERR_INVALID, "bad-field", NULL,
				    "Isian " STR_FMT " tidak dapat dibaca.",
				    STR_ARG(str_head(words[i], 60)));
	}
	return ERR_OK;
}

static void say(struct arena *a, const struct svc_moves *m, bool done,
		struct svc_answer *out)
{
	struct buf t = BUF_MAX(1u << 20), b = BUF_MAX(1u << 20);
	struct jw w;

	jw_start(&w, &b);
	jw_obj(&w, NULL);
	jw_int(&w, "id", done ? m->id : 0);
	jw_int(&w, "faults", (int64_t)m->faults);
	jw_int(&w, "rows", (int64_t)m->n);
	jw_obj_end(&w);
	for (size_t i = 0; i < m->n; i++) {
		const struct svc_moves_row *v = &m->rows[i];

		buf_fmt(&t, "%d\t" STR_FMT "\t" STR_FMT "\t", v->line, STR_ARG(v->post),
			STR_ARG(v->person));
		if (v->fault.n)
			buf_fmt(&t, "SALAH: " STR_FMT "\n", STR_ARG(v->fault));
		else
			buf_fmt(&t, STR_FMT "%s" STR_FMT "%s" STR_FMT "\n",
				STR_ARG(day_iso(a, v->from)),
				v->former.n ? "\tmenggantikan " : "", STR_ARG(v->former),
				v->left.n ? "\tmeninggalkan " : "", STR_ARG(v->left));
	}
	if (done)
		buf_fmt(&t, "Mutasi %lld tercatat: %zu jabatan.\n", (long long)m->id,
			m->n);
	else if (m->faults)
		buf_fmt(&t, "%zu baris belum benar; belum ada yang diubah.\n", m->faults);
	else
		buf_fmt(&t, "Belum ada yang diubah; ulangi dengan --yes untuk "
			    "melakukannya.\n");
	out->text = buf_keep(&t, a);
	out->json = buf_keep(&b, a);
	out->whole = m->faults == 0;
}

enum err svc_moves_command(struct svc *s, struct arena *a, const struct str *words,
			   size_t n, struct svc_answer *out, struct fail *f)
{
	struct actor op = actor_operator();
	struct svc_moves_in in = {.from = {0}};
	struct svc_moves m;
	int64_t undo = 0;
	bool yes = false;
	enum err e = read_words(a, words, n, &in, &yes, &undo, f);

	if (e)
		return e;
	if (undo) {
		e = svc_moves_undo(s, &op, undo, f);
		out->text = arena_fmt(a, "Mutasi %lld dibatalkan.\n", (long long)undo);
		out->json = STR("{\"done\":true}");
		return e;
	}
	e = yes ? svc_moves_do(s, &op, a, &in, &m, f)
		: svc_moves_try(s, &op, a, &in, &m, f);
	if (!e)
		say(a, &m, yes, out);
	return e;
}
