#include "svc_letter_checks.h"
#include "num_class.h"
#include "num_rule.h"
#include "svc_acting.h"
#include "svc_entry.h"
#include "svc_outgoing_page.h"
#include "svc_outgoing_pin.h"
#include "svc_outgoing_serial.h"
#include "utf8.h"

/* The rule of the letter for a moment; NULL, and an error or none. */
static const struct num_rule *rule_of(const struct checking *k, struct day d,
				      struct num_rule **own, enum err *e, struct fail *f)
{
	const struct num_rule *r = NULL;

	*e = out_number_rule(k->x, d, &r, own, f);
	return *e ? NULL : r;
}

struct str check_rule_source(const struct checking *k)
{
	struct out_act *x = k->x;
	struct num_rule *own = NULL;
	struct fail f;
	enum err e;
	const struct num_rule *r = rule_of(k, k->today, &own, &e, &f);
	struct str s = r ? num_rule_title(r) : x->l.rule;

	s = arena_fmt(x->a, "Aturan nomor: " STR_FMT, STR_ARG(s));

	if (r && num_rule_regulation(r).n)
		s = arena_fmt(x->a, STR_FMT "%s" STR_FMT, STR_ARG(num_rule_regulation(r)),
			      num_rule_article(r).n ? ", " : "", STR_ARG(num_rule_article(r)));
	else if (r && num_rule_assumed(r))
		s = arena_fmt(x->a, STR_FMT " (belum dicocokkan dengan peraturannya)",
			      STR_ARG(s));
	num_rule_free(own);
	return s;
}

enum err check_code(struct checking *k, struct fail *f)
{
	struct str scheme;

	return k->x->l.class_code.n
		       ? svc_class_check(k->x->s, k->x->l.class_code, &scheme, f)
		       : ERR_OK;
}

enum err check_number(struct checking *k, struct fail *f)
{
	struct out_number n = {0};

	return out_number_peek(k->x, k->today, &n, f);
}

enum err check_address(struct checking *k, struct fail *f)
{
	if (k->x->l.recipient.n)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "no-address", "recipient",
		    "Surat ini belum beralamat; isi tujuannya sebelum diajukan.");
}

enum err check_whole(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct tpl_engine *pinned = NULL;
	struct out_print p;
	enum err e;

	if (x->l.outside)
		return ERR_OK;
	e = out_print_of(x, x->l.draft_no, k->today, &p, f);
	if (!e && x->l.state != FS_DRAFT)
		e = out_pinned_engine(x, &pinned, f);
	if (e)
		return e;
	p.engine = pinned;
	e = out_page_complete(x->s, x->a, &p, &k->more, f);
	tpl_close(pinned);
	return e;
}

enum err check_signer(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct out_position drafter;
	struct out_signing by;
	enum err e;

	if (x->l.outside)
		return ERR_OK;
	e = out_position_get(x->c, x->a, x->l.drafter, &drafter, f);
	return e ? e
		 : out_signer_for(x->s, x->c, x->a, x->l.form, &drafter, x->l.signer, &by, f);
}

enum err check_series(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct out_position signer;
	const struct office_series *s;
	enum err e = out_position_get(x->c, x->a, x->l.signer, &signer, f);

	if (e)
		return e;
	s = office_series_for(x->s->office, out_form_like(x->s, x->l.form), signer.unit_code);
	if (s && str_eq(s->key, x->l.series))
		return ERR_OK;
	return FAIL(f, ERR_CONFLICT, "wrong-series", "signer",
		    "Surat ini masih di deret nomor \"" STR_FMT
		    "\", padahal bentuk dan penanda tangannya %s" STR_FMT
		    "; buat konsep baru.",
		    STR_ARG(x->l.series), s ? "berderet " : "tidak berderet",
		    STR_ARG(s ? s->key : STR("")));
}

enum err check_form(struct checking *k, struct fail *f)
{
	struct num_rule *own = NULL;
	enum err e;
	const struct num_rule *r = rule_of(k, k->today, &own, &e, f);
	/* a rule that names no forms is for all of them */
	bool fits = !r || !num_rule_forms(r).n || num_rule_for_form(r, k->x->l.form);

