#include "flow_proc_read.h"

struct prover {
	struct flow_proc *p;
	const char *file;
	struct fail *f;
};

static enum err at_line(const struct prover *r, int line, const char *what)
{
	return FAIL(r->f, ERR_INVALID, "bad-procedure", NULL, "%s:%d: %s", r->file, line,
		    what);
}

/* ---- letters ---- */

/* The follow-up has no row in the SOP: the trays carry the letter there. */
static enum flow_state after_trays(enum flow_state s)
{
	return s == FS_DISTRIBUTED ? FS_FOLLOWED : s;
}

static enum err letter_row(const struct prover *r, struct flow_step *s,
			   enum flow_state *at)
{
	const struct flow_edge *e = flow_edge_of(s->act, *at, r->p->path);

	if (!e) {
		*at = after_trays(*at);
		e = flow_edge_of(s->act, *at, r->p->path);
	}
	if (!e)
		return FAIL(
			r->f, ERR_INVALID, "bad-procedure", NULL,
			"%s:%d: langkah %d (%s) tidak dapat dilakukan sesudah keadaan "
			"\"%s\"; jagaan alur tidak boleh dilewati.",
			r->file, s->line, s->number, flow_act_label(s->act),
			flow_state_word(*at));
	s->from = e->from;
	s->to = e->to;
	*at = e->to;
	return ERR_OK;
}

static enum err letter_return(const struct prover *r, const struct flow_step *s)
{
	const struct flow_step *to = flow_proc_step(r->p, s->return_to);
	const struct flow_edge *e;

	if (!to || to->number >= s->number)
		return at_line(r, s->line,
			       "kembali harus menuju langkah yang lebih dulu.");
	e = s->begins ? NULL : flow_edge_of(ACT_RETURN, s->from, r->p->path);
	if (!e)
		return at_line(r, s->line, "langkah ini tidak mempunyai jalan kembali.");
	if (!to->begins && to->from != e->to)
		return at_line(r, s->line,
			       "kembali melewati pemeriksaan: tujuannya harus langkah "
			       "mengonsep atau mengetik.");
	return ERR_OK;
}

/* A return to a reader skips none: every row from there on is passed again. */
static enum err letter_other_return(const struct prover *r, const struct flow_step *s, int number)
{
	const struct flow_step *to = flow_proc_step(r->p, number);

	if (!to || to->number >= s->number || s->begins)
		return at_line(r, s->line,
			       "kembali harus menuju langkah yang lebih dulu.");
	if (!to->begins && to->act != ACT_SUBMIT && to->act != ACT_APPROVE)
		return at_line(r, s->line,
			       "kembali hanya menuju langkah mengonsep, mengetik atau memeriksa.");
	if (!flow_edge_to(ACT_RETURN, s->from, to->from, r->p->path))
		return at_line(r, s->line, "langkah ini tidak mempunyai jalan kembali itu.");
	return ERR_OK;
}

static enum err letter(const struct prover *r)
{
	struct flow_proc *p = r->p;
	enum flow_act first = p->incoming ? ACT_REGISTER : ACT_DRAFT;
	enum flow_state at = p->incoming ? FS_REGISTERED : FS_DRAFT;
	enum err e = ERR_OK;

	for (size_t i = 0; i < p->steps_n && !e; i++) {
		struct flow_step *s = &p->steps[i];

		if ((i == 0) != (s->act == first))
			return at_line(
				r, s->line,
				i ? "perbuatan ini hanya untuk langkah pertama."
				  : "langkah pertama harus terima (masuk) atau konsep "
				    "(keluar).");
		s->begins = i == 0;
		s->from = s->to = at;
		if (i > 0)
			e = letter_row(r, s, &at);
	}
	for (size_t i = 0; i < p->steps_n && !e; i++) {
		if (p->steps[i].return_to)
			e = letter_return(r, &p->steps[i]);
		for (size_t k = 0; k < p->steps[i].also_back_n && !e; k++)
			e = letter_other_return(r, &p->steps[i], p->steps[i].also_back[k]);
	}
	if (e)
		return e;
	if (at != FS_FILED && at != FS_SENT && at != FS_OUT_FILED)
		return at_line(
			r, p->steps[p->steps_n - 1].line,
			"prosedur berhenti sebelum surat diarsipkan atau dikirim.");
	return ERR_OK;
}

/* ---- other work ---- */

static enum err work_row(const struct prover *r, const struct flow_step *s)
{
	const struct flow_step *no = flow_proc_step(r->p, s->return_to),
			       *next = flow_proc_step(r->p, s->next_to);

	if (s->return_to && (!no || no == s))
		return at_line(r, s->line,
			       "jalan \"tidak\" harus menuju langkah lain yang ada.");
	if (s->next_to && (!next || next->number <= s->number))
		return at_line(
			r, s->line,
			"lanjut harus menuju langkah yang ada sesudah langkah ini.");
	if (s->ends && (s->return_to || s->next_to))
		return at_line(
			r, s->line,
			"langkah akhir tidak mempunyai jalan lain; tambahkan langkah "
			"penutup sesudah keputusannya.");
	return ERR_OK;
}

