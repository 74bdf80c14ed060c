/* web_forms.c - the forms of a new letter, by kind of naskah dinas, those used most
 * first. SOURCE groups: Permendagri 1/2023 (arahan, korespondensi, khusus); legal
 * products by their own law; what is none of these is the office's own. */
#include "draft_view.h"
#include "svc_form_use.h"
#include "svc_outgoing.h"
#include "utf8.h"
#include "web_desk.h"

#define OFTEN 6

enum group { G_OFTEN, G_DIRECT, G_MAIL, G_SPECIAL, G_LAW, G_OWN, G__COUNT };

static const char *const NAME[G__COUNT] = {
	[G_OFTEN] = "Sering dipakai",
	[G_DIRECT] = "Naskah dinas arahan",
	[G_MAIL] = "Naskah dinas korespondensi",
	[G_SPECIAL] = "Naskah dinas khusus",
	[G_LAW] = "Produk hukum daerah",
	[G_OWN] = "Naskah lain kantor ini",
};

static const struct {
	const char *code;
	enum group group;
} KNOWN[] = {
	{"surat-perintah", G_DIRECT},
	{"surat-tugas", G_DIRECT},
	{"sppd", G_DIRECT},
	{"surat-dinas", G_MAIL},
	{"nota-dinas", G_MAIL},
	{"memo", G_MAIL},
	{"npk", G_MAIL},
	{"disposisi", G_MAIL},
	{"undangan", G_SPECIAL},
	{"panggilan", G_SPECIAL},
	{"edaran", G_SPECIAL},
	{"instruksi", G_SPECIAL},
	{"telaahan", G_SPECIAL},
	{"keterangan", G_SPECIAL},
	{"kuasa", G_SPECIAL},
	{"perjanjian", G_SPECIAL},
	{"izin", G_SPECIAL},
	{"pengantar", G_SPECIAL},
	{"pengumuman", G_SPECIAL},
	{"laporan", G_SPECIAL},
	{"rekomendasi", G_SPECIAL},
	{"berita-acara", G_SPECIAL},
	{"notula", G_SPECIAL},
	{"daftar-hadir", G_SPECIAL},
	{"spmt", G_SPECIAL},
	{"radiogram", G_SPECIAL},
	{"sertifikat", G_SPECIAL},
	{"piagam", G_SPECIAL},
	{"sttpp", G_SPECIAL},
	{"keputusan", G_LAW},
	{"keputusan-pd", G_LAW},
	{"perda", G_LAW},
	{"perkada", G_LAW},
};

static enum group group_of(struct str code)
{
	for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
		if (str_eqc(code, KNOWN[i].code))
			return KNOWN[i].group;
	return G_OWN;
}

static bool asked_for(struct arena *a, struct str name, struct str low)
{
	struct str t = utf8_fold(a, name), w;

	while (str_cut(&low, ' ', &w))
		if (w.n && str_find(t, w) == t.n)
			return false;
	return true;
}

struct shown {
	struct web_option *o[G__COUNT];
	size_t n[G__COUNT];
};

static void put(struct shown *s, enum group g, const struct svc_form_row *f)
{
	s->o[g][s->n[g]++] = (struct web_option){f->code, f->name, false};
}

/* Those used of late that stand among the rows, most first. */
static void put_often(struct web *w, struct http_req *q, struct shown *s,
		      const struct svc_form_row *f, size_t n)
{
	struct str *codes;
	size_t used;
	struct fail why;

	if (svc_form_uses(w->svc, q->arena, &codes, &used, &why))
		return;
	for (size_t i = 0; i < used && s->n[G_OFTEN] < OFTEN; i++)
		for (size_t k = 0; k < n; k++)
			if (str_eq(f[k].code, codes[i]))
				put(s, G_OFTEN, &f[k]);
}

void web_forms_show(struct web *w, struct http_req *q, struct http_res *r,
		    struct str answering)
{
	struct arena *a = q->arena;
	struct svc_form_row *f;
	size_t n;
	struct forms_view v = {.answers_letter = web_kept(q, "jawab_surat", ""),
			       .answers_tray = web_kept(q, "jawab_kotak", ""),
			       .answering = answering,
			       .q = web_kept(q, "cari", "")};
	struct web_form_group *g = ARENA_ARRAY(a, struct web_form_group, G__COUNT);
	struct str low = utf8_fold(a, str_trim(v.q));
	struct shown s = {{0}, {0}};
	struct buf b = BUF_MAX(128 << 10);
	struct fail why;

	if (svc_forms(w->svc, web_actor(q), a, &f, &n, &why)) {
		web_fault(w, q, r, &why);
		return;
	}
	for (int i = 0; i < G__COUNT; i++)
		s.o[i] = ARENA_ARRAY(a, struct web_option, n + OFTEN);
	if (!low.n)
		put_often(w, q, &s, f, n);
	for (size_t i = 0; i < n; i++)
		if (asked_for(a, f[i].name, low))
			put(&s, group_of(f[i].code), &f[i]);
	for (int i = 0; i < G__COUNT; i++)
		if (s.n[i])
			g[v.groups_n++] =
				(struct web_form_group){str_c(NAME[i]), s.o[i], s.n[i]};
	v.groups = g;
	view_forms(&b, &v);
	web_show(w, q, r, "Konsep baru", WEB_OUT, &b);
}
