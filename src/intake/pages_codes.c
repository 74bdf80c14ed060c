/* Our own QR codes on a page.  zbar sees nothing but grey pixels; what it says is checked
 * for our mark and plain letters, and is a hint for a person all the same. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zbar.h>
#include "pages.h"

#define MARK  "NASKAH "
#define CODE  60 /* bytes of one of ours */
#define CODES 8  /* of one page */

struct grey pages_grey(const struct picture *p)
{
	size_t n = (size_t)p->w * p->h;
	struct grey g = {p->w, p->h, malloc(n)};

	if (!g.px)
		pages_quit("no memory");
	for (size_t i = 0; i < n; i++) {
		const unsigned char *c = p->rgb + i * 3;

		g.px[i] = (unsigned char)((c[0] * 77 + c[1] * 150 + c[2] * 29) >> 8);
	}
	return g;
}

static int ours(const char *text, size_t n)
{
	if (n <= strlen(MARK) || n > CODE || memcmp(text, MARK, strlen(MARK)) != 0)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (text[i] < ' ' || text[i] > '~')
			return 0;
	return 1;
}

static void put_codes(const zbar_image_t *image)
{
	int fd = open("codes", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), n = 0;

	if (fd < 0)
		pages_quit("the folder takes no file");
	for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s && n < CODES;
	     s = zbar_symbol_next(s)) {
		char line[CODE + 1];
		size_t len = zbar_symbol_get_data_length(s);

		if (!ours(zbar_symbol_get_data(s), len))
			continue;
		memcpy(line, zbar_symbol_get_data(s), len);
		line[len] = '\n';
		if (write(fd, line, len + 1) != (ssize_t)len + 1)
			pages_quit("the folder takes no file");
		n++;
	}
	close(fd);
}

typedef void found(const zbar_image_t *, void *arg);

static void scan(const struct grey *g, found *fn, void *arg)
{
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();

	if (!scanner || !image)
		pages_quit("no memory");
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, g->w, g->h);
	zbar_image_set_data(image, g->px, (unsigned long)g->w * g->h, NULL);
	if (zbar_scan_image(scanner, image) < 0)
		pages_quit("zbar refused the page");
	fn(image, arg);
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
}

static void write_codes(const zbar_image_t *image, void *arg)
{
	(void)arg;
	put_codes(image);
}

void pages_codes(const struct picture *p)
{
	struct grey g = pages_grey(p);

	scan(&g, write_codes, NULL);
	free(g.px);
}

struct wanted {
	const char *code;
	struct tick_point *corners;
	int seen;
};

/* zbar gives the corners against the clock. */
static void look(const zbar_image_t *image, void *arg)
{
	static const unsigned order[4] = {0, 3, 2, 1};
	struct wanted *w = arg;

	for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s && !w->seen;
	     s = zbar_symbol_next(s)) {
		size_t n = zbar_symbol_get_data_length(s);

		if (n != strlen(w->code) || memcmp(zbar_symbol_get_data(s), w->code, n) != 0 ||
		    zbar_symbol_get_loc_size(s) != 4)
			continue;
		for (unsigned k = 0; k < 4; k++)
			w->corners[k] = (struct tick_point){
				zbar_symbol_get_loc_x(s, order[k]),
				zbar_symbol_get_loc_y(s, order[k])};
		w->seen = 1;
	}
}

int pages_find_code(const struct grey *g, const char *code, struct tick_point corners[4])
{
	struct wanted w = {code, corners, 0};

	scan(g, look, &w);
	return w.seen;
}
