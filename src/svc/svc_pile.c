#include "svc_pile.h"
#include "fs.h"
#include "intake.h"
#include "intake_pages.h"
#include "svc_case.h"
#include "svc_incoming.h"
#include "svc_scanner.h"
#include "utf8.h"

#define MARK	"NASKAH "
#define AT_ONCE 16 /* pages of one pile that wait to be read: others want pictures too */

static enum err no_pages(struct fail *f)
{
	return FAIL(f, ERR_IO, "pages-broken", NULL,
		    "Gambar halaman tidak dapat dibuat di mesin ini; pindaian diambil utuh saja.");
}

static enum err find_file(struct svc *s, const struct actor *who, struct arena *a,
			  struct str name, struct intake_file *in, struct fail *f)
{
	enum err e = svc_scanner_waits(s, who, a, name, &in->path, &in->sha, f);

	return e || s->pages ? e : no_pages(f);
}

/* ---- from a code to a letter ---- */

static bool number_of(struct str s, int64_t *n)
{
	return s.n && s.n < 10 && str_to_int(s, n) && *n > 0;
}

/* "412", "UPTD 412", "UPTD 2026/0412". */
static bool parse(struct str typed, int this_year, struct str *book, int64_t *year,
		  int64_t *serial)
{
	size_t blank = typed.n, slash;

	*book = (struct str){NULL, 0};
	*year = this_year;
	while (blank > 0 && typed.p[blank - 1] != ' ')
		blank--;
	if (blank > 0) {
		*book = str_trim(str_head(typed, blank - 1));
		typed = str_from(typed, blank);
	}
	slash = str_find(typed, STR("/"));
	if (slash < typed.n) {
		if (!number_of(str_head(typed, slash), year))
			return false;
		typed = str_from(typed, slash + 1);
	}
	return number_of(typed, serial);
}

static enum err look_up(struct svc *s, const struct actor *who, struct arena *a, struct str book,
			int64_t year, int64_t serial, int64_t *id, int *found, struct fail *f)
{
	struct db_conn *c = db_read(s->db);
	struct db_rows *r = db_run(c, Q_pile_letter);
	enum err e;

	*found = 0;
	if (book.n)
		db_bind_str(r, "book", book);
	else
		db_bind_null(r, "book");
	db_bind_int(r, "year", year);
	db_bind_int(r, "serial", serial);
	db_bind_str(r, "posts", svc_posts(a, who));
	while (db_next(r)) {
		*id = db_int(r, 0);
		++*found;
	}
	e = db_done(r, NULL, f);
	db_read_end(s->db, c);
	return e;
}

/* NULL when it is not for him, or takes no scan in this state. */
static enum err load(struct svc *s, const struct actor *who, struct arena *a, int64_t id,
		     const struct svc_pile_letter **out, struct fail *f)
{
	struct svc_pile_letter *o = ARENA_NEW(a, struct svc_pile_letter);
	struct svc_letter l = {0};
	bool content = false, may = false;
	enum err e = svc_letter_get(s, who, a, id, &l, &content, f);

	*out = NULL;
	if (e)
		return e == ERR_NOTFOUND ? ERR_OK : e;
	for (size_t i = 0; i < l.acts_n; i++)
		may = may || l.acts[i] == ACT_ATTACH;
	if (!content || !may)
		return ERR_OK;
	*o = (struct svc_pile_letter){.id = id,
				      .version = l.row.version,
				      .agenda = l.row.agenda,
				      .party = l.sender,
				      .subject = l.row.subject};
	for (size_t i = 0; i < l.files_n; i++)
		o->scanned = o->scanned || str_eqc(l.files[i].role, "pindaian");
	*out = o;
	return ERR_OK;
}

