/* arc_inside.h - what the files of this room share about stored bytes. */
#ifndef ARCHIVE_INSIDE_H
#define ARCHIVE_INSIDE_H
#include <pthread.h>
#include "arc_files.h"

enum { ARC_PATH = 4096 };

struct arc_hold { /* one content that somebody prepares or links just now */
	struct sha256    sha;
	int              n;
	struct arc_hold *next;
};

struct arc_files {
	struct db       *db;
	const char      *dir;
	pthread_mutex_t  lock;
	struct arc_hold *held;
	uint64_t         serial; /* of names under which bytes are written */
};

void arc_path(char out[ARC_PATH], const char *dir, struct sha256);

/* Copies fd `in` to `out` (or nowhere when out < 0), hashing on the way. */
enum err arc_pump(int in, int out, int64_t max, struct arc_staged *, struct fail *) MUST_CHECK;

/* One file to a new one, fsynced. */
enum err arc_copy(const char *from, const char *to, struct arc_staged *, struct fail *) MUST_CHECK;

/* What the office put into the folder by hand, from one to another; the hash of the names
 * and contents, which is that of nothing when there are none. */
enum err arc_own_copy(const char *from, const char *to, struct sha256 *, struct fail *) MUST_CHECK;

/* Calls fn for each plain name in the folder; stops on the first error. */
enum err arc_each(const char *path,
                  enum err (*fn)(void *arg, const char *folder, const char *name,
                                 struct fail *),
                  void *arg, struct fail *) MUST_CHECK;
#endif
