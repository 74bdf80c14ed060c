#include "svc_entry.h"
#include "svc_secrecy.h"
#include "num_class.h"
#include "num_ledger.h"
#include "num_rule.h"
#include "office.h"

static const char *const SECRECY[] = {"biasa", "terbatas", "rahasia", "sangat-rahasia",
				      NULL};
static const char *const CHANNEL[] = {"kurir",    "pos",      "langsung", "e-mail",
				      "whatsapp", "srikandi", "internal", NULL};
static const char *const COPY[] = {"asli", "tembusan", "salinan", NULL};

enum err svc_text(struct arena *a, struct str in, enum utf8_kind kind, size_t max,
		  const char *field, const char *need, struct str *out, struct fail *f)
{
	enum err e = utf8_clean(a, str_trim(in), kind, field, out, f);

	if (e)
		return e;
	if (!out->n && need)
		return FAIL(f, ERR_INVALID, "missing", field, "%s belum diisi; isilah.",
			    need);
	if (utf8_count(*out) > max)
		return FAIL(f, ERR_INVALID, "too-long", field,
			    "Isian %s terlalu panjang; paling banyak %zu huruf.", field,
			    max);
	return ERR_OK;
}

static enum err one_of(struct str v, const char *const *words, const char *field,
		       const char *name, struct fail *f)
{
	for (; *words; words++) {
		if (str_eqc(v, *words))
			return ERR_OK;
	}
	return FAIL(f, ERR_INVALID, v.n ? "unknown-value" : "missing", field,
		    v.n ? "%s tidak dikenal; pilih salah satu yang tersedia."
			: "%s belum dipilih; pilih dulu.",
		    name);
}

enum err svc_arrival_check(struct str channel, struct str copy_kind, struct day day,
			   struct day today, struct fail *f)
{
	enum err e = one_of(channel, CHANNEL, "channel", "Cara diterima", f);

	if (e ||
	    (e = one_of(copy_kind, COPY, "copy", "Asli, tembusan atau salinan", f)))
		return e;
	if (!day_ok(day) || day_cmp(day, today) > 0)
		return FAIL(f, ERR_INVALID, "bad-date", "date",
			    "Tanggal kedatangan harus tanggal yang ada, paling lambat "
			    "hari ini.");
	return ERR_OK;
}

static enum err check_levels(struct svc_entry *n, struct fail *f)
{
	static const char *const urgency[] = {"biasa", "penting", "sangat-penting", NULL};
	enum err e;

	if ((e = one_of(n->urgency, urgency, "urgency",
			"Sifat kesegeraan (biasa, penting, sangat penting)", f)) ||
	    (e = one_of(n->secrecy, SECRECY, "secrecy", "Sifat keamanan", f)) ||
	    (e = one_of(n->channel, CHANNEL, "channel", "Cara diterima", f)))
		return e;
	return one_of(n->copy_kind, COPY, "copy", "Asli, tembusan atau salinan", f);
}

static enum err check_days(struct svc_entry *n, struct fail *f)
{
	if (!day_ok(n->received_day))
		return FAIL(f, ERR_INVALID, "bad-date", "received_date",
			    "Tanggal terima tidak ada di kalender; perbaiki.");
	if (day_cmp(n->received_day, n->today) > 0)
		return FAIL(f, ERR_INVALID, "future-date", "received_date",
			    "Tanggal terima tidak boleh sesudah hari ini; perbaiki.");
	if (n->no_date) {
		n->letter_day = (struct day){0, 0, 0};
		return ERR_OK;
	}
	if (day_none(n->letter_day))
		return FAIL(
			f, ERR_INVALID, "missing", "letter_date",
			"Tanggal surat belum diisi; isilah atau pilih tanpa tanggal.");
	if (!day_ok(n->letter_day))
		return FAIL(f, ERR_INVALID, "bad-date", "letter_date",
			    "Tanggal surat tidak ada di kalender; perbaiki.");
	if (day_cmp(n->letter_day, n->today) > 0 && !n->future_ok)
		return FAIL(
			f, ERR_INVALID, "future-date", "letter_date",
			"Tanggal surat sesudah hari ini; perbaiki, atau nyatakan bahwa "
			"memang tercetak demikian.");
	return ERR_OK;
}

static enum err number_there(const struct svc_entry *n, struct fail *f)
{
	if (n->number.n || n->no_number)
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "missing", "number",
		    "Nomor surat belum diisi; isilah atau pilih tanpa nomor.");
}

static enum err check_texts(struct arena *a, struct svc_entry *n, struct fail *f)
{
	enum err e;

