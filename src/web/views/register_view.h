#ifndef REGISTER_VIEW_H
#define REGISTER_VIEW_H
#include <stdbool.h>
#include <stddef.h>
#include "html.h"
#include "data_view.h"
#include "offers_view.h"

struct web_option {
	struct str value, label;
	bool       on;
};
struct web_twin {
	struct str agenda, subject, received;
	struct url link, same;
};
struct web_shared { /* a file that a telephone's Bagikan handed over */
	struct str value, label;
	struct url src;
	bool       on;
};
struct register_view {
	const struct web_shared *shared; size_t shared_n;
	bool       shared_came; /* just now */
	struct str csrf, fault, fault_field, idem;
	const struct web_offer *offers; size_t offers_n;
	struct str event_day, event_time, event_place; /* of an invitation */
	struct str sender, number, letter_day, subject, attachments, class_code, addressed_to, received_day;
	bool       no_number, no_date, sealed, ask_future, future_ok, other, edit; /* future_ok, other: said before, and still said */
	struct str reason;
	struct url action;
	struct str version;
	const struct web_option *books;     size_t books_n;
	const struct web_option *urgencies; size_t urgencies_n;
	const struct web_option *secrecies; size_t secrecies_n;
	const struct web_option *channels;  size_t channels_n;
	const struct web_option *copies;    size_t copies_n;
	const struct web_twin   *twins;     size_t twins_n;
	const struct web_option *waiting;   size_t waiting_n; /* in the scanner's folder */
	struct str last;                    /* "0411" of the chosen book */
	struct str why, form; const struct web_datum *data; size_t data_n; /* what the PDF says of itself */
	bool       done; struct str done_agenda, done_book, done_note; struct url done_link; /* just registered */
};
/* What is shown beside the number while it is typed. */
struct twins_view {
	const struct web_twin *twins; size_t twins_n;
	bool other; /* she said that it is another letter */
};
void view_twins(struct buf *, const struct twins_view *);
/* The scanner's folder, asked again by F2. */
struct waiting_view {
	const struct web_option *waiting; size_t waiting_n;
};
void view_waiting(struct buf *, const struct waiting_view *);
void view_register(struct buf *, const struct register_view *);
#endif
