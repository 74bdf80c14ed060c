/* One letter from its checked tree to PDF bytes. */
#include "contract.h"
#include "print.h"
#include "utf8.h"
#include <stdlib.h>

#define LYING_MARGIN 80 /* 28 mm */

struct tpl_ctx *tpl_ctx_open(const struct tpl_engine *t)
{
	struct tpl_ctx *c = calloc(1, sizeof *c);
	struct fail f;

	if (!c)
		abort();
	c->engine = t;
	if (tpl_pdf_open(&c->pdf, &t->stock, &f)) {
		free(c);
		return NULL;
	}
	return c;
}

void tpl_ctx_close(struct tpl_ctx *c)
{
	if (!c)
		return;
	tpl_book_drop(c);
	tpl_pdf_close(&c->pdf);
	free(c);
}

bool tpl_rule_applies(const struct print *p, enum rule_of rule)
{
	return rule == RULE_ANY || rule == (p->pf->parts_of_2023 ? RULE_2023 : RULE_54);
}

/* Whether this letter has the part: one regulation's own, or one that follows a field. */
static bool applies(const struct print *p, const struct part *part)
{
	return tpl_rule_applies(p, part->rule) &&
	       (!part->when.n || tpl_has_value(p->l->root, part->when));
}

static void print_part(struct print *p, const struct part *part)
{
	switch (part->kind) {
	case PART_KOP: tpl_print_letterhead(p); break;
	case PART_KEPALA: tpl_print_head(p); break;
	case PART_JUDUL: tpl_print_title(p, part); break;
	case PART_NOMOR: tpl_print_number(p, part); break;
	case PART_LABEL: tpl_print_labels(p, part); break;
	case PART_CATATAN: tpl_print_note_head(p, part); break;
	case PART_TEKS: tpl_print_value(p, part->field, p->fl.x, p->fl.w, true); break;
	case PART_BAGIAN: tpl_print_section(p, part); break;
	case PART_SERUAN: tpl_print_call(p, part); break;
	case PART_ORANG: tpl_print_persons(p, part); break;
	case PART_TTD: tpl_print_signature(p, part); break;
	case PART_TEMBUSAN: tpl_print_copies(p); break;
	case PART_TENTANG: tpl_print_about(p, part); break;
	case PART_KALIMAT: tpl_print_sentence(p, part); break;
	case PART_ALAMAT: tpl_print_address(p); break;
	case PART_TANGGAL: tpl_print_place_date(p); break;
	case PART_PENANDA: tpl_print_signer(p); break;
	case PART_BAB: tpl_print_chapter(p, part); break;
	case PART_JUDUL_PRODUK: tpl_print_product_title(p, part); break;
	case PART_PENETAP: tpl_print_enactor(p); break;
	case PART_KONSIDERAN: tpl_print_recital(p, part); break;
	case PART_MENETAPKAN: tpl_print_enacting(p, part); break;
	case PART_DIKTUM: tpl_print_dictums(p, part); break;
	case PART_TENGAH: tpl_print_centred(p, part); break;
	case PART_BATANG: tpl_print_articles(p, part); break;
	case PART_HARI_INI: tpl_print_this_day(p, part); break;
	case PART_PIHAK: tpl_print_party(p, part); break;
	case PART_PARA: tpl_print_signatures(p, part); break;
	case PART_SAKSI: tpl_print_witnesses(p, part); break;
	case PART_TABEL: tpl_print_field_table(p, part); break;
	case PART_DAFTAR_TTD: tpl_print_signing_sheet(p, part); break;
	case PART_PETAK: tpl_print_grid(p, part); break;
	case PART_LABEL_KANAN: tpl_print_right_labels(p, part); break;
	case PART_KISI: tpl_print_cells(p, part); break;
	case PART_KAWAT: tpl_print_telegram(p, part); break;
	case PART_VISA: tpl_print_visas(p, part); break;
	case PART_BINGKAI: tpl_print_frame(p); break;
	case PART_FOTO: tpl_print_photo(p, part); break;
	case PART_UNDANG: tpl_print_promulgation(p, part); break;
	case PART_HALAMAN: tpl_box(&p->fl, 0, false)->page = true; break;
	case PART_LAMPIRAN: tpl_print_annex(p, part); break;
	case PART_LEMBAR:
	case PART__COUNT: break;
	}
}

static struct str dated(struct print *p, const char *name)
{
	struct str s = tpl_value_of(p, name);
	struct day d;

	return day_parse(s, &d) ? day_long(p->fl.a, d) : s;
}

static size_t lines_of(struct print *p, const char *name, struct str *to)
{
	struct str all = tpl_value_of(p, name), line;
	size_t n = 0;

	while (n < TPL_SLIP_LINES && all.n && str_cut(&all, '\n', &line))
		to[n++] = line;
	return n;
}

