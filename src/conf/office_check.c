#include "office_check.h"

struct checking {
	struct arena *a;
	const struct office *o;
	const char *name;
	struct fail *f;
};

static enum err fault(const struct checking *c, int line, const char *what, struct str code)
{
	return FAIL(c->f, ERR_INVALID, "bad-office", NULL, "%s:%d: %s \"" STR_FMT "\".",
		    c->name, line, what, STR_ARG(str_head(code, 60)));
}

const char *office_duty_word(enum office_duty d)
{
	static const char *const word[] = {"keeper", "checker", "head"};

	return word[d];
}

const struct office_unit *office_unit(const struct office *o, struct str code)
{
	for (size_t i = 0; i < o->units_n; i++)
		if (str_eq(o->units[i].code, code))
			return &o->units[i];
	return NULL;
}

const struct office_position *office_position(const struct office *o, struct str code)
{
	for (size_t i = 0; i < o->positions_n; i++)
		if (str_eq(o->positions[i].code, code))
			return &o->positions[i];
	return NULL;
}

const struct office_book *office_book(const struct office *o, struct str code)
{
	for (size_t i = 0; i < o->books_n; i++)
		if (str_eq(o->books[i].code, code))
			return &o->books[i];
	return NULL;
}

/* The more exact line wins: form and unit, form, unit, any. */
const struct office_signing *office_signing_for(const struct office *o, struct str form,
						struct str unit)
{
	const struct office_signing *best = NULL;
	int rank = -1;

	for (size_t i = 0; i < o->signings_n; i++) {
		const struct office_signing *s = &o->signings[i];
		bool any_form = str_eqc(s->form, "*"), any_unit = str_eqc(s->unit, "*");
		int r = (any_form ? 0 : 2) + (any_unit ? 0 : 1);

		if ((any_form || str_eq(s->form, form)) &&
		    (any_unit || str_eq(s->unit, unit)) && r > rank) {
			best = s;
			rank = r;
		}
	}
	return best;
}

struct str office_signer(const struct office *o, struct str form, struct str unit)
{
	const struct office_signing *s = office_signing_for(o, form, unit);

	return s ? s->position : (struct str){NULL, 0};
}

const struct office_proxy *office_proxy(const struct office_signing *s,
					struct str position)
{
	for (size_t i = 0; i < s->proxies_n; i++)
		if (str_eq(s->proxies[i].position, position))
			return &s->proxies[i];
	return NULL;
}

const struct office_series *office_series_for(const struct office *o, struct str form,
					      struct str unit)
{
	const struct office_series *any = NULL;

	for (size_t i = 0; i < o->series_n; i++) {
		const struct office_series *s = &o->series[i];

		if (!str_eq(s->unit, unit))
			continue;
		for (size_t k = 0; k < s->forms_n; k++) {
			if (str_eq(s->forms[k], form))
				return s;
			if (str_eqc(s->forms[k], "*"))
				any = s;
		}
	}
	return any;
}

bool office_nip_ok(struct str nip, char digits[19])
{
	size_t n = 0;
	struct day born, hired;

	for (size_t i = 0; i < nip.n; i++) {
		if (nip.p[i] == ' ')
			continue;
		if (nip.p[i] < '0' || nip.p[i] > '9' || n == 18)
			return false;
		digits[n++] = nip.p[i];
	}
	if (n != 18)
		return false;
	digits[18] = '\0';
#define DIGIT(i) (digits[i] - '0')
	born = (struct day){DIGIT(0) * 1000 + DIGIT(1) * 100 + DIGIT(2) * 10 + DIGIT(3),
			    DIGIT(4) * 10 + DIGIT(5), DIGIT(6) * 10 + DIGIT(7)};
	/* PPPK carry 21 or 22 for the month of the contract's year. */
	hired = (struct day){DIGIT(8) * 1000 + DIGIT(9) * 100 + DIGIT(10) * 10 + DIGIT(11),
			     DIGIT(12) * 10 + DIGIT(13), 1};
	if (hired.month > 12)
		hired.month = hired.month == 21 || hired.month == 22 ? 12 : 0;
	return day_ok(born) && day_ok(hired) && day_cmp(born, hired) < 0 &&
	       (digits[14] == '1' || digits[14] == '2');
#undef DIGIT
}

