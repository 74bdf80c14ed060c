/* Profiles: one region's format rules, from their tree to what the printer asks. */
#include "model.h"

#define MM (72 / 25.4)

static double number(const struct xml_node *n, const char *attr)
{
	struct str s = xml_attr(n, attr);
	double v = 0, unit = 1;
	bool frac = false;

	for (size_t i = 0; i < s.n && i < 12; i++) {
		if (s.p[i] == '.' || s.p[i] == ',') {
			frac = true;
		} else if (s.p[i] >= '0' && s.p[i] <= '9') {
			v = v * 10 + (s.p[i] - '0');
			unit *= frac ? 10 : 1;
		}
	}
	return v / unit;
}

static const struct xml_node *need(const struct xml_node *n, const char *name)
{
	static const struct xml_node EMPTY;
	const struct xml_node *k = xml_kid(n, name);

	return k ? k : &EMPTY;
}

static bool is(const struct xml_node *n, const char *attr, const char *word)
{
	return str_eqc(xml_attr(n, attr), word);
}

/* ---- rules for families ---- */

/* A rule for some families says what differs from the rule for all. */
static void read_types(const struct xml_node *n, struct profile *p)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, "huruf", &i)) && p->type_n < PROFILE_RULES) {
		struct type_rule r = p->type_n ? p->type[0] : (struct type_rule){0};

		r.families = xml_attr(k, "keluarga");
		r.line = k->line;
		if (xml_attr(k, "muka").n)
			r.face = xml_attr(k, "muka");
		if (xml_attr(k, "ukuran").n)
			r.size = number(k, "ukuran");
		if (xml_attr(k, "jarak-baris").n)
			r.spacing = number(k, "jarak-baris");
		p->type[p->type_n++] = r;
	}
}

static void read_signs(const struct xml_node *n, struct profile *p)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, "tanda-tangan", &i)) && p->sign_n < PROFILE_RULES) {
		struct sign_rule r =
			p->sign_n ? p->sign[0] : (struct sign_rule){.underlined = true};

		r.families = xml_attr(k, "keluarga");
		r.line = k->line;
		if (xml_attr(k, "mulai").n)
			r.x = number(k, "mulai");
		if (xml_attr(k, "baris-kosong").n)
			r.blank = (int)number(k, "baris-kosong");
		if (xml_attr(k, "kapital").n)
			r.capitals = is(k, "kapital", "ya");
		if (xml_attr(k, "rata").n)
			r.centred = is(k, "rata", "tengah");
		if (xml_attr(k, "garis-nama").n)
			r.underlined = is(k, "garis-nama", "ya");
		p->sign[p->sign_n++] = r;
	}
}

static void read_pages(const struct xml_node *n, struct profile *p)
{
	const struct xml_node *k;
	size_t i = 0;

	while ((k = xml_each(n, "halaman", &i)) && p->page_n < PROFILE_RULES) {
		struct page_rule r =
			p->page_n ? p->page[0] : (struct page_rule){.dashes = true};

		r.families = xml_attr(k, "keluarga");
		if (xml_attr(k, "nomor").n)
			r.no = is(k, "nomor", "tidak")   ? PAGE_NO_NONE
			       : is(k, "nomor", "bawah") ? PAGE_NO_BOTTOM
							 : PAGE_NO_TOP;
		if (xml_attr(k, "tanda-hubung").n)
			r.dashes = is(k, "tanda-hubung", "ya");
		if (xml_attr(k, "kata-penyambung").n)
			r.catchword = is(k, "kata-penyambung", "ya");
		p->page[p->page_n++] = r;
	}
	if (!p->page_n)
		p->page[p->page_n++] = (struct page_rule){.dashes = true};
}

static bool has_word(struct str list, struct str word)
{
	struct str w;

	while (str_cut(&list, ' ', &w))
		if (str_eq(w, word))
			return true;
	return false;
}

/* Each kind of rule begins with the families it is for. */
static size_t rule_for(const void *rules, size_t each, size_t n, char family)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		const struct str *families =
			(const void *)((const char *)rules + i * each);

		if (has_word(*families, (struct str){&family, 1}))
			at = i;
	}
	return at;
}

const struct type_rule *tpl_profile_type(const struct profile *p, char family)
{
	return &p->type[rule_for(p->type, sizeof *p->type, p->type_n, family)];
}

const struct sign_rule *tpl_profile_sign(const struct profile *p, char family)
{
	return &p->sign[rule_for(p->sign, sizeof *p->sign, p->sign_n, family)];
}

const struct page_rule *tpl_profile_page(const struct profile *p, char family)
{
	return &p->page[rule_for(p->page, sizeof *p->page, p->page_n, family)];
}

/* ---- words and names ---- */

static void read_words(struct arena *a, const struct xml_node *n, struct profile *p)
{
	struct form_words *words = ARENA_ARRAY(a, struct form_words, PROFILE_WORDS);
	const struct xml_node *k;
	size_t i = 0;

	p->words = words;
	while ((k = xml_each(n, "sebutan", &i)) && p->words_n < PROFILE_WORDS)
		words[p->words_n++] =
			(struct form_words){xml_attr(k, "bentuk"), xml_attr(k, "judul"),
					    xml_attr(k, "seruan")};
}

