/* An emblem drawn by lines: the part of SVG that emblems are made of, as PDF operators.
 * SHAPE   svg, g, path, rect, circle, ellipse, polygon, polyline, line; fill, stroke,
 *         stroke-width, transform; everything else is refused by name, never left out.
 * SOURCE  SVG 1.1 chapters 7 to 9; Bezier of a quarter circle: 0.5523. */
#include "svg.h"
#include "xml.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define QUARTER  0.5522847
#define PI       3.14159265358979
#define REAL_MAX 32767 /* SOURCE ISO 19005-1 6.1.12 */

struct svg {
	struct buf *out;
	struct fail *f;
	enum err e;
	bool large; /* a number that PDF/A-1 does not take */
};

static void refuse(struct svg *s, const struct xml_node *n, const char *why,
		   struct str what)
{
	if (!s->e)
		s->e = FAIL(
			s->f, ERR_INVALID, "bad-logo", "logo",
			"Lambang SVG baris %d: %s \"" STR_FMT "\" tidak didukung; simpan "
			"ulang sebagai jalur (path) sederhana berwarna rata, atau PNG.",
			n->line, why, STR_ARG(str_head(what, 60)));
}

/* ---- numbers ---- */

static bool number(struct str *s, double *v)
{
	char z[40], *end;
	size_t n = 0;

	while (s->n &&
	       (s->p[0] == ' ' || s->p[0] == ',' || (s->p[0] >= '\t' && s->p[0] <= '\r')))
		*s = str_from(*s, 1);
	while (n < s->n && n + 1 < sizeof z && strchr("+-.0123456789eE", s->p[n])) {
		z[n] = s->p[n];
		n++;
	}
	z[n] = '\0';
	*v = strtod(z, &end);
	if (end == z || !isfinite(*v) || fabs(*v) > 1e6)
		return false;
	*s = str_from(*s, (size_t)(end - z));
	return true;
}

static double attr(struct svg *s, const struct xml_node *n, const char *name,
		   double other)
{
	struct str t = xml_attr(n, name), all = t;
	double v;

	if (!t.n)
		return other;
	if (!number(&t, &v) || (t.n && !str_eqc(t, "px")))
		refuse(s, n, name, all);
	return v;
}

static void put(struct svg *s, const double *v, size_t n, const char *op)
{
	for (size_t i = 0; i < n; i++) {
		s->large = s->large || fabs(v[i]) > REAL_MAX;
		buf_fmt(s->out, "%.4f ", v[i]);
	}
	buf_fmt(s->out, "%s\n", op);
}

/* ---- paths ---- */

struct pen {
	double x, y, x0, y0, cx, cy; /* at, begin of the subpath, last control point */
	char last;
};

static void curve(struct svg *s, struct pen *p, const double c[6])
{
	put(s, c, 6, "c");
	p->cx = c[2], p->cy = c[3], p->x = c[4], p->y = c[5];
}

/* How many numbers a command takes; -1: none of ours. */
static int takes(char c)
{
	switch (c | 0x20) {
	case 'm':
	case 'l':
	case 't': return 2;
	case 'h':
	case 'v': return 1;
	case 'c': return 6;
	case 's':
	case 'q': return 4;
	case 'z': return 0;
	default: return -1;
	}
}

static void to_absolute(const struct pen *p, char c, double *v, int n)
{
	if (c < 'a')
		return;
	for (int i = 0; i < n; i++)
		v[i] += (c == 'v' || (i & 1)) ? p->y : p->x;
}