static enum err check_units(const struct checking *c)
{
	const struct office *o = c->o;

	for (size_t i = 0; i < o->units_n; i++) {
		const struct office_unit *u = &o->units[i];
		size_t hops = 0;

		if (office_unit(o, u->code) != u)
			return fault(c, u->line, "kode unit ditulis dua kali:", u->code);
		for (; u->parent.n; hops++) {
			u = office_unit(o, u->parent);
			if (!u)
				return fault(c, o->units[i].line, "induk tidak dikenal:",
					     o->units[i].parent);
			if (hops > o->units_n)
				return fault(c, o->units[i].line,
					     "induk berputar pada unit", o->units[i].code);
		}
	}
	return ERR_OK;
}

static enum err check_holder(const struct checking *c, const struct office_position *p)
{
	char digits[19];

	if (p->holder.name.n && p->holder.nip.n && !office_nip_ok(p->holder.nip, digits))
		return fault(c, p->line,
			     "NIP harus 18 angka: tanggal lahir, bulan pengangkatan, jenis "
			     "kelamin, urut:",
			     p->holder.nip);
	return ERR_OK;
}

static enum err check_positions(const struct checking *c)
{
	const struct office *o = c->o;

	for (size_t i = 0; i < o->positions_n; i++) {
		const struct office_position *p = &o->positions[i];
		enum err e = check_holder(c, p);
		size_t hops = 0;

		if (e)
			return e;
		if (office_position(o, p->code) != p)
			return fault(c, p->line, "kode jabatan ditulis dua kali:", p->code);
		if (!office_unit(o, p->unit))
			return fault(c, p->line, "unit tidak dikenal:", p->unit);
		for (; p->superior.n; hops++) {
			p = office_position(o, p->superior);
			if (!p)
				return fault(c, o->positions[i].line,
					     "atasan tidak dikenal:",
					     o->positions[i].superior);
			if (hops > o->positions_n)
				return fault(c, o->positions[i].line,
					     "atasan berputar pada jabatan",
					     o->positions[i].code);
		}
	}
	return ERR_OK;
}

static enum err check_posts(const struct checking *c, const struct str *v, size_t n, int line)
{
	for (size_t i = 0; i < n; i++)
		if (!office_position(c->o, v[i]))
			return fault(c, line, "jabatan tidak dikenal:", v[i]);
	return ERR_OK;
}

static enum err check_books(const struct checking *c)
{
	static const char *const missing[] = {"belum ada pengelola untuk buku",
					      "belum ada pemeriksa untuk buku",
					      "belum ada pimpinan untuk buku"};

	for (size_t i = 0; i < c->o->books_n; i++) {
		const struct office_book *b = &c->o->books[i];

		if (office_book(c->o, b->code) != b)
			return fault(c, b->line, "kode buku ditulis dua kali:", b->code);
		if (!office_unit(c->o, b->unit))
			return fault(c, b->line, "unit tidak dikenal:", b->unit);
		for (size_t d = 0; d < OFFICE_DUTY__COUNT; d++) {
			enum err e = check_posts(c, b->posts[d], b->posts_n[d], b->line);

			if (e)
				return e;
			if (!b->posts_n[d])
				return fault(c, b->line, missing[d], b->code);
		}
	}
	return ERR_OK;
}

static bool clash(const struct office_series *a, const struct office_series *b)
{
	if (!str_eq(a->unit, b->unit))
		return false;
	for (size_t i = 0; i < a->forms_n; i++)
		for (size_t k = 0; k < b->forms_n; k++)
			if (str_eq(a->forms[i], b->forms[k]))
				return true;
	return false;
}

static enum err check_series(const struct checking *c)
{
	const struct office *o = c->o;

