#include "flow_proc_read.h"

#define KEY_HEX 16

/* The vocabulary of `perbuatan`: only what can be a row of an SOP. */
static const struct {
	const char *word;
	enum flow_act act;
} ROW_ACT[] = {
	{"terima", ACT_REGISTER},       {"kode", ACT_CODE},
	{"periksa", ACT_CHECK},         {"disposisi", ACT_DISPOSE},
	{"distribusi", ACT_DISTRIBUTE}, {"arsip", ACT_FILE},
	{"konsep", ACT_DRAFT},          {"ajukan", ACT_SUBMIT},
	{"setujui", ACT_APPROVE},       {"tanda-tangan", ACT_SIGN},
	{"catat", ACT_RECORD},          {"kirim", ACT_DISPATCH},
};

static const char *const UNIT_WORD[] = {"-", "menit", "jam", "hari", "minggu", "bulan"};

static const char *const BOX_WORD[BOX__COUNT] = {
	[BOX_LEGAL] = "dasar-hukum",   [BOX_QUALIFIED] = "kualifikasi",
	[BOX_RELATED] = "keterkaitan", [BOX_TOOLS] = "peralatan",
	[BOX_WARNINGS] = "peringatan", [BOX_RECORDS] = "pencatatan",
};

struct reader {
	struct arena *a;
	const char *file;
	struct flow_proc *p;
	struct fail *f;
};

const char *flow_unit_word(enum flow_unit u)
{
	return UNIT_WORD[u];
}

static enum err at_line(struct reader *r, int line, const char *what)
{
	return FAIL(r->f, ERR_INVALID, "bad-procedure", NULL, "%s:%d: %s", r->file, line,
		    what);
}

/* The tree is gone when the procedure stands. */
static struct str kept(struct reader *r, const struct xml_node *n, const char *attr)
{
	struct str s = xml_attr(n, attr);

	return s.p ? arena_dup(r->a, s) : s;
}

static bool number_attr(const struct xml_node *n, const char *name, int *out)
{
	int64_t v = 0;

	if (!str_to_int(xml_attr(n, name), &v) || v < 1 || v > 10000)
		return false;
	*out = (int)v;
	return true;
}

/* Adds to a sentence what it does not say yet. */
static void say(struct reader *r, struct str *all, struct str more)
{
	if (more.n && str_find(*all, more) == all->n)
		*all = all->n ? arena_fmt(r->a, STR_FMT "; " STR_FMT, STR_ARG(*all),
					  STR_ARG(more))
			      : arena_dup(r->a, more);
}

static void gather_doubts(struct reader *r, const struct xml_node *n, struct str *doubt,
			  bool *inferred)
{
	say(r, doubt, xml_attr(n, "ragu"));
	if (inferred && xml_attr(n, "disimpulkan").n)
		*inferred = true;
	for (size_t i = 0; i < n->kids_n; i++)
		gather_doubts(r, &n->kids[i], doubt, inferred);
}

static size_t count(const struct xml_node *n, const char *name)
{
	size_t i = 0, k = 0;

	while (xml_each(n, name, &i))
		k++;
	return k;
}

static struct flow_list texts(struct reader *r, const struct xml_node *n,
			      const char *name)
{
	size_t all = n ? count(n, name) : 0, k = 0;
	struct str *items = all ? ARENA_ARRAY(r->a, struct str, all) : NULL;
	const struct xml_node *t;

	for (size_t i = 0; all && (t = xml_each(n, name, &i));)
		items[k++] = xml_text(r->a, t);
	return (struct flow_list){items, k};
}

static struct str joined(struct reader *r, const struct xml_node *n, const char *name)
{
	struct flow_list l = texts(r, n, name);
	struct str all = l.n ? l.items[0] : (struct str){NULL, 0};

	for (size_t i = 1; i < l.n; i++)
		all = arena_fmt(r->a, STR_FMT "; " STR_FMT, STR_ARG(all),
				STR_ARG(l.items[i]));
	return all;
}

