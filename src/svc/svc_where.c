/* svc_where.c - one sentence: where a letter is, since when, and what is owed. */
#include "svc_due.h"
#include "svc_list.h"
#include "svc_initial_case.h"
#include "svc_remark_case.h"

struct str svc_moment(const struct svc *s, struct arena *a, int64_t ms)
{
	struct day d = day_at(ms, s->zone), today = day_at(clock_ms(s->clock), s->zone);
	int m = minute_of_day(ms, s->zone);
	int64_t ago = day_number(today) - day_number(d);

	if (ago >= 0 && ago < 7)
		return arena_fmt(a, "%s %02d.%02d", ago ? weekday_name(day_weekday(d)) : "hari ini",
		                 m / 60, m % 60);
	return arena_fmt(a, "%d %s %d %02d.%02d", d.mday, month_name(d.month), d.year, m / 60, m % 60);
}

struct str svc_weekday(const struct svc *s, struct arena *a, struct day d)
{
	struct day today = day_at(clock_ms(s->clock), s->zone);
	int64_t ahead = day_number(d) - day_number(today);

	if (ahead == 0)
		return STR("hari ini");
	if (ahead > 0 && ahead < 7)
		return str_c(weekday_name(day_weekday(d)));
	return arena_fmt(a, "%d %s %d", d.mday, month_name(d.month), d.year);
}

enum err svc_live_read(struct db_conn *c, struct arena *a, int64_t id, struct svc_live *l, size_t *n,
                       struct fail *f)
{
	struct db_rows *r = db_run(c, Q_letter_live_trays);

	db_bind_int(r, "id", id);
	while (*n < SVC_LIVE_MAX && db_next(r))
		l[(*n)++] = (struct svc_live){ db_str(r, 0, a), db_str(r, 1, a), db_int(r, 2),
			db_int(r, 3), db_int(r, 5), db_int(r, 4) != 0 };
	return db_done(r, NULL, f);
}

/* Until it is distributed it lies at the desk of whoever distributes, not of who gets it. */
static void put_trays(struct svc *s, struct arena *a, struct buf *b, const struct svc_live *l, size_t n,
                      struct str desk)
{
	for (size_t i = 0; i < n; i++) {
		struct str sent = l[i].sent_ms ? svc_moment(s, a, l[i].sent_ms) : STR("");

		if (str_eqc(l[i].state, "menunggu") && i)
			buf_fmt(b, "; menunggu distribusi kepada %.*s", STR_ARG(l[i].who));
		else if (str_eqc(l[i].state, "menunggu"))
			buf_fmt(b, "Di meja %.*s, menunggu distribusi kepada %.*s",
			        STR_ARG(desk), STR_ARG(l[i].who));
		else
			buf_fmt(b, "%s%.*s sejak %.*s, %s",
			        i ? "; " : l[i].inbox ? "Di " : "Di meja ", STR_ARG(l[i].who),
			        STR_ARG(sent), l[i].inbox ? "belum diagendakan"
			        : str_eqc(l[i].state, "dibaca") ? "sudah dibaca" : "belum dibaca");
		if (l[i].deadline) {
			struct str day = svc_weekday(s, a, day_from_number(l[i].deadline));

			buf_fmt(b, ", batas %.*s", STR_ARG(day));
		}
		if (l[i].reminded_ms) {
			struct str at = svc_moment(s, a, l[i].reminded_ms);

			buf_fmt(b, ", diingatkan %.*s", STR_ARG(at));
		}
	}
}

/* What the row that waits owes, in the office's words. */
static const char *const OWED[FS__COUNT] = {
	[FS_REGISTERED] = "belum diberi kode",
	[FS_CODED] = "belum diperiksa",
	[FS_CHECKED] = "belum didisposisi",
	[FS_DISPOSED] = "menunggu disposisi lagi",
	[FS_DISTRIBUTED] = "menunggu keputusan lanjutan",
	[FS_FOLLOWED] = "sudah ditindaklanjuti, belum diarsipkan",
	[FS_DRAFT] = "masih konsep",
	[FS_TYPED] = "menunggu pemeriksaan",
	[FS_REVIEWED] = "menunggu pemeriksaan berikutnya",
	[FS_APPROVED] = "menunggu tanda tangan",
	[FS_SIGNED] = "sudah ditandatangani, belum bernomor",
	[FS_RECORDED] = "sudah bernomor, belum dikirim",
};

