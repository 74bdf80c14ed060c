#include "svc_ticks.h"
#include "intake_pages.h"
#include "svc_scanner.h"

#define MARK "NASKAH "

/* ---- which sheets are there ---- */

static struct str mark_of(struct str code)
{
	return str_from(code, str_find(code, STR("#")) + 1);
}

size_t svc_ticks_sheets(struct arena *a, const struct svc_pile *p,
			struct svc_seen_sheet **out)
{
	size_t n = 0, max = (size_t)p->count * 8 + 1;
	struct svc_seen_sheet *all = ARENA_ARRAY(a, struct svc_seen_sheet, max);

	for (int i = 0; i < p->count; i++) {
		struct str codes = str_or_empty(p->pages[i].codes), line;

		while (n < max && str_cut(&codes, '\n', &line)) {
			struct str code = str_from(line, strlen(MARK));

			if (str_starts(line, STR(MARK)) && mark_of(code).n)
				all[n++] = (struct svc_seen_sheet){i + 1,
								   arena_dup(a, code)};
		}
	}
	*out = all;
	return n;
}

/* ---- what is read ---- */

static struct str next_word(struct str *line)
{
	struct str word = STR("");

	(void)str_cut(line, ' ', &word);
	return word;
}

/* What naskah-pages says is foreign still: a line that is not as it should be is a doubt.
 */
static void read_words(struct svc_ticks *t, struct str words)
{
	struct str line;
	size_t at = 0;

	for (size_t i = 0; i < t->plan.n; i++)
		t->tick[i] = SVC_DOUBT;
	t->lost = !str_starts(words, STR("found "));
	while (!t->lost && str_cut(&words, '\n', &line)) {
		struct str rest = line, word = next_word(&rest);
		bool box = str_eqc(word, "empty") || str_eqc(word, "ticked") ||
			   str_eqc(word, "doubt");

		if (box && at < t->plan.n)
			t->tick[at++] = str_eqc(word, "empty")    ? SVC_EMPTY
					: str_eqc(word, "ticked") ? SVC_TICKED
								  : SVC_DOUBT;
		else if (str_eqc(word, "note"))
			t->note = str_eqc(rest, "1");
		else if (str_eqc(word, "initials"))
			t->initials = str_eqc(rest, "1");
	}
	/* whom it went to is chosen anew when the post is gone */
	for (size_t i = 0; i < t->plan.n; i++)
		if (t->plan.box[i].gone && t->tick[i] == SVC_TICKED)
			t->tick[i] = SVC_DOUBT;
}

static enum err ask(struct svc *s, const struct actor *who, struct arena *a,
		    const struct svc_pile *p, const struct svc_seen_sheet *at,
		    const struct svc_sheet_plan *plan, struct str *words,
		    struct intake_file *sheet, struct fail *f)
{
	struct intake_file in;
	struct str text = arena_fmt(a, "code " MARK STR_FMT "\n" STR_FMT,
				    STR_ARG(at->code), STR_ARG(plan->boxes));
	enum err e = svc_scanner_waits(s, who, a, p->name, &in.path, &in.sha, f);

	if (!e && !s->pages)
		e = FAIL(f, ERR_IO, "pages-broken", NULL,
			 "Gambar halaman tidak dapat dibuat di mesin ini.");
	return e ? e
		 : intake_page_ticks(s->pages, a, &in, at->page, text, words, sheet, f);
}

/* ---- may it be recorded ---- */

static bool can(const struct svc_letter *l, enum flow_act act)
{
	for (size_t i = 0; i < l->acts_n; i++)
		if (l->acts[i] == act)
			return true;
	return false;
}

static struct str given(struct arena *a, const struct svc_letter *l)
{
	const struct svc_disposition *d = &l->dispositions[0];

	return arena_fmt(a,
			 "Surat ini sudah didisposisi " STR_FMT
			 "%s; lembar ini tidak dicatat lagi. Bila "
			 "memang disposisi yang lain, catat di halaman suratnya.",
			 STR_ARG(d->from),
			 d->has_photo ? ", dicatat dari lembar kertas" : "");
}

static struct str why_not(struct arena *a, const struct svc_ticks *t,
			  const struct svc_letter *l)
{
	if (t->recorded)
		return STR("Lembar ini sudah dicatat sebagai disposisi kertas.");
	if (l->dispositions_n)
		return given(a, l);
	if (can(l, ACT_DISPOSE_PAPER))
		return STR("");
	if (l->row.state == FS_REGISTERED || l->row.state == FS_CODED)
		return STR("Surat ini belum diperiksa, jadi belum dapat didisposisi; "
			   "minta Kasubbag TU "
			   "memeriksanya, lalu buka lembar ini lagi.");
	return arena_fmt(a,
			 "Surat ini " STR_FMT
			 "; lembarnya tidak dapat dicatat sebagai disposisi.",
			 STR_ARG(l->state_label));
}

