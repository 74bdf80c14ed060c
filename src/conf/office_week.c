#include "office_week.h"

static const char *const DAY[7] = {"minggu", "senin", "selasa", "rabu",
				   "kamis",  "jumat", "sabtu"};

const char *office_weekday_word(int wday)
{
	return DAY[wday];
}

struct str office_time(struct arena *a, int minutes)
{
	return arena_fmt(a, "%02d.%02d", minutes / 60, minutes % 60);
}

/* "07.30" (a colon too) as minutes of the day; -1 when it is no time. */
static int minutes(struct str s)
{
	int64_t h, m;

	s = str_trim(s);
	if (s.n != 5 || (s.p[2] != '.' && s.p[2] != ':') ||
	    !str_to_int(str_head(s, 2), &h) || !str_to_int(str_from(s, 3), &m) || h < 0 ||
	    h > 24 || m < 0 || m > 59)
		return -1;
	return (int)(h * 60 + m);
}

static bool in_order(const struct office_span *s, bool breaks)
{
	if (s->from < 0 || s->to <= s->from || s->to > 24 * 60)
		return false;
	return !breaks || (s->break_from >= s->from && s->break_to >= s->break_from &&
			   s->break_to <= s->to);
}

enum err office_span_read(struct str from, struct str to, struct str break_from,
			  struct str break_to, const char *field, struct office_span *out,
			  struct fail *f)
{
	bool breaks = str_trim(break_from).n || str_trim(break_to).n;

	*out = (struct office_span){0};
	if (!str_trim(from).n && !str_trim(to).n && !breaks)
		return ERR_OK;
	out->from = minutes(from);
	out->to = minutes(to);
	if (breaks) {
		out->break_from = minutes(break_from);
		out->break_to = minutes(break_to);
	}
	if (in_order(out, breaks))
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "bad-hours", field,
		    "Jam kerja hari %s tidak berurutan; tulis mulai, istirahat, selesai "
		    "sebagai "
		    "07.30, atau kosongkan semuanya.",
		    field);
}

static enum err read_day(const struct xml_node *k, const char *name,
			 struct office_span day[7], struct fail *f)
{
	const struct xml_node *b = xml_kid(k, "istirahat");
	struct str word = str_trim(xml_attr(k, "nama"));
	struct office_span s = {.from = minutes(xml_attr(k, "mulai")),
				.to = minutes(xml_attr(k, "selesai"))};
	int w = 0;

	while (w < 7 && !str_eqc(word, DAY[w]))
		w++;
	if (b) {
		s.break_from = minutes(xml_attr(b, "mulai"));
		s.break_to = minutes(xml_attr(b, "selesai"));
	}
	if (w == 7 || !in_order(&s, b != NULL))
		return FAIL(f, ERR_INVALID, "bad-hours", "jam-kerja",
			    "%s:%d: jam kerja hari \"" STR_FMT
			    "\" tidak berurutan; tulis mulai, istirahat, selesai sebagai "
			    "07.30.",
			    name, k->line, STR_ARG(str_head(word, 20)));
	if (day[w].to)
		return FAIL(f, ERR_INVALID, "bad-hours", "jam-kerja",
			    "%s:%d: hari %s ditulis dua kali.", name, k->line, DAY[w]);
	day[w] = s;
	return ERR_OK;
}

enum err office_week_read(const struct xml_node *n, const char *name,
			  struct office_span day[7], struct fail *f)
{
	const struct xml_node *k;
	size_t i = 0;
	enum err e = ERR_OK;

	while (!e && (k = xml_each(n, "hari", &i)))
		e = read_day(k, name, day, f);
	return e;
}