const char *svc_owed(enum flow_state s)
{
	return OWED[s];
}

/* Where it rests when no tray has it. */
static void put_rest(struct svc *s, struct arena *a, struct buf *b, const struct svc_row *o,
                     const struct svc_row_more *m)
{
	if (o->state == FS_FILED || o->state == FS_OUT_FILED) {
		struct str at = svc_moment(s, a, m->filed_ms);

		buf_fmt(b, "Diarsipkan %.*s di berkas %.*s", STR_ARG(at), STR_ARG(m->folder));
	} else if (m->closed_ms) {
		struct str at = svc_moment(s, a, m->closed_ms);

		buf_fmt(b, "%s %.*s%s%.*s", flow_state_label(o->state), STR_ARG(at),
		        m->close_reason.n ? ": " : "", STR_ARG(m->close_reason));
	} else if (o->state == FS_SENT) {
		struct str at = svc_moment(s, a, m->step_ms);

		buf_fmt(b, "Dikirim %.*s, belum diarsipkan", STR_ARG(at));
	} else if (OWED[o->state]) {
		struct str since = svc_moment(s, a, m->step_ms);
		struct str desk = m->desk_name.n ? m->desk_name : STR("TU");

		buf_fmt(b, "Di meja %.*s sejak %.*s, %s", STR_ARG(desk), STR_ARG(since),
		        OWED[o->state]);
	} else {
		struct str since = svc_moment(s, a, m->step_ms);

		buf_fmt(b, "%s sejak %.*s", flow_state_label(o->state), STR_ARG(since));
	}
}

/* Other units that have not initialled it yet, for the signer waits for them too; and remarks
 * that nobody has dealt with. */
static enum err put_review(struct db_conn *c, struct arena *a, struct buf *b,
                             const struct svc_row *o, struct fail *f)
{
	struct str names = STR("");
	int64_t n = 0;
	enum err e = ERR_OK;

	if (o->state == FS_TYPED || o->state == FS_REVIEWED || o->state == FS_APPROVED)
		e = svc_initials_missing(c, a, o->id, &names, f);
	if (names.n)
		buf_fmt(b, ", belum diparaf %.*s", STR_ARG(names));
	if (!e && !o->incoming && o->state >= FS_DRAFT && o->state <= FS_APPROVED)
		e = svc_remarks_open(c, o->id, &n, f);
	if (n)
		buf_fmt(b, ", %lld catatan belum selesai", (long long)n);
	return e;
}

enum err svc_where(struct svc *s, struct db_conn *c, struct arena *a, struct svc_row *o,
                   const struct svc_row_more *m, struct fail *f)
{
	struct svc_live live[SVC_LIVE_MAX];
	struct buf b = BUF_MAX(8192);
	size_t n = 0;
	enum err e = svc_live_read(c, a, o->id, live, &n, f);

	if (e)
		return e;
	if (n && !flow_state_final(o->state))
		put_trays(s, a, &b, live, n, m->desk_name.n ? m->desk_name : STR("TU"));
	else
		put_rest(s, a, &b, o, m);
	if ((e = put_review(c, a, &b, o, f))) {
		buf_free(&b);
		return e;
	}
	if (o->clock.overdue) {
		struct str day = svc_due_said(s, a, o->clock.due_ms);

		buf_fmt(&b, ", lewat batas %.*s", STR_ARG(day));
	} else if (OWED[o->state] && !day_none(o->due_day) && o->state != FS_FOLLOWED &&
	           str_find(buf_str(&b), STR(", batas ")) == b.n) {
		struct str day = o->clock.due_ms ? svc_due_said(s, a, o->clock.due_ms)
		                                 : svc_weekday(s, a, o->due_day);

		buf_fmt(&b, ", batas %.*s", STR_ARG(day));
	}
	if (m->place.n)
		buf_fmt(&b, "; asli di %.*s", STR_ARG(m->place));
	o->where = buf_keep(&b, a);
	return ERR_OK;
}
