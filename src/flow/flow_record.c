#include "flow_record.h"
#include "xml.h"

static const char *const ASK_WORD[] = {
	[ASK_TEXT] = "teks",
	[ASK_LINES] = "paragraf",
	[ASK_DAY] = "tanggal",
	[ASK_NUMBER] = "bilangan",
	[ASK_TICK] = "centang",
	[ASK_CHOICE] = "pilihan",
	[ASK_SIGN] = "tanda-tangan",
	[ASK_INCOMING] = "surat-masuk",
	[ASK_OUTGOING] = "surat-keluar",
};
_Static_assert(sizeof(ASK_WORD) / sizeof(*ASK_WORD) == ASK__COUNT,
	       "a word for each kind");

const char *flow_ask_word(enum flow_ask k)
{
	return ASK_WORD[k];
}

/* ---- the file ---- */

struct reader {
	struct arena *a;
	const char *file;
	struct fail *f;
};

static enum err at_line(const struct reader *r, int line, const char *what)
{
	return FAIL(r->f, ERR_INVALID, "bad-procedure", NULL, "%s:%d: %s", r->file, line,
		    what);
}

static struct str kept(const struct reader *r, const struct xml_node *n, const char *attr)
{
	struct str s = xml_attr(n, attr);

	return s.n ? arena_dup(r->a, s) : (struct str){"", 0};
}

static bool said(const struct xml_node *n, const char *attr)
{
	return str_eqc(xml_attr(n, attr), "ya");
}

static void read_choices(const struct reader *r, const struct xml_node *n,
			 struct flow_field *o)
{
	const struct xml_node *k;
	struct str *v;
	size_t all = 0;

	for (size_t i = 0; xml_each(n, "pilihan", &i);)
		all++;
	v = all ? ARENA_ARRAY(r->a, struct str, all) : NULL;
	o->choices = v;
	for (size_t i = 0; all && (k = xml_each(n, "pilihan", &i));)
		v[o->choices_n++] = xml_text(r->a, k);
}

static bool is_choice(const struct flow_field *o, struct str v)
{
	for (size_t i = 0; i < o->choices_n; i++) {
		if (str_eq(o->choices[i], v))
			return true;
	}
	return false;
}

static enum err rule_of(const struct reader *r, const struct flow_field *o)
{
	bool rule = o->only.n || o->from.n || o->least || o->come || o->once;

	if ((o->ask == ASK_CHOICE) != (o->choices_n > 0))
		return at_line(r, o->line,
			       "isian jenis pilihan, dan hanya itu, mempunyai pilihan.");
	if (o->ask == ASK_CHOICE && o->only.n && !is_choice(o, o->only))
		return at_line(r, o->line, "harus tidak ada di antara pilihan.");
	if ((o->ask == ASK_OUTGOING) != (o->form.n > 0))
		return at_line(
			r, o->line,
			"isian jenis surat-keluar, dan hanya itu, menyebut bentuk.");
	if ((o->least && o->ask != ASK_NUMBER) || (o->come && o->ask != ASK_DAY))
		return at_line(r, o->line,
			       "minimal hanya untuk bilangan, tiba hanya untuk tanggal.");
	if (rule != (o->refuse.n + o->warn.n > 0) || (o->refuse.n && o->warn.n))
		return at_line(r, o->line,
			       "harus, minimal, tiba, sekali dan dari disertai tolak "
			       "atau ingatkan, "
			       "salah satu saja.");
	return ERR_OK;
}

static enum err read_field(const struct reader *r, const struct xml_node *n,
			   struct flow_field *o)
{
	struct str must = xml_attr(n, "wajib"), ask = xml_attr(n, "jenis");
	struct str least = xml_attr(n, "minimal");