static enum err fill_letter(struct svc *s, const struct actor *who, struct arena *a,
			    const struct svc_pile *p, const struct svc_seen_sheet *at,
			    struct svc_ticks *t, struct fail *f)
{
	struct str code = str_head(at->code, str_find(at->code, STR("#")));
	struct svc_letter l = {0};
	bool content = false;
	int64_t id = 0;
	enum err e = svc_pile_id(s, who, a, code, NULL, &id, f);

	if (!e && id)
		e = svc_letter_get(s, who, a, id, &l, &content, f);
	if (e && e != ERR_NOTFOUND && e != ERR_INVALID)
		return e;
	if (e || !id || !content) {
		t->why = STR("Kode di lembar ini bukan surat yang dapat Anda buka.");
		return ERR_OK;
	}
	t->letter = id;
	t->version = l.row.version;
	t->agenda = l.row.agenda;
	t->party = str_or_empty(l.sender);
	t->subject = str_or_empty(l.row.subject);
	for (size_t i = 0; i < l.files_n; i++)
		t->recorded =
			t->recorded ||
			(str_eqc(l.files[i].role, "foto-disposisi") &&
			 str_eq(l.files[i].name, svc_pile_page_name(a, p, at->page)));
	t->why = why_not(a, t, &l);
	return ERR_OK;
}

enum err svc_ticks_read(struct svc *s, const struct actor *who, struct arena *a,
			const struct svc_pile *p, const struct svc_seen_sheet *at,
			struct svc_ticks *t, struct fail *f)
{
	struct intake_file sheet;
	struct str words = STR("");
	enum err e;

	*t = (struct svc_ticks){
		.why = STR(""), .agenda = STR(""), .party = STR(""), .subject = STR("")};
	e = fill_letter(s, who, a, p, at, t, f);
	if (!e)
		e = svc_sheet_plan_get(s, a, mark_of(at->code), &t->plan, f);
	if (e == ERR_NOTFOUND) {
		t->why = arena_dup(a, str_c(f->text));
		t->lost = true;
		return ERR_OK;
	}
	if (!e)
		e = ask(s, who, a, p, at, &t->plan, &words, &sheet, f);
	t->later = e == ERR_BUSY;
	t->failed = e == ERR_INVALID;
	if (e && e != ERR_BUSY && e != ERR_INVALID)
		return e;
	if (!t->later)
		read_words(t, words);
	return ERR_OK;
}

enum err svc_ticks_picture(struct svc *s, const struct actor *who, struct arena *a,
			   const struct svc_pile *p, const struct svc_seen_sheet *at,
			   bool note, struct str *png, struct fail *f)
{
	struct svc_sheet_plan plan;
	struct intake_file sheet;
	struct str words;
	enum err e = svc_sheet_plan_get(s, a, mark_of(at->code), &plan, f);

	if (!e)
		e = ask(s, who, a, p, at, &plan, &words, &sheet, f);
	return e ? e : intake_sheet_picture(s->pages, a, &sheet, note, png, f);
}

/* ---- recorded ---- */

/* Every page of the pile is with its letter: it has done its work. */
static bool finished(struct svc *s, const struct actor *who, struct arena *a,
		     const struct svc_pile *p)
{
	struct svc_seen_sheet *all;
	size_t n = svc_ticks_sheets(a, p, &all);

	for (int page = 1; page <= p->count; page++) {
		size_t sheets = 0, done = 0;

		for (size_t i = 0; i < n; i++) {
			struct svc_ticks t = {0};
			struct fail f;

			if (all[i].page != page)
				continue;
			sheets++;
			done += !fill_letter(s, who, a, p, &all[i], &t, &f) && t.recorded;
		}
		if (!sheets || done < sheets)
			return false;
	}
	return true;
}

enum err svc_ticks_record(struct svc *s, const struct actor *who, struct arena *a,
			  const struct svc_pile *p, const struct svc_seen_sheet *at,
			  int64_t version, struct svc_dispose *in, bool *all,
			  struct fail *f)
{
	struct svc_ticks t = {0};
	struct svc_done done;
	enum err e = fill_letter(s, who, a, p, at, &t, f);

	*all = false;
	if (!e && t.why.n)
		e = FAIL(f, ERR_CONFLICT, "not-recorded", NULL, STR_FMT, STR_ARG(t.why));
	in->on_paper = true;
	if (!e)
		e = svc_pile_page_file(s, who, a, p, at->page, &in->photo, f);
	if (!e)
		e = svc_incoming_dispose(s, who, (struct svc_ref){t.letter, version}, in,
					 &done, f);
	if (e)
		return e;
	*all = finished(s, who, a, p);
	if (*all)
		svc_scanner_taken(s, p->name);
	return ERR_OK;
}