enum err svc_pile_id(struct svc *s, const struct actor *who, struct arena *a, struct str typed,
		     const char *field, int64_t *id, struct fail *f)
{
	int this_year = day_at(clock_ms(s->clock), s->zone).year, found = 0;
	struct str book, shown = str_head(typed, 60);
	int64_t year, serial;
	enum err e = ERR_OK;

	*id = 0;
	if (!parse(typed, this_year, &book, &year, &serial))
		return FAIL(f, ERR_INVALID, "bad-agenda", field,
			    "\"" STR_FMT "\" bukan nomor agenda; tulis seperti 412, atau UPTD 412.",
			    STR_ARG(shown));
	e = look_up(s, who, a, book, year, serial, id, &found, f);
	if (!e && found > 1)
		e = FAIL(f, ERR_INVALID, "two-books", field,
			    "Nomor agenda " STR_FMT " ada di dua buku; tulis kode bukunya di depan, "
			    "misalnya UPTD " STR_FMT ".",
			    STR_ARG(shown), STR_ARG(shown));
	return e;
}

enum err svc_pile_find(struct svc *s, const struct actor *who, struct arena *a, struct str typed,
		       const char *field, const struct svc_pile_letter **out, struct fail *f)
{
	struct str shown = str_head(typed, 60);
	int64_t id;
	enum err e = svc_pile_id(s, who, a, typed, field, &id, f);

	*out = NULL;
	if (!e && id)
		e = load(s, who, a, id, out, f);
	if (!e && !*out)
		e = FAIL(f, ERR_INVALID, "no-agenda", field,
			 "Nomor agenda " STR_FMT " bukan surat yang dapat Anda beri pindaian; "
			 "periksa nomornya.",
			 STR_ARG(shown));
	return e;
}

/* ---- reading ---- */

/* One code of ours; several different ones are nobody's. */
static void read_code(struct svc_pile_page *p, struct arena *a, struct str codes)
{
	struct str line;

	while (str_cut(&codes, '\n', &line)) {
		struct str code = str_starts(line, STR(MARK)) ? str_from(line, strlen(MARK)) : line;

		/* behind '#': the plan of its boxes (svc_sheet_plan.h) */
		code = str_head(code, str_find(code, STR("#")));

		if (!line.n)
			continue;
		p->several = p->several || (p->code.n && !str_eq(p->code, code));
		p->code = arena_dup(a, code);
	}
	if (p->several)
		p->code = STR("");
}

static enum err fill_letters(struct svc *s, const struct actor *who, struct arena *a,
			     struct svc_pile *p, struct fail *f)
{
	enum err e = ERR_OK;

	for (int i = 0; !e && i < p->count; i++) {
		struct svc_pile_page *g = &p->pages[i];

		if (!g->code.n)
			continue;
		e = svc_pile_find(s, who, a, g->code, NULL, &g->letter, f);
		if (e == ERR_INVALID)
			e = ERR_OK; /* told on the page as no letter of his */
	}
	return e;
}

enum err svc_pile_open(struct svc *s, const struct actor *who, struct arena *a, struct str name,
		       struct svc_pile *p, struct fail *f)
{
	struct intake_file in;
	struct fail later;
	int asked = 0;
	enum err e = find_file(s, who, a, name, &in, f);

	*p = (struct svc_pile){.name = name};
	if (e)
		return e;
	p->mark = arena_dup(a, str_c(sha256_hex(in.sha).z));
	e = intake_page_count(s->pages, &in, &p->count, &later);
	p->broken = e == ERR_INVALID;
	if (e)
		return e == ERR_BUSY || e == ERR_INVALID ? ERR_OK : no_pages(f);
	if (p->count > INTAKE_PAGES_MAX)
		return FAIL(f, ERR_INVALID, "too-many-pages", NULL,
			    "Tumpukan ini lebih dari %d halaman; pindai dalam beberapa berkas, supaya "
			    "tidak ada halaman yang tertinggal.",
			    INTAKE_PAGES_MAX);
	p->pages = ARENA_ARRAY(a, struct svc_pile_page, (size_t)p->count);
	for (int i = 0; i < p->count && asked < AT_ONCE; i++) {
		struct svc_pile_page *g = &p->pages[i];
		struct str codes;

		*g = (struct svc_pile_page){.code = STR("")};
		e = intake_page_codes(s->pages, a, &in, i + 1, &codes, &later);
		g->failed = e == ERR_INVALID;
		g->read = !e || g->failed;
		g->codes = e ? STR("") : codes;
		if (!e)
			read_code(g, a, codes);
		else if (e == ERR_BUSY)
			asked++;
		else if (!g->failed)
			return no_pages(f);
		p->done += g->read;
	}
	return p->done == p->count ? fill_letters(s, who, a, p, f) : ERR_OK;
}

