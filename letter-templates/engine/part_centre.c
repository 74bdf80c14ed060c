/* Lines in the middle of the page: phrases of legal products, certificates. */
#include "print.h"
#include "utf8.h"

struct str tpl_post_of(struct print *p)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, STR("penandatangan"));
	struct str how, post;

	if (!n)
		return STR("…");
	how = xml_attr(n, "cara");
	post = xml_kid_text(fl->a, n,
			    str_eqc(how, "a.n.") || str_eqc(how, "u.b.") ? "atas-nama"
									 : "jabatan");
	return post.n ? utf8_upper(fl->a, post) : STR("…");
}

/* Everybody it goes to, one a line; several are numbered. */
static struct str addressees(struct print *p)
{
	struct buf b = BUF_MAX(1u << 20);
	struct arena *a = p->fl.a;
	const struct xml_node *y, *k;
	size_t i = 0, j, total = 0, no = 0;

	while (xml_each(p->l->root, "yth", &i))
		total++;
	for (i = 0; (y = xml_each(p->l->root, "yth", &i));) {
		buf_add(&b, no ? STR("\n") : STR(""));
		if (total > 1)
			buf_fmt(&b, "%zu. ", no + 1);
		for (j = 0; (k = xml_each(y, NULL, &j));)
			buf_fmt(&b, "%s" STR_FMT,
				str_eqc(k->name, "di") ? " di "
				: j > 1                ? " "
						       : "",
				STR_ARG(xml_text(a, k)));
		no++;
	}
	return buf_keep(&b, a);
}

/* A value as it is read: dates in full, the rest as typed. */
struct str tpl_spoken_value(struct print *p, struct str field)
{
	struct str s = tpl_value_of(p, arena_cstr(p->fl.a, field));
	const struct form *fm = p->l->form;
	struct day d;

	if (str_eqc(field, "nomor"))
		return p->number;
	if (str_eqc(field, "yth"))
		return addressees(p);
	if (str_eqc(field, "tanggal"))
		return day_ok(p->date) ? day_long(p->fl.a, p->date) : STR("");
	for (size_t i = 0; i < fm->pub.fields_n; i++)
		if (str_eq(fm->pub.fields[i].name, field) &&
		    fm->pub.fields[i].type == TPL_TANGGAL && day_parse(s, &d))
			return day_long(p->fl.a, d);
	return s;
}

void tpl_print_middle(struct print *p, int face, double size, struct str text)
{
	struct galley *fl = &p->fl;
	double keep = fl->size, lead = fl->lead;
	struct span s = {text, face, false};

	if (!text.n)
		return;
	fl->size = size;
	fl->lead = lead * size / keep;
	tpl_para(fl, &s, 1, fl->x, fl->w, 0, ALIGN_CENTRE, true);
	fl->size = keep;
	fl->lead = lead;
}

void tpl_print_centred(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	const struct xml_node *k;
	size_t i = 0;

	tpl_space(fl, fl->lead / 2);
	while ((k = xml_each(part->node, "baris", &i))) {
		struct str field = xml_attr(k, "isian"), text = xml_attr(k, "teks");
		int64_t size = 0;

		tpl_enter(p, field);
		if (field.n)
			text = tpl_spoken_value(p, field);
		else if (xml_attr(k, "penjabat").n)
			text = tpl_post_of(p);
		if (str_eqc(xml_attr(k, "kapital"), "ya"))
			text = utf8_upper(fl->a, text);
		(void)str_to_int(xml_attr(k, "ukuran"), &size);
		tpl_print_middle(
			p, str_eqc(xml_attr(k, "tebal"), "ya") ? FACE_BOLD : FACE_PLAIN,
			size ? (double)size : fl->size, text);
	}
	tpl_space(fl, fl->lead / 2);
}
