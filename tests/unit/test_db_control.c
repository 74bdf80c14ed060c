/* The control socket: one frame in, one frame out; nobody else enters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "db_control.h"
#include "fs.h"

static void echo(void *arg, struct str request, struct buf *reply)
{
	(void)arg;
	BUF_ADD(reply, "> ");
	buf_add(reply, request);
}

static void *caller(void *path)
{
	for (int i = 0; i < 50; i++) {
		struct arena *a = arena_open();
		struct fail f = { 0 };
		struct str reply;

		assert_int_equal(db_control_call(path, a, STR("check\nsemua"), &reply, &f), ERR_OK);
		assert_true(str_eqc(reply, "> check\nsemua"));
		arena_close(a);
	}
	return NULL;
}

static void answers(void **state)
{
	char dir[32] = "/tmp/naskah-ctl-XXXXXX", path[512], deep[300];
	struct db_control *c = NULL;
	struct fail f = { 0 };
	struct stat st;
	struct arena *a = arena_open();
	struct str reply;
	pthread_t t[8];

	(void)state;
	assert_non_null(mkdtemp(dir));
	/* longer than a socket's name may be */
	(void)snprintf(deep, sizeof deep, "%s/%0150d", dir, 0);
	assert_int_equal(fs_mkdir(deep, 0700, &f), ERR_OK);
	(void)snprintf(path, sizeof path, "%s/control.sock", deep);
	assert_int_equal(db_control_call(path, a, STR("x"), &reply, &f), ERR_NOTFOUND);
	assert_int_equal(db_control_serve(&c, path, echo, NULL, &f), ERR_OK);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	for (int i = 0; i < 8; i++)
		assert_int_equal(pthread_create(&t[i], NULL, caller, path), 0);
	for (int i = 0; i < 8; i++)
		pthread_join(t[i], NULL);
	db_control_stop(c);
	assert_int_equal(db_control_call(path, a, STR("x"), &reply, &f), ERR_NOTFOUND);
	arena_close(a);
	(void)rmdir(deep);
	(void)rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(answers) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
