/* web_choices.c - to whom a letter can go, as choices of a form. */
#include "svc_posts.h"
#include "web.h"

const struct web_option *web_posts_of(struct web *w, struct http_req *q, size_t *n)
{
	struct svc_position_row *p;
	size_t all;
	struct fail f;

	*n = 0;
	if (svc_positions(w->svc, q->arena, &p, &all, &f))
		return NULL;
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, all + 1);

	for (size_t i = 0; i < all; i++)
		if (!actor_holds(web_actor(q), p[i].id))
			o[(*n)++] = (struct web_option){
				arena_fmt(q->arena, "%lld", (long long)p[i].id), p[i].name, false };
	return o;
}

const struct web_option *web_units_of(struct web *w, struct http_req *q, int64_t book, size_t *n)
{
	struct svc_book_row *b;
	size_t all;
	struct fail f;

	*n = 0;
	if (svc_books(w->svc, web_actor(q), q->arena, &b, &all, &f))
		return NULL;
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, all + 1);

	for (size_t i = 0; i < all; i++)
		if (b[i].id != book)
			o[(*n)++] = (struct web_option){
				arena_fmt(q->arena, "%lld", (long long)b[i].unit_id), b[i].unit, false };
	return o;
}

const struct web_option *web_instructions_of(struct http_req *q, size_t *n)
{
	const struct svc_instruction *ins = svc_instructions(n);
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, *n + 1);

	for (size_t i = 0; i < *n; i++)
		o[i] = (struct web_option){ str_c(ins[i].code), str_c(ins[i].text), false };
	return o;
}
