/* Outgoing letters in the house, each as far on its way as a test wants it: drafted by Kasi
 * PAS, typed by the Pelaksana, approved by both, signed by Kepala Dinas, recorded. */
#ifndef OUT_HOUSE_H
#define OUT_HOUSE_H
#include "house.h"

static inline struct str sample(const char *form)
{
	struct str s = tpl_form_sample(H.svc->tpl, H.a, str_c(form));
	assert_non_null(s.p);
	return s;
}

/* The sample with one typed value changed. */
static inline struct str with_value(const char *form, enum tpl_type type, struct str value)
{
	const struct tpl_form *t = tpl_form_get(H.svc->tpl, str_c(form));
	struct tpl_value *v, *w;
	struct fail f = {0};
	struct str name = {0}, xml;
	size_t n, k = 0;

	for (size_t i = 0; i < t->fields_n && !name.n; i++)
		if (t->fields[i].type == type)
			name = t->fields[i].name;
	assert_true(name.n > 0);
	ok(tpl_values_from_xml(H.svc->tpl, H.a, sample(form), &v, &n, &f), &f);
	w = ARENA_ARRAY(H.a, struct tpl_value, n + 1);
	for (size_t i = 0; i < n; i++)
		if (!str_eq(v[i].name, name))
			w[k++] = v[i];
	if (value.n)
		w[k++] = (struct tpl_value){name, value};
	ok(tpl_values_to_xml(t, w, k, H.a, &xml, &f), &f);
	return xml;
}

static inline struct svc_draft_in letter_in(struct str xml)
{
	return (struct svc_draft_in){.form = STR("surat-dinas"),
				     .xml = xml,
				     .class_code = STR("800"),
				     .urgency = STR("biasa"),
				     .secrecy = STR("biasa")};
}

static inline struct svc_done drafted(void)
{
	struct svc_draft_in in = letter_in(sample("surat-dinas"));
	struct svc_done d = {0};
	struct fail f = {0};

	ok(svc_outgoing_draft(H.svc, &H.who[PAS], H.a, &in, &d, &f), &f);
	return d;
}

static inline struct svc_done submitted(void)
{
	struct svc_done d = drafted();
	struct fail f = {0};

	ok(svc_outgoing_submit(H.svc, &H.who[PELAKSANA], ref(&d), &d, &f), &f);
	return d;
}

static inline void approve(struct svc_done *d, enum who w)
{
	struct fail f = {0};
	ok(svc_outgoing_approve(H.svc, &H.who[w], ref(d), STR(""), d, &f), &f);
}

static inline struct svc_done approved(void)
{
	struct svc_done d = submitted();

	approve(&d, TU);
	approve(&d, PANTI);
	return d;
}

static inline struct svc_done signed_letter(void)
{
	struct svc_done d = approved();
	struct fail f = {0};

	ok(svc_outgoing_sign(H.svc, &H.who[KADIS], ref(&d), false, &d, &f), &f);
	return d;
}

static inline struct svc_recorded record(struct svc_done *d)
{
	struct svc_recorded r = {0};
	struct fail f = {0};

	ok(svc_outgoing_record(H.svc, &H.who[PELAKSANA], H.a, ref(d), (struct day){0}, &r,
			       &f),
	   &f);
	d->version = r.version;
	d->state = r.state;
	return r;
}

static inline void give_back(struct svc_done *d, enum who w)
{
	struct fail f = {0};
	ok(svc_outgoing_return(H.svc, &H.who[w], ref(d), &(struct svc_return_in){.quote = STR("Demikian disampaikan."),
						.remark = STR("Kalimat penutup belum lengkap.")},
			       d, &f),
	   &f);
	assert_int_equal(d->state, FS_DRAFT);
}

static inline struct svc_letter look(enum who w, int64_t id)
{
	struct svc_letter l;
	struct fail f = {0};
	bool content;

	ok(svc_letter_get(H.svc, &H.who[w], H.a, id, &l, &content, &f), &f);
	assert_true(content);
	return l;
}

static inline bool button(enum who w, int64_t id, enum flow_act act)
{
	struct svc_letter l = look(w, id);
	for (size_t i = 0; i < l.acts_n; i++)
		if (l.acts[i] == act)
			return true;
	return false;
}
#endif
