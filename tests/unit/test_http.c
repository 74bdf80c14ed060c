/* The server over a real socket: what is refused, and what must still work. */
#include "http_house.h"

static void smuggling_never_reaches_a_handler(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *text;
		int         status;
	} CASES[] = {
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\nContent-Length: 3\r\n\r\nabc", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nX: 1\r\n\t2\r\nY: 3\r\n\r\n", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", 413 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Type: c/d\r\n\r\n", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nOrigin: http://b\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nCookie: a=1\r\nCookie: a=2\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", 413 },
		{ "GET /halo/x HTTP/1.1\r\nHost:\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a, b\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: b@a/c\r\n\r\n", 400 },
		{ "GET http://a/halo/x HTTP/1.1\r\nHost: b\r\n\r\n", 400 },
		{ "GET //a/halo/x HTTP/1.1\r\nHost: a\r\n\r\n", 404 },
		{ "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/% HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/%0d%0aX HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/%7f HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/x?q=%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/x?q=%f HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/x?q=1&q=2 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/x y HTTP/1.1\r\nHost: a\r\n\r\n", 0 },
		{ "GET /halo/x\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/2.0\r\nHost: a\r\n\r\n", 505 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nX: a\rY: b\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nX Y: b\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n", 400 },
		{ "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 405 },
		{ "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\n\r\n", 400 },
		{ "GET /halo/x%00y HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/\x01 HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "GET /halo/x HTTP/1.1\r\nHost: a\r\nX\x01Y: b\r\n\r\n", 400 },
		{ "get /halo/x HTTP/1.1\r\nHost: a\r\n\r\n", 400 },
		{ "TRACE /halo/x HTTP/1.1\r\nHost: a\r\n\r\n", 405 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400 },
		{ "POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: 1a\r\n\r\n", 400 },
		{ "POST /halo/x HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 405 },
		{ "GET /tiada HTTP/1.1\r\nHost: a\r\n\r\n", 404 },
	};

	w->handled = 0;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		int got = ask(w, str_c(CASES[i].text));

		if (got != CASES[i].status)
			print_error("%d: %s\n", got, CASES[i].text);
		assert_int_equal(got, CASES[i].status);
	}
	/* a NUL in a value */
	assert_int_equal(ask(w, STR("GET /halo/x HTTP/1.1\r\nHost: a\r\nX: 1\0 2\r\nY: 3\r\n\r\n")), 400);
	assert_int_equal(w->handled, 0);
	/* and what is odd without being two things */
	assert_int_equal(ask(w, STR("GET /halo/x HTTP/1.1\r\nHost:[::1]:80 \t \r\nX:\r\nY:  1 \r\n\r\n")), 200);
	assert_int_equal(ask(w, STR("\r\nGET /halo/x?a=1&b=%0D%0A HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
}

/* A second length behind the last header that is kept must not slip through. */
static void too_many_headers_are_refused(void **state)
{
	struct buf b = BUF_MAX(64 << 10);

	BUF_ADD(&b, "GET /halo/x HTTP/1.1\r\nHost: a\r\n");
	for (int i = 0; i < 120; i++)
		buf_fmt(&b, "X-%d: 1\r\n", i);
	BUF_ADD(&b, "\r\n");
	assert_int_equal(ask(*state, buf_str(&b)), 431);
	buf_free(&b);
}

static void a_connection_serves_many_requests(void **state)
{
	struct world *w = *state;
	char reply[8192];
	int fd = dial(w);

	for (int i = 0; i < 3; i++) {
		assert_int_equal(ask_on(fd, STR("GET /halo/dunia?q=a%20b HTTP/1.1\r\nHost: a\r\n\r\n"),
		                        reply, sizeof reply), 200);
		assert_non_null(strstr(reply, "halo dunia a b"));
		assert_non_null(strstr(reply, "Content-Security-Policy: default-src 'none'"));
		assert_non_null(strstr(reply, "Cache-Control: no-store"));
	}
	(void)close(fd);
}

static void head_says_what_get_says(void **state)
{
	struct world *w = *state;
	char reply[8192];
	int fd = dial(w);
	size_t n;

	w->handled = 0;
	assert_int_equal(ask_on(fd, STR("HEAD /halo/dunia HTTP/1.1\r\nHost: a\r\n\r\n"
	                                "HEAD /tiada HTTP/1.1\r\nHost: a\r\n\r\n"
	                                "GET /halo/dunia HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
	                        reply, sizeof reply), 200);
	n = strlen(reply);
	while (n < sizeof reply - 1) {
		ssize_t k = recv(fd, reply + n, sizeof reply - 1 - n, 0);

		if (k <= 0)
			break;
		n += (size_t)k;
		reply[n] = '\0';
	}
	(void)close(fd);
	/* three heads, one body */
	const char *second = strstr(reply, "HTTP/1.1 404"), *third = strstr(reply + 1, "HTTP/1.1 200");

	assert_true(second && third && second < third);
	assert_memory_equal(second - 4, "\r\n\r\n", 4);
	assert_memory_equal(third - 4, "\r\n\r\n", 4);
	assert_non_null(strstr(reply, "Content-Length: 11"));
	assert_true(str_ends(str_c(reply), STR("halo dunia ")));
	assert_int_equal(w->handled, 2);
}

static int post(const struct world *w, const char *path, const char *type, struct str body,
                char *reply, size_t max)
{
	struct buf b = BUF_MAX(64u << 20);
	int fd = dial(w);

	buf_fmt(&b, "POST %s HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nContent-Length: %zu\r\n\r\n",
	        path, type, body.n);
	buf_add(&b, body);
	int status = ask_on(fd, buf_str(&b), reply, max);

	buf_free(&b);
	(void)close(fd);
	return status;
}

/* `n` fields in all, by query or by form: what stands behind the last that is kept must
 * not be lost unseen. */
static int many_fields(const struct world *w, int n, bool query, char *reply, size_t max)
{
	struct buf b = BUF_MAX(64 << 10);
	int status;

	for (int i = 1; i < n; i++)
		buf_fmt(&b, "a%d&", i);
	if (query) {
		struct buf q = BUF_MAX(64 << 10);
		int fd = dial(w);

		buf_fmt(&q, "GET /halo/x?%.*sq=akhir HTTP/1.1\r\nHost: a\r\n\r\n",
		        STR_ARG(buf_str(&b)));
		status = ask_on(fd, buf_str(&q), reply, max);
		buf_free(&q);
		(void)close(fd);
	} else {
		BUF_ADD(&b, "_csrf=token-token-token");
		status = post(w, "/kecil", FORM, buf_str(&b), reply, max);
	}
	buf_free(&b);
	return status;
}

static void too_many_fields_are_refused(void **state)
{
	struct world *w = *state;
	char reply[8192];

	for (int query = 0; query < 2; query++) {
		w->handled = 0;
		assert_int_equal(many_fields(w, 512, query, reply, sizeof reply), 200);
		assert_int_equal(w->handled, 1);
		assert_int_equal(many_fields(w, 513, query, reply, sizeof reply), 413);
		assert_non_null(strstr(reply, "paling banyak 512 isian"));
		assert_int_equal(w->handled, 1);
	}
}

static void forms_need_their_token(void **state)
{
	char reply[8192];
	assert_int_equal(post(*state, "/kecil", FORM, STR("hal=x"), reply, sizeof reply), 403);
	assert_int_equal(post(*state, "/kecil", FORM, STR("hal=x&_csrf=salah"), reply, sizeof reply), 403);
	assert_int_equal(post(*state, "/kecil", FORM, STR("hal=a+b%26c&_csrf=token-token-token"), reply,
	                      sizeof reply), 200);
	assert_non_null(strstr(reply, "hal=a b&c n=0"));
	assert_int_equal(post(*state, "/kecil", "text/plain", STR("x"), reply, sizeof reply), 415);
}

/* The token is right, and the body never comes: who asks from elsewhere is told before. */
static void a_form_of_another_site_is_refused_unread(void **state)
{
	static const struct {
		const char *headers;
		int         status; /* 0: the body is waited for */
	} CASES[] = {
		{ "Sec-Fetch-Site: cross-site", 403 },
		{ "Sec-Fetch-Site: same-site", 403 },
		{ "Origin: http://b.example", 403 },
		{ "Origin: null", 403 },
		{ "Origin: ", 403 },
		{ "Origin: http://a.example", 403 }, /* another port */
		{ "Origin: ftp://a.example:8017", 403 },
		{ "Origin: http://a.example:80170", 403 },
		{ "Origin: http://b.example\r\nSec-Fetch-Site: same-origin", 403 },
		{ "Origin: http://a.example:8017\r\nSec-Fetch-Site: cross-site", 403 },
		{ "Origin: http://A.example:8017\r\nSec-Fetch-Site: same-origin", 0 },
		{ "Origin: https://a.example:8017", 0 }, /* a proxy speaks TLS for us */
		{ "Sec-Fetch-Site: none", 0 },
		{ "X-CSRF: token-token-token", 0 },
	};
	struct world *w = *state;
	char reply[8192];

	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct buf b = BUF_MAX(4096);
		int fd = dial(w), got;

		buf_fmt(&b, "POST /kecil HTTP/1.1\r\nHost: a.example:8017\r\nContent-Type: " FORM
		        "\r\nContent-Length: 23\r\n%s\r\n\r\n", CASES[i].headers);
		if (!CASES[i].status)
			BUF_ADD(&b, "_csrf=token-token-token");
		got = ask_on(fd, buf_str(&b), reply, sizeof reply);
		if (got != (CASES[i].status ? CASES[i].status : 200))
			print_error("%d: %s\n", got, CASES[i].headers);
		assert_int_equal(got, CASES[i].status ? CASES[i].status : 200);
		assert_true(got == 200 || strstr(reply, "situs lain"));
		(void)close(fd);
		buf_free(&b);
	}
	assert_true(http_from_here((struct str){ 0 }, STR("https://a"), STR("a"), true));
	assert_false(http_from_here((struct str){ 0 }, STR("http://a"), STR("a"), true));
}

static void files_are_spooled_and_swept(void **state)
{
	char reply[8192];
	struct buf b = BUF_MAX(64u << 20);

	BUF_ADD(&b, "--BATAS\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\ntoken-token-token\r\n"
	            "--BATAS\r\nContent-Disposition: form-data; name=\"hal\"\r\n\r\nRapat\r\n"
	            "--BATAS\r\nContent-Disposition: form-data; name=\"pindaian\"; filename=\"a.pdf\"\r\n\r\n");
	for (int i = 0; i < 5000; i++)
		buf_fmt(&b, "%01000d", i);
	BUF_ADD(&b, "\r\n--BATAS--\r\n");
	assert_int_equal(post(*state, "/kirim", "multipart/form-data; boundary=BATAS", buf_str(&b), reply,
	                      sizeof reply), 200);
	assert_non_null(strstr(reply, "hal=Rapat n=1 a.pdf:5000000"));
	buf_free(&b);
}

/* A daemon that was killed could not unlink what it was being sent. */
static void a_spool_left_behind_is_swept_at_start(void **state)
{
	char spool[] = "/tmp/naskah-http-XXXXXX", left[64];
	struct http_server *server;
	struct fail f;
	struct http_options o = { .listen = "127.0.0.1:0", .routes = ROUTES,
		.routes_n = sizeof ROUTES / sizeof *ROUTES, .app = { *state, admit, refuse },
		.spool = spool };

	assert_non_null(mkdtemp(spool));
	(void)snprintf(left, sizeof left, "%s/unggah-a1B2c3", spool);
	assert_int_equal(fs_write(left, STR("%PDF-1.4"), 0600, &f), ERR_OK);
	assert_int_equal(http_start(&server, &o, &f), ERR_OK);
	assert_false(fs_exists(left));
	http_stop(server);
	assert_int_equal(rmdir(spool), 0);
}

/* Each is refused, no handler sees it, and no byte of it stays. */
static void a_broken_multipart_leaves_nothing(void **state)
{
#define PART(head) "--B\r\nContent-Disposition: form-data; name=" head "\r\n\r\n"
#define TOKEN PART("\"_csrf\"") "token-token-token\r\n"
#define SCAN  PART("\"pindaian\"; filename=\"a.pdf\"") "%PDF-1.4\r\n"
	static const struct {
		const char *path, *body;
		int         status;
	} CASES[] = {
		{ "/kirim", TOKEN SCAN, 400 },
		{ "/kirim", TOKEN SCAN "--B--\r\n--B--\r\n", 400 },
		{ "/kirim", TOKEN SCAN PART("\"pindaian\"; filename=\"\xff.pdf\"") "1\r\n--B--", 400 },
		{ "/kirim", TOKEN SCAN PART("\"foto\"; filename=\"1\"") "1\r\n"
		            PART("\"foto\"; filename=\"2\"") "2\r\n--B--", 400 },
		{ "/kirim", TOKEN SCAN PART("\"hal\"") "1\r\n" PART("\"hal\"") "2\r\n--B--", 400 },
		{ "/kirim?hal=0", TOKEN SCAN PART("\"hal\"") "1\r\n--B--", 400 },
		{ "/kirim", TOKEN SCAN PART("\"pindaian\"; filename=\"\"") "1\r\n--B--", 400 },
		{ "/kirim", TOKEN SCAN PART("\"hal\"\r\nContent-Type: multipart/mixed; boundary=C")
		            "--C--\r\n--B--", 400 },
		{ "/kecil", TOKEN SCAN "--B--\r\n", 415 },
	};
	struct world *w = *state;
	char reply[8192];

	w->handled = 0;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		int got = post(w, CASES[i].path, "multipart/form-data; boundary=B",
		               str_c(CASES[i].body), reply, sizeof reply);

		if (got != CASES[i].status)
			print_error("case %zu: %d\n", i, got);
		assert_int_equal(got, CASES[i].status);
	}
	assert_int_equal(w->handled, 0);
	assert_int_equal(post(w, "/kirim", "multipart/form-data; boundary=B; boundary=C",
	                      STR(TOKEN "--B--"), reply, sizeof reply), 400);
	/* two of a field that may come twice, and an empty one: as a browser sends them */
	assert_int_equal(post(w, "/kirim", "multipart/form-data; boundary=B",
	                      STR(TOKEN SCAN SCAN PART("\"foto\"; filename=\"\"") "\r\n--B--\r\n"),
	                      reply, sizeof reply), 200);
	assert_non_null(strstr(reply, "n=2 a.pdf:8 a.pdf:8"));
	assert_int_equal(post(w, "/kecil", FORM, STR("_csrf=token-token-token&hal=1&hal=2"),
	                      reply, sizeof reply), 400);
	assert_non_null(strstr(reply, "(isian hal)"));
}

static void what_is_too_large_is_said_so(void **state)
{
	char reply[8192];
	struct buf b = BUF_MAX(64u << 20);

	BUF_ADD(&b, "_csrf=token-token-token&hal=");
	for (int i = 0; i < 3000; i++)
		buf_fmt(&b, "%0100d", i);
	assert_int_equal(post(*state, "/kecil", FORM, buf_str(&b),
	                      reply, sizeof reply), 413);
	buf_free(&b);
}

/* ---- pace: five clients at once, for as long as a window of the pace lasts ---- */

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(smuggling_never_reaches_a_handler),
		cmocka_unit_test(too_many_headers_are_refused),
		cmocka_unit_test(too_many_fields_are_refused),
		cmocka_unit_test(a_connection_serves_many_requests),
		cmocka_unit_test(head_says_what_get_says),
		cmocka_unit_test(forms_need_their_token),
		cmocka_unit_test(a_form_of_another_site_is_refused_unread),
		cmocka_unit_test(files_are_spooled_and_swept),
		cmocka_unit_test(a_spool_left_behind_is_swept_at_start),
		cmocka_unit_test(a_broken_multipart_leaves_nothing),
		cmocka_unit_test(what_is_too_large_is_said_so),
	};

	rng_init();
	return cmocka_run_group_tests(tests, start, stop);
}