static void step(struct svg *s, struct pen *p, char c, double *v)
{
	char k = (char)(c | 0x20);
	bool smooth = strchr("cs", p->last) != NULL,
	     smooth2 = strchr("qt", p->last) != NULL;
	double rx = 2 * p->x - p->cx, ry = 2 * p->y - p->cy;

	if (k == 'm' || k == 'l' || k == 'h' || k == 'v') {
		double to[2] = {k == 'v' ? p->x : v[0], k == 'v'   ? v[0]
							: k == 'h' ? p->y
								   : v[1]};

		put(s, to, 2, k == 'm' ? "m" : "l");
		p->x = to[0], p->y = to[1];
		if (k == 'm')
			p->x0 = p->x, p->y0 = p->y;
	} else if (k == 'c') {
		curve(s, p, v);
	} else if (k == 's') {
		curve(s, p,
		      (double[6]){smooth ? rx : p->x, smooth ? ry : p->y, v[0], v[1],
				  v[2], v[3]});
	} else if (k == 'q' || k == 't') {
		double qx = k == 'q' ? v[0] : smooth2 ? rx : p->x;
		double qy = k == 'q' ? v[1] : smooth2 ? ry : p->y;
		double ex = v[k == 'q' ? 2 : 0], ey = v[k == 'q' ? 3 : 1];

		curve(s, p,
		      (double[6]){p->x + 2 * (qx - p->x) / 3, p->y + 2 * (qy - p->y) / 3,
				  ex + 2 * (qx - ex) / 3, ey + 2 * (qy - ey) / 3, ex,
				  ey});
		p->cx = qx, p->cy = qy;
	} else {
		put(s, NULL, 0, "h");
		p->x = p->x0, p->y = p->y0;
	}
	p->last = k;
}

static void path(struct svg *s, const struct xml_node *n)
{
	struct str d = str_trim(xml_attr(n, "d"));
	struct pen p = {.last = 'z'};
	char c = 0;

	while (!s->e && (d = str_trim(d)).n) {
		double v[6];
		bool letter = (d.p[0] | 0x20) >= 'a' && (d.p[0] | 0x20) <= 'z';

		if (letter) {
			c = d.p[0];
			d = str_from(d, 1);
		} else if (c == 'm' || c == 'M') {
			c = c == 'm' ? 'l' : 'L'; /* further pairs are lines */
		}
		int want = takes(c);

		if (want < 0 || (!letter && want == 0)) {
			refuse(s, n, "perintah path", (struct str){&c, c ? 1 : 0});
			return;
		}
		for (int i = 0; i < want; i++)
			if (!number(&d, &v[i])) {
				refuse(s, n, "bilangan path", d);
				return;
			}
		to_absolute(&p, c, v, want);
		step(s, &p, c, v);
	}
}

/* ---- shapes ---- */

static void ellipse(struct svg *s, double cx, double cy, double rx, double ry)
{
	double kx = rx * QUARTER, ky = ry * QUARTER;

	put(s, (double[]){cx + rx, cy}, 2, "m");
	put(s, (double[]){cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry}, 6, "c");
	put(s, (double[]){cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy}, 6, "c");
	put(s, (double[]){cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry}, 6, "c");
	put(s, (double[]){cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy}, 6, "c");
	put(s, NULL, 0, "h");
}

static void points(struct svg *s, const struct xml_node *n, bool closed)
{
	struct str t = xml_attr(n, "points");
	double v[2];
	bool first = true;

	while ((t = str_trim(t)).n) {
		if (!number(&t, &v[0]) || !number(&t, &v[1])) {
			refuse(s, n, "titik", t);
			return;
		}
		put(s, v, 2, first ? "m" : "l");
		first = false;
	}
	if (closed && !first)
		put(s, NULL, 0, "h");
}

static bool shape(struct svg *s, const struct xml_node *n)
{
	if (str_eqc(n->name, "path"))
		path(s, n);
	else if (str_eqc(n->name, "rect"))
		put(s,
		    (double[]){attr(s, n, "x", 0), attr(s, n, "y", 0),
			       attr(s, n, "width", 0), attr(s, n, "height", 0)},
		    4, "re");
	else if (str_eqc(n->name, "circle"))
		ellipse(s, attr(s, n, "cx", 0), attr(s, n, "cy", 0), attr(s, n, "r", 0),
			attr(s, n, "r", 0));
	else if (str_eqc(n->name, "ellipse"))
		ellipse(s, attr(s, n, "cx", 0), attr(s, n, "cy", 0), attr(s, n, "rx", 0),
			attr(s, n, "ry", 0));
	else if (str_eqc(n->name, "polygon") || str_eqc(n->name, "polyline"))
		points(s, n, str_eqc(n->name, "polygon"));
	else
		return false;
	return true;
}

/* ---- colour and place ---- */

static const struct {
	const char *name;
	unsigned rgb;
} COLOUR[] = {
	{"black", 0x000000}, {"white", 0xffffff},  {"red", 0xff0000},
	{"green", 0x008000}, {"blue", 0x0000ff},   {"yellow", 0xffff00},
	{"gold", 0xffd700},  {"orange", 0xffa500}, {"gray", 0x808080},
	{"grey", 0x808080},  {"navy", 0x000080},   {"maroon", 0x800000},
};