/* Family F: the letter's values fill the same sheet that tpl_slips() prints in piles. */
static enum err sheet(const struct tpl_engine *t, struct tpl_ctx *c, struct print *p,
		      struct buf *out, struct fail *f)
{
	struct tpl_slip s = {.from = tpl_value_of(p, "dari"),
			     .number = p->number,
			     .date = dated(p, "tanggal"),
			     .received = dated(p, "diterima"),
			     .agenda = tpl_value_of(p, "agenda"),
			     .urgency = tpl_value_of(p, "sifat"),
			     .secrecy = tpl_value_of(p, "keamanan"),
			     .subject = tpl_value_of(p, "hal"),
			     .note = tpl_value_of(p, "catatan"),
			     .attachments = tpl_value_of(p, "lampiran"),
			     .channel = tpl_value_of(p, "melalui"),
			     .received_by = tpl_value_of(p, "penerima"),
			     .qr = p->o->qr};
	bool disposisi = str_eqc(p->l->form->parts[0].text, "disposisi");

	s.to_n = lines_of(p, "diteruskan", s.to);
	s.instruct_n = lines_of(p, "harap", s.instruct);
	return tpl_slips(t, c, disposisi ? TPL_SLIP_DISPOSISI : TPL_SLIP_TANDA_TERIMA,
			 p->office, &s, 1, p->o->demo, p->date, out, f);
}

static bool is_slip(const struct form *fm)
{
	return fm->parts_n && fm->parts[0].kind == PART_LEMBAR;
}

static enum err date_check(const struct print *p, struct tpl_faults *fs, struct fail *f)
{
	struct arena *a = p->l->arena;

	if (day_ok(p->date) && day_ok(p->pf->from) &&
	    (day_cmp(p->date, p->pf->from) < 0 ||
	     (day_ok(p->pf->until) && day_cmp(p->date, p->pf->until) > 0)))
		tpl_fault_add(fs, a, 0, STR("tanggal"),
			      "aturan " STR_FMT
			      " tidak berlaku pada tanggal surat; pilih aturan lain.",
			      STR_ARG(p->pf->name));
	/* R1: nothing here reads a clock, so a finished letter brings its day along */
	if (p->o->late == TPL_LATE_PRINT && !p->o->draft && !day_ok(p->date) &&
	    !is_slip(p->l->form))
		tpl_fault_add(fs, a, p->l->root->line, STR("tanggal"),
			      "surat belum bertanggal; isi <tanggal>, atau sebut "
			      "tanggalnya saat mencetak.");
	if (p->o->late == TPL_LATE_ONLY && (!p->number.n || !day_ok(p->date)))
		tpl_fault_add(
			fs, a, 0, STR("nomor"),
			"mencetak nomor di tempatnya memerlukan nomor dan tanggal.");
	return fs->n ? FAIL(f, ERR_INVALID, "bad-letter", NULL, STR_FMT,
			    STR_ARG(fs->list[0].text))
		     : ERR_OK;
}

static enum err own_kop(struct print *p, struct tpl_office *own, struct fail *f)
{
	const struct xml_node *kop = xml_kid(p->l->root, "kop");
	enum err e;

	p->office = p->o->office;
	if (!kop || p->office)
		return ERR_OK;
	e = tpl_office_kop(p->fl.a, kop, NULL, own, f);
	p->office = own;
	return e;
}

double tpl_first_top(const struct print *p)
{
	return p->office && p->office->n ? p->pf->kop_top : p->pf->top;
}

/* The sheet turned, with the same room on all sides for the frame. */
static const struct profile *lying(struct arena *a, const struct profile *pf)
{
	struct profile *turned = ARENA_NEW(a, struct profile);

	*turned = *pf;
	turned->w = pf->h;
	turned->h = pf->w;
	turned->left = turned->right = turned->top = LYING_MARGIN;
	turned->bottom = LYING_MARGIN * 0.66;
	turned->kop_top = LYING_MARGIN * 0.6;
	for (size_t i = 0; i < turned->type_n; i++)
		turned->type[i].spacing = 1;
	for (size_t i = 0; i < turned->sign_n; i++)
		turned->sign[i].blank = 3;
	return turned;
}

static bool is_secret(struct str level)
{
	return str_eqc(level, "Rahasia") || str_eqc(level, "Sangat Rahasia");
}

static struct str copy_text(const struct print *p)
{
	if (!p->o->copy_no)
		return (struct str){0};
	if (p->o->copy_of == 1)
		return STR("Salinan tunggal");
	return arena_fmt(p->fl.a, "Salinan ke-%d dari %d", p->o->copy_no, p->o->copy_of);
}