enum err svc_pile_picture(struct svc *s, const struct actor *who, struct arena *a,
			  struct str name, int page, struct str *png, struct fail *f)
{
	struct intake_file in;
	enum err e = find_file(s, who, a, name, &in, f);

	return e ? e : intake_page(s->pages, a, &in, page, png, f);
}

/* ---- taking ---- */

static enum err changed(struct fail *f)
{
	return FAIL(f, ERR_CONFLICT, "pile-changed", NULL,
		    "Berkas pindaian ini berubah sejak ditampilkan; periksa sekali lagi.");
}

struct taking {
	struct svc *s;
	const struct actor *who;
	struct arena *a;
	const struct svc_pile *pile;
	struct intake_file in;
	bool taken[INTAKE_PAGES_MAX + 1];
};

/* "pile.pdf" and pages 3 to 5: "pile, halaman 3-5.pdf". */
static struct str part_name(struct arena *a, struct str pile, const char *what)
{
	size_t dot = pile.n;

	while (dot > 0 && pile.p[dot - 1] != '.')
		dot--;
	dot = dot ? dot - 1 : pile.n;
	return arena_fmt(a, STR_FMT ", %s" STR_FMT, STR_ARG(str_head(pile, dot)), what,
			 STR_ARG(str_from(pile, dot)));
}

struct str svc_pile_page_name(struct arena *a, const struct svc_pile *p, int page)
{
	return p->count == 1 ? p->name
			     : part_name(a, p->name,
					 arena_cstr(a, arena_fmt(a, "halaman %d", page)));
}

static const char *page_words(struct arena *a, const struct svc_pile_part *part)
{
	int low = part->pages[0], high = part->pages[0];

	for (size_t i = 1; i < part->n; i++) {
		low = part->pages[i] < low ? part->pages[i] : low;
		high = part->pages[i] > high ? part->pages[i] : high;
	}
	return arena_cstr(a, low == high ? arena_fmt(a, "halaman %d", low)
					 : arena_fmt(a, "halaman %d-%d", low, high));
}

/* pdfunite gives each file an ID of its own, last of all; what stands before it is the
 * pages and nothing else. */
static struct str pages_alone(struct str bytes)
{
	static const struct str mark = {"/ID [", 5};
	size_t at = str_find(bytes, mark), last = at;

	if (!str_starts(bytes, STR("%PDF-")))
		return bytes;
	while (at < bytes.n) {
		size_t more = str_find(str_from(bytes, at + 1), mark);

		last = at;
		at = more < bytes.n - at - 1 ? at + 1 + more : bytes.n;
	}
	return str_head(bytes, last);
}

/* The letter may hold this part already: the daemon ended after the act, before the pile
 * was put away. */
static bool has_it(struct taking *t, const struct svc_letter *l, struct str name,
		   struct str bytes)
{
	for (size_t i = 0; i < l->files_n; i++) {
		struct svc_file file;
		struct str there;

		if (str_eq(l->files[i].name, name) &&
		    !svc_file_read(t->s, t->who, t->a, l->row.id, l->files[i].id, &there, &file,
				   NULL) &&
		    str_eq(pages_alone(there), pages_alone(bytes)))
			return true;
	}
	return false;
}

static enum err attach(struct taking *t, const struct svc_pile_part *part, struct str bytes,
		       struct fail *f)
{
	struct svc_upload up = {
		.name = part_name(t->a, t->pile->name, page_words(t->a, part)), .bytes = bytes};
	struct svc_letter l = {0};
	struct svc_done done;
	bool content;
	enum err e = svc_letter_get(t->s, t->who, t->a, part->letter->id, &l, &content, f);

	if (e || has_it(t, &l, up.name, bytes))
		return e;
	return svc_letter_attach(t->s, t->who, (struct svc_ref){l.row.id, l.row.version}, &up, 1,
				 part->sheet_only ? STR("foto-disposisi") : STR("pindaian"), &done,
				 f);
}

static enum err cut(struct taking *t, const int *pages, size_t n, struct str *bytes,
		    struct fail *f)
{
	const char *room, *path;
	enum err e;

