#include "flow_work.h"

#define CARERS (WORK_DOER | WORK_STARTER | WORK_KEEPER)

static const struct edge {
	enum flow_act act;
	enum work_state from, to;
	unsigned duties;
} EDGE[] = {
	/* the last row carries it to "selesai" */
	{ACT_MATTER_DONE, WS_RUNNING, WS_RUNNING, WORK_DOER},
	{ACT_MATTER_BACK, WS_RUNNING, WS_RUNNING, WORK_DOER},
	{ACT_MATTER_PAUSE, WS_RUNNING, WS_PAUSED, CARERS},
	{ACT_MATTER_RESUME, WS_PAUSED, WS_RUNNING, CARERS},
	{ACT_MATTER_STOP, WS_RUNNING, WS_STOPPED, WORK_STARTER | WORK_KEEPER},
	{ACT_MATTER_STOP, WS_PAUSED, WS_STOPPED, WORK_STARTER | WORK_KEEPER},
	{ACT_MATTER_LINK, WS_RUNNING, WS_RUNNING, CARERS | WORK_PART},
	{ACT_MATTER_LINK, WS_PAUSED, WS_PAUSED, CARERS | WORK_PART},
	/* the report that comes late still belongs to it */
	{ACT_MATTER_LINK, WS_DONE, WS_DONE, CARERS | WORK_PART},
	{ACT_MATTER_RECORD, WS_RUNNING, WS_RUNNING, CARERS | WORK_PART},
	/* so does what may come later */
	{ACT_MATTER_RECORD, WS_DONE, WS_DONE, CARERS | WORK_PART},
	{ACT_MATTER_READ, WS_DONE, WS_DONE, WORK_READER},
};

#define EDGES (sizeof(EDGE) / sizeof(*EDGE))

static const struct {
	const char *word, *label;
} STATE[WS__COUNT] = {{"berjalan", "Berjalan"},
		      {"ditunda", "Ditunda"},
		      {"selesai", "Selesai"},
		      {"dihentikan", "Dihentikan"}};

const char *work_state_word(enum work_state s)
{
	return STATE[s].word;
}

const char *work_state_label(enum work_state s)
{
	return STATE[s].label;
}

bool work_state_from_word(struct str word, enum work_state *out)
{
	for (int i = 0; i < WS__COUNT; i++) {
		if (str_eqc(word, STATE[i].word)) {
			*out = (enum work_state)i;
			return true;
		}
	}
	return false;
}

bool work_state_over(enum work_state s)
{
	return s == WS_DONE || s == WS_STOPPED;
}

static const struct edge *edge_of(enum flow_act act, enum work_state s)
{
	for (size_t i = 0; i < EDGES; i++) {
		if (EDGE[i].act == act && EDGE[i].from == s)
			return &EDGE[i];
	}
	return NULL;
}

/* Whose act it is in any state, so that a stranger hears that first. */
static unsigned duties_of(enum flow_act act)
{
	unsigned all = 0;

	for (size_t i = 0; i < EDGES; i++)
		all |= EDGE[i].act == act ? EDGE[i].duties : 0;
	return all;
}

enum err flow_work_may(enum flow_act act, enum work_state s, unsigned duties,
		       struct fail *f)
{
	const struct edge *e = edge_of(act, s);

	/* one who has part in it hears first that it is over or put off */
	if (!(duties & duties_of(act)) && (e || duties == WORK_NONE))
		return FAIL(
			f, ERR_DENIED, "not-yours", NULL,
			act == ACT_MATTER_DONE || act == ACT_MATTER_BACK
				? "Langkah ini dikerjakan jabatan lain; lihat di halaman "
				  "perkara siapa."
				: "Ini hanya untuk yang memulai perkara, yang "
				  "mengerjakan "
				  "langkahnya, atau Kasubbag TU.");
	if (!e)
		return FAIL(f, ERR_CONFLICT, "wrong-state", NULL,
			    work_state_over(s)
				    ? "Perkara ini sudah %s; mulai perkara baru."
			    : s == WS_PAUSED ? "Perkara ini sedang %s; lanjutkan dahulu."
					     : "Perkara ini sedang %s; tunda dahulu.",
			    STATE[s].word);
	return e->duties & duties ? ERR_OK
				  : FAIL(f, ERR_DENIED, "not-yours", NULL,
					 "Ini tidak terbuka bagi Anda pada keadaan ini.");
}

enum work_state flow_work_next(enum flow_act act, enum work_state s, bool last)
{
	const struct edge *e = edge_of(act, s);

	if (act == ACT_MATTER_DONE && last)
		return WS_DONE;
	return e ? e->to : s;
}

size_t flow_work_open(enum work_state s, unsigned duties, enum flow_act out[ACT__COUNT])
{
	size_t n = 0;

	for (size_t i = 0; i < EDGES; i++)
		if (EDGE[i].from == s && EDGE[i].duties & duties)
			out[n++] = EDGE[i].act;
	return n;
}

void flow_work_diagram(struct buf *b)
{
	buf_fmt(b, "stateDiagram-v2\n\t[*] --> %s: %s\n", STATE[WS_RUNNING].word,
		flow_act_label(ACT_MATTER_START));
	for (size_t i = 0; i < EDGES; i++)
		if (EDGE[i].from != EDGE[i].to || EDGE[i].act == ACT_MATTER_BACK ||
		    EDGE[i].act == ACT_MATTER_DONE)
			buf_fmt(b, "\t%s --> %s: %s\n", STATE[EDGE[i].from].word,
				STATE[EDGE[i].to].word, flow_act_label(EDGE[i].act));
	buf_fmt(b, "\t%s --> %s: langkah terakhir\n", STATE[WS_RUNNING].word,
		STATE[WS_DONE].word);
	for (int i = 0; i < WS__COUNT; i++)
		if (work_state_over((enum work_state)i))
			buf_fmt(b, "\t%s --> [*]\n", STATE[i].word);
}
