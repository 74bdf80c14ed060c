#include "flow_proc.h"
#include "flow_proc_read.h"
#include "fs.h"
#include "xml.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define PROC_MAX   (1u << 20)
#define PROCS_MAX  500
#define WEEK_DAYS  5
#define MONTH_DAYS 22

struct flow_procs {
	struct arena *a;
	const struct flow_proc *at[PROCS_MAX];
	size_t n;
	const struct flow_proc *kept[PROCS_MAX]; /* versions that letters run by */
	size_t kept_n;
};

enum err flow_proc_read(struct arena *a, struct str bytes, const char *name,
			const char *rng_path, const struct flow_proc **out,
			struct fail *f)
{
	struct xml_schema *schema = NULL;
	enum err e = xml_schema_load(&schema, rng_path, f);

	if (e)
		return e;
	e = flow_proc_read_with(a, bytes, name, schema, out, f);
	xml_schema_free(schema);
	return e;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the .xml files in order, so that two machines load alike. */
static enum err list_files(struct arena *a, const char *dir, bool own,
			   const char *names[PROCS_MAX], size_t *n, struct fail *f)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	*n = 0;
	if (!d && own && errno == ENOENT)
		return ERR_OK;
	if (!d)
		return FAIL(f, ERR_NOTFOUND, "no-procedures", NULL,
			    "Folder prosedur %s tidak dapat dibuka; pasang ulang naskah.",
			    dir);
	while ((e = readdir(d)) && *n < PROCS_MAX) {
		if (str_ends(str_c(e->d_name), STR(".xml")) && e->d_name[0] != '.')
			names[(*n)++] = arena_cstr(a, str_c(e->d_name));
	}
	(void)closedir(d);
	qsort(names, *n, sizeof(*names), by_name);
	return ERR_OK;
}

/* `shipped`: how many there are that an office's own may stand over; of files of one
 * folder each has an id of its own. */
static enum err put(struct flow_procs *ps, const struct flow_proc *p, size_t shipped,
		    const char *name, struct fail *f)
{
	for (size_t i = 0; i < ps->n; i++)
		if (str_eq(ps->at[i]->id, p->id)) {
			if (i >= shipped)
				return FAIL(
					f, ERR_INVALID, "bad-procedure", NULL,
					"%s:1: id prosedur sudah dipakai berkas lain.",
					name);
			ps->at[i] = p;
			return ERR_OK;
		}
	if (ps->n == PROCS_MAX)
		return FAIL(f, ERR_LIMIT, "bad-procedure", NULL,
			    "%s: lebih dari %d prosedur.", name, PROCS_MAX);
	ps->at[ps->n++] = p;
	return ERR_OK;
}

static enum err load_all(struct flow_procs *ps, const char *base, bool own,
			 const struct xml_schema *schema, struct fail *f)
{
	const char *names[PROCS_MAX],
		*dir = arena_cstr(ps->a, arena_fmt(ps->a, "%s/procedures", base));
	size_t n, shipped = own ? ps->n : 0;
	enum err e = list_files(ps->a, dir, own, names, &n, f);

	for (size_t i = 0; i < n && !e; i++) {
		const char *path =
			arena_cstr(ps->a, arena_fmt(ps->a, "%s/%s", dir, names[i]));
		const struct flow_proc *p;
		struct str bytes;

		e = fs_read(ps->a, path, PROC_MAX, &bytes, f);
		if (!e)
			e = flow_proc_read_with(ps->a, bytes, own ? path : names[i],
						schema, &p, f);
		if (!e)
			e = put(ps, p, shipped, names[i], f);
	}
	return e;
}

enum err flow_procs_load(struct flow_procs **out, const char *share, const char *office,
			 struct fail *f)
{
	struct flow_procs *ps = calloc(1, sizeof(*ps));
	struct xml_schema *schema = NULL;
	enum err e;

	if (!ps)
		abort();
	ps->a = arena_open();
	e = xml_schema_load(
		&schema,
		arena_cstr(ps->a, arena_fmt(ps->a, "%s/schema/prosedur.rng", share)), f);
	if (!e)
		e = load_all(ps, share, false, schema, f);
	if (!e && office)
		e = load_all(ps, office, true, schema, f);
	xml_schema_free(schema);
	if (e) {
		flow_procs_free(ps);
		return e;
	}
	*out = ps;
	return ERR_OK;
}

