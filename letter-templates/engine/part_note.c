/* The head of a note: rows of label and value, then a rule. */
#include "print.h"

/* Everybody a note goes to, each line of an address on its own; several are numbered. */
static void note_address(struct print *p, struct str label, double colon)
{
	struct galley *fl = &p->fl;
	double in = 0;
	const struct xml_node *y, *k;
	size_t total = 0, no = 0, i = 0, j;

	while (xml_each(p->l->root, "yth", &i))
		total++;
	in = tpl_width(fl, FACE_PLAIN, fl->size, total > 9 ? STR("00. ") : STR("0. "));
	for (i = 0; (y = xml_each(p->l->root, "yth", &i)); no++) {
		struct row_head h = {.in = total > 1 ? in : 0};

		if (no == 0)
			h.label = label;
		if (total > 1)
			h.no = arena_fmt(fl->a, "%zu.", no + 1);
		for (j = 0; (k = xml_each(y, NULL, &j)); h.label.n = h.no.n = 0) {
			struct span s = {xml_text(fl->a, k), FACE_PLAIN, false};

			if (str_eqc(k->name, "di"))
				s.text = arena_fmt(fl->a, "di " STR_FMT, STR_ARG(s.text));
			tpl_label_row(p, h, &(struct spans){&s, 1}, fl->x, colon, fl->w);
			tpl_keep_last(fl, 1);
		}
	}
	if (!total)
		tpl_label_row(p, (struct row_head){.label = label},
			      &(struct spans){NULL, 0}, fl->x, colon, fl->w);
}

/* Where the copies stand in the head (1/2023), each on a line of its own. */
static void note_copies(struct print *p, struct str label, double colon)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, STR("tembusan")), *k;
	double in = 0;
	size_t i = 0, no = 0, total = 0;

	while (xml_each(n, "butir", &i))
		total++;
	in = tpl_width(fl, FACE_PLAIN, fl->size, total > 9 ? STR("00. ") : STR("0. "));
	for (i = 0; (k = xml_each(n, "butir", &i)); label.n = 0) {
		struct row_head h = {.label = label, .in = total > 1 ? in : 0};
		struct span s = {xml_text(fl->a, k), FACE_PLAIN, false};

		if (total > 1)
			h.no = arena_fmt(fl->a, "%zu.", ++no);
		tpl_label_row(p, h, &(struct spans){&s, 1}, fl->x, colon, fl->w);
		tpl_keep_last(fl, 1);
	}
}

static bool is_address(const struct form *fm, struct str field)
{
	const struct tpl_field *fd = tpl_form_field(fm, field);

	return fd && fd->type == TPL_ALAMAT;
}

/* No label without a value, but number and day, which come later. */
static bool row_applies(const struct print *p, const struct row *r, struct str value)
{
	bool late = str_eqc(r->field, "nomor") || str_eqc(r->field, "tanggal");

	return tpl_rule_applies(p, r->rule) &&
	       (late || value.n || tpl_has_value(p->l->root, r->field));
}

void tpl_print_note_head(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	double colon = 60;

	tpl_space(fl, fl->lead / 2);
	for (size_t i = 0; i < part->rows_n; i++)
		if (tpl_rule_applies(p, part->rows[i].rule))
			colon = tpl_widest(p, part->rows[i].label, colon);
	for (size_t i = 0; i < part->rows_n; i++) {
		struct spans s = tpl_shown(p, part->rows[i].field);

		if (!row_applies(p, &part->rows[i], s.list[0].text))
			continue;
		tpl_enter(p, part->rows[i].field);
		if (is_address(p->l->form, part->rows[i].field)) {
			note_address(p, part->rows[i].label, colon);
			continue;
		}
		if (str_eqc(part->rows[i].field, "tembusan")) {
			note_copies(p, part->rows[i].label, colon);
			continue;
		}
		fl->late = str_eqc(part->rows[i].field, "nomor");
		struct str late = fl->late ? s.list[0].text : (struct str){0};

		fl->late = false;
		if (late.p)
			s.list[0].text = STR("");
		tpl_label_row(p, (struct row_head){.label = part->rows[i].label}, &s,
			      fl->x, colon, fl->w);
		if (late.n) {
			fl->late = true;
			tpl_put(fl, FACE_PLAIN, fl->x + colon + 10, 0, ALIGN_LEFT, late);
			fl->late = false;
		}
		tpl_keep_last(fl, 1);
	}
	tpl_box(fl, fl->lead, true);
	tpl_rule(fl, fl->x, fl->lead / 2, fl->w, 1);
}