	for (size_t i = 0; i < o->series_n; i++) {
		const struct office_series *s = &o->series[i];
		enum err e = check_posts(c, s->keepers, s->keepers_n, s->line);

		if (e)
			return e;
		if (!office_unit(o, s->unit))
			return fault(c, s->line, "unit tidak dikenal:", s->unit);
		if (!s->keepers_n)
			return fault(c, s->line, "belum ada pengelola untuk deret", s->key);
		for (size_t k = 0; k < i; k++) {
			if (str_eq(o->series[k].key, s->key))
				return fault(c, s->line, "kunci deret ditulis dua kali:",
					     s->key);
			if (clash(&o->series[k], s))
				return fault(c, s->line,
					     "satu bentuk berada di dua deret unit yang "
					     "sama:",
					     s->key);
		}
	}
	return ERR_OK;
}

/* a.n. reaches the official one level below, u.b. the one below him. */
static enum err check_proxies(const struct checking *c, const struct office_signing *s)
{
	for (size_t i = 0; i < s->proxies_n; i++) {
		const struct office_proxy *x = &s->proxies[i];
		const struct office_position *p = office_position(c->o, x->position);
		const struct office_position *via = office_position(c->o, x->via);
		struct str above = x->via.n ? x->via : s->position;

		if (!s->position.n)
			return fault(c, x->line,
				     "yang ditandatangani pengirimnya tidak diwakilkan:",
				     s->form);
		if (!p || (x->via.n && !via))
			return fault(c, x->line, "jabatan tidak dikenal:",
				     p ? x->via : x->position);
		if (!str_eq(p->superior, above))
			return fault(c, x->line,
				     "yang mewakili harus bawahan langsung jabatan", above);
		if (via && !str_eq(via->superior, s->position))
			return fault(c, x->line,
				     "perantara harus bawahan langsung jabatan",
				     s->position);
		if (!office_series_for(c->o, s->form, p->unit))
			return fault(c, x->line, "belum ada deret nomor untuk bentuk",
				     s->form);
	}
	return ERR_OK;
}

/* A letter whose signer is known must have a series to count in. */
static enum err check_signings(const struct checking *c)
{
	const struct office *o = c->o;

	for (size_t i = 0; i < o->signings_n; i++) {
		const struct office_signing *s = &o->signings[i];
		const struct office_position *p = NULL;

		if (!str_eqc(s->unit, "*") && !office_unit(o, s->unit))
			return fault(c, s->line, "unit tidak dikenal:", s->unit);
		if (s->position.n) {
			p = office_position(o, s->position);
			if (!p)
				return fault(c, s->line, "jabatan tidak dikenal:",
					     s->position);
		}
		if (p && !office_series_for(o, s->form, p->unit))
			return fault(c, s->line, "belum ada deret nomor untuk bentuk",
				     s->form);
		enum err e = check_proxies(c, s);
		if (e)
			return e;
		for (size_t k = 0; k < i; k++)
			if (str_eq(o->signings[k].form, s->form) &&
			    str_eq(o->signings[k].unit, s->unit))
				return fault(c, s->line,
					     "penanda tangan ditulis dua kali untuk bentuk",
					     s->form);
	}
	return ERR_OK;
}

enum err office_check(struct arena *a, const struct office *o, const char *name,
		      struct fail *f)
{
	struct checking c = {a, o, name, f};
	enum err e;

	if (!o->name.n)
		return fault(&c, 1, "nama instansi kosong", STR("nama"));
	if (!o->units_n || o->units_n > OFFICE_UNITS)
		return fault(&c, 1, "jumlah unit harus 1 sampai 500 dalam", o->name);
	if (!o->positions_n || o->positions_n > OFFICE_POSTS)
		return fault(&c, 1, "jumlah jabatan harus 1 sampai 5000 dalam", o->name);
	e = check_units(&c);
	if (!e)
		e = check_positions(&c);
	if (!e)
		e = check_books(&c);
	if (!e)
		e = check_series(&c);
	return e ? e : check_signings(&c);
}