	*o = (struct flow_field){.name = kept(r, n, "nama"),
				 .label = kept(r, n, "label"),
				 .form = kept(r, n, "bentuk"),
				 .only = kept(r, n, "harus"),
				 .from = kept(r, n, "dari"),
				 .come = said(n, "tiba"),
				 .once = said(n, "sekali"),
				 .refuse = kept(r, n, "tolak"),
				 .warn = kept(r, n, "ingatkan"),
				 .must = str_eqc(must, "ya")      ? MUST_NOW
					 : str_eqc(must, "nanti") ? MUST_LATER
								  : MUST_NOT,
				 .line = n->line};
	for (int k = 0; k < ASK__COUNT; k++) {
		if (str_eqc(ask, ASK_WORD[k]))
			o->ask = (enum flow_ask)k;
	}
	if (least.n && !str_to_int(least, &o->least))
		return at_line(r, n->line, "minimal harus bilangan.");
	read_choices(r, n, o);
	return rule_of(r, o);
}

enum err flow_record_read(struct arena *a, const struct xml_node *n, const char *file,
			  struct flow_record *out, struct fail *f)
{
	const struct reader r = {a, file, f};
	const struct xml_node *k;
	enum err e = ERR_OK;

	*out = (struct flow_record){.book = kept(&r, n, "buku"),
				    .book_name = kept(&r, n, "nama-buku"),
				    .serial = kept(&r, n, "nomor")};
	if (!out->book.n != !out->book_name.n || (out->serial.n && !out->book.n))
		return at_line(&r, n->line,
			       "buku disertai nama-buku, dan nomor hanya pada buku.");
	out->fields = ARENA_ARRAY(a, struct flow_field, FLOW_FIELDS_MAX);
	for (size_t i = 0; !e && (k = xml_each(n, "isian", &i));) {
		if (out->fields_n == FLOW_FIELDS_MAX)
			return at_line(&r, k->line, "paling banyak 24 isian.");
		e = read_field(&r, k, &out->fields[out->fields_n++]);
	}
	return e;
}

/* ---- a value ---- */

static enum err bad(const struct flow_field *o, const char *what, struct fail *f)
{
	return FAIL(f, ERR_INVALID, "bad-value", "values", STR_FMT ": %s",
		    STR_ARG(o->label), what);
}

static enum err day_value(struct arena *a, const struct flow_field *o, struct str *v,
			  struct fail *f)
{
	struct day d;

	if (!day_parse(*v, &d))
		return bad(o, "isi dengan tanggal yang ada, misalnya 27 November 2026.",
			   f);
	*v = day_iso(a, d);
	return ERR_OK;
}

enum err flow_field_value(struct arena *a, const struct flow_field *o, struct str typed,
			  struct str *out, struct fail *f)
{
	int64_t n;

	*out = str_trim(typed);
	if (!out->n)
		return ERR_OK;
	switch (o->ask) {
	case ASK_DAY: return day_value(a, o, out, f);
	case ASK_NUMBER:
		return str_to_int(*out, &n) && n >= 0
			       ? ERR_OK
			       : bad(o, "isi dengan bilangan, misalnya 5.", f);
	case ASK_TICK:
		return str_eqc(*out, "ya") ? ERR_OK : bad(o, "ya, atau dikosongkan.", f);
	case ASK_CHOICE:
		return is_choice(o, *out) ? ERR_OK
					  : bad(o, "pilih salah satu dari daftarnya.", f);
	case ASK_INCOMING:
		return bad(o, "tautkan suratnya dari buku agenda; ini tidak diketik.", f);
	case ASK_TEXT:
	case ASK_LINES:
	case ASK_SIGN:
	case ASK_OUTGOING:
	case ASK__COUNT: break;
	}
	return ERR_OK;
}

static bool has_line(struct str text, struct str line)
{
	struct str one;

	while (str_cut(&text, '\n', &one)) {
		if (str_eq_nocase(str_trim(one), line))
			return true;
	}
	return false;
}

static bool all_lines(struct str text, struct str of)
{
	struct str one;

	while (str_cut(&text, '\n', &one)) {
		one = str_trim(one);
		if (one.n && !has_line(of, one))
			return false;
	}
	return true;
}

bool flow_field_broken(const struct flow_field *o, struct str value, struct str from,
		       struct day today)
{
	struct day d;
	int64_t n;

	if (!value.n)
		return false;
	if (o->only.n && !str_eq(value, o->only))
		return true;
	if (o->from.n && !all_lines(value, from))
		return true;
	if (o->least && (!str_to_int(value, &n) || n < o->least))
		return true;
	return o->come && day_parse(value, &d) && day_cmp(d, today) > 0;
}
