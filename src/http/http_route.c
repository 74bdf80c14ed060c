#include "http.h"

static bool path_fits(const char *pattern, struct str path, struct str args[HTTP_ARGS_MAX])
{
	struct str want = str_c(pattern), w, p;
	size_t n = 0;

	for (;;) {
		bool more = str_cut(&want, '/', &w), have = str_cut(&path, '/', &p);

		if (!more || !have)
			return more == have;
		if (w.n && w.p[0] == '{') {
			if (!p.n || n == HTTP_ARGS_MAX)
				return false;
			args[n++] = p;
		} else if (!str_eq(w, p)) {
			return false;
		}
	}
}

const struct http_route *http_route_find(const struct http_route *r, size_t n,
                                         enum http_method m, struct str path,
                                         struct str args[HTTP_ARGS_MAX], bool *other_method)
{
	struct str a[HTTP_ARGS_MAX] = { { 0 } };

	*other_method = false;
	for (size_t i = 0; i < n; i++) {
		if (!path_fits(r[i].path, path, a))
			continue;
		if (r[i].method == m) {
			memcpy(args, a, sizeof a);
			return &r[i];
		}
		*other_method = true;
	}
	return NULL;
}
