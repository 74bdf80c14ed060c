/* intake_cache.h - pages that were drawn, in a folder that may be deleted at any time.
 *
 * SHAPE  DIR/ab/<sha256>/source  bytes that stand nowhere else; N.png  page N; N.code  our
 * QR codes on it, a line each; N.bad page N cannot be drawn, its bytes say when that was found; count  how many pages the file
 * has.  DIR/tmp/  being drawn. RULE   derived data: names appear by rename, nothing is
 * fsynced, and what is not whole when it is read is taken for absent.  A failure is
 * forgotten after an hour: it may have been the machine's, not the file's. BOUNDS
 * CACHE_BYTES, and a quarter of what the disk has to spare; over it, files that nobody
 * looked at for longest go first. THREAD any.
 */
#ifndef INTAKE_CACHE_H
#define INTAKE_CACHE_H
#include "arena.h"
#include "clock.h"
#include "err.h"
#include "hash.h"

#define CACHE_BYTES (INT64_C(512) << 20)

struct intake_cache;

/* Makes the folders; removes what a drawing left behind. */
enum err intake_cache_open(struct intake_cache **, const char *dir, const struct clock *,
			   int64_t max, struct fail *) MUST_CHECK;
void intake_cache_close(struct intake_cache *);

bool intake_cache_page(struct intake_cache *, struct arena *, struct sha256, int page,
		       struct str *png);
/* false: nobody looked for words of that kind (codes, ticks) yet. */
bool intake_cache_words(struct intake_cache *, struct arena *, struct sha256, int page,
			const char *kind, struct str *words);
bool intake_cache_failed(struct intake_cache *, struct sha256, int page);
int intake_cache_count(struct intake_cache *, struct sha256); /* 0: not known */

/* A new private folder to draw in, and its end with all that is in it. */
enum err intake_cache_room(struct intake_cache *, struct arena *, const char **room,
			   struct fail *) MUST_CHECK;
void intake_cache_leave(const char *room);
/* Takes that picture out of the room; ERR_INVALID "no-page" when it is not what naskah-pages
 * writes. */
enum err intake_cache_keep(struct intake_cache *, struct sha256, int page,
			   const char *room, const char *picture, struct fail *) MUST_CHECK;
/* Takes the words of a kind out of the room, where naskah-pages left them: codes, ticks. */
enum err intake_cache_keep_words(struct intake_cache *, struct sha256, int page,
				 const char *room, const char *kind,
				 struct fail *) MUST_CHECK;
/* Puts bytes there that are stored nowhere; *path, in the arena, is where they stand. */
enum err intake_cache_lend(struct intake_cache *, struct arena *, struct sha256,
			   struct str bytes, const char **path, struct fail *) MUST_CHECK;
void intake_cache_fail(struct intake_cache *, struct sha256, int page);
void intake_cache_counted(struct intake_cache *, struct sha256, int count);
#endif
