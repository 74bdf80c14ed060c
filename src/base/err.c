#include "err.h"
#include <stdio.h>

static const struct {
	int http, exit;
} MAP[ERR__COUNT] = {
	[ERR_OK] = { 200, 0 },       [ERR_SYNTAX] = { 400, 1 },  [ERR_AUTH] = { 401, 1 },
	[ERR_DENIED] = { 403, 1 },   [ERR_NOTFOUND] = { 404, 1 }, [ERR_CONFLICT] = { 409, 1 },
	[ERR_STALE] = { 412, 1 },    [ERR_LIMIT] = { 413, 1 },   [ERR_TYPE] = { 415, 1 },
	[ERR_INVALID] = { 422, 1 },  [ERR_NOVERSION] = { 428, 1 }, [ERR_PACE] = { 429, 1 },
	[ERR_BUSY] = { 503, 3 },     [ERR_FULL] = { 507, 3 },    [ERR_IO] = { 500, 3 },
};

enum err fail_set(struct fail *f, enum err code, const char *where, const char *word,
                  const char *field, const char *fmt, ...)
{
	if (!f)
		return code;
	*f = (struct fail){ .code = code, .where = where, .word = word, .field = field };
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(f->text, sizeof f->text, fmt, ap);
	va_end(ap);
	for (char *p = f->text; *p; p++)
		if ((unsigned char)*p < 0x20)
			*p = ' ';
	return code;
}

int err_http_status(enum err e)
{
	return MAP[e].http;
}

int err_exit_code(enum err e)
{
	return MAP[e].exit;
}