	num_rule_free(own);
	if (e || fits)
		return e;
	return FAIL(f, ERR_CONFLICT, "rule-form", "form",
		    "Aturan nomor \"" STR_FMT
		    "\" dibuat untuk bentuk naskah lain; periksa deretnya di berkas kantor.",
		    STR_ARG(k->x->l.rule));
}

enum err check_renew(struct checking *k, struct fail *f)
{
	return k->x->l.signed_ms ? ERR_OK : out_pins_in_force(k->x, k->today, f);
}

enum err check_vacant(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct out_holder h;
	enum err e = out_holder_get(x->c, x->a, x->l.signer, k->today, &h, f);

	if (e || h.name.n || x->l.signed_ms)
		return e;
	return FAIL(f, ERR_CONFLICT, "vacant", "signer",
		    "Jabatan penanda tangan sedang kosong; surat ini menunggu pejabat atau Plt.");
}

enum err check_acting(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct out_holder h;
	enum err e = out_holder_get(x->c, x->a, x->l.signer, k->today, &h, f);

	return e || !h.name.n || x->l.signed_ms ? e : acting_limit(x, h.kind, f);
}

/* The head of a region and his deputy sign by name alone. */
static bool head_of_region(struct arena *a, struct str title)
{
	static const char *const words[] = {"gubernur", "wakil gubernur", "bupati",
					    "wakil bupati", "wali kota", "wakil wali kota",
					    "walikota"};
	struct str t = utf8_fold(a, title);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(t, str_c(words[i])))
			return true;
	return false;
}

enum err check_nip(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct out_position p;
	struct out_holder h;
	char digits[19];
	enum err e = out_position_get(x->c, x->a, x->l.signer, &p, f);

	if (!e)
		e = out_holder_get(x->c, x->a, x->l.signer, k->today, &h, f);
	if (e || !h.name.n || head_of_region(x->a, p.title) || office_nip_ok(h.nip, digits))
		return e;
	return FAIL(f, ERR_INVALID, "nip", "signer",
		    "NIP penanda tangan %s; harus 18 angka: tanggal lahir, tahun dan bulan "
		    "pengangkatan, jenis kelamin, urut.",
		    h.nip.n ? "tidak benar bentuknya" : "belum ada");
}

static enum num_secrecy level_of(struct str secrecy)
{
	if (str_eqc(secrecy, "sangat-rahasia"))
		return NUM_SANGAT_RAHASIA;
	if (str_eqc(secrecy, "rahasia"))
		return NUM_RAHASIA;
	return str_eqc(secrecy, "terbatas") ? NUM_TERBATAS : NUM_BIASA;
}

enum err check_copies(struct checking *k, struct fail *f)
{
	struct num_rule *own = NULL;
	enum err e;
	const struct num_rule *r = rule_of(k, k->today, &own, &e, f);
	bool copies = r && num_rule_copies(r, level_of(k->x->l.secrecy));

	num_rule_free(own);
	if (e || !copies)
		return e;
	return FAIL(f, ERR_INVALID, "copies", "secrecy",
		    "Surat setingkat ini dikirim dengan nomor salinan menurut daftar distribusi; "
		    "siapkan daftarnya.");
}

static enum err value_of(struct out_act *x, const char *name, struct str *out, struct fail *f)
{
	struct tpl_value *v;
	struct str xml;
	size_t n;
	enum err e = out_draft_xml(x, x->l.draft_no, &xml, f);

	*out = STR("");
	if (!e)
		e = tpl_values_from_xml(x->s->tpl, x->a, xml, &v, &n, f);
	for (size_t i = 0; !e && i < n; i++)
		if (str_eqc(v[i].name, name))
			*out = v[i].value;
	return e;
}

enum err check_behalf_copy(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct out_position in_name_of;
	struct str copies, title;
	enum err e;

	if (!x->l.behalf || x->l.outside)
		return ERR_OK;
	if ((e = out_position_get(x->c, x->a, x->l.behalf, &in_name_of, f)) ||
	    (e = value_of(x, "tembusan", &copies, f)))
		return e;
	title = utf8_fold(x->a, in_name_of.title);
	copies = utf8_fold(x->a, copies);
	if (str_find(copies, title) < copies.n)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "behalf-copy", "tembusan",
		    "Surat ini ditandatangani atas nama " STR_FMT
		    "; cantumkan tembusan kepadanya.",
		    STR_ARG(in_name_of.title));
}

