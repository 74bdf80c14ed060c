/* backup.c - a consistent copy while the store works. */
#include "store.h"

enum err db_copy(struct db_conn *c, const char *path, struct fail *f)
{
	/* the first read fixes the snapshot that the copy then sees */
	enum err e = audit_head_read(c, f);

	return e ? e : file_copy_snapshot(c, path, f);
}

enum err db_backup(struct db *db, const char *path, struct fail *f)
{
	struct db_conn *c = db_read(db);
	enum err e = db_copy(c, path, f);

	db_read_end(db, c);
	return e;
}
