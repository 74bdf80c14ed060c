/* num_audit_print.c - the report on a register: for people, and for programs. */
#include "json.h"
#include "num_audit.h"

static const struct {
	const char *word, *title;
} KIND[NUM_AUDIT__COUNT] = {
	[NUM_AUDIT_GAP] = { "bolong", "Nomor bolong" },
	[NUM_AUDIT_DOUBLE] = { "ganda", "Nomor ganda" },
	[NUM_AUDIT_ORDER] = { "janggal", "Nomor jauh dari urutannya (mungkin salah ketik)" },
	[NUM_AUDIT_YEAR] = { "tahun", "Tahun nomor tidak sesuai tanggalnya" },
	[NUM_AUDIT_BACK] = { "mundur", "Nomor mundur tanpa sisipan" },
	[NUM_AUDIT_SLIP] = { "salah-ketik", "Salah ketik yang masih terbaca" },
	[NUM_AUDIT_BLANK] = { "spasi", "Spasi di dalam nomor" },
	[NUM_AUDIT_UNREAD] = { "tak-terbaca", "Baris yang tidak terbaca sebagai nomor deret ini" },
};

/* "2.802", as an office writes it. */
static void put_count(struct buf *b, size_t n)
{
	if (n >= 1000)
		buf_fmt(b, "%zu.%03zu", n / 1000, n % 1000);
	else
		buf_fmt(b, "%zu", n);
}

static void put_years(const struct num_audit *r, struct buf *b)
{
	buf_fmt(b, "%-6s %10s %9s %8s %8s %8s\n", "Tahun", "Nomor", "Tercatat", "Bolong", "Ganda",
	        "Sisipan");
	for (size_t i = 0; i < r->years_n; i++) {
		const struct num_audit_year *y = &r->years[i];

		buf_fmt(b, "%-6d %4d-%-5d %9zu %8zu %8zu %8zu\n", y->year, y->first, y->last,
		        y->lines, y->missing, y->doubled, y->inserted);
	}
}

static void put_codes(const struct num_audit *r, struct buf *b)
{
	if (r->codes_n < 2)
		return;
	buf_fmt(b, "\nKode klasifikasi berganti %zu kali:\n", r->codes_n - 1);
	for (size_t i = 0; i < r->codes_n && i < 20; i++) {
		const struct num_audit_code *c = &r->codes[i];

		buf_fmt(b, "  %.*s %s nomor %d tahun %d (baris %d), ", STR_ARG(c->code),
		        i ? "sejak" : "mulai", c->serial, c->year, c->line);
		put_count(b, c->lines);
		BUF_ADD(b, " nomor\n");
	}
	if (r->codes_n > 20)
		buf_fmt(b, "  dan %zu lagi\n", r->codes_n - 20);
}

/* Notes on lines that follow each other are told as one: the same hand, the same habit. */
static size_t run_of(const struct num_audit *r, size_t i)
{
	size_t n = 1;

	while (i + n < r->notes_n && r->notes[i].kind == NUM_AUDIT_BLANK &&
	       r->notes[i + n].kind == NUM_AUDIT_BLANK &&
	       r->notes[i + n].line == r->notes[i].line + (int)n)
		n++;
	return n;
}

static void put_note(const struct num_audit_note *n, struct buf *b)
{
	if (n->line)
		buf_fmt(b, "  baris %d", n->line);
	else
		BUF_ADD(b, "  ");
	if (n->year)
		buf_fmt(b, "%s%d", n->line ? ", " : "", n->year);
	buf_fmt(b, ": %.*s\n", STR_ARG(n->text));
}

void num_audit_text(const struct num_audit *r, struct buf *b)
{
	put_count(b, r->lines);
	buf_fmt(b, " nomor dibaca sebagai satu deret, %zu tahun\n\n", r->years_n);
	put_years(r, b);
	put_codes(r, b);
	BUF_ADD(b, "\nTemuan:\n");
	for (int k = 0; k < NUM_AUDIT__COUNT; k++) {
		buf_fmt(b, "  %-52s ", KIND[k].title);
		put_count(b, r->count[k]);
		BUF_ADD(b, "\n");
	}
	for (int k = 0; k < NUM_AUDIT__COUNT; k++) {
		if (!r->count[k])
			continue;
		buf_fmt(b, "\n%s\n", KIND[k].title);
		for (size_t i = 0, n; i < r->notes_n; i += n) {
			n = run_of(r, i);
			if ((int)r->notes[i].kind != k)
				continue;
			put_note(&r->notes[i], b);
			if (n > 1)
				buf_fmt(b, "    dan begitu juga sampai baris %d (%zu nomor)\n",
				        r->notes[i + n - 1].line, n);
		}
	}
}

static void json_years(const struct num_audit *r, struct jw *w)
{
	jw_arr(w, "years");
	for (size_t i = 0; i < r->years_n; i++) {
		const struct num_audit_year *y = &r->years[i];

		jw_obj(w, NULL);
		jw_int(w, "year", y->year);
		jw_int(w, "first", y->first);
		jw_int(w, "last", y->last);
		jw_int(w, "lines", (int64_t)y->lines);
		jw_int(w, "missing", (int64_t)y->missing);
		jw_int(w, "doubled", (int64_t)y->doubled);
		jw_int(w, "inserted", (int64_t)y->inserted);
		jw_obj_end(w);
	}
	jw_arr_end(w);
	jw_arr(w, "codes");
	for (size_t i = 0; i < r->codes_n; i++) {
		jw_obj(w, NULL);
		jw_str(w, "code", r->codes[i].code);
		jw_int(w, "line", r->codes[i].line);
		jw_int(w, "year", r->codes[i].year);
		jw_int(w, "serial", r->codes[i].serial);
		jw_int(w, "lines", (int64_t)r->codes[i].lines);
		jw_obj_end(w);
	}
	jw_arr_end(w);
}

void num_audit_json(const struct num_audit *r, struct buf *b)
{
	struct jw w;

	jw_start(&w, b);
	jw_obj(&w, NULL);
	jw_int(&w, "lines", (int64_t)r->lines);
	jw_obj(&w, "counts");
	for (int k = 0; k < NUM_AUDIT__COUNT; k++)
		jw_int(&w, KIND[k].word, (int64_t)r->count[k]);
	jw_obj_end(&w);
	json_years(r, &w);
	jw_arr(&w, "findings");
	for (size_t i = 0; i < r->notes_n; i++) {
		jw_obj(&w, NULL);
		jw_str(&w, "kind", str_c(KIND[r->notes[i].kind].word));
		jw_int(&w, "line", r->notes[i].line);
		jw_int(&w, "year", r->notes[i].year);
		jw_str(&w, "text", r->notes[i].text);
		jw_obj_end(&w);
	}
	jw_arr_end(&w);
	jw_obj_end(&w);
	BUF_ADD(b, "\n");
}
