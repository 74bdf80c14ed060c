/* What naskah-pages cannot do, tried from where a broken decoder would stand
 * (pages_probe), and what its own decoders may take of memory. */
#include "intake_house.h"
#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>

/* Exit status; *memory gets the most it held at once, in KB. */
static int run(char *const *argv, const char *input, const char *dir, long *memory)
{
	posix_spawn_file_actions_t acts;
	struct rusage used;
	char *env[] = {NULL};
	int status;
	pid_t pid;

	posix_spawn_file_actions_init(&acts);
	posix_spawn_file_actions_addopen(&acts, 0, input, O_RDONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&acts, 3);
	posix_spawn_file_actions_addchdir_np(&acts, dir);
	assert_int_equal(posix_spawn(&pid, argv[0], &acts, NULL, argv, env), 0);
	posix_spawn_file_actions_destroy(&acts);
	assert_int_equal(wait4(pid, &status, 0, &used), pid);
	*memory = used.ru_maxrss;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

static void probe(struct world *w, const char *what)
{
	const char *cell = in_dir(w, what), *outside = in_dir(w, "outside");
	char *argv[] = {(char *)PAGES_PROBE, (char *)what, (char *)outside, NULL};
	struct fail f;
	struct str left;
	long memory;
	int rc;

	assert_int_equal(fs_write(outside, STR("surat rahasia"), 0600, &f), ERR_OK);
	assert_int_equal(mkdir(cell, 0700), 0);
	rc = run(argv, "/dev/null", cell, &memory);
	if (rc == 77) {
		print_message("this kernel has no Landlock: %s is not fenced\n", what);
		skip();
	}
	assert_int_equal(rc, 0);
	assert_int_equal(fs_read(w->a, outside, 100, &left, &f), ERR_OK);
	assert_true(str_eqc(left, "surat rahasia"));
}

static void no_socket_opens(void **state)
{
	probe(*state, "network");
}

static void no_file_outside_opens(void **state)
{
	probe(*state, "files");
}

static void no_path_is_changed(void **state)
{
	probe(*state, "paths");
}

static void no_other_process_is_reached(void **state)
{
	probe(*state, "others");
}

static void no_process_is_started(void **state)
{
	probe(*state, "alone");
}

static void limits_hold(void **state)
{
	probe(*state, "limits");
}

static bool gone(const char *stat)
{
	FILE *in = fopen(stat, "r");
	char line[256] = "";
	bool dead;

	if (!in)
		return true;
	/* who was orphaned may stand in the list as a zombie until init looks */
	dead = !fgets(line, sizeof line, in) || strstr(line, ") Z ");
	fclose(in);
	return dead;
}

static bool lives(struct world *w, const char *pid_file)
{
	struct timespec t = {0, 20 * 1000 * 1000};
	const char *stat;
	struct str pid;
	struct fail f;

	assert_int_equal(fs_read(w->a, in_dir(w, pid_file), 32, &pid, &f), ERR_OK);
	stat = arena_cstr(w->a, arena_fmt(w->a, "/proc/" STR_FMT "/stat", STR_ARG(pid)));
	for (int i = 0; i < 50 && !gone(stat); i++)
		nanosleep(&t, NULL);
	return !gone(stat);
}

static void what_will_not_end_is_ended(void **state)
{
	struct world *w = *state;
	struct intake_drawing d = {.program = PAGES_PROBE,
				   .input = "/dev/null",
				   .dir = in_dir(w, "stay"),
				   .page = 1,
				   .wall_ms = 1200};
	time_t before = time(NULL);
	struct fail f;
	int count;

	assert_int_equal(mkdir(d.dir, 0700), 0);
	assert_int_equal(intake_draw(&d, &count, &f), ERR_INVALID);
	assert_true(time(NULL) - before < 6);
	assert_false(lives(w, "stay/1"));
	assert_false(lives(w, "stay/2"));
	assert_int_equal(INTAKE_WALL_MS, 20000);
}

static void le(struct buf *b, uint32_t n, int bytes)
{
	for (int i = 0; i < bytes; i++)
		buf_byte(b, (char)(n >> 8 * i & 0xff));
}

static void entry(struct buf *b, unsigned tag, unsigned type, uint32_t value)
{
	le(b, tag, 2);
	le(b, type, 2);
	le(b, 1, 4);
	le(b, value, 4);
}

static void quad(struct buf *b, unsigned tag, uint32_t at)
{
	le(b, tag, 2);
	le(b, 4, 2);
	le(b, 4, 4);
	le(b, at, 4);
}

/* 10,000 x 10,000 pixels of four samples of 16 bits, each sample in a strip of its own:
 * 400 MB as they are handed out and 800 MB to take them from.  The file is a hole. */
static void bomb(struct world *w, const char *name)
{
	struct buf b = BUF_MAX(4096);
	struct fail f;

	buf_add(&b, STR("II*\0\x08\0\0\0"));
	le(&b, 11, 2);
	entry(&b, 256, 4, 10000);
	entry(&b, 257, 4, 10000);
	entry(&b, 258, 3, 16);
	entry(&b, 259, 3, 1);
	entry(&b, 262, 3, 2);
	quad(&b, 273, 200);
	entry(&b, 277, 3, 4);
	entry(&b, 278, 4, 10000);
	quad(&b, 279, 216);
	entry(&b, 284, 3, 2);
	entry(&b, 338, 3, 2);
	le(&b, 0, 4);
	while (buf_str(&b).n < 200)
		le(&b, 0, 1);
	for (uint32_t i = 0; i < 4; i++)
		le(&b, 4096 + i * 200000000, 4);
	for (uint32_t i = 0; i < 4; i++)
		le(&b, 200000000, 4);
	assert_int_equal(fs_write(in_dir(w, name), buf_str(&b), 0600, &f), ERR_OK);
	assert_int_equal(truncate(in_dir(w, name), 800004096), 0);
	buf_free(&b);
}

static void a_decoder_gets_no_more_memory_than_stated(void **state)
{
	struct world *w = *state;
	char *argv[] = {(char *)PAGES_BARE, (char *)"1650", (char *)"1",
			(char *)in_dir(w, "bomb"), NULL};
	long memory;

	bomb(w, "bomb.tif");
	assert_int_equal(mkdir(argv[3], 0700), 0);
	assert_int_equal(run(argv, in_dir(w, "bomb.tif"), "/", &memory), 1);
	assert_true(memory < 1024 * 1024);
	assert_false(fs_exists(in_dir(w, "bomb/page.png")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_socket_opens),
		cmocka_unit_test(no_file_outside_opens),
		cmocka_unit_test(no_path_is_changed),
		cmocka_unit_test(no_other_process_is_reached),
		cmocka_unit_test(no_process_is_started),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(what_will_not_end_is_ended),
		cmocka_unit_test(a_decoder_gets_no_more_memory_than_stated),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
