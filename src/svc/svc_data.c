#include "svc_data.h"
#include "fs.h"
#include "intake.h"
#include "intake_pages.h"
#include "svc_case.h"
#include "svc_outgoing_page.h"
#include "svc_scanner.h"
#include "tpl.h"

static enum err no_data(struct fail *f)
{
	return FAIL(f, ERR_INVALID, "no-data", "pindaian",
		    "PDF ini tidak membawa data surat; isi dengan membaca suratnya.");
}

/* Letters and digits alone: lines, blanks and hyphens stand otherwise on a page. */
static struct str bare(struct arena *a, struct str s)
{
	char *to = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool upper = c >= 'A' && c <= 'Z';
		bool kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
			    (unsigned char)c >= 0x80;

		if (kept)
			to[n++] = upper ? (char)(c - 'A' + 'a') : c;
	}
	return (struct str){to, n};
}

static bool on_pages(struct arena *a, struct str words, struct str s)
{
	struct str part = bare(a, s);

	return part.n && str_find(words, part) < words.n;
}

/* A titled one, as a surat tugas, has no line for its subject: what it says of it to the
 * register alone cannot be read on the page, so the form's name stands. */
static enum err belongs(struct arena *a, struct tpl_facts *x, const struct tpl_form *form,
			struct str words, struct fail *f)
{
	struct str all = bare(a, words);
	bool printed = on_pages(a, all, x->subject);

	if (!printed && form && form->family != 'K' && form->family != 'N') {
		x->subject = form->name;
		printed = true;
	}
	if (printed && on_pages(a, all, x->number))
		return ERR_OK;
	return FAIL(
		f, ERR_INVALID, "other-data", "pindaian",
		"PDF ini membawa data surat yang nomor atau halnya tidak tercetak pada "
		"halamannya; isi dengan membaca suratnya.");
}

static struct str value_in(const struct tpl_value *v, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqc(v[i].name, name))
			return v[i].value;
	return STR("");
}

/* "08.30 WIB s.d. selesai" -> "08.30" */
static struct str hour_of(struct str s)
{
	size_t n = 0;

	while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '.' || s.p[n] == ':'))
		n++;
	return n >= 4 && n <= 5 ? str_head(s, n) : STR("");
}

static void event_of(struct svc *s, struct arena *a, struct str xml, struct str words,
		     struct svc_letter_data *out)
{
	struct str all = bare(a, words), hour, place;
	struct tpl_value *v;
	struct day day;
	size_t n;
	struct fail why;

	if (tpl_values_from_xml(s->tpl, a, xml, &v, &n, &why))
		return;
	hour = hour_of(str_trim(value_in(v, n, "pukul")));
	place = str_trim(value_in(v, n, "tempat-acara"));
	if (day_parse(value_in(v, n, "hari-tanggal"), &day) &&
	    on_pages(a, all, day_long(a, day)))
		out->event_day = day;
	out->event_start = on_pages(a, all, hour) ? hour : STR("");
	out->event_place = on_pages(a, all, place) ? place : STR("");
}

enum err svc_incoming_data(struct svc *s, const struct actor *who, struct arena *a,
			   const struct svc_upload *up, struct svc_letter_data *out,
			   struct fail *f)
{
	struct str pdf = up->bytes, xml, words;
	const struct tpl_form *form;
	const char *mime;
	struct tpl_facts x;
	struct fail why;
	enum err e = ERR_OK;

	*out = (struct svc_letter_data){0};
	if (!svc_keeps_a_book(s, who, a))
		return FAIL(f, ERR_DENIED, "not-yours", NULL,
			    "Hanya pengelola buku agenda yang mencatat surat masuk.");
	if (!s->pages)
		return FAIL(f, ERR_IO, "pages-broken", NULL,
			    "Berkas tidak dapat dibaca di sini; hubungi administrator.");
	if (up->path)
		e = fs_read(a, up->path, SVC_UPLOAD_BYTES + 1, &pdf, f);
	if (!e)
		e = intake_sniff(pdf, up->name, "pindaian", &mime, f);
	if (e)
		return e;
	if (!str_eqc(str_c(mime), "application/pdf"))
		return no_data(f);
	e = intake_pages_data(s->pages, a, pdf, &xml, &words, f);
	if (e)
		return e == ERR_INVALID ? no_data(f) : e;
	if (tpl_letter_facts(s->tpl, a, xml, &x, &why))
		return no_data(f);
	form = tpl_form_get(s->tpl, x.form);
	if ((e = belongs(a, &x, form, words, f)))
		return e;
	*out = (struct svc_letter_data){
		.sender = x.sender,
		.number = x.number,
		.subject = x.subject,
		.attachments = str_eqc(x.attachments, "-") ? STR("") : x.attachments,
		.addressed_to = str_or_empty(x.addressed_to),
		.urgency = out_axis_level("sifat", x.urgency),
		.secrecy = out_axis_level("keamanan", x.secrecy),
		.letter_day = x.date,
		.form = form ? form->name : STR(""),
		.event_start = STR(""),
		.event_place = STR("")};
	if (str_eqc(x.form, "undangan"))
		event_of(s, a, xml, words, out);
	return ERR_OK;
}
