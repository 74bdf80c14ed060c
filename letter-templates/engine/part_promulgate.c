/* Where a regulation was promulgated, and the gazette that carries it.
 * SOURCE  UU 12/2011 and Permendagri 80/2015: at the left under the signature, signed by
 *         the Sekretaris Daerah. */
#include "print.h"
#include "utf8.h"

#define SIGN_GAP 4

static struct str field_or_dots(struct print *p, const struct xml_node *n,
				const char *attr)
{
	struct str f = xml_attr(n, attr);
	struct str s = f.n ? tpl_spoken_value(p, f) : (struct str){0};

	return s.n ? s : STR("…………………");
}

void tpl_print_promulgation(struct print *p, const struct part *part)
{
	struct galley *fl = &p->fl;
	const struct xml_node *n = part->node;
	struct str town = tpl_value_of(p, "tempat");
	struct str line[4] = {
		arena_fmt(fl->a, "Diundangkan di " STR_FMT,
			  STR_ARG(town.n      ? town
				  : p->office ? p->office->town
					      : STR("…………………"))),
		arena_fmt(fl->a, "pada tanggal " STR_FMT,
			  STR_ARG(field_or_dots(p, n, "tanggal"))),
		arena_fmt(fl->a, STR_FMT ",",
			  STR_ARG(utf8_upper(fl->a, field_or_dots(p, n, "jabatan")))),
		utf8_upper(fl->a, field_or_dots(p, n, "nama"))};
	struct str gazette = arena_fmt(
		fl->a, STR_FMT " " STR_FMT " TAHUN %s NOMOR " STR_FMT,
		STR_ARG(part->text),
		STR_ARG(utf8_upper(fl->a, field_or_dots(p, n, "daerah"))),
		day_ok(p->date) ? arena_cstr(fl->a, arena_fmt(fl->a, "%d", p->date.year))
				: "……",
		STR_ARG(field_or_dots(p, n, "lembaran")));
	struct span s = {gazette, FACE_PLAIN, false};
	double y = 0;

	tpl_space(fl, fl->lead);
	tpl_box(fl, 0, true);
	size_t at = fl->boxes_n - 1;

	for (size_t i = 0; i < 4; i++) {
		y += i == 3 ? SIGN_GAP * fl->lead : i == 2 ? fl->lead / 2 : 0;
		tpl_put(fl, FACE_PLAIN, fl->x, y, ALIGN_LEFT, line[i]);
		y += fl->lead;
	}
	fl->boxes[at].h = y;
	tpl_space(fl, fl->lead);
	tpl_para(fl, &s, 1, fl->x, fl->w, 0, ALIGN_LEFT, false);
}
