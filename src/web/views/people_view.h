#ifndef PEOPLE_VIEW_H
#define PEOPLE_VIEW_H
#include <stdbool.h>
#include "register_view.h"

struct web_person { struct str login, name, nip, posts; struct url link; bool admin, disabled; };
struct web_post { struct str name, unit, holder, waiting; struct url link; };
struct web_holding {
	struct str person, position, kind, from, to;
	struct url link; /* to the other end: his page on the post's, the post's on his */
	struct str letter;      /* number and day of the one that appoints him */
	struct url letter_link; /* when it lies in Naskah */
	bool       past, coming, in_naskah, letterless;
};

struct people_view {
	struct str csrf, fault, password_login, password;
	const struct web_person *people;    size_t people_n;
	const struct web_post   *posts;     size_t posts_n;
	const struct web_option *positions; size_t positions_n;
	const struct web_option *kinds;     size_t kinds_n;
	struct str login, name, nip, rank, from; /* of the form, as typed */
	bool       ask_word;
};
void view_people(struct buf *, const struct people_view *);

struct person_view {
	struct str csrf, fault, password_login, password, name, nip, rank, login;
	const struct web_holding *holdings; size_t holdings_n;
	struct url act_account, act_reset, act_disable, act_enable;
	bool       no_account, admin, disabled, own, ask_word, open_reset, open_disable;
};
void view_person(struct buf *, const struct person_view *);

struct post_view {
	struct str csrf, fault, password_login, password, name, unit, waiting, from, to, last, letter, letter_day;
	const struct web_holding *holdings; size_t holdings_n;
	const struct web_option  *ends;     size_t ends_n; /* who may be ended */
	const struct web_option  *people;   size_t people_n;
	const struct web_option  *kinds;    size_t kinds_n;
	const struct web_option  *asked;    size_t asked_n; /* qualifications of its SOPs */
	struct url act_set, act_end, act_letter;
	bool       vacant, ask_word, open_letter;
};
void view_post(struct buf *, const struct post_view *);

struct self_view { struct str csrf, name, posts, fault; bool must_change; };
void view_self(struct buf *, const struct self_view *);
#endif
