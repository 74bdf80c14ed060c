/* svc_letter_check.c - the table of checks, and who asks it. */
#include "svc_letter_check.h"
#include "svc_letter_checks.h"

#define SRC_RULE NULL /* the number rule says where it comes from */

enum when { BEFORE = 1, AFTER = 2 }; /* it has its number */

static const struct check {
	const char *word;
	letter_check *find;
	const char *source;
	unsigned when;
	bool blocks;
} CHECKS[] = {
	{"code", check_code, "Kode klasifikasi arsip: Permendagri 83/2022", BEFORE, true},
	{"number", check_number, SRC_RULE, BEFORE, true},
	{"address", check_address, "Bentuk naskah: tujuan surat", BEFORE, true},
	{"whole", check_whole, "Bentuk naskah: isian wajib", BEFORE, true},
	{"signer", check_signer,
	 "Berkas kantor: penandatangan; SOP Proses Surat Keluar, baris 5", BEFORE, true},
	{"series", check_series, "Berkas kantor: deret nomor", BEFORE, true},
	{"renew", check_renew, "Aturan yang berlaku saat surat diajukan", BEFORE, true},
	{"form", check_form, SRC_RULE, BEFORE, false},
	{"code-day", check_code_day, "Kode klasifikasi arsip: masa berlaku skema",
	 BEFORE | AFTER, false},
	{"vacant", check_vacant, "Berkas kantor: pejabat penanda tangan", BEFORE, false},
	{"acting", check_acting, "Wewenang pejabat sementara: UU 30/2014 Pasal 14", BEFORE, false},
	{"nip", check_nip, "Permendagri 1/2023, blok tanda tangan; PerkaBKN 22/2007", BEFORE,
	 false},
	{"copies", check_copies, SRC_RULE, BEFORE, false},
	{"behalf-copy", check_behalf_copy,
	 "Kebiasaan tata naskah: tembusan kepada pemberi wewenang (asumsi)", BEFORE, false},
	{"year", check_year, "Tahun nomor mengikuti tanggal pencatatan (asumsi)", BEFORE, false},
	{"subject", check_subject, "Kebiasaan tata naskah: hal tanpa titik (asumsi)",
	 BEFORE | AFTER, false},
	{"number-read", check_number_read, SRC_RULE, AFTER, false},
	{"order", check_order, SRC_RULE, AFTER, false},
};

#define CHECKS_N (sizeof(CHECKS) / sizeof(*CHECKS))

/* What a check found, as against what went wrong while it looked. */
static bool found(enum err e)
{
	return e == ERR_INVALID || e == ERR_CONFLICT;
}

static struct checking checking_of(struct out_act *x)
{
	return (struct checking){.x = x, .today = out_today(x->s, x->now)};
}

static bool asked(const struct checking *k, const struct check *c)
{
	return c->when & (k->x->l.number.n ? AFTER : BEFORE);
}

enum err out_check_obligatory(struct out_act *x, struct fail *f)
{
	struct checking k = checking_of(x);

	for (size_t i = 0; i < CHECKS_N; i++) {
		enum err e = ERR_OK;

		if (CHECKS[i].blocks && asked(&k, &CHECKS[i]))
			e = CHECKS[i].find(&k, f);
		if (e)
			return e;
	}
	return ERR_OK;
}

static struct str source_of(const struct checking *k, const struct check *c)
{
	return c->source ? str_c(c->source) : check_rule_source(k);
}

/* Who types in fields sees no lines: "baris 1: Hal wajib diisi." */
static struct str without_line(struct str text)
{
	size_t at = str_find(text, STR(": "));

	return str_starts(text, STR("baris ")) && at < text.n ? str_from(text, at + 2) : text;
}

static void add(struct checking *k, const struct check *c, struct svc_finding *list, size_t *n,
		struct str text, struct str field)
{
	struct arena *a = k->x->a;

	if (*n < SVC_FINDINGS_MAX)
		list[(*n)++] = (struct svc_finding){str_c(c->word), arena_dup(a, without_line(text)),
						    arena_dup(a, field), source_of(k, c),
						    c->blocks};
}

/* A check may find several at once: the first in *f, the rest in k->more. */
static enum err ask(struct checking *k, const struct check *c, struct svc_finding *list,
		    size_t *n, struct fail *f)
{
	struct fail why = {0};
	enum err e = c->find(k, &why);

	if (e && !found(e)) {
		*f = why;
		return e;
	}
	if (e)
		add(k, c, list, n, str_c(why.text), str_c(why.field ? why.field : ""));
	for (size_t i = 1; e && i < k->more.n; i++)
		add(k, c, list, n, k->more.list[i].text, k->more.list[i].field);
	k->more.n = 0;
	return ERR_OK;
}

static enum err ask_all(struct out_act *x, struct svc_finding *list, size_t *n, struct fail *f)
{
	struct checking k = checking_of(x);
	enum err e = ERR_OK;

	for (size_t i = 0; !e && i < CHECKS_N; i++)
		if (asked(&k, &CHECKS[i]))
			e = ask(&k, &CHECKS[i], list, n, f);
	return e;
}

enum err svc_letter_check(struct svc *s, const struct actor *who, struct arena *a, int64_t id,
			  struct svc_finding **out, size_t *n, struct fail *f)
{
	struct out_act x = {.s = s, .who = who, .a = a, .ref = {id, 0}};
	struct svc_finding *list = ARENA_ARRAY(a, struct svc_finding, SVC_FINDINGS_MAX);
	struct db_conn *c = db_read(s->db);
	enum err e = out_load(&x, c, f);

	*n = 0;
	*out = list;
	if (!e)
		e = out_may_read(&x, f);
	if (!e && !flow_state_final(x.l.state))
		e = ask_all(&x, list, n, f);
	db_read_end(s->db, c);
	return e;
}