void flow_procs_free(struct flow_procs *ps)
{
	if (!ps)
		return;
	arena_close(ps->a);
	free(ps);
}

bool flow_proc_on(const struct flow_proc *p, struct day d)
{
	return (day_none(p->from) || day_cmp(d, p->from) >= 0) &&
	       (day_none(p->until) || day_cmp(d, p->until) <= 0);
}

bool flow_proc_in_effect(const struct flow_proc *p, struct day today)
{
	return !day_none(p->effective) && day_cmp(p->effective, today) <= 0;
}

enum err flow_procs_keep(struct flow_procs *ps, struct str xml, struct fail *f)
{
	const struct flow_proc *p;
	enum err e = flow_proc_read_with(ps->a, xml, "prosedur", NULL, &p, f);

	if (e)
		return e;
	if (ps->kept_n == PROCS_MAX)
		return FAIL(f, ERR_LIMIT, "bad-procedure", NULL,
			    "Lebih dari %d versi prosedur.", PROCS_MAX);
	ps->kept[ps->kept_n++] = p;
	return ERR_OK;
}

static const struct flow_proc *among(const struct flow_proc *const *list, size_t n,
				     struct str id, struct str key)
{
	for (size_t i = 0; i < n; i++)
		if (key.n ? str_eq(list[i]->key, key) : str_eq(list[i]->id, id))
			return list[i];
	return NULL;
}

const struct flow_proc *flow_procs_get(const struct flow_procs *ps, struct str id_or_key)
{
	struct str id = str_head(id_or_key, str_find(id_or_key, STR("@"))), none = {0};
	struct str key = id.n < id_or_key.n ? id_or_key : none;
	const struct flow_proc *p = among(ps->at, ps->n, id, key);

	if (!p && key.n)
		p = among(ps->kept, ps->kept_n, id, key);
	return p || !key.n ? p : among(ps->at, ps->n, id, none);
}

const struct flow_proc *flow_procs_letter(const struct flow_procs *ps, struct str id)
{
	const struct flow_proc *p = flow_procs_get(ps, id);

	return p && p->kind == FLOW_LETTER ? p : NULL;
}

size_t flow_procs_count(const struct flow_procs *ps)
{
	return ps->n;
}

const struct flow_proc *flow_procs_at(const struct flow_procs *ps, size_t i)
{
	return i < ps->n ? ps->at[i] : NULL;
}

const struct flow_step *flow_proc_step(const struct flow_proc *p, int number)
{
	return number >= 1 && (size_t)number <= p->steps_n ? &p->steps[number - 1] : NULL;
}

const struct flow_step *flow_proc_after(const struct flow_proc *p, int number)
{
	const struct flow_step *s = flow_proc_step(p, number);

	if (!s)
		return flow_proc_step(p, number + 1);
	return s->ends ? NULL : flow_proc_step(p, s->next_to ? s->next_to : number + 1);
}

const struct flow_step *flow_proc_waiting(const struct flow_proc *p, enum flow_state s)
{
	for (size_t i = 1; i < p->steps_n; i++) {
		if (p->steps[i].from == s && p->steps[i].to != s)
			return &p->steps[i];
	}
	return NULL;
}

const struct flow_field *flow_proc_field(const struct flow_proc *p, struct str name,
					 const struct flow_step **step)
{
	for (size_t i = 0; i < p->steps_n; i++) {
		const struct flow_record *r = p->steps[i].record;

		for (size_t k = 0; r && k < r->fields_n; k++)
			if (str_eq(r->fields[k].name, name)) {
				*step = &p->steps[i];
				return &r->fields[k];
			}
	}
	return NULL;
}

bool flow_step_has_role(const struct flow_step *s, struct str role)
{
	for (size_t i = 0; i < s->roles_n; i++) {
		if (str_eq(s->roles[i], role))
			return true;
	}
	return false;
}

bool flow_step_deed(const struct flow_step *s, const char *deed)
{
	for (size_t i = 0; i < s->docs_n; i++) {
		if (str_eqc(s->docs[i].deed, deed))
			return true;
	}
	return false;
}

int flow_step_minutes(const struct flow_step *s, int day_minutes)
{
	switch (s->unit) {
	case UNIT_NONE: return 0;
	case UNIT_MINUTE: return s->time_max;
	case UNIT_HOUR: return s->time_max * 60;
	case UNIT_DAY: return s->time_max * day_minutes;
	case UNIT_WEEK: return s->time_max * WEEK_DAYS * day_minutes;
	case UNIT_MONTH: return s->time_max * MONTH_DAYS * day_minutes;
	}
	return 0;
}

