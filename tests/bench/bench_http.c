/* bench_http.c - registrations acknowledged over HTTP, durable when acknowledged.
 *
 *   bench_http NASKAH NASKAHD OFFICE.xml [SECONDS]
 *
 * 32 clients, each with a log-in and a keep-alive connection of its own, POST incoming
 * letters to the real daemon, all different, each as soon as its last was acknowledged;
 * then the same with a scan of 100 KB each.  One thread plays them all, for clients take
 * from the same two cores.
 * Between the rounds, on the same disk, one thread on plain SQLite: one row a letter
 * (bench_plain.h), and the rows that make up a registration (bench_replay.h).
 * The figures are the ratios of medians; 0.5 of the first is asked for.
 */
#include "bench_daemon.h"
#include "bench_plain.h"
#include "bench_replay.h"
#include "bench_text.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CLIENTS = 32, ROUNDS = 3, ROWS = 32, SCAN = 100 * 1024 };

static const char BOUNDARY[] = "--sisi-surat";

struct client {
	struct bench_wire wire;
	char              token[128];
	char             *bytes;
};

/* What all clients send in a round. */
struct round {
	size_t        scan;
	int           day; /* of receipt, back from 31 October */
	unsigned long ordinal;
};

static int json_of(char *out, size_t cap, const struct bench_letter *l, int day)
{
	return snprintf(out, cap,
	                "{\"book\":\"UPTD\",\"sender\":\"%s\",\"number\":\"%s\",\"subject\":\"%s\","
	                "\"letter_date\":\"2025-10-01\",\"received_date\":\"2025-10-%02d\","
	                "\"classification\":\"%s\",\"urgency\":\"biasa\",\"secrecy\":\"biasa\","
	                "\"channel\":\"kurir\",\"copy\":\"asli\"}",
	                l->sender, l->number, l->subject, 31 - day, BENCH_CLASS[l->class_no]);
}

/* The request line and the headers; n is the length of the body. */
static int head_of(char *out, size_t cap, const char *token, bool scan, int n)
{
	return snprintf(out, cap,
	                "POST /api/v1/incoming HTTP/1.1\r\nHost: localhost\r\n"
	                "Authorization: Bearer %s\r\nContent-Type: %s%s\r\n"
	                "Content-Length: %d\r\n\r\n",
	                token, scan ? "multipart/form-data; boundary=" : "application/json",
	                scan ? BOUNDARY + 2 : "", n);
}

static void post(struct client *c, struct round *o)
{
	char json[1024], before[512], between[512], after[64], head[512];
	struct bench_letter l;

	bench_letter(o->ordinal, &l);
	int j = json_of(json, sizeof json, &l, o->day), a = 0, b = 0, z = 0;

	if (o->scan) {
		a = snprintf(before, sizeof before,
		             "%s\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\n", BOUNDARY);
		b = snprintf(between, sizeof between,
		             "\r\n%s\r\nContent-Disposition: form-data; name=\"scans\"; "
		             "filename=\"pindaian.pdf\"\r\nContent-Type: application/pdf\r\n\r\n",
		             BOUNDARY);
		z = snprintf(after, sizeof after, "\r\n%s--\r\n", BOUNDARY);
		(void)snprintf(c->bytes + 64, 24, "%020lu", o->ordinal);
	}
	int h = head_of(head, sizeof head, c->token, o->scan != 0,
	                a + j + b + (int)o->scan + z);
	struct iovec v[] = { { head, (size_t)h }, { before, (size_t)a }, { json, (size_t)j },
		{ between, (size_t)b }, { c->bytes, o->scan }, { after, (size_t)z } };

	bench_send(&c->wire, v, 6);
	o->ordinal++;
}

/* Every client has one request under way until the end; each letter is acknowledged. */
static struct bench_rate round_of(const struct bench_daemon *d, struct client *c,
                                  double seconds, struct round *o)
{
	struct pollfd on[CLIENTS];
	long n = 0;
	int busy = CLIENTS;

	/* while the floor was measured their connections may have ended for idleness */
	for (int i = 0; i < CLIENTS; i++) {
		bench_hang_up(&c[i].wire);
		bench_must(bench_dial(&c[i].wire, d->port), "no connection");
	}
	double from = bench_now(), cpu = bench_cpu(d);

	for (int i = 0; i < CLIENTS; i++) {
		on[i] = (struct pollfd){ .fd = c[i].wire.fd, .events = POLLIN };
		post(&c[i], o);
	}
	while (busy > 0) {
		bench_must(poll(on, CLIENTS, 30000) > 0, "no reply for 30 seconds");
		for (int i = 0; i < CLIENTS; i++) {
			if (!on[i].revents || on[i].fd < 0)
				continue;
			bench_receive(&c[i].wire);
			bench_must(c[i].wire.status == 201, c[i].wire.body);
			n++;
			if (bench_now() - from < seconds) {
				post(&c[i], o);
			} else {
				on[i].fd = -1;
				busy--;
			}
		}
	}
	double took = bench_now() - from, spent = bench_cpu(d) - cpu;

	return (struct bench_rate){ (double)n / took, (double)n / spent, n };
}

