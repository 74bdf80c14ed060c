/* intake_pages.h - pages of stored files as pictures: drawn by naskah-pages on workers of
 * their own, kept in a folder that may be deleted at any time.
 *
 * SHAPE  a file is named by its SHA-256 and stands at a path; its pages count from 1.
 * BOUNDS two drawings at once, whoever asks; INTAKE_QUEUE waiting.  No caller waits, but
 *        for a cut: who comes before the picture is told to come again.
 * ERRORS ERR_INVALID "no-page": this page cannot be drawn, show the placeholder.
 *        ERR_BUSY "page-later": ask again.  Others: the file or the program is not there.
 * THREAD any.
 */
#ifndef INTAKE_PAGES_H
#define INTAKE_PAGES_H
#include "arena.h"
#include "clock.h"
#include "err.h"
#include "hash.h"

#define INTAKE_QUEUE 128

struct intake_pages;

struct intake_pages_options {
	const char *program; /* naskah-pages                     */
	const char *cache;   /* folder, made when it is not there */
	const struct clock *clock;
	int64_t cache_bytes; /* 0: the usual bound               */
};

struct intake_file {
	struct sha256 sha;
	const char *path;
};

enum err intake_pages_open(struct intake_pages **, const struct intake_pages_options *,
			   struct fail *) MUST_CHECK;
/* Ends what is being drawn. */
void intake_pages_close(struct intake_pages *);

/* A file made of bytes that are stored nowhere (a draft's page): they stand in the cache,
 * for as long as their pictures do. */
enum err intake_pages_lend(struct intake_pages *, struct arena *, struct str bytes,
			   struct intake_file *, struct fail *) MUST_CHECK;
enum err intake_page(struct intake_pages *, struct arena *, const struct intake_file *,
		     int page, struct str *png, struct fail *) MUST_CHECK;
/* How many pages the file has; INTAKE_COUNT_MAX: more than INTAKE_PAGES_MAX, which is all
 * that is ever drawn or cut. */
enum err intake_page_count(struct intake_pages *, const struct intake_file *, int *count,
			   struct fail *) MUST_CHECK;
/* Our QR codes on the page, a line each; empty: none.  They are a proposal: anybody can
 * print one. */
enum err intake_page_codes(struct intake_pages *, struct arena *, const struct intake_file *,
			   int page, struct str *codes, struct fail *) MUST_CHECK;
/* What is ticked on one of our sheets on the page: "found MARKS", a line "empty|ticked|doubt
 * INK" for each box of the plan, "note 0|1", "initials 0|1"; or "lost".  The plan is that of
 * ticks.h, with the code.  A proposal, as codes are.  *sheet names the pictures. */
enum err intake_page_ticks(struct intake_pages *, struct arena *, const struct intake_file *,
			   int page, struct str plan, struct str *words,
			   struct intake_file *sheet, struct fail *) MUST_CHECK;
/* The sheet laid straight, or what is written in its field for notes: once the words are
 * there.  ERR_INVALID "no-page": there is none. */
enum err intake_sheet_picture(struct intake_pages *, struct arena *, const struct intake_file *sheet,
			      bool note, struct str *png, struct fail *) MUST_CHECK;
/* Those pages, in that order, as a file of their own at *path, in a room that the caller
 * leaves when he has read it.  Blocks the caller, 20 s at most. */
enum err intake_pages_cut(struct intake_pages *, struct arena *, const struct intake_file *,
			  const int *pages, size_t n, const char **room, const char **path,
			  struct fail *) MUST_CHECK;
/* What a PDF carries as its own letter XML, and the words on its first pages; the bytes go
 * through a room that is gone when this returns.  Blocks the caller, 20 s at most.
 * ERRORS ERR_INVALID "no-data" as intake_data(). */
enum err intake_pages_data(struct intake_pages *, struct arena *, struct str pdf, struct str *xml,
			   struct str *words, struct fail *) MUST_CHECK;
void intake_pages_leave(const char *room);
/* Is it known already that the page cannot be drawn? */
bool intake_page_failed(struct intake_pages *, const struct intake_file *, int page);
/* Draws the first page when nobody waits for another; says nothing. */
void intake_page_soon(struct intake_pages *, const struct intake_file *);
#endif