static enum err read_time(struct reader *r, const struct xml_node *n, struct flow_step *s)
{
	const struct xml_node *t = xml_kid(n, "waktu");

	if (!t)
		return ERR_OK;
	for (int u = UNIT_MINUTE; u <= UNIT_MONTH; u++) {
		if (str_eqc(xml_attr(t, "satuan"), UNIT_WORD[u]))
			s->unit = (enum flow_unit)u;
	}
	if (number_attr(t, "nilai", &s->time_min)) {
		s->time_max = s->time_min;
		return ERR_OK;
	}
	if (number_attr(t, "dari", &s->time_min) &&
	    number_attr(t, "sampai", &s->time_max) && s->time_min < s->time_max)
		return ERR_OK;
	return at_line(r, t->line,
		       "waktu: isi nilai, atau dari lebih kecil daripada sampai.");
}

static enum err read_act(struct reader *r, const struct xml_node *n, struct flow_step *s)
{
	for (size_t i = 0; i < sizeof(ROW_ACT) / sizeof(*ROW_ACT); i++) {
		if (str_eqc(xml_attr(n, "perbuatan"), ROW_ACT[i].word)) {
			s->act = ROW_ACT[i].act;
			return ERR_OK;
		}
	}
	return at_line(r, n->line, "perbuatan tidak dikenal.");
}

static enum err read_roles(struct reader *r, const struct xml_node *n,
			   struct flow_step *s)
{
	struct str *others = ARENA_ARRAY(r->a, struct str, count(n, "peran") + 1);
	const struct xml_node *k;

	s->others.items = others;
	for (size_t i = 0; (k = xml_each(n, "peran", &i));) {
		if (xml_attr(k, "bagian").n) {
			others[s->others.n++] = xml_text(r->a, k);
			continue;
		}
		if (s->roles_n == FLOW_ROLES_MAX)
			return at_line(r, k->line,
				       "paling banyak 8 peran pada satu langkah.");
		s->roles[s->roles_n++] = xml_text(r->a, k);
	}
	return ERR_OK;
}

/* The first kembali is the way back when nothing is chosen; the others may be chosen. */
static enum err read_other_ways_back(struct reader *r, const struct xml_node *n,
				     struct flow_step *s)
{
	const struct xml_node *k;
	int to;

	for (size_t i = 0, no = 0; (k = xml_each(n, "kembali", &i)); no++) {
		if (!no)
			continue;
		if (!number_attr(k, "ke", &to) || to >= s->number)
			return at_line(r, k->line,
				       "kembali harus menuju langkah yang lebih dulu.");
		if (s->also_back_n == FLOW_BACK_MAX)
			return at_line(r, k->line, "paling banyak 9 jalan kembali.");
		s->also_back[s->also_back_n++] = to;
	}
	return ERR_OK;
}

/* kembali and lanjut bila="tidak" are the way of a "no", back or onward. */
static enum err read_ways(struct reader *r, const struct xml_node *n, struct flow_step *s)
{
	const struct xml_node *k = xml_kid(n, "kembali");

	if (k && !number_attr(k, "ke", &s->return_to))
		return at_line(r, k->line, "kembali: ke harus nomor langkah.");
	if (k && s->return_to >= s->number)
		return at_line(r, k->line,
			       "kembali harus menuju langkah yang lebih dulu.");
	if (read_other_ways_back(r, n, s))
		return ERR_INVALID;
	for (size_t i = 0; (k = xml_each(n, "lanjut", &i));) {
		int *to = xml_attr(k, "bila").n ? &s->return_to : &s->next_to;

		if (*to)
			return at_line(r, k->line,
				       "satu langkah mempunyai satu jalan \"ya\" dan "
				       "satu jalan \"tidak\".");
		if (!number_attr(k, "ke", to))
			return at_line(r, k->line, "lanjut: ke harus nomor langkah.");
	}
	return ERR_OK;
}

