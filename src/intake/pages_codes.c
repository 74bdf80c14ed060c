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

static unsigned char *grey_of(const struct picture *p)
{
	size_t n = (size_t)p->w * p->h;
	unsigned char *grey = malloc(n);

	if (!grey)
		pages_quit("no memory");
	for (size_t i = 0; i < n; i++) {
		const unsigned char *c = p->rgb + i * 3;

		grey[i] = (unsigned char)((c[0] * 77 + c[1] * 150 + c[2] * 29) >> 8);
	}
	return grey;
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

void pages_codes(const struct picture *p)
{
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();
	zbar_image_t *image = zbar_image_create();

	if (!scanner || !image)
		pages_quit("no memory");
	zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
	zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
	zbar_image_set_size(image, p->w, p->h);
	zbar_image_set_data(image, grey_of(p), (unsigned long)p->w * p->h,
			    zbar_image_free_data);
	if (zbar_scan_image(scanner, image) < 0)
		pages_quit("zbar refused the page");
	put_codes(image);
	zbar_image_destroy(image);
	zbar_image_scanner_destroy(scanner);
}