int flow_proc_minutes(const struct flow_proc *p, int day_minutes)
{
	int sum = 0;

	for (size_t i = 0; i < p->steps_n; i++)
		sum += flow_step_minutes(&p->steps[i], day_minutes);
	return sum;
}

static struct flow_step sum_of(const struct flow_proc *p, enum flow_unit u)
{
	struct flow_step sum = {.unit = u};

	for (size_t i = 0; i < p->steps_n; i++) {
		if (p->steps[i].unit == u) {
			sum.time_min += p->steps[i].time_min;
			sum.time_max += p->steps[i].time_max;
		}
	}
	return sum;
}

struct str flow_proc_total(struct arena *a, const struct flow_proc *p)
{
	struct flow_step of[UNIT_MONTH + 1];
	struct str all = {NULL, 0};

	for (int u = UNIT_MINUTE; u <= UNIT_MONTH; u++)
		of[u] = sum_of(p, (enum flow_unit)u);
	if (of[UNIT_HOUR].time_max &&
	    of[UNIT_MINUTE].time_min == of[UNIT_MINUTE].time_max) {
		int hours = of[UNIT_MINUTE].time_min / 60;

		of[UNIT_HOUR].time_min += hours;
		of[UNIT_HOUR].time_max += hours;
		of[UNIT_MINUTE].time_min = of[UNIT_MINUTE].time_max =
			of[UNIT_MINUTE].time_min % 60;
	}
	for (int u = UNIT_MONTH; u >= UNIT_MINUTE; u--) {
		if (of[u].time_max)
			all = arena_fmt(a, STR_FMT "%s" STR_FMT, STR_ARG(all),
					all.n ? " " : "",
					STR_ARG(flow_step_time(a, &of[u])));
	}
	return all;
}

struct str flow_step_time(struct arena *a, const struct flow_step *s)
{
	if (s->unit == UNIT_NONE)
		return STR("-");
	if (s->time_min != s->time_max)
		return arena_fmt(a, "%d-%d %s", s->time_min, s->time_max,
				 flow_unit_word(s->unit));
	return arena_fmt(a, "%d %s", s->time_min, flow_unit_word(s->unit));
}

static bool is_row(const struct flow_proc *p, enum flow_act a)
{
	for (size_t i = 0; i < p->steps_n; i++) {
		if (p->steps[i].act == a)
			return true;
	}
	return false;
}

enum err flow_proc_may(const struct flow_proc *p, int step, enum flow_act a,
		       enum flow_state s, unsigned duties, struct fail *f)
{
	const struct flow_step *at = flow_proc_step(p, step);
	enum err e = flow_may_on(p->path, a, s, duties, f);

	/* Where the row moves the letter on, the table alone would let a longer chain of
	 * reviews be cut short. */
	if (e || !at || at->act == a || !is_row(p, a) || flow_next(a, s) == s)
		return e;
	return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
		    "%s belum dapat dilakukan: surat masih di langkah %d, " STR_FMT ".",
		    flow_act_label(a), at->number, STR_ARG(at->activity));
}

void flow_proc_print(struct buf *b, struct arena *a, const struct flow_proc *p)
{
	buf_fmt(b, STR_FMT " (" STR_FMT ", versi " STR_FMT ")\n", STR_ARG(p->name),
		STR_ARG(p->id), STR_ARG(p->version));
	for (size_t i = 0; i < p->steps_n; i++) {
		const struct flow_step *s = &p->steps[i];

		buf_fmt(b, "%d\t" STR_FMT "\t", s->number, STR_ARG(s->activity));
		for (size_t k = 0; k < s->roles_n; k++)
			buf_fmt(b, "%s" STR_FMT, k ? ", " : "", STR_ARG(s->roles[k]));
		buf_fmt(b, "\t" STR_FMT "\t" STR_FMT "\t" STR_FMT,
			STR_ARG(s->requirement), STR_ARG(flow_step_time(a, s)),
			STR_ARG(s->output));
		if (s->return_to)
			buf_fmt(b, "\ttidak: kembali ke %d", s->return_to);
		buf_byte(b, '\n');
	}
}
