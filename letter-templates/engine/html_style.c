#include "html_style.h"
#include "text.h"

/* The value of one property, blanks off; {NULL,0}: not said. */
static struct str style(const struct xml_node *n, const char *property)
{
	struct str rest = xml_attr(n, "style"), one, found = {0};

	while (str_cut(&rest, ';', &one)) {
		size_t at = str_find(one, STR(":"));

		if (at < one.n &&
		    str_eq_nocase(str_trim(str_head(one, at)), str_c(property)))
			found = str_trim(str_from(one, at + 1));
	}
	return found;
}

static bool says(struct str value, const char *word)
{
	struct str rest = value, w;

	while (str_cut(&rest, ' ', &w))
		if (str_eq_nocase(w, str_c(word)))
			return true;
	return false;
}

static unsigned with(unsigned faces, unsigned face, bool on)
{
	return on ? faces | face : faces & ~face;
}

unsigned html_style_faces(const struct xml_node *n, unsigned faces)
{
	struct str weight = style(n, "font-weight"), slant = style(n, "font-style"),
		   line = style(n, "text-decoration");
	int64_t w;

	if (weight.n)
		faces = with(faces, TEXT_BOLD,
			     says(weight, "bold") || says(weight, "bolder") ||
				     (str_to_int(weight, &w) && w >= 600));
	if (slant.n)
		faces = with(faces, TEXT_ITALIC,
			     says(slant, "italic") || says(slant, "oblique"));
	if (!line.n)
		line = style(n, "text-decoration-line");
	return says(line, "underline") ? faces | TEXT_UNDER : faces;
}

bool html_style_hidden(const struct xml_node *n)
{
	struct str hide = style(n, "mso-hide");

	return says(style(n, "display"), "none") ||
	       says(style(n, "visibility"), "hidden") || says(hide, "all") ||
	       says(hide, "screen") || xml_attr(n, "hidden").p;
}

bool html_style_is_marker(const struct xml_node *n)
{
	return says(style(n, "mso-list"), "ignore");
}

bool html_style_tab(const struct xml_node *n)
{
	return style(n, "mso-tab-count").n > 0;
}

/* "l0 level2 lfo1"; a paragraph of the class says nothing but that it is one. */
int html_style_level(const struct xml_node *n)
{
	struct str rest = style(n, "mso-list"), w;

	while (str_cut(&rest, ' ', &w))
		if (str_starts(w, STR("level")) && w.n > 5 && w.p[5] >= '1' &&
		    w.p[5] <= '9')
			return w.p[5] - '1';
	return str_starts(str_or_empty(xml_attr(n, "class")), STR("MsoList")) ? 0 : -1;
}

bool html_style_marker(const struct xml_node *n, struct arena *a, struct buf *mark)
{
	for (size_t i = 0; i < n->kids_n; i++) {
		if (html_style_is_marker(&n->kids[i])) {
			buf_add(mark, xml_text(a, &n->kids[i]));
			return true;
		}
		if (html_style_marker(&n->kids[i], a, mark))
			return true;
	}
	return false;
}
