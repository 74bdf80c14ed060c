/* backup.c - a consistent copy while the store works. */
#include "store.h"

enum err db_backup(struct db *db, const char *path, struct fail *f)
{
	struct db_conn *c = db_read(db);
	struct fail pin;
	/* the first read fixes the snapshot that the copy then sees */
	enum err e = audit_head_read(c, &pin);

	if (!e)
		e = file_copy_snapshot(c, path, f);
	else if (f)
		*f = pin;
	db_read_end(db, c);
	return e;
}
