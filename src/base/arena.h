/* arena.h - memory that lives exactly as long as one request (or one job).
 *
 * OWNER   the caller of arena_open().  arena_close() runs the deferred clean-ups,
 *         then frees everything; no pointer into the arena may outlive it.
 * ERRORS  none.  malloc failure logs and abort()s: the process is crash-only, the
 *         database survives it (tests/crash), systemd restarts it.  Input size is
 *         bounded at the edge, never here.
 * CLEANUP arena_defer() ties fds, statements, xmlDocs to the same lifetime; last
 *         registered, first run.
 * DEBUG   with -fsanitize=address every allocation is its own malloc, so overruns
 *         inside the arena are caught.
 * THREAD  one arena, one thread.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <stddef.h>
#include "str.h"

struct arena;

struct arena *arena_open(void) __attribute__((returns_nonnull));
void          arena_close(struct arena *);
void         *arena_alloc(struct arena *, size_t n)
              __attribute__((malloc, returns_nonnull, alloc_size(2)));
void          arena_defer(struct arena *, void (*fn)(void *), void *);
struct str    arena_dup(struct arena *, struct str);
struct str    arena_fmt(struct arena *, const char *fmt, ...)
              __attribute__((format(printf, 2, 3)));

/* NUL-terminated copy, for the border with C interfaces. */
const char   *arena_cstr(struct arena *, struct str);

#define ARENA_NEW(a, T)      ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_array((a), (n), sizeof(T)))
void *arena_array(struct arena *, size_t n, size_t each)
      __attribute__((malloc, returns_nonnull, alloc_size(2, 3)));
#endif