	if ((e = svc_text(a, n->sender, UTF8_LINE, 200, "sender", "Pengirim", &n->sender,
			  f)) ||
	    (e = svc_text(a, n->number, UTF8_LINE, 120, "number", NULL, &n->number, f)) ||
	    (e = number_there(n, f)) ||
	    (e = svc_text(a, n->subject, UTF8_LINE, 1000, "subject",
			  n->sealed ? NULL : "Hal surat", &n->subject, f)) ||
	    (e = svc_text(a, n->attachments, UTF8_LINE, 200, "attachments", NULL,
			  &n->attachments, f)))
		return e;
	return svc_text(a, n->addressed_to, UTF8_LINE, 200, "addressed_to", NULL,
			&n->addressed_to, f);
}

/* A closed envelope tells sender, number and dates; what else stands in the form was
 * never seen and is not to be stored.  Nor was it seen that anybody may read it: it is
 * terbatas at least, until whoever opens it has the entry corrected. */
static enum err seal(struct svc_entry *n, struct fail *f)
{
	if (!n->sealed)
		return ERR_OK;
	if (n->subject.n || n->class_code.n)
		return FAIL(f, ERR_INVALID, "sealed",
			    n->subject.n ? "subject" : "classification",
			    "Sampul tertutup: hanya pengirim, nomor dan tanggal yang "
			    "dicatat; kosongkan Hal dan Kode klasifikasi.");
	n->subject = STR("(sampul tertutup)");
	if (!n->secrecy.n || svc_secrecy_open(n->secrecy))
		n->secrecy = STR("terbatas");
	return ERR_OK;
}

enum err svc_entry_check(struct svc *s, struct arena *a, struct svc_entry *n,
			 struct fail *f)
{
	enum err e;

	if (n->no_number && str_trim(n->number).n)
		return FAIL(f, ERR_INVALID, "no-number", "number",
			    "Pilih tanpa nomor atau isi nomor surat, jangan keduanya.");
	if ((e = check_texts(a, n, f)) || (e = check_days(n, f)) ||
	    (e = seal(n, f)) || (e = check_levels(n, f)))
		return e;
	if (n->no_number)
		n->number = (struct str){NULL, 0};
	n->number_norm =
		n->number.n ? svc_number_norm(s, a, n->number) : (struct str){NULL, 0};
	n->sender_folded = utf8_fold(a, n->sender);
	n->class_code = str_trim(n->class_code);
	if (!n->class_code.n) {
		n->class_code = n->class_scheme = (struct str){NULL, 0};
		return ERR_OK;
	}
	return svc_class_check(s, n->class_code, &n->class_scheme, f);
}

struct str svc_number_norm(struct svc *s, struct arena *a, struct str number)
{
	struct num_reading r;
	struct buf b = BUF_MAX(1024);

	if (s->rules && num_parse(s->rules, a, number, &r, 1))
		return r.normal;
	for (size_t i = 0; i < number.n; i++) {
		char c = number.p[i];

		if (c == ' ' || c == '\t')
			continue;
		buf_byte(&b, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
	return buf_keep(&b, a);
}

enum err svc_class_check(struct svc *s, struct str code, struct str *scheme,
			 struct fail *f)
{
	const struct num_class *c =
		num_class_find(s->classes, (struct str){NULL, 0}, code);

	if (!c)
		return FAIL(f, ERR_INVALID, "unknown-class", "classification",
			    "Kode klasifikasi tidak dikenal; pilih kode dari daftar "
			    "klasifikasi.");
	*scheme = num_class_filed(c);
	return ERR_OK;
}

static struct str series(struct arena *a, struct str book)
{
	return arena_fmt(a, "agenda/" STR_FMT, STR_ARG(book));
}

enum err svc_agenda_take(struct arena *a, struct db_conn *c, const struct actor *who,
			 struct str book, struct day received, int64_t letter_id,
			 int *serial, struct fail *f)
{
	return num_take(c,
			&(struct num_line){.series = series(a, book),
					   .period = received.year,
					   .letter_id = letter_id,
					   .account_id = who->account_id,
					   .day = received},
			serial, f);
}

enum err svc_agenda_void(struct arena *a, struct db_conn *c, const struct actor *who,
			 int64_t letter_id, struct str reason, struct fail *f)
{
	struct db_rows *r = db_run(c, Q_in_agenda_of);
	struct str book = {NULL, 0};
	int year = 0, serial = 0;
	bool found;
	enum err e;

	db_bind_int(r, "id", letter_id);
	found = db_next(r);
	if (found) {
		book = db_str(r, 0, a);
		year = (int)db_int(r, 1);
		serial = (int)db_int(r, 2);
	}
	if ((e = db_done(r, NULL, f)) || !found)
		return e;
	r = db_run(c, Q_in_void_agenda);
	db_bind_int(r, "id", letter_id);
	db_bind_str(r, "reason", reason);
	if ((e = svc_exec(r, f)))
		return e;
	return num_void(c,
			&(struct num_line){.series = series(a, book),
					   .period = year,
					   .letter_id = letter_id,
					   .account_id = who->account_id},
			serial, reason, f);
}