static void clients_open(struct client *c, const struct bench_daemon *d, const char *dir)
{
	static const char PDF[] = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% ";
	uint64_t seed = 7;
	char password[64];

	bench_password(dir, "pelaksana", password);
	for (int i = 0; i < CLIENTS; i++) {
		c[i].bytes = malloc(SCAN);
		bench_must(c[i].bytes && bench_dial(&c[i].wire, d->port), "no connection");
		for (size_t k = 0; k < SCAN; k += 8) {
			uint64_t r = bench_random(&seed);

			memcpy(c[i].bytes + k, &r, 8);
		}
		memcpy(c[i].bytes, PDF, sizeof PDF - 1);
		bench_login(&c[i].wire, "pelaksana", password, c[i].token);
	}
}

enum { HTTP, PLAIN, REPLAY, HTTP_SCAN, PLAIN_SCAN, WAYS };

static void line(const char *what, double v[ROUNDS], double cpu[ROUNDS], double floor,
                 double floor_cpu)
{
	double a = bench_median(v, ROUNDS), b = bench_median(cpu, ROUNDS);

	(void)printf("| %s | %.0f | %.2f | %.0f | %.2f |\n", what, a, a / floor, b,
	             b / floor_cpu);
}

static double report(double v[WAYS][ROUNDS], double cpu[WAYS][ROUNDS])
{
	double f = bench_median(v[PLAIN], ROUNDS), fc = bench_median(cpu[PLAIN], ROUNDS);
	double s = bench_median(v[PLAIN_SCAN], ROUNDS);
	double sc = bench_median(cpu[PLAIN_SCAN], ROUNDS);
	double a = bench_median(v[HTTP], ROUNDS), b = bench_median(v[HTTP_SCAN], ROUNDS);

	(void)printf("| durable letters | a second | of its floor | a CPU-second | of its floor |\n"
	             "|---|---|---|---|---|\n");
	line("floor: plain SQLite, one thread, 32 rows a transaction", v[PLAIN], cpu[PLAIN], f,
	     fc);
	line("a registration's own rows, likewise", v[REPLAY], cpu[REPLAY], f, fc);
	line("naskahd over HTTP, 32 clients", v[HTTP], cpu[HTTP], f, fc);
	line("floor with scan: the same, and a file of 100 KB each, fsynced", v[PLAIN_SCAN],
	     cpu[PLAIN_SCAN], s, sc);
	line("naskahd over HTTP, 32 clients, a scan of 100 KB each", v[HTTP_SCAN],
	     cpu[HTTP_SCAN], s, sc);
	(void)printf("\nOver HTTP, of a registration's own rows: %.2f.  With scan, of the floor "
	             "without: %.2f\n", a / bench_median(v[REPLAY], ROUNDS), b / f);
	return a / f < b / s ? a / f : b / s;
}

static struct bench_rate rate_of(int way, const struct bench_daemon *d, struct client *c,
                                 double seconds, struct round *o, const char *dir)
{
	char plain[64], db[64], day[24];

	(void)snprintf(plain, sizeof plain, "%s/plain", dir);
	(void)snprintf(db, sizeof db, "%s/data/naskah.db", dir);
	(void)snprintf(day, sizeof day, "2025-10-%02d", 31 - o->day);
	switch (way) {
	case PLAIN:
	case PLAIN_SCAN: return bench_plain(plain, seconds, ROWS, o->scan);
	case REPLAY: return bench_replay(db, plain, day, ROWS);
	default: return round_of(d, c, seconds, o);
	}
}

int main(int argc, char **argv)
{
	static struct client clients[CLIENTS];
	struct bench_place place = bench_place(argc, argv);
	double seconds = argc > 4 ? strtod(argv[4], NULL) : 3;
	double v[WAYS][ROUNDS], cpu[WAYS][ROUNDS];
	char dir[] = "bench-http-XXXXXX", data[64];
	struct round o = { 0 };
	struct bench_daemon d;

	/* on the disk that is built on: /tmp may be memory */
	bench_must(mkdtemp(dir) != NULL, "mkdtemp");
	(void)snprintf(data, sizeof data, "%s/data", dir);
	bench_office(&place, data);
	bench_start(&d, &place, data);
	clients_open(clients, &d, data);
	for (int round = 0; round < ROUNDS; round++)
		for (int way = 0; way < WAYS; way++) {
			o.scan = way >= HTTP_SCAN ? SCAN : 0;
			o.day = 2 * round + (o.scan != 0);
			struct bench_rate r = rate_of(way, &d, clients, seconds, &o, dir);

			v[way][round] = r.a_second;
			cpu[way][round] = r.a_cpu_second;
			(void)fprintf(stderr, "round %d way %d: %.0f a second, %.0f a CPU-second\n",
			              round, way, r.a_second, r.a_cpu_second);
		}
	bench_stop(&d);
	double worst = report(v, cpu);

	bench_drop(dir);
	return worst >= 0.5 ? 0 : 1;
}
