#include "mail.h"
#include <curl/curl.h>
#include <string.h>

#define CONNECT_MS 15000L
#define WHOLE_MS   60000L
#define SAID_MAX   160

struct talk {                    /* what the server said */
	int refused;             /* its first code of 400 or more                */
	bool asked;              /* it asked for the text (354)                  */
	int answered;            /* what it said next: that alone tells of the text */
	char line[SAID_MAX + 1]; /* of the refusal */
	const atomic_bool *stop;
};

static void keep_line(struct talk *t, const char *p, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < n && k < SAID_MAX; i++)
		if (p[i] >= 0x20 && p[i] < 0x7f) /* a stranger's words, shown on a page */
			t->line[k++] = p[i];
	t->line[k] = '\0';
}

static size_t on_line(char *p, size_t one, size_t n, void *arg)
{
	struct talk *t = arg;
	int64_t code = 0;

	(void)one;
	if (n < 3 || !str_to_int((struct str){p, 3}, &code))
		return n;
	if (t->asked && !t->answered)
		t->answered = (int)code;
	if (code == 354)
		t->asked = true;
	if (code >= 400 && !t->refused) {
		t->refused = (int)code;
		keep_line(t, p, n);
	}
	return n;
}

static int on_progress(void *arg, curl_off_t dt, curl_off_t dn, curl_off_t ut,
		       curl_off_t un)
{
	struct talk *t = arg;

	(void)dt, (void)dn, (void)ut, (void)un;
	return t->stop && atomic_load(t->stop);
}

static struct curl_slist *headers(struct arena *a, const struct mail_server *s,
				  const struct mail *m)
{
	const char *domain = strchr(s->from, '@');
	const struct str lines[] = {
		arena_fmt(a, "Date: " STR_FMT,
			  STR_ARG(mail_date(a, m->date_ms, m->zone))),
		arena_fmt(a, "From: " STR_FMT " <%s>",
			  STR_ARG(mail_header_text(a, m->from_name)), s->from),
		arena_fmt(a, "To: <" STR_FMT ">", STR_ARG(m->to)),
		arena_fmt(a, "Subject: " STR_FMT,
			  STR_ARG(mail_header_text(a, m->subject))),
		arena_fmt(a, "Message-ID: <" STR_FMT "%s>", STR_ARG(m->id),
			  domain ? domain : ""),
		STR("Auto-Submitted: auto-generated"),
	};
	struct curl_slist *l = NULL;

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		l = curl_slist_append(l, arena_cstr(a, lines[i]));
	return l;
}

static curl_mime *text_of(CURL *h, const struct mail *m)
{
	curl_mime *all = curl_mime_init(h);
	curl_mimepart *part = curl_mime_addpart(all);

	(void)curl_mime_data(part, m->body.p, m->body.n);
	(void)curl_mime_type(part, "text/plain; charset=utf-8");
	(void)curl_mime_encoder(part, "quoted-printable");
	return all;
}

static void set_server(CURL *h, struct arena *a, const struct mail_server *s)
{
	struct str url =
		arena_fmt(a, "%s://%s", s->tls == MAIL_TLS ? "smtps" : "smtp", s->host);

	(void)curl_easy_setopt(h, CURLOPT_URL, url.p);
	(void)curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	(void)curl_easy_setopt(h, CURLOPT_PROXY,
			       ""); /* none, whatever the environment says */
	(void)curl_easy_setopt(h, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(h, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	(void)curl_easy_setopt(h, CURLOPT_TIMEOUT_MS, WHOLE_MS);
	(void)curl_easy_setopt(
		h, CURLOPT_USE_SSL,
		(long)(s->tls == MAIL_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	(void)curl_easy_setopt(h, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (s->ca)
		(void)curl_easy_setopt(h, CURLOPT_CAINFO, s->ca);
	if (s->user) {
		(void)curl_easy_setopt(h, CURLOPT_USERNAME, s->user);
		(void)curl_easy_setopt(h, CURLOPT_PASSWORD, s->password);
	}
}

static struct str why_not(struct arena *a, CURLcode rc, const struct talk *t)
{
	if (rc == CURLE_PEER_FAILED_VERIFICATION || rc == CURLE_SSL_CACERT_BADFILE ||
	    rc == CURLE_SSL_CONNECT_ERROR)
		return STR("Sertifikat TLS peladen surel tidak dapat dipercaya; periksa "
			   "smtp dan "
			   "smtp-ca.");
	if (rc == CURLE_USE_SSL_FAILED)
		return STR("Peladen surel tidak menawarkan TLS, padahal diminta.");
	if (rc == CURLE_LOGIN_DENIED)
		return arena_fmt(a, "Peladen surel menolak smtp-user atau sandinya: %s",
				 t->line);
	if (t->refused)
		return arena_fmt(a, "Peladen surel menjawab: %s", t->line);
	return arena_fmt(a, "Peladen surel tidak dapat dihubungi: %s.",
			 curl_easy_strerror(rc));
}

static enum mail_end judge(struct arena *a, CURLcode rc, const struct talk *t,
			   struct str *said)
{
	if (rc == CURLE_OK || t->answered == 250)
		return MAIL_SENT;
	if (t->asked && t->answered < 400) {
		*said = STR("Sambungan putus ketika isi surel sedang diserahkan; mungkin "
			    "sampai, "
			    "mungkin tidak, maka tidak dikirim ulang.");
		return MAIL_UNSURE;
	}
	*said = why_not(a, rc, t);
	/* what it says of us (530 to 539: TLS, log-in), not of this mail, may be mended
	 */
	return t->refused >= 500 && t->refused / 10 != 53 ? MAIL_NEVER : MAIL_LATER;
}

enum mail_end mail_send(struct arena *a, const struct mail_server *s,
			const struct mail *m, const atomic_bool *stop, struct str *said)
{
	struct talk t = {.stop = stop};
	CURL *h = curl_easy_init();
	struct curl_slist *to, *head;
	curl_mime *text;
	CURLcode rc;

	*said = (struct str){NULL, 0};
	if (!mail_address_ok(m->to)) {
		*said = STR("Alamat surel itu tidak dapat dipakai.");
		curl_easy_cleanup(h);
		return MAIL_NEVER;
	}
	if (!h)
		return MAIL_LATER;
	to = curl_slist_append(
		NULL, arena_cstr(a, arena_fmt(a, "<" STR_FMT ">", STR_ARG(m->to))));
	head = headers(a, s, m);
	text = text_of(h, m);
	set_server(h, a, s);
	(void)curl_easy_setopt(h, CURLOPT_MAIL_FROM, arena_fmt(a, "<%s>", s->from).p);
	(void)curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to);
	(void)curl_easy_setopt(h, CURLOPT_HTTPHEADER, head);
	(void)curl_easy_setopt(h, CURLOPT_MIMEPOST, text);
	(void)curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, on_line);
	(void)curl_easy_setopt(h, CURLOPT_HEADERDATA, &t);
	(void)curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
	(void)curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, on_progress);
	(void)curl_easy_setopt(h, CURLOPT_XFERINFODATA, &t);
	rc = curl_easy_perform(h);
	curl_easy_cleanup(h);
	curl_mime_free(text);
	curl_slist_free_all(head);
	curl_slist_free_all(to);
	return judge(a, rc, &t, said);
}
