/* Any bytes as HTML: refused, or blocks that are a letter, and stay the same letter when
 * an editor shows them and sends them back. */
#include "tpl.h"
#include "xml.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_open();
	struct str html = {(const char *)p, n}, one, two, typed, said;
	struct fail f;

	xml_init();
	if (!tpl_html_clean(a, html, &one, &said, &f)) {
		if (tpl_html_clean(a, one, &two, &said, &f) || !str_eq(one, two) ||
		    said.n)
			abort();
		if (tpl_typed_of_html(a, html, &typed, &f) ||
		    tpl_html_of_typed(a, typed, &two, &f))
			abort();
	}
	arena_close(a);
	return 0;
}
