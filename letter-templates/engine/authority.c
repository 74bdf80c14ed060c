/* What one who acts for a holder may not sign: <wewenang> of a profile. */
#include "model.h"

#define LIMITS_MAX 20

void tpl_profile_limits_read(struct arena *a, const struct xml_node *n, struct profile *p)
{
	struct tpl_limit *list = ARENA_ARRAY(a, struct tpl_limit, LIMITS_MAX);
	const struct xml_node *k;
	size_t at = 0;

	while (p->limits_n < LIMITS_MAX && (k = xml_each(n, "wewenang", &at)))
		list[p->limits_n++] =
			(struct tpl_limit){.kinds = xml_attr(k, "penanda-tangan"),
					   .forms = xml_attr(k, "bentuk"),
					   .codes = xml_attr(k, "kode"),
					   .what = xml_attr(k, "hal"),
					   .source = xml_attr(k, "dasar")};
	p->limits = list;
}

const struct tpl_limit *tpl_profile_limits(const struct tpl_engine *t, struct str name,
					   size_t *n)
{
	const struct profile *p = tpl_profile_find(t, name);

	*n = p ? p->limits_n : 0;
	return p ? p->limits : NULL;
}