enum err check_year(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	int year = x->l.signed_ms ? day_at(x->l.signed_ms, x->s->zone).year : k->today.year;

	if (year == k->today.year)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "year", "date",
		    "Surat ini ditandatangani tahun %d tetapi belum bernomor; nomornya akan "
		    "bertahun %d, dan tanggalnya mengikuti.",
		    year, k->today.year);
}

enum err check_code_day(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct day d = day_none(x->l.letter_day) ? k->today : x->l.letter_day;
	const struct num_class *c =
		x->l.class_code.n ? num_class_find(x->s->classes, x->l.class_scheme,
						   x->l.class_code)
				  : NULL;

	if (!c || day_none(c->to) || day_cmp(d, c->to) <= 0)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "code-day", "classification",
		    "Kode " STR_FMT " (" STR_FMT ") hanya berlaku sampai " STR_FMT
		    "; pilih kode yang berlaku.",
		    STR_ARG(x->l.class_code), STR_ARG(c->scheme->title),
		    STR_ARG(day_long(x->a, c->to)));
}

enum err check_subject(struct checking *k, struct fail *f)
{
	struct str s = k->x->l.subject;

	if (!s.n || s.p[s.n - 1] != '.')
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "subject", "hal",
		    "Hal surat tidak diakhiri titik; hapus titiknya.");
}

/* ---- with its number ---- */

static bool part_is(struct str part, int64_t want)
{
	int64_t n;

	return !part.p || (str_to_int(part, &n) && n == want);
}

/* What the number says, against what the register says; NULL: they agree. */
static const char *disagree(const struct out_case *l, const struct num_parts *p)
{
	if (!part_is(p->v[NUM_URUT], l->serial))
		return "nomor urut";
	if (p->v[NUM_KODE].p && l->class_code.n && !str_eq(p->v[NUM_KODE], l->class_code))
		return "kode klasifikasi";
	if (p->v[NUM_TAHUN].n == 4 && !part_is(p->v[NUM_TAHUN], l->letter_day.year))
		return "tahun";
	return NULL;
}

enum err check_number_read(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct num_rule *own = NULL;
	struct num_parts p;
	enum err e;
	const struct num_rule *r = rule_of(k, x->l.letter_day, &own, &e, f);
	bool reads = r && num_rule_match(r, x->a, x->l.number, &p);
	const char *part = reads ? disagree(&x->l, &p) : NULL;

	num_rule_free(own);
	if (e || !r || (reads && !part))
		return e;
	if (!reads)
		return FAIL(f, ERR_INVALID, "number-read", "number",
			    "Nomor " STR_FMT " tidak terbaca menurut aturan \"" STR_FMT
			    "\"; periksa aturannya.",
			    STR_ARG(x->l.number), STR_ARG(x->l.rule));
	return FAIL(f, ERR_INVALID, "number-read", "number",
		    "Bagian %s pada nomor " STR_FMT " lain daripada catatan register.", part,
		    STR_ARG(x->l.number));
}

enum err check_order(struct checking *k, struct fail *f)
{
	struct out_act *x = k->x;
	struct db_rows *r = db_run(x->c, Q_check_earlier_later);
	struct day before = {0};
	enum err e;

	db_bind_str(r, "series", x->l.series);
	db_bind_int(r, "serial", x->l.serial);
	db_bind_int(r, "day", day_number(x->l.letter_day));
	db_bind_int(r, "from", day_number((struct day){x->l.letter_day.year, 1, 1}));
	db_bind_int(r, "to", day_number((struct day){x->l.letter_day.year, 12, 31}));
	if (db_next(r))
		before = day_from_number(db_int(r, 0));
	e = db_done(r, NULL, f);
	if (e || day_none(before))
		return e;
	return FAIL(f, ERR_INVALID, "order", "date",
		    "Nomor sebelum ini di deret yang sama bertanggal " STR_FMT
		    ", sesudah tanggal surat ini.",
		    STR_ARG(day_long(x->a, before)));
}
