#include "intake.h"

#define HEAD 1024 /* PDF 32000-1 annex H: readers accept the header within 1024 bytes */

static bool at(struct str s, size_t pos, struct str what)
{
	return str_starts(str_from(s, pos), what);
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The header alone is one line that anybody can type: an object must follow. */
static bool is_pdf(struct str s)
{
	size_t pos = str_find(str_head(s, HEAD), STR("%PDF-"));
	struct str rest = str_from(s, pos);

	return rest.n > 8 && digit(rest.p[5]) && rest.p[6] == '.' && digit(rest.p[7]) &&
	       str_find(rest, STR(" obj")) < rest.n;
}

static const char *kind(struct str s)
{
	if (at(s, 0, STR("\x89PNG\r\n\x1a\n")))
		return "image/png";
	if (at(s, 0, STR("\xff\xd8\xff")))
		return "image/jpeg";
	if (at(s, 0, STR("II*\0")) || at(s, 0, STR("MM\0*")))
		return "image/tiff";
	return is_pdf(s) ? "application/pdf" : NULL;
}

static bool called_pdf(struct str name)
{
	return name.n >= 4 && str_eq_nocase(str_from(name, name.n - 4), STR(".pdf"));
}

enum err intake_sniff(struct str bytes, struct str name, const char *field,
		      const char **mime, struct fail *f)
{
	struct str shown = str_head(name, 80);

	*mime = NULL;
	if (bytes.n == 0)
		return FAIL(f, ERR_INVALID, "file-empty", field,
			    "Berkas \"" STR_FMT
			    "\" kosong: pindai lagi atau pilih berkas lain.",
			    STR_ARG(shown));
	if (bytes.n > INTAKE_BYTES_MAX)
		return FAIL(f, ERR_LIMIT, "file-too-large", field,
			    "Berkas \"" STR_FMT
			    "\" lebih dari 50 MB: pindai dengan resolusi "
			    "lebih rendah atau bagi menjadi beberapa berkas.",
			    STR_ARG(shown));
	*mime = kind(bytes);
	if (*mime)
		return ERR_OK;
	if (called_pdf(name))
		return FAIL(f, ERR_INVALID, "not-a-pdf", field,
			    "Berkas \"" STR_FMT
			    "\" bernama .pdf tetapi isinya bukan PDF: "
			    "simpan atau pindai ulang sebagai PDF.",
			    STR_ARG(shown));
	return FAIL(f, ERR_TYPE, "file-kind", field,
		    "Berkas \"" STR_FMT
		    "\" bukan PDF, JPEG, PNG, atau TIFF: pindai ke salah "
		    "satu bentuk itu.",
		    STR_ARG(shown));
}

static uint32_t be32(const char *z)
{
	const unsigned char *p = (const unsigned char *)z;

	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

bool intake_page_whole(struct str s)
{
	static const struct str order[] = {
		{"IHDR", 4}, {"PLTE", 4}, {"IDAT", 4}, {"IEND", 4}};
	size_t pos = 8, part = 0;

	if (!at(s, 0, STR("\x89PNG\r\n\x1a\n")))
		return false;
	/* each chunk: length, name, bytes, check sum; IDAT alone may come again */
	while (s.n - pos >= 12) {
		size_t n = be32(s.p + pos);

		if (part == 3 && at(s, pos + 4, order[2]))
			part = 2;
		if (part > 3 || n > s.n - pos - 12 || !at(s, pos + 4, order[part]))
			return false;
		pos += n + 12;
		part++;
	}
	return part == 4 && pos == s.n;
}
