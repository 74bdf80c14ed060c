/* Those who are slow, and those who wait: neither takes the place of others. */
#include "http_house.h"

static int say(const struct world *w, const char *text)
{
	int fd = dial(w);

	assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
	return fd;
}

/* The status of what comes now; 0 when the server has shut the connection, -1 when it is
 * still open.  *n counts the bytes. */
static int hear(int fd, size_t *n)
{
	char b[16384] = { 0 };
	ssize_t k = recv(fd, b, sizeof b - 1, 0);
	int status = k > 9 ? (int)strtol(b + 9, NULL, 10) : k < 0 && errno == EAGAIN ? -1 : 0;

	for (*n = 0; k > 0; k = recv(fd, b, sizeof b, 0))
		*n += (size_t)k;
	(void)close(fd);
	return status;
}

static void drip(int fd, size_t n)
{
	char x[8192] = { 0 };

	memset(x, 'x', sizeof x);
	(void)!send(fd, x, n, MSG_NOSIGNAL);
}

#define BODY "POST /kecil HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " FORM "\r\n"

static int64_t ms_since(const struct timespec *from)
{
	struct timespec to;

	(void)clock_gettime(CLOCK_MONOTONIC, &to);
	return (to.tv_sec - from->tv_sec) * 1000 + (to.tv_nsec - from->tv_nsec) / 1000000;
}

/* Until that many were cut; how late the reaper comes round depends on who else works here. */
static void wait_cut(struct world *w, int64_t n)
{
	for (int i = 0; i < 600 && http_counts(w->server).slow_cut < n; i++)
		(void)nanosleep(&(struct timespec){ 0, 100000000 }, NULL);
	assert_int_equal(http_counts(w->server).slow_cut, n);
}

#define STEADY 104000

static void slow_clients_are_cut_and_others_served(void **state)
{
	struct world *w = *state;
	int64_t before = http_counts(w->server).slow_cut;
	int head = say(w, "GET /halo/x HTTP/1.1\r\nX: "),
	    body = say(w, BODY "Content-Length: 100000\r\n\r\n_csrf=token-token-token&a="),
	    steady = say(w, BODY "Content-Length: 104025\r\n\r\n_csrf=token-token-token&a="),
	    sip = say(w, "GET /besar HTTP/1.1\r\nHost: a\r\n\r\n"),
	    work = say(w, "GET /lama HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
	int others[26], others_n = 0;
	struct timespec from;
	size_t n;
	char c[64];

	(void)clock_gettime(CLOCK_MONOTONIC, &from);
	/* `steady` keeps to 8 KB/s, however late this thread comes to send: 13 s */
	for (int64_t sent = 0; sent < STEADY;) {
		int64_t due = ms_since(&from) * 8;

		drip(head, 1);
		drip(body, 100);
		for (; sent < due && sent < STEADY; sent += 4000)
			drip(steady, 4000);
		(void)!recv(sip, c, sizeof c, MSG_DONTWAIT);
		if (others_n < 26)
			others[others_n++] =
				say(w, "GET /halo/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
		(void)nanosleep(&(struct timespec){ 0, 500000000 }, NULL);
	}
	wait_cut(w, before + 3);
	for (int i = 0; i < others_n; i++)
		assert_int_equal(hear(others[i], &n), 200);
	assert_int_equal(hear(steady, &n), 200);
	assert_int_equal(hear(work, &n), 200);
	assert_int_equal(hear(head, &n), 0);
	assert_int_equal(hear(body, &n), 0);
	(void)hear(sip, &n);
	assert_true(n < LARGE);
}

#define SLEEPERS 256 /* eight times the pool */

static void who_waits_takes_no_thread(void **state)
{
	struct world *w = *state;
	char reply[1024];
	int fd[SLEEPERS];
	struct timespec from, to;

	(void)clock_gettime(CLOCK_MONOTONIC, &from);
	for (int i = 0; i < SLEEPERS; i++)
		fd[i] = say(w, "GET /nanti/ya HTTP/1.1\r\nHost: a\r\n\r\n");
	for (int i = 0; i < SLEEPERS; i++) {
		assert_int_equal(ask_on(fd[i], STR(""), reply, sizeof reply), 200);
		assert_non_null(strstr(reply, "\r\n\r\nsiap 3"));
		/* and the connection is as good as before */
		assert_int_equal(ask_on(fd[i], STR("GET /halo/x HTTP/1.1\r\nHost: a\r\n\r\n"),
		                        reply, sizeof reply), 200);
		(void)close(fd[i]);
	}
	(void)clock_gettime(CLOCK_MONOTONIC, &to);
	/* eight one after the other on a thread, 0.9 s each, would take 7.2 s */
	assert_true(to.tv_sec - from.tv_sec < 6);
}

/* stop() finds it asleep, and wakes it: the last test leaves it so. */
static void a_sleeper_does_not_stop_the_house_from_closing(void **state)
{
	(void)say(*state, "GET /nanti/tidak HTTP/1.1\r\nHost: a\r\n\r\n");
	(void)nanosleep(&(struct timespec){ 0, 400000000 }, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slow_clients_are_cut_and_others_served),
		cmocka_unit_test(who_waits_takes_no_thread),
		cmocka_unit_test(a_sleeper_does_not_stop_the_house_from_closing),
	};

	rng_init();
	return cmocka_run_group_tests(tests, start, stop);
}