static void set_margin(struct print *p)
{
	const struct page_rule *r = tpl_profile_page(p->pf, p->l->form->pub.family);
	struct str level = tpl_value_of(p, "keamanan");
	bool tabular = strchr("FS", p->l->form->pub.family) != NULL;

	p->fl.margin =
		/* the back of a sheet is no second page */
		(struct margin){.no = tabular ? PAGE_NO_NONE : r->no,
				.dashes = r->dashes,
				.catchword = r->catchword && !tabular,
				.secrecy = is_secret(level) ? utf8_upper(p->fl.a, level)
							    : (struct str){0},
				.copy = copy_text(p),
				.foot = p->o->esign ? tpl_esign_foot() : (struct str){0}};
}

static enum err lay_out(struct print *p, struct pdf *pdf, struct tpl_faults *fs,
			struct fail *f)
{
	const struct form *fm = p->l->form;

	p->fl.faults = fs;
	p->fl.faults_in = p->l->arena;
	p->fl.tags = &pdf->tags;
	for (size_t i = 0; i < fm->parts_n; i++)
		if (applies(p, &fm->parts[i]))
			print_part(p, &fm->parts[i]);
	if (fs->n)
		return FAIL(f, ERR_INVALID, "bad-letter", NULL, STR_FMT,
			    STR_ARG(fs->list[0].text));
	if (p->o->attach && p->o->late == TPL_LATE_PRINT) {
		pdf->attach = tpl_printed_xml(p);
		pdf->attach_what =
			STR("Naskah ini sebagai data (surat.xml), untuk dibaca "
			    "Naskah penerima");
	}
	if (p->office && p->o->late != TPL_LATE_ONLY) {
		pdf->logo[0] = p->office->has_logo ? &p->office->logo : NULL;
		pdf->logo[1] = p->office->has_second ? &p->office->second : NULL;
	}
	tpl_print_paraf(p);
	set_margin(p);
	tpl_paginate(&p->fl, pdf, tpl_first_top(p), p->pf->top, p->pf->bottom, p->o->late,
		     p->o->demo    ? STR("DEMO")
		     : p->o->draft ? STR("KONSEP")
				   : (struct str){0});
	if (p->o->look)
		tpl_look_at(p->o->look, &p->fl, pdf, p->pf->h - p->pf->top - p->pf->bottom);
	return ERR_OK;
}

enum err tpl_render(const struct tpl_engine *t, struct tpl_ctx *c,
		    const struct tpl_letter *l, const struct tpl_options *o,
		    struct buf *out, struct tpl_faults *fs, struct fail *f)
{
	struct arena *a = arena_open();
	struct tpl_office own = {0};
	struct print *p = ARENA_NEW(a, struct print);
	const struct tpl_font *font[FACE__COUNT];
	enum err e;

	fs->n = 0;
	*p = (struct print){.l = l,
			    .o = o,
			    .pf = tpl_profile_find(t, str_c(o->profile)),
			    .number = o->number.n ? o->number : l->number,
			    .date = day_ok(o->date) ? o->date : l->date,
			    .wet = o->late != TPL_LATE_PRINT};
	if (!p->pf) {
		e = FAIL(f, ERR_NOTFOUND, "no-profile", NULL,
			 "Aturan tata naskah \"%s\" tidak ada.",
			 o->profile ? o->profile : "");
		goto out;
	}
	if (l->form->lying)
		p->pf = lying(a, p->pf);
	const struct type_rule *type = tpl_profile_type(p->pf, l->form->pub.family);

	tpl_start(&p->fl, a, tpl_family(t, type->face), type->size, type->spacing,
		  p->pf->left, p->pf->w - p->pf->left - p->pf->right);
	p->fl.parting = t->parting;
	p->fl.parted = &c->parted;
	tpl_use_letters(&p->fl, &c->pdf.letters);
	p->fl.paper = (struct paper){.w = p->pf->w,
				     .h = p->pf->h,
				     .room = (p->pf->h - p->pf->top - p->pf->bottom) / 2};
	for (int k = 0; k < FACE__COUNT; k++)
		font[k] = p->fl.font[k];
	tpl_pdf_begin(&c->pdf, p->pf->w, p->pf->h, font);
	e = own_kop(p, &own, f);
	if (!e)
		e = date_check(p, fs, f);
	if (!e && is_slip(l->form)) {
		e = sheet(t, c, p, out, f);
		goto out;
	}
	if (!e)
		e = lay_out(p, &c->pdf, fs, f);
	if (!e && c->join)
		tpl_pdf_join(c->join, &c->pdf, c->join_in);
	else if (!e && !(o->look && o->look->only))
		e = tpl_pdf_end(&c->pdf, tpl_value_of(p, "hal"),
				p->office && p->office->n ? p->office->line[0]
							  : STR("Naskah"),
				p->date, out, f);
out:
	arena_close(a);
	return e;
}
