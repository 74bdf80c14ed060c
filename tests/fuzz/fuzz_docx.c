/* Any bytes as a Word document, or as the part of one: refused, or a form that is XML. */
#include <stdlib.h>
#include "docx.h"
#include "tpl_import.h"
#include "xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct tpl_engine *engine(void)
{
	static struct tpl_engine *t;
	struct fail f;

	if (t)
		return t;
	xml_init();
	if (tpl_open(&t, &(struct tpl_paths){.share = SHARE}, &f))
		abort();
	return t;
}

static void import(struct arena *a, struct str doc)
{
	struct tpl_imported *m = ARENA_NEW(a, struct tpl_imported);
	const struct xml_node *root;
	struct fail f;

	if (tpl_form_import(engine(), a, doc, STR("uji"), m, &f))
		abort(); /* what the reader wrote is a document */
	if (xml_read(a, m->xml, "uji", NULL, &root, &f) && m->xml.n < 100000)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_open();
	struct str bytes = {(const char *)p, n}, doc;
	struct docx_out o = {.a = a, .b = BUF_MAX(DOCX_PART)};
	struct fail f;

	(void)engine();
	if (!docx_read(a, bytes, &doc, &f))
		import(a, doc);
	BUF_ADD(&o.b, "<dokumen>");
	if (!docx_text(&o, bytes, &f) && !o.b.broken) {
		BUF_ADD(&o.b, "</dokumen>");
		import(a, buf_keep(&o.b, a));
	} else {
		buf_free(&o.b);
	}
	arena_close(a);
	return 0;
}