	if (n == (size_t)t->pile->count && n == 1)
		return fs_read(t->a, t->in.path, SVC_UPLOAD_BYTES, bytes, f);
	e = intake_pages_cut(t->s->pages, t->a, &t->in, pages, n, &room, &path, f);
	if (e)
		return e;
	e = fs_read(t->a, path, SVC_UPLOAD_BYTES, bytes, f);
	intake_pages_leave(room);
	return e;
}

enum err svc_pile_page_file(struct svc *s, const struct actor *who, struct arena *a,
			    const struct svc_pile *p, int page, struct svc_upload *out,
			    struct fail *f)
{
	struct taking t = {.s = s, .who = who, .a = a, .pile = p};
	enum err e = find_file(s, who, a, p->name, &t.in, f);

	if (!e && !str_eqc(p->mark, sha256_hex(t.in.sha).z))
		e = changed(f);
	out->name = svc_pile_page_name(a, p, page);
	return e ? e : cut(&t, &page, 1, &out->bytes, f);
}

static bool take_one(struct taking *t, struct svc_pile_part *part)
{
	struct fail f = {0};
	struct str bytes;
	enum err e = cut(t, part->pages, part->n, &bytes, &f);

	if (!e)
		e = attach(t, part, bytes, &f);
	part->fault = e ? arena_dup(t->a, str_c(f.text)) : STR("");
	for (size_t i = 0; !e && i < part->n; i++)
		t->taken[part->pages[i]] = true;
	return !e;
}

/* What nobody took stays in the folder, as a file of its own. */
static enum err leave_rest(struct taking *t, struct str *left, struct fail *f)
{
	int pages[INTAKE_PAGES_MAX];
	struct str bytes;
	size_t n = 0;
	enum err e;

	*left = STR("");
	for (int i = 1; i <= t->pile->count; i++)
		if (!t->taken[i])
			pages[n++] = i;
	if (!n)
		return ERR_OK;
	e = cut(t, pages, n, &bytes, f);
	*left = part_name(t->a, t->pile->name, "sisa");
	return e ? e : svc_scanner_put(t->s, t->who, t->a, bytes, left, f);
}

static enum err take(struct taking *t, struct svc_pile_part *parts, size_t n, struct str *left,
		     struct fail *f)
{
	const struct svc_pile *p = t->pile;
	size_t ok = 0;
	enum err e = find_file(t->s, t->who, t->a, p->name, &t->in, f);

	if (!e && !str_eqc(p->mark, sha256_hex(t->in.sha).z))
		e = changed(f);
	if (!e && !n)
		e = FAIL(f, ERR_INVALID, "missing", NULL,
			 "Belum ada surat yang dipilih; centang yang pindaiannya benar.");
	if (e)
		return e;
	for (size_t i = 0; i < n; i++)
		ok += take_one(t, &parts[i]);
	if (!ok)
		return ERR_OK; /* the pile stays as it is */
	e = leave_rest(t, left, f);
	if (!e)
		svc_scanner_taken(t->s, p->name);
	return e;
}

enum err svc_pile_take(struct svc *s, const struct actor *who, struct arena *a,
		       const struct svc_pile *p, struct svc_pile_part *parts, size_t n,
		       struct str *left, struct fail *f)
{
	struct taking t = {.s = s, .who = who, .a = a, .pile = p};
	int held;
	enum err e = svc_scanner_hold(s, who, a, p->name, &held, f);

	*left = STR("");
	if (e)
		return e;
	e = take(&t, parts, n, left, f);
	svc_scanner_let(held);
	return e;
}

enum err svc_pile_put(struct svc *s, const struct actor *who, struct arena *a,
		      const struct svc_upload *up, struct str *name, struct fail *f)
{
	const char *mime;
	struct str bytes = up->bytes;
	enum err e = up->path ? fs_read(a, up->path, SVC_UPLOAD_BYTES + 1, &bytes, f) : ERR_OK;

	if (!e)
		e = intake_sniff(bytes, up->name, "tumpukan", &mime, f);
	if (!e)
		e = utf8_clean(a, str_trim(up->name), UTF8_LINE, "tumpukan", name, f);
	return e ? e : svc_scanner_put(s, who, a, bytes, name, f);
}