const struct form_words *tpl_profile_words(const struct profile *p, struct str form)
{
	for (size_t i = 0; i < p->words_n; i++)
		if (str_eq(p->words[i].form, form))
			return &p->words[i];
	return NULL;
}

enum name_group tpl_name_group(char family)
{
	return family == 'P' ? NAME_LAW : family == 'S' ? NAME_CERTIFICATE : NAME_LETTER;
}

static void set(const struct xml_node *k, const char *attr, bool *to)
{
	if (xml_attr(k, attr).n)
		*to = is(k, attr, "ya");
}

/* Rules in the file's order, the later over the earlier; nothing said: all is printed. */
static void read_naming(const struct xml_node *n, struct profile *p)
{
	static const char *const WHO[TPL_SIGNER__COUNT] = {
		[TPL_SIGNER_OFFICIAL] = "pejabat",
		[TPL_SIGNER_HEAD] = "kepala-daerah",
		[TPL_SIGNER_DEPUTY] = "wakil-kepala-daerah",
		[TPL_SIGNER_SECRETARY] = "sekretaris-daerah",
		[TPL_SIGNER_ACTING_HEAD] = "penjabat-kepala-daerah",
		[TPL_SIGNER_ACTING_SECRETARY] = "penjabat-sekretaris-daerah"};
	static const char *const GROUP[NAME_GROUP__COUNT] = {"surat", "produk-hukum",
							     "sertifikat"};
	const struct xml_node *k;
	size_t at = 0;

	for (int w = 0; w < TPL_SIGNER__COUNT; w++)
		for (int g = 0; g < NAME_GROUP__COUNT; g++)
			p->naming[w][g] = (struct naming){true, true, true};
	while ((k = xml_each(n, "nama-pejabat", &at))) {
		struct str who = xml_attr(k, "penanda-tangan"),
			   on = xml_attr(k, "naskah");

		for (int w = 0; w < TPL_SIGNER__COUNT; w++)
			for (int g = 0; g < NAME_GROUP__COUNT; g++) {
				if ((who.n &&
				     (!WHO[w] || !has_word(who, str_c(WHO[w])))) ||
				    (on.n && !has_word(on, str_c(GROUP[g]))))
					continue;
				set(k, "gelar", &p->naming[w][g].degree);
				set(k, "nip", &p->naming[w][g].nip);
				set(k, "pangkat", &p->naming[w][g].rank);
			}
	}
}

/* ---- the whole ---- */

static void read_page(const struct xml_node *n, struct profile *p)
{
	const struct xml_node *paper = need(n, "kertas"), *margin = need(n, "margin");
	const struct xml_node *kop = need(n, "kop"), *copies = need(n, "tembusan");

	p->w = number(paper, "lebar") * MM;
	p->h = number(paper, "tinggi") * MM;
	p->top = number(margin, "atas") * MM;
	p->right = number(margin, "kanan") * MM;
	p->bottom = number(margin, "bawah") * MM;
	p->left = number(margin, "kiri") * MM;
	p->kop_top = xml_attr(margin, "atas-kop").n ? number(margin, "atas-kop") * MM
						    : p->top * 0.6;
	p->kop_size[KOP_GOVERNMENT] = number(kop, "pemerintah");
	p->kop_size[KOP_PARENT] = p->kop_size[KOP_GOVERNMENT];
	p->kop_size[KOP_UNIT] = number(kop, "unit");
	p->kop_size[KOP_ADDRESS] = number(kop, "alamat");
	p->kop_logo = xml_attr(kop, "tinggi-lambang").n
			      ? number(kop, "tinggi-lambang") * MM
			      : 62;
	p->kop_rule = is(kop, "garis", "tidak")     ? KOP_RULE_NONE
		      : is(kop, "garis", "tunggal") ? KOP_RULE_SINGLE
						    : KOP_RULE_DOUBLE;
	p->copy_yth = is(copies, "yth", "ya");
	p->copy_archive = !is(copies, "arsip", "tidak");
}

enum err tpl_profile_from(const struct tpl_engine *t, struct arena *a,
			  const struct xml_node *n, const char *file, struct profile *p,
			  struct tpl_faults *fs, struct fail *f)
{
	const struct xml_node *head = need(n, "kepala");
	struct tpl_faults own = {.n = 0};
	const struct xml_node *root = p->root;

	*p = (struct profile){.root = root, .file = file};
	p->name = xml_attr(n, "nama");
	p->title = xml_kid_text(a, n, "judul");
	p->source = xml_kid_text(a, n, "dasar");
	p->address_right = is(head, "alamat", "kanan");
	p->subject_label = xml_attr(head, "label-hal");
	/* what came after Permendagri 54/2009 has the address at the left */
	p->parts_of_2023 = xml_attr(head, "bagian").n ? is(head, "bagian", "2023")
						      : !p->address_right;
	read_page(n, p);
	read_types(n, p);
	read_signs(n, p);
	read_pages(n, p);
	read_words(a, n, p);
	read_naming(n, p);
	tpl_profile_limits_read(a, n, p);
	(void)day_parse(xml_attr(n, "mulai"), &p->from);
	(void)day_parse(xml_attr(n, "sampai"), &p->until);
	fs = fs ? fs : &own;
	tpl_profile_check(t, p, n, a, fs);
	return fs->n ? FAIL(f, ERR_INVALID, "bad-profile", NULL, STR_FMT,
			    STR_ARG(fs->list[0].text))
		     : ERR_OK;
}
