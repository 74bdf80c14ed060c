/* A lease is held by one thread at a time, and turns come in the order of asking. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <pthread.h>
#include "svc_lease.h"

enum { THREADS = 16, TURNS = 50 };

struct shared {
	struct svc_leases *l;
	int inside, worst, turns; /* written under the lease alone */
};

static void *work(void *arg)
{
	struct shared *s = arg;
	for (int i = 0; i < TURNS; i++) {
		struct svc_lease *m = NULL;
		if (svc_lease_take(s->l, STR("dinas-keluar"), &m, NULL))
			continue;
		s->inside++;
		s->worst = s->inside > s->worst ? s->inside : s->worst;
		s->turns++;
		s->inside--;
		svc_lease_give(s->l, m);
	}
	return NULL;
}

static void test_one_at_a_time(void **state)
{
	(void)state;
	struct shared s = {.l = svc_leases_open()};
	pthread_t t[THREADS];
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&t[i], NULL, work, &s), 0);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(t[i], NULL), 0);
	assert_int_equal(s.worst, 1);
	assert_int_equal(s.turns, THREADS * TURNS);
	svc_leases_close(s.l);
}

static void test_series_do_not_wait_for_each_other(void **state)
{
	(void)state;
	struct svc_leases *l = svc_leases_open();
	struct svc_lease *x, *y;
	assert_int_equal(svc_lease_take(l, STR("a"), &x, NULL), ERR_OK);
	assert_int_equal(svc_lease_take(l, STR("b"), &y, NULL), ERR_OK);
	svc_lease_give(l, y);
	svc_lease_give(l, x);
	svc_leases_close(l);
}

int main(void)
{
	const struct CMUnitTest t[] = {
		cmocka_unit_test(test_one_at_a_time),
		cmocka_unit_test(test_series_do_not_wait_for_each_other),
	};
	return cmocka_run_group_tests(t, NULL, NULL);
}