static void read_copies(struct reader *r, const struct xml_node *n, struct flow_doc *d)
{
	size_t all = count(n, "salin");
	struct str(*v)[2] = all ? arena_array(r->a, all, sizeof(*v)) : NULL;
	const struct xml_node *k;

	d->copies = (const struct str(*)[2])v;
	for (size_t i = 0; all && (k = xml_each(n, "salin", &i));) {
		v[d->copies_n][0] = kept(r, k, "dari");
		v[d->copies_n++][1] = kept(r, k, "ke");
	}
}

static enum err read_record(struct reader *r, const struct xml_node *n,
			    struct flow_step *s)
{
	const struct xml_node *k = xml_kid(n, "catatan");
	struct flow_record *o = k ? ARENA_NEW(r->a, struct flow_record) : NULL;

	s->record = o;
	return k ? flow_record_read(r->a, k, r->file, o, r->f) : ERR_OK;
}

static void read_docs(struct reader *r, const struct xml_node *n, struct flow_step *s)
{
	size_t all = count(n, "naskah");
	struct flow_doc *docs = all ? ARENA_ARRAY(r->a, struct flow_doc, all) : NULL;
	const struct xml_node *k;

	s->docs = docs;
	for (size_t i = 0; all && (k = xml_each(n, "naskah", &i));) {
		struct flow_doc *d = &docs[s->docs_n++];

		*d = (struct flow_doc){.kind = kept(r, k, "jenis"),
				       .deed = kept(r, k, "perbuatan"),
				       .form = kept(r, k, "bentuk"),
				       .parts = texts(r, k, "bagian"),
				       .optional = xml_attr(k, "bila").n > 0,
				       .after = kept(r, k, "setelah"),
				       .inferred = xml_attr(k, "disimpulkan").n > 0};
		read_copies(r, k, d);
	}
}

static enum err read_step(struct reader *r, const struct xml_node *n, struct flow_step *s)
{
	enum err e = ERR_OK;

	*s = (struct flow_step){.line = n->line, .act = ACT__COUNT};
	if (!number_attr(n, "nomor", &s->number))
		return at_line(r, n->line, "nomor langkah harus bilangan mulai 1.");
	if (r->p->kind == FLOW_LETTER)
		e = read_act(r, n, s);
	s->activity = xml_kid_text(r->a, n, "kegiatan");
	s->details = texts(r, n, "rincian");
	s->requirement = joined(r, n, "persyaratan");
	s->output = joined(r, n, "keluaran");
	s->note = xml_kid_text(r->a, n, "keterangan");
	s->ends = xml_attr(n, "akhir").n > 0;
	gather_doubts(r, n, &s->doubt, &s->inferred);
	read_docs(r, n, s);
	if (!e)
		e = read_record(r, n, s);
	if (!e)
		e = read_roles(r, n, s);
	if (!e)
		e = read_ways(r, n, s);
	return e ? e : read_time(r, n, s);
}

static bool read_day(struct str s, struct day *out)
{
	return !s.n || day_parse(s, out);
}

static enum err read_sheet(struct reader *r, const struct xml_node *root)
{
	const struct xml_node *n = xml_kid(root, "identitas"), *k;
	struct flow_proc *p = r->p;

	p->name = xml_kid_text(r->a, root, "nama");
	p->source = xml_kid_text(r->a, root, "sumber");
	for (int i = 0; i < BOX__COUNT; i++) {
		k = xml_kid(root, BOX_WORD[i]);
		p->boxes[i] = texts(r, k, "butir");
		if (k)
			gather_doubts(r, k, &p->doubt, NULL);
	}
	gather_doubts(r, xml_kid(root, "nama"), &p->doubt, NULL);
	if (!n)
		return ERR_OK;
	gather_doubts(r, n, &p->doubt, NULL);
	p->number = xml_kid_text(r->a, n, "nomor");
	p->approver = xml_kid_text(r->a, n, "disahkan-oleh");
	p->purpose = xml_kid_text(r->a, n, "tujuan");
	for (size_t i = 0; (k = xml_each(n, "unit", &i));) {
		if (p->units_n == FLOW_UNITS_MAX)
			return at_line(r, k->line, "paling banyak 4 baris unit.");
		p->units[p->units_n++] = xml_text(r->a, k);
	}
	if (!read_day(xml_kid_text(r->a, n, "tanggal-pembuatan"), &p->made) ||
	    !read_day(xml_kid_text(r->a, n, "tanggal-revisi"), &p->revised) ||
	    !read_day(xml_kid_text(r->a, n, "tanggal-efektif"), &p->effective))
		return at_line(r, n->line,
			       "tanggal SOP harus tanggal yang ada, seperti 2026-11-22.");
	return ERR_OK;
}

