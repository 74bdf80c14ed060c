/* cairo and pango in one process: every letter another text.  peer_pango FILE EMBLEM N;
 * prints letters a CPU-second and bytes. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FIELDS 5

static double cpu(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static cairo_status_t count(void *bytes, const unsigned char *data, unsigned n)
{
	(void)data;
	*(size_t *)bytes += n;
	return CAIRO_STATUS_SUCCESS;
}

static double text(cairo_t *c, const char *face, double y, int justify, const char *z)
{
	PangoLayout *l = pango_cairo_create_layout(c);
	PangoFontDescription *d = pango_font_description_from_string(face);
	int high;

	pango_layout_set_font_description(l, d);
	pango_layout_set_width(l, 460 * PANGO_SCALE);
	pango_layout_set_justify(l, justify);
	pango_layout_set_text(l, z, -1);
	cairo_move_to(c, 85, y);
	pango_cairo_show_layout(c, l);
	pango_layout_get_size(l, NULL, &high);
	pango_font_description_free(d);
	g_object_unref(l);
	return y + (double)high / PANGO_SCALE + 6;
}

static size_t one(char *const *field, cairo_surface_t *emblem)
{
	size_t bytes = 0;
	cairo_surface_t *s =
		cairo_pdf_surface_create_for_stream(count, &bytes, 609.4, 935.4);
	cairo_t *c = cairo_create(s);
	double y = 150;

	cairo_save(c);
	cairo_translate(c, 85, 60);
	cairo_scale(c, 60.0 / 138, 60.0 / 138);
	cairo_set_source_surface(c, emblem, 0, 0);
	cairo_paint(c);
	cairo_restore(c);
	(void)text(c, "Liberation Sans Bold 14px", 80, 0, "DINAS SOSIAL CONTOH");
	y = text(c, "Liberation Sans 12px", y, 0, field[0]);
	y = text(c, "Liberation Sans Bold 12px", y, 0, field[1]);
	for (int k = 2; k < FIELDS; k++)
		y = text(c, "Liberation Sans 12px", y, 1, field[k]);
	(void)text(c, "Liberation Sans Bold 12px", y + 60, 0,
		   "CONTOH PEJABAT, S.H., M.Si.");
	cairo_destroy(c);
	cairo_surface_destroy(s);
	return bytes;
}

int main(int argc, char **argv)
{
	FILE *in = argc == 4 ? fopen(argv[1], "r") : NULL;
	int n = argc == 4 ? atoi(argv[3]) : 0, done = 0;
	char line[1 << 16];
	size_t bytes = 0;

	if (!in || n <= 0)
		return 2;
	cairo_surface_t *emblem = cairo_image_surface_create_from_png(argv[2]);
	double from = cpu();

	while (done < n && fgets(line, sizeof line, in)) {
		char *field[FIELDS], *rest = line;

		for (int k = 0; k < FIELDS; k++)
			field[k] = strsep(&rest, "\t\n");
		bytes = one(field, emblem);
		done++;
	}
	(void)printf("%.0f %zu\n", done / (cpu() - from), bytes);
	cairo_surface_destroy(emblem);
	(void)fclose(in);
	return 0;
}