static bool colour(struct str t, unsigned *rgb)
{
	char z[8] = {0};

	for (size_t i = 0; i < sizeof COLOUR / sizeof *COLOUR; i++)
		if (str_eqc(t, COLOUR[i].name)) {
			*rgb = COLOUR[i].rgb;
			return true;
		}
	if (t.n == 4 && t.p[0] == '#')
		for (int i = 0; i < 6; i++)
			z[i] = t.p[1 + i / 2];
	else if (t.n == 7 && t.p[0] == '#')
		memcpy(z, t.p + 1, 6);
	else
		return false;
	*rgb = (unsigned)strtoul(z, NULL, 16);
	return strspn(z, "0123456789abcdefABCDEF") == 6;
}

/* What a shape is painted with, its own or that of the groups around it. */
struct ink {
	struct str fill, stroke;
	double width;
	bool even_odd;
};

static void put_colour(struct svg *s, const struct xml_node *n, struct str t,
		       const char *op)
{
	unsigned rgb = 0;

	if (!colour(t, &rgb))
		refuse(s, n, "warna", t);
	put(s,
	    (double[]){(rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
		       (rgb & 255) / 255.0},
	    3, op);
}

static void paint(struct svg *s, const struct xml_node *n, const struct ink *k)
{
	bool fill = !str_eqc(k->fill, "none"),
	     stroke = k->stroke.n && !str_eqc(k->stroke, "none");

	if (fill)
		put_colour(s, n, k->fill, "rg");
	if (stroke) {
		put_colour(s, n, k->stroke, "RG");
		put(s, &k->width, 1, "w");
	}
	if (!shape(s, n))
		refuse(s, n, "unsur", n->name);
	buf_fmt(s->out, "%s\n",
		fill && stroke ? (k->even_odd ? "B*" : "B")
		: fill         ? (k->even_odd ? "f*" : "f")
		: stroke       ? "S"
			       : "n");
}

static void transform(struct svg *s, const struct xml_node *n)
{
	struct str t = str_trim(xml_attr(n, "transform")), all = t;

	while (!s->e && (t = str_trim(t)).n) {
		size_t open = str_find(t, STR("(")), k = 0;
		struct str name = str_trim(str_head(t, open)), in = str_from(t, open + 1);
		double v[6] = {0};

		while (k < 6 && number(&in, &v[k]))
			k++;
		in = str_trim(in);
		if (open == t.n || !in.n || in.p[0] != ')') {
			refuse(s, n, "transform", all);
			return;
		}
		t = str_from(in, 1);
		if (str_eqc(name, "matrix") && k == 6)
			put(s, v, 6, "cm");
		else if (str_eqc(name, "translate") && k)
			put(s, (double[]){1, 0, 0, 1, v[0], v[1]}, 6, "cm");
		else if (str_eqc(name, "scale") && k)
			put(s, (double[]){v[0], 0, 0, k > 1 ? v[1] : v[0], 0, 0}, 6,
			    "cm");
		else if (str_eqc(name, "rotate") && k == 1)
			put(s,
			    (double[]){cos(v[0] * PI / 180), sin(v[0] * PI / 180),
				       -sin(v[0] * PI / 180), cos(v[0] * PI / 180), 0, 0},
			    6, "cm");
		else
			refuse(s, n, "transform", all);
	}
}

static struct ink ink_of(struct svg *s, const struct xml_node *n, struct ink k)
{
	struct str rule = xml_attr(n, "fill-rule");

	k.fill = xml_attr(n, "fill").n ? xml_attr(n, "fill") : k.fill;
	k.stroke = xml_attr(n, "stroke").n ? xml_attr(n, "stroke") : k.stroke;
	k.width = attr(s, n, "stroke-width", k.width);
	k.even_odd = rule.n ? str_eqc(rule, "evenodd") : k.even_odd;
	return k;
}

/* What would make another picture when it is passed over; PDF/A-1 knows no opacity. */
static void refuse_attrs(struct svg *s, const struct xml_node *n)
{
	static const struct {
		const char *name, *harmless;
	} OTHER[] = {
		{"style", ""},
		{"class", ""},
		{"opacity", "1"},
		{"fill-opacity", "1"},
		{"stroke-opacity", "1"},
		{"clip-path", "none"},
		{"mask", "none"},
		{"filter", "none"},
		{"display", "inline"},
		{"visibility", "visible"},
		{"stroke-dasharray", "none"},
	};

	bool rect = str_eqc(n->name, "rect");

	for (size_t i = 0; i < sizeof OTHER / sizeof *OTHER; i++) {
		struct str v = xml_attr(n, OTHER[i].name);

		if (v.n && !str_eqc(v, OTHER[i].harmless))
			refuse(s, n, "atribut", str_c(OTHER[i].name));
	}
	if (rect && (attr(s, n, "rx", 0) != 0 || attr(s, n, "ry", 0) != 0))
		refuse(s, n, "atribut", STR("rx"));
}

static void group(struct svg *s, const struct xml_node *n, struct ink k, int depth);

static void one(struct svg *s, const struct xml_node *n, struct ink k, int depth)
{
	static const char *const SILENT[] = {"title", "desc", "metadata", "defs"};

	for (size_t i = 0; i < sizeof SILENT / sizeof *SILENT; i++)
		if (str_eqc(n->name, SILENT[i]) && (i < 3 || !n->kids_n))
			return;
	refuse_attrs(s, n);
	k = ink_of(s, n, k);
	BUF_ADD(s->out, "q\n");
	transform(s, n);
	if (str_eqc(n->name, "g"))
		group(s, n, k, depth + 1);
	else
		paint(s, n, &k);
	BUF_ADD(s->out, "Q\n");
}

static void group(struct svg *s, const struct xml_node *n, struct ink k, int depth)
{
	for (size_t i = 0; i < n->kids_n && !s->e; i++)
		if (n->kids[i].name.n)
			one(s, &n->kids[i], k, depth);
}

bool tpl_svg_is(struct str bytes)
{
	return str_find(str_head(bytes, 1024), STR("<svg")) <
	       (bytes.n < 1024 ? bytes.n : 1024);
}

/* The drawing's own box: viewBox, or width and height. */
static void view(struct svg *s, const struct xml_node *n, double v[4])
{
	struct str box = xml_attr(n, "viewBox");

	v[0] = v[1] = 0;
	if (!box.n) {
		v[2] = attr(s, n, "width", 0);
		v[3] = attr(s, n, "height", 0);
	}
	for (int i = 0; box.p && box.n && i < 4; i++)
		if (!number(&box, &v[i]))
			v[2] = 0;
	if (!(v[2] > 0 && v[3] > 0) && !s->e)
		s->e = FAIL(s->f, ERR_INVALID, "bad-logo", "logo",
			    "Lambang SVG tidak menyebut ukurannya; isi viewBox, atau "
			    "width dan "
			    "height.");
}

enum err tpl_svg_read(struct str bytes, struct buf *ops, int *w, int *h, struct fail *f)
{
	struct arena *a = arena_open();
	struct svg s = {.out = ops, .f = f};
	const struct xml_node *root;
	double v[4] = {0};

	s.e = xml_read(a, bytes, "lambang.svg", NULL, &root, f);
	if (!s.e)
		view(&s, root, v);
	if (!s.e) {
		put(&s,
		    (double[]){1000 / v[2], 0, 0, -1000 / v[3], -1000 * v[0] / v[2],
			       1000 + 1000 * v[1] / v[3]},
		    6, "cm");
		group(&s, root,
		      ink_of(&s, root, (struct ink){.fill = STR("black"), .width = 1}),
		      0);
	}
	if (!s.e && s.large)
		s.e = FAIL(f, ERR_INVALID, "bad-logo", "logo",
			   "Lambang SVG memuat bilangan di atas %d; perkecil ukuran "
			   "gambarnya (viewBox), lalu simpan ulang.",
			   REAL_MAX);
	if (!s.e && ops->broken)
		s.e = FAIL(f, ERR_LIMIT, "bad-logo", "logo",
			   "Lambang SVG terlalu rinci; sederhanakan gambarnya.");
	if (!s.e) {
		*w = (int)lround(1000 * v[2] / fmax(v[2], v[3]));
		*h = (int)lround(1000 * v[3] / fmax(v[2], v[3]));
	}
	arena_close(a);
	return s.e;
}
