/* svc_invite_ics.c - invitations as iCalendar.
 * SOURCE RFC 5545: lines end in CRLF, are folded at 75 octets, and keep , ; \ and line
 * ends behind a backslash. */
#include "svc_invite.h"

#define FOLD 75

/* A line is never parted within a character. */
static void put_line(struct buf *b, struct str line)
{
	size_t at = 0, left = FOLD;

	while (at < line.n) {
		size_t n = line.n - at < left ? line.n - at : left;

		while (n && at + n < line.n &&
		       ((unsigned char)line.p[at + n] & 0xC0) == 0x80)
			n--;
		buf_add(b, str_head(str_from(line, at), n));
		at += n;
		left = FOLD - 1;
		buf_add(b, at < line.n ? STR("\r\n ") : STR("\r\n"));
	}
}

static void put_text(struct buf *b, struct arena *a, const char *key, struct str text)
{
	struct buf t = BUF_MAX(1 << 16);

	buf_fmt(&t, "%s:", key);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\n') {
			buf_add(&t, STR("\\n"));
			continue;
		}
		if (strchr(",;\\", text.p[i]))
			buf_byte(&t, '\\');
		if (text.p[i] != '\r')
			buf_byte(&t, text.p[i]);
	}
	put_line(b, buf_keep(&t, a));
}

/* 20261122T011500Z */
static struct str utc(struct arena *a, int64_t ms)
{
	struct day d = day_at(ms, 0);
	int m = minute_of_day(ms, 0);

	return arena_fmt(a, "%04d%02d%02dT%02d%02d00Z", d.year, d.month, d.mday, m / 60,
			 m % 60);
}

static void put_event(struct buf *b, struct arena *a, struct str stamp,
		      const struct svc_invite *i)
{
	bool off = str_eqc(i->attend, "tidak");

	put_line(b, STR("BEGIN:VEVENT"));
	put_line(b, arena_fmt(a, "UID:undangan-%lld@naskah", (long long)i->letter_id));
	put_line(b, arena_fmt(a, "SEQUENCE:%lld", (long long)i->version));
	put_line(b, arena_fmt(a, "DTSTAMP:" STR_FMT, STR_ARG(stamp)));
	put_line(b, arena_fmt(a, "DTSTART:" STR_FMT, STR_ARG(utc(a, i->start_ms))));
	put_line(b, arena_fmt(a, "DTEND:" STR_FMT, STR_ARG(utc(a, i->end_ms))));
	put_text(b, a, "SUMMARY", i->subject);
	put_text(b, a, "LOCATION", i->place);
	put_text(b, a, "DESCRIPTION",
		 i->by.n ? arena_fmt(a, STR_FMT "\nDiwakili oleh " STR_FMT,
				     STR_ARG(i->sender), STR_ARG(i->by))
			 : i->sender);
	put_line(b, off           ? STR("STATUS:CANCELLED")
		    : i->attend.n ? STR("STATUS:CONFIRMED")
				  : STR("STATUS:TENTATIVE"));
	put_line(b, STR("END:VEVENT"));
}

struct str svc_invites_ics(struct svc *s, struct arena *a, const struct svc_invite *v,
			   size_t n)
{
	struct buf b = BUF_MAX(4u << 20);
	struct str stamp = utc(a, clock_ms(s->clock));

	put_line(&b, STR("BEGIN:VCALENDAR"));
	put_line(&b, STR("VERSION:2.0"));
	put_line(&b, STR("PRODID:-//Naskah//Undangan//ID"));
	for (size_t i = 0; i < n; i++)
		put_event(&b, a, stamp, &v[i]);
	put_line(&b, STR("END:VCALENDAR"));
	return buf_keep(&b, a);
}
