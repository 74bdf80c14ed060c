/* The face of an electronic signature: in place of ink and stamp a box with a QR, and a
 * sentence at the foot of every page.
 * SOURCE  UU ITE 11/2008 article 5(1) and PP 71/2019 article 60; the practice of BSrE. */
#include "print.h"

#define QR    62.0
#define INNER 5.0

struct face_line {
	struct str text;
	int face;
	double size;
};

static size_t lines_of(const struct signed_by *s, struct arena *a, struct face_line *to)
{
	struct str post = s->how.n && !s->above.n
				  ? arena_fmt(a, STR_FMT " " STR_FMT, STR_ARG(s->how),
					      STR_ARG(s->post))
				  : s->post;
	size_t n = 0;

	to[n++] = (struct face_line){STR("Ditandatangani secara elektronik oleh:"), 0, 8};
	if (s->above.n)
		to[n++] = (struct face_line){
			arena_fmt(a, "a.n. " STR_FMT, STR_ARG(s->above)), 0, 9};
	if (s->between.n)
		to[n++] = (struct face_line){
			arena_fmt(a, STR_FMT ", u.b.", STR_ARG(s->between)), 0, 9};
	to[n++] = (struct face_line){arena_fmt(a, STR_FMT ",", STR_ARG(post)), 0, 9};
	to[n++] = (struct face_line){s->name, FACE_BOLD, 9.5};
	if (s->rank.n)
		to[n++] = (struct face_line){s->rank, 0, 9};
	if (s->nip.n)
		to[n++] = (struct face_line){
			arena_fmt(a, "NIP. " STR_FMT, STR_ARG(s->nip)), 0, 9};
	return n;
}

double tpl_print_esign(struct print *p, const struct signed_by *s, double x, double y,
		       double w)
{
	struct galley *fl = &p->fl;
	struct face_line l[8];
	double size = fl->size, lead = fl->lead, at = y + INNER;
	double left = x + (p->o->qr.n ? QR + 2 * INNER : INNER);
	size_t n = lines_of(s, fl->a, l);

	for (size_t i = 0; i < n; i++) {
		struct span sp = {l[i].text, l[i].face, false};

		fl->size = l[i].size;
		fl->lead = l[i].size * 1.2;
		struct lines ls =
			tpl_break(fl, &sp, 1, x + w - left - INNER, 0, fl->size, false);

		for (size_t k = 0; k < ls.n; k++, at += fl->lead)
			tpl_put_line(fl, &ls, k, left, at, 0, ALIGN_LEFT);
		at += i == 0 || l[i].text.p[l[i].text.n - 1] == ',' ? 3 : 0;
	}
	fl->size = size;
	fl->lead = lead;
	if (p->o->qr.n) {
		tpl_rule(fl, x + INNER, y + INNER, QR, 0);
		fl->ops[fl->ops_n - 1].kind = OP_QR;
		fl->ops[fl->ops_n - 1].text = p->o->qr;
		at = at > y + QR + INNER ? at : y + QR + INNER;
	}
	tpl_frame(fl, x, y, w, at + INNER - y);
	return at + INNER;
}

struct str tpl_esign_foot(void)
{
	return STR(
		"Dokumen ini telah ditandatangani secara elektronik menggunakan "
		"sertifikat elektronik yang diterbitkan oleh Balai Sertifikasi "
		"Elektronik (BSrE), Badan Siber dan Sandi Negara. Informasi Elektronik "
		"dan/atau hasil cetaknya merupakan alat bukti hukum yang sah (Pasal 5 "
		"ayat (1) Undang-Undang Nomor 11 Tahun 2008).");
}