/* Marks what is reached from row `from`, its own way and the way of a "no". */
static void reach(const struct flow_proc *p, bool seen[FLOW_STEPS_MAX], int from)
{
	int stack[2 * FLOW_STEPS_MAX], n = 0;

	stack[n++] = from;
	while (n) {
		const struct flow_step *s = flow_proc_step(p, stack[--n]);
		const struct flow_step *after = s ? flow_proc_after(p, s->number) : NULL;

		if (!s || seen[s->number - 1])
			continue;
		seen[s->number - 1] = true;
		if (after && !seen[after->number - 1])
			stack[n++] = after->number;
		if (s->return_to && !seen[s->return_to - 1])
			stack[n++] = s->return_to;
	}
}

static bool comes_to_an_end(const struct flow_proc *p, int from)
{
	bool seen[FLOW_STEPS_MAX] = {false};

	reach(p, seen, from);
	for (size_t i = 0; i < p->steps_n; i++) {
		if (seen[i] && p->steps[i].ends)
			return true;
	}
	return false;
}

/* Each field has a name of its own in the whole procedure, and copies name fields. */
static enum err records(const struct prover *r, const struct flow_step *s)
{
	const struct flow_step *at;

	for (size_t k = 0; s->record && k < s->record->fields_n; k++) {
		const struct flow_field *f = &s->record->fields[k];

		if (flow_proc_field(r->p, f->name, &at) != f)
			return at_line(r, f->line, "nama isian sudah dipakai.");
		if (f->from.n && !flow_proc_field(r->p, f->from, &at))
			return at_line(r, f->line,
				       "dari harus nama isian sebuah catatan.");
	}
	for (size_t i = 0; i < s->docs_n; i++) {
		if (s->docs[i].after.n && !flow_proc_field(r->p, s->docs[i].after, &at))
			return at_line(r, s->line,
				       "setelah harus nama isian sebuah catatan.");
		for (size_t k = 0; k < s->docs[i].copies_n; k++)
			if (!flow_proc_field(r->p, s->docs[i].copies[k][0], &at))
				return at_line(r, s->line,
					       "salin: dari harus nama isian sebuah "
					       "catatan.");
	}
	return ERR_OK;
}

static enum err work(const struct prover *r)
{
	struct flow_proc *p = r->p;
	bool seen[FLOW_STEPS_MAX] = {false};
	enum err e = ERR_OK;

	p->steps[p->steps_n - 1].ends = true;
	if (p->steps[0].return_to)
		return at_line(r, p->steps[0].line,
			       "langkah pertama memulai pekerjaan dan tidak dapat berupa "
			       "keputusan.");
	for (size_t i = 0; i < p->steps_n && !e; i++) {
		e = work_row(r, &p->steps[i]);
		if (!e)
			e = records(r, &p->steps[i]);
	}
	if (e)
		return e;
	reach(p, seen, 1);
	for (size_t i = 0; i < p->steps_n; i++) {
		if (!seen[i])
			return at_line(
				r, p->steps[i].line,
				"langkah ini tidak pernah dicapai dari langkah pertama.");
		if (!comes_to_an_end(p, (int)i + 1))
			return at_line(
				r, p->steps[i].line,
				"dari langkah ini pekerjaan tidak pernah selesai.");
	}
	return ERR_OK;
}

/* ---- both ---- */

static bool is_actor(const struct flow_proc *p, struct str id)
{
	for (size_t i = 0; i < p->actors_n; i++) {
		if (str_eq(p->actors[i].id, id))
			return true;
	}
	return !p->actors_n;
}

static enum err people(const struct prover *r, const struct flow_step *s)
{
	if (!s->roles_n)
		return at_line(r, s->line, "langkah ini belum mempunyai pelaksana.");
	for (size_t i = 0; i < s->roles_n; i++) {
		if (!is_actor(r->p, s->roles[i]))
			return at_line(r, s->line,
				       "peran tidak ada di antara pelaksana.");
	}
	for (size_t i = 0; i < s->others.n; i++) {
		if (!is_actor(r->p, s->others.items[i]))
			return at_line(r, s->line,
				       "peran tidak ada di antara pelaksana.");
	}
	return ERR_OK;
}

enum err flow_proc_prove(struct flow_proc *p, const char *file, struct fail *f)
{
	const struct prover r = {p, file, f};
	enum err e = ERR_OK;

	for (size_t i = 0; i < p->steps_n && !e; i++) {
		if (p->steps[i].number != (int)i + 1)
			return at_line(&r, p->steps[i].line,
				       "nomor langkah harus berurut mulai 1.");
		e = people(&r, &p->steps[i]);
	}
	if (e)
		return e;
	return p->kind == FLOW_WORK ? work(&r) : letter(&r);
}
