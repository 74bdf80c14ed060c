/* The letter as it was printed, as XML: what another office's Naskah reads (tpl.h). */
#include "print.h"

static void put_element(struct buf *b, const char *name, struct str text)
{
	buf_fmt(b, "<%s>", name);
	xml_put(b, text);
	buf_fmt(b, "</%s>\n", name);
}

static void put_kop(struct buf *b, const struct tpl_office *o)
{
	static const char *const KIND[KOP_KIND__COUNT] = {"pemerintah", "induk", "unit",
							  "alamat"};
	static const char *const KOP[] = {"perangkat-daerah", "kepala-daerah", "lembaga"};

	buf_fmt(b, "<kop jenis=\"%s\" kota=\"", KOP[o->kop]);
	xml_put(b, o->town);
	BUF_ADD(b, "\">\n");
	for (size_t i = 0; i < o->n; i++) {
		buf_fmt(b, "<baris jenis=\"%s\">", KIND[o->kind[i]]);
		xml_put(b, o->line[i]);
		BUF_ADD(b, "</baris>\n");
	}
	BUF_ADD(b, "</kop>\n");
}

struct str tpl_printed_xml(const struct print *p)
{
	const struct xml_node *root = p->l->root, *k;
	struct buf b = BUF_MAX(4u << 20);

	BUF_ADD(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	xml_write_open(&b, root);
	BUF_ADD(&b, "\n");
	if (p->office && p->office->n)
		put_kop(&b, p->office);
	if (p->number.n)
		put_element(&b, "nomor", p->number);
	if (day_ok(p->date))
		put_element(&b, "tanggal", day_iso(p->fl.a, p->date));
	for (size_t i = 0; i < root->kids_n; i++) {
		k = &root->kids[i];
		if (!k->name.n || (str_eqc(k->name, "kop") && p->office) ||
		    (str_eqc(k->name, "nomor") && p->number.n) ||
		    (str_eqc(k->name, "tanggal") && day_ok(p->date)))
			continue;
		xml_write(&b, k);
		BUF_ADD(&b, "\n");
	}
	xml_write_close(&b, root);
	return buf_keep(&b, p->fl.a);
}
