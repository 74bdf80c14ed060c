#include "web.h"

struct word {
	const char *value, *label;
};

static const struct word URGENCIES[] = { { "biasa", "Biasa" }, { "penting", "Penting" },
	{ "sangat-penting", "Sangat penting / mendesak" } };
static const struct word SECRECIES[] = { { "biasa", "Biasa" }, { "terbatas", "Terbatas" },
	{ "rahasia", "Rahasia" }, { "sangat-rahasia", "Sangat rahasia" } };
static const struct word CHANNELS[] = { { "kurir", "Kurir" }, { "pos", "Pos" },
	{ "langsung", "Langsung" }, { "e-mail", "E-mail" }, { "whatsapp", "WhatsApp" },
	{ "srikandi", "SRIKANDI" } };
static const struct word COPIES[] = { { "asli", "Asli" }, { "tembusan", "Tembusan" },
	{ "salinan", "Salinan" } };

/* What a file is to its letter. */
static const struct word ROLES[] = { { "pindaian", "pindaian" }, { "lampiran", "lampiran" },
	{ "foto-disposisi", "foto lembar disposisi" }, { "pdf-tercatat", "surat bernomor" },
	{ "pindaian-bertanda-tangan", "pindaian bertanda tangan" }, { "bukti", "bukti terima" } };
static const struct word KINDS[] = { { "definitif", "pejabat tetap" }, { "plt", "Plt." },
	{ "plh", "Plh." }, { "pj", "Pj." } };
/* A field of the entry, as the form that corrects it calls it. */
static const struct word FIELDS[] = { { "sender", "Pengirim" }, { "number", "Nomor surat" },
	{ "subject", "Hal" }, { "attachments", "Lampiran" }, { "class_code", "Kode klasifikasi" },
	{ "addressed_to", "Ditujukan kepada" }, { "urgency", "Sifat" }, { "secrecy", "Keamanan" },
	{ "channel", "Cara terima" }, { "copy_kind", "Lembar yang datang" },
	{ "letter_day", "Tanggal surat" }, { "received_day", "Diterima tanggal" } };
/* What a letter is to another, read from the one and from the other. */
static const struct word LINKS[] = { { "menjawab", "menjawab" },
	{ "jawaban-sementara", "jawaban sementara atas" }, { "ralat", "meralat" },
	{ "pengganti", "menggantikan" }, { "pencabutan", "mencabut" },
	{ "buku-lain", "juga di buku" } };
static const struct word LINKS_BACK[] = { { "menjawab", "dijawab dengan" },
	{ "jawaban-sementara", "dijawab sementara dengan" }, { "ralat", "diralat dengan" },
	{ "pengganti", "digantikan oleh" }, { "pencabutan", "dicabut dengan" },
	{ "buku-lain", "juga di buku" } };

static const struct web_option *options(struct arena *a, const struct word *w, size_t n,
                                        struct str on, size_t *out_n)
{
	struct web_option *o = ARENA_ARRAY(a, struct web_option, n);

	for (size_t i = 0; i < n; i++)
		o[i] = (struct web_option){ str_c(w[i].value), str_c(w[i].label),
			                    str_eqc(on, w[i].value) };
	*out_n = n;
	return o;
}
#define OPTIONS(a, w, on, n) options((a), (w), sizeof(w) / sizeof *(w), (on), (n))

const struct web_option *web_urgencies(struct arena *a, struct str on, size_t *n)
{
	return OPTIONS(a, URGENCIES, on, n);
}

const struct web_option *web_kinds(struct arena *a, struct str on, size_t *n)
{
	return OPTIONS(a, KINDS, on, n);
}

const struct web_option *web_secrecies(struct arena *a, struct str on, size_t *n)
{
	return OPTIONS(a, SECRECIES, on, n);
}

const struct web_option *web_channels(struct arena *a, struct str on, size_t *n)
{
	return OPTIONS(a, CHANNELS, on, n);
}

const struct web_option *web_copies(struct arena *a, struct str on, size_t *n)
{
	return OPTIONS(a, COPIES, on, n);
}

static struct str label(struct str word, const struct word *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqc(word, w[i].value))
			return str_c(w[i].label);
	return word.p ? word : STR("");
}
#define LABEL(word, w) label((word), (w), sizeof(w) / sizeof *(w))

struct str web_kind_label(struct str kind)
{
	return LABEL(kind, KINDS);
}

struct str web_role_label(struct str role)
{
	return LABEL(role, ROLES);
}

struct str web_field_label(struct str field)
{
	return LABEL(field, FIELDS);
}

struct str web_link_label(struct str kind, bool reverse)
{
	return reverse ? LABEL(kind, LINKS_BACK) : LABEL(kind, LINKS);
}

struct str web_word_label(struct str word)
{
	for (size_t i = 0; i < sizeof URGENCIES / sizeof *URGENCIES; i++)
		if (str_eqc(word, URGENCIES[i].value))
			return str_c(URGENCIES[i].label);
	for (size_t i = 0; i < sizeof SECRECIES / sizeof *SECRECIES; i++)
		if (str_eqc(word, SECRECIES[i].value))
			return str_c(SECRECIES[i].label);
	for (size_t i = 0; i < sizeof CHANNELS / sizeof *CHANNELS; i++)
		if (str_eqc(word, CHANNELS[i].value))
			return str_c(CHANNELS[i].label);
	return word.p ? word : STR("");
}

struct str web_clock(struct arena *a, const struct svc_clock *c)
{
	if (!c->step || !c->standard_min)
		return STR("");
	return arena_fmt(a, "%d/%d mnt", c->work_min + c->wait_min, c->standard_min);
}

struct str web_clock_said(struct arena *a, int work, int wait, int standard)
{
	if (!standard)
		return STR("");
	return arena_fmt(a, "dikerjakan %d dari %d menit baku, menunggu %d menit", work, standard, wait);
}

struct str web_when(struct web *w, struct arena *a, int64_t ms)
{
	if (!ms)
		return STR("");
	int m = minute_of_day(ms, w->svc->zone);
	struct str day = day_full(a, day_at(ms, w->svc->zone));

	return arena_fmt(a, "%.*s %02d.%02d", STR_ARG(day), m / 60, m % 60);
}

const struct web_row *web_rows(struct web *w, struct arena *a, const struct svc_list *l)
{
	struct web_row *o = ARENA_ARRAY(a, struct web_row, l->n + 1);

	(void)w;
	for (size_t i = 0; i < l->n; i++) {
		const struct svc_row *s = &l->rows[i];
		struct str no = s->incoming && s->agenda.n ? s->agenda : s->number;

		o[i] = (struct web_row){
			.link = url_path(a, "/surat/%lld/", (long long)s->id),
			.number = no.n ? no : STR("(belum bernomor)"),
			.subject = s->hidden ? STR("RAHASIA") : str_or_empty(s->subject),
			.party = s->hidden ? STR("") : str_or_empty(s->party),
			.where = str_or_empty(s->where), .doing = str_or_empty(s->doing),
			.clock = web_clock(a, &s->clock),
			.date = day_long(a, s->incoming ? s->received_day : s->letter_day),
			.urgency = str_or_empty(s->urgency), .urgency_label = web_word_label(s->urgency),
			.secrecy = str_or_empty(s->secrecy), .secrecy_label = web_word_label(s->secrecy),
			.late = s->clock.late, .near = s->clock.near, .overdue = s->clock.overdue, .no_scan = s->no_scan,
			.class_note = str_or_empty(s->class_note),
		};
	}
	return o;
}