static enum err read_actors(struct reader *r, const struct xml_node *root)
{
	size_t all = count(root, "pelaksana");
	struct flow_actor *at = all ? ARENA_ARRAY(r->a, struct flow_actor, all) : NULL;
	const struct xml_node *k;

	r->p->actors = at;
	for (size_t i = 0; all && (k = xml_each(root, "pelaksana", &i));) {
		if (r->p->actors_n == FLOW_ACTORS_MAX)
			return at_line(r, k->line, "paling banyak 16 pelaksana.");
		for (size_t j = 0; j < r->p->actors_n; j++) {
			if (str_eq(at[j].id, xml_attr(k, "id")))
				return at_line(r, k->line, "pelaksana disebut dua kali.");
		}
		at[r->p->actors_n++] =
			(struct flow_actor){kept(r, k, "id"), xml_text(r->a, k),
					    str_eqc(xml_attr(k, "macam"), "pihak")};
	}
	return ERR_OK;
}

static enum err read_steps(struct reader *r, const struct xml_node *root)
{
	size_t all = count(root, "langkah");
	const struct xml_node *k;
	enum err e;

	if (!all)
		return at_line(r, root->line, "prosedur tidak mempunyai langkah.");
	if (all > FLOW_STEPS_MAX)
		return at_line(r, root->line, "paling banyak 60 langkah.");
	r->p->steps = ARENA_ARRAY(r->a, struct flow_step, all);
	for (size_t i = 0; (k = xml_each(root, "langkah", &i));) {
		if ((e = read_step(r, k, &r->p->steps[r->p->steps_n++])))
			return e;
	}
	return ERR_OK;
}

static enum err read_proc(struct reader *r, const struct xml_node *root)
{
	struct flow_proc *p = r->p;
	enum err e;

	p->kind = str_eqc(xml_attr(root, "jenis"), "perkara") ? FLOW_WORK : FLOW_LETTER;
	p->id = kept(r, root, "id");
	p->version = kept(r, root, "versi");
	p->incoming = str_eqc(xml_attr(root, "arah"), "masuk");
	p->path = str_eqc(xml_attr(root, "jalur"), "dalam") ? FLOW_INNER : FLOW_FULL;
	if (!read_day(xml_attr(root, "mulai"), &p->from) ||
	    !read_day(xml_attr(root, "sampai"), &p->until))
		return at_line(r, root->line,
			       "mulai dan sampai harus tanggal yang ada, seperti "
			       "2026-11-22.");
	e = read_sheet(r, root);
	if (!e)
		e = read_actors(r, root);
	if (!e)
		e = read_steps(r, root);
	return e ? e : flow_proc_prove(p, r->file, r->f);
}

enum err flow_proc_read_with(struct arena *a, struct str bytes, const char *name,
			     const struct xml_schema *schema,
			     const struct flow_proc **out, struct fail *f)
{
	struct reader r = {a, name, ARENA_NEW(a, struct flow_proc), f};
	struct arena *tree = arena_open();
	const struct xml_node *root;
	enum err e = xml_read(tree, bytes, name, schema, &root, f);

	if (!e) {
		*r.p = (struct flow_proc){.xml = arena_dup(a, bytes),
					  .sha = sha256_of(bytes)};
		e = read_proc(&r, root);
	}
	arena_close(tree);
	if (e)
		return e;
	r.p->key = arena_fmt(a, STR_FMT "@%.*s", STR_ARG(r.p->id), KEY_HEX,
			     sha256_hex(r.p->sha).z);
	*out = r.p;
	return ERR_OK;
}
