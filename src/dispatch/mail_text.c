#include "buf.h"
#include "clock.h"
#include "mail.h"

#define WORD_BYTES 45 /* 60 characters in base 64, 72 with what stands around them */

static bool letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool dotted(struct str s, const char *also)
{
	struct str part;
	size_t n = 0;

	while (str_cut(&s, '.', &part)) {
		if (!part.n || part.n > 63)
			return false;
		for (size_t i = 0; i < part.n; i++)
			if (!letter_or_digit(part.p[i]) && !strchr(also, part.p[i]))
				return false;
		n++;
	}
	return n > 0;
}

bool mail_address_ok(struct str address)
{
	struct str domain = address, local;

	if (address.n < 3 || address.n > 254 || memchr(address.p, '\0', address.n) ||
	    str_find(address, STR("@")) == address.n || address.p[address.n - 1] == '.')
		return false;
	(void)str_cut(&domain, '@', &local);
	return local.n <= 64 && local.n && local.p[0] != '-' &&
	       dotted(local, "!#$%&'*+/=?^_`{|}~-") && dotted(domain, "-");
}

static void base64(struct buf *b, struct str s)
{
	static const char DIGITS[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.n; i += 3) {
		size_t left = s.n - i;
		unsigned v = (unsigned)(unsigned char)s.p[i] << 16;

		if (left > 1)
			v |= (unsigned)(unsigned char)s.p[i + 1] << 8;
		if (left > 2)
			v |= (unsigned char)s.p[i + 2];
		buf_byte(b, DIGITS[v >> 18]);
		buf_byte(b, DIGITS[v >> 12 & 63]);
		buf_byte(b, left > 1 ? DIGITS[v >> 6 & 63] : '=');
		buf_byte(b, left > 2 ? DIGITS[v & 63] : '=');
	}
}

/* As many bytes as one word takes, and no half character at its end. */
static size_t word_of(struct str s)
{
	size_t n = s.n < WORD_BYTES ? s.n : WORD_BYTES;

	while (n < s.n && n > 1 && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return n;
}

struct str mail_header_text(struct arena *a, struct str text)
{
	struct buf plain = BUF_MAX(8192), b = BUF_MAX(16384);
	bool ascii = text.n <= 60;

	for (size_t i = 0; i < text.n && i < 1000; i++) {
		unsigned char c = (unsigned char)text.p[i];

		ascii &= c < 0x7f;
		buf_byte(&plain, c < 0x20 || c == 0x7f ? ' ' : text.p[i]);
	}
	/* what looks like an encoded word would be read as one */
	ascii &= str_find(buf_str(&plain), STR("=?")) == plain.n;
	if (ascii)
		return buf_keep(&plain, a);
	struct str rest = buf_str(&plain);

	while (rest.n) {
		size_t n = word_of(rest);

		buf_fmt(&b, "%s=?UTF-8?B?", b.n ? "\r\n " : "");
		base64(&b, str_head(rest, n));
		buf_add(&b, STR("?="));
		rest = str_from(rest, n);
	}
	buf_free(&plain);
	return buf_keep(&b, a);
}

struct str mail_date(struct arena *a, int64_t ms, int zone)
{
	static const char *const DAYS[] = {"Sun", "Mon", "Tue", "Wed",
					   "Thu", "Fri", "Sat"};
	static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	struct day d = day_at(ms, zone);
	int minute = minute_of_day(ms, zone);

	return arena_fmt(a, "%s, %d %s %d %02d:%02d:%02d +%02d00", DAYS[day_weekday(d)],
			 d.mday, MONTHS[d.month - 1], d.year, minute / 60, minute % 60,
			 (int)(ms / 1000 % 60), zone);
}
