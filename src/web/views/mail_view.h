#ifndef MAIL_VIEW_H
#define MAIL_VIEW_H
#include <stdbool.h>
#include "register_view.h"

struct notify_view {
	struct str csrf, fault, address, failed;
	const struct web_option *ways;
	size_t ways_n;
	const struct web_option *hours;
	size_t hours_n;
	bool no_server;
};

void view_notify(struct buf *, const struct notify_view *);

struct web_mail_row {
	struct str when, login, address, state, fault, again;
};

struct mail_view {
	struct str csrf, fault, host, from, waiting, address;
	const struct web_mail_row *rows;
	size_t rows_n;
	bool no_server;
};

void view_mail(struct buf *, const struct mail_view *);
#endif
