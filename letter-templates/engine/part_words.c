/* Words a form brings along: TENTANG, fixed sentences, the addressees and the date of a
 * titled letter, and the signer named in its text. */
#include "print.h"
#include "utf8.h"

static void centred(struct galley *fl, struct str text, int face, bool keep)
{
	struct span s = {text, face, false};
	struct lines ls = tpl_break(fl, &s, 1, fl->w * 0.86, 0, fl->size, false);

	for (size_t i = 0; i < ls.n; i++) {
		tpl_box(fl, fl->lead, keep);
		tpl_put_line(fl, &ls, i, fl->x, 0, fl->w, ALIGN_CENTRE);
	}
}

void tpl_print_about(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct str title = tpl_value_of(p, arena_cstr(fl->a, part->field));

	if (!title.n)
		return;
	tpl_enter(p, part->field);
	centred(fl, STR("TENTANG"), FACE_BOLD, true);
	tpl_space(fl, fl->lead / 3);
	centred(fl, utf8_upper(fl->a, title), FACE_BOLD, true);
	tpl_space(fl, fl->lead);
}

void tpl_print_sentence(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	struct span s = {part->text, FACE_PLAIN, false};

	tpl_para(fl, &s, 1, fl->x, fl->w,
		 str_eqc(xml_attr(part->node, "lekuk"), "tidak") ? 0 : TPL_INDENT,
		 ALIGN_BLOCK, false);
	tpl_keep_last(fl, 2);
	tpl_space(fl, fl->lead / 3);
}

void tpl_print_call(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;

	const struct form_words *own = tpl_profile_words(p->pf, p->l->form->pub.code);

	tpl_space(fl, fl->lead / 3);
	centred(fl, own && own->call.n ? own->call : part->text,
		tpl_is_legal(p) ? FACE_PLAIN : FACE_BOLD, true);
	tpl_space(fl, fl->lead / 2);
}

void tpl_print_signer(struct print *p)
{
	static const char *const ROW[][2] = {{"Nama", "nama"},
					     {"NIP", "nip"},
					     {"Pangkat/Gol.", "pangkat"},
					     {"Jabatan", "jabatan"}};
	struct galley *fl = &p->fl;
	const struct xml_node *n = tpl_letter_node(p->l->root, STR("penandatangan"));

	if (!n)
		return;
	tpl_enter(p, STR("penandatangan"));
	for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++) {
		struct span s = {xml_kid_text(fl->a, n, ROW[i][1]), FACE_PLAIN, false};

		if (str_eqc(str_c(ROW[i][1]), "nip"))
			s.text = tpl_nip(fl->a, s.text);
		if (!s.text.n)
			continue;
		tpl_label_row(p, (struct row_head){.label = str_c(ROW[i][0])},
			      &(struct spans){&s, 1}, fl->x + TPL_INDENT,
			      TPL_PERSON_COLON, fl->w - TPL_INDENT);
		tpl_keep_last(fl, 1);
	}
	tpl_space(fl, fl->lead / 3);
}
