/* What a letter from outside says of itself; see tpl.h. */
#include "model.h"
#include "utf8.h"

#define LINE_MAX 1000 /* bytes: more is no line of a letter's head */

/* A line that can be shown in a field: no control characters, cut between characters. */
static struct str line_of(struct arena *a, struct str s)
{
	struct fail why;
	struct str clean;
	struct buf b = BUF_MAX(2 * LINE_MAX);

	s = str_trim(s);
	for (size_t i = 0; i < s.n && b.n < LINE_MAX; i++) {
		bool blank = (unsigned char)s.p[i] <= ' ';

		if (!blank || (b.n && b.p[b.n - 1] != ' '))
			buf_byte(&b, blank ? ' ' : s.p[i]);
	}
	while (b.n && b.n == LINE_MAX && ((unsigned char)b.p[b.n - 1] & 0xc0) == 0x80)
		b.n--;
	s = buf_keep(&b, a);
	return utf8_clean(a, s, UTF8_LINE, "surat.xml", &clean, &why) ? (struct str){0}
								      : clean;
}

static struct str kid_line(struct arena *a, const struct xml_node *n, const char *name)
{
	return line_of(a, xml_kid_text(a, n, name));
}

/* The last line of the letterhead that names a unit: who writes, not under whom. */
static struct str sender_of(struct arena *a, const struct xml_node *root)
{
	const struct xml_node *kop = xml_kid(root, "kop"),
			      *signer = xml_kid(root, "penandatangan");
	struct tpl_office o = {0};
	struct str found = {0};
	struct fail why;

	if (kop && !tpl_office_kop(a, kop, NULL, &o, &why))
		for (size_t i = 0; i < o.n; i++)
			if (o.kind[i] == KOP_UNIT || !found.n)
				found = o.line[i];
	if (!found.n && signer)
		found = xml_kid_text(a, signer, "jabatan");
	return line_of(a, found);
}

static struct str subject_of(struct arena *a, const struct xml_node *root)
{
	static const char *const NAME[] = {"hal", "tentang", "perihal", "judul"};

	for (size_t i = 0; i < sizeof NAME / sizeof *NAME; i++) {
		const struct xml_node *n = tpl_letter_node(root, str_c(NAME[i]));
		struct str s = n ? line_of(a, xml_text(a, n)) : (struct str){0};

		if (s.n)
			return s;
	}
	return (struct str){0};
}

enum err tpl_letter_facts(const struct tpl_engine *t, struct arena *a, struct str xml,
			  struct tpl_facts *x, struct fail *f)
{
	const struct xml_node *root, *yth;
	enum err e = xml_read(a, xml, "surat.xml", t->letter_schema, &root, f);

	*x = (struct tpl_facts){0};
	if (e)
		return e;
	x->sender = sender_of(a, root);
	x->number = kid_line(a, root, "nomor");
	x->subject = subject_of(a, root);
	x->attachments = kid_line(a, root, "lampiran");
	x->urgency = kid_line(a, root, "sifat");
	x->secrecy = kid_line(a, root, "keamanan");
	x->form = line_of(a, xml_attr(root, "bentuk"));
	if ((yth = xml_kid(root, "yth")))
		x->addressed_to = kid_line(a, yth, "baris");
	if (!day_parse(kid_line(a, root, "tanggal"), &x->date))
		x->date = (struct day){0};
	return ERR_OK;
}
