/* web_typed.c - a refused form of a letter's page comes back with what was typed in it. */
#include "letter_view.h"
#include "web.h"

#define FORM(word, act, member) { word, act, offsetof(struct letter_view, member) }

/* Each form that is filled in: the last part of its address, its act, where it stands. */
static const struct {
	const char *word;
	enum flow_act act;
	size_t at;
} FORMS[] = {
	FORM("periksa", ACT_CHECK, form_check),
	FORM("kode", ACT_CODE, form_code),
	FORM("selesai", ACT_COMPLETE, form_complete),
	FORM("kembalikan-disposisi", ACT_RETURN_TRAY, form_return_tray),
	FORM("arsip", ACT_FILE, form_file),
	FORM("pindaian", ACT_ATTACH, form_attach),
	FORM("tanpa-disposisi", ACT_NO_DISPOSITION, form_none),
	FORM("batal-agenda", ACT_VOID_ENTRY, form_void_entry),
	FORM("salah-alamat", ACT_MISDIRECTED, form_misdirected),
	FORM("setujui", ACT_APPROVE, form_approve),
	FORM("kembalikan", ACT_RETURN, form_return),
	FORM("catat", ACT_RECORD, form_record),
	FORM("kirim", ACT_DISPATCH, form_send),
	FORM("cabut", ACT_WITHDRAW_LETTER, form_withdraw),
	FORM("batal", ACT_VOID, form_void),
	FORM("catatan", ACT_REMARK, form_remark),
	FORM("paraf", ACT_INITIAL, form_initial),
	FORM("kesampingkan-paraf", ACT_WAIVE_INITIAL, form_waive),
	FORM("minta-paraf", ACT_ASK_INITIAL, form_ask_initial),
	FORM("minta-lihat", ACT_ASK_LOOK, form_ask),
	FORM("disposisi", ACT_DISPOSE, form_dispose.typed),
	FORM("teruskan", ACT_FORWARD, form_forward.typed),
	FORM("disposisi-kertas", ACT_DISPOSE_PAPER, form_paper.typed),
	FORM("siapkan", ACT_PREPARE, form_prepare.typed),
	FORM("disposisi-lisan", ACT_DISPOSE_TOLD, form_word.typed),
};
enum { FORMS_N = sizeof FORMS / sizeof *FORMS };

static struct web_typed *form_at(struct letter_view *v, size_t i)
{
	return (struct web_typed *)(void *)((char *)v + FORMS[i].at);
}

static struct str last_part(struct str path)
{
	struct str part = STR("");

	while (str_cut(&path, '/', &part))
		continue;
	return part;
}

static bool open_to(const struct svc_letter *l, enum flow_act act)
{
	for (size_t i = 0; i < l->acts_n; i++)
		if (l->acts[i] == act)
			return true;
	return false;
}

static struct web_typed typed(const struct http_req *q, const struct fail *why)
{
	return (struct web_typed){ .open = true, .fault = str_c(why->text),
		.note = web_kept(q, "catatan", ""), .reason = web_kept(q, "alasan", ""),
		.quote = web_kept(q, "kalimat", ""), .result = web_kept(q, "hasil", ""),
		.folder = web_kept(q, "berkas", ""), .place = web_kept(q, "tempat", ""),
		.address = web_kept(q, "alamat", ""),
		.receiver = web_kept(q, "penerima", ""), .code = web_kept(q, "kode", ""), .number = web_kept(q, "nomor", ""), .channel = web_kept(q, "cara", "kurir"),
		.day = web_kept(q, "tanggal", ""), .due = web_kept(q, "batas", ""),
		.answer = http_on(q, "minta_jawaban") };
}

/* What a form that is not there any more held, so that it can be copied. */
static struct str lost(struct arena *a, const struct web_typed *t)
{
	const struct str all[] = { t->note, t->reason, t->quote, t->result, t->folder, t->place,
		t->receiver, t->code };
	struct buf b = BUF_MAX(64u << 10);

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].n)
			buf_fmt(&b, "%s%.*s", b.n ? "; " : "", STR_ARG(all[i]));
	return buf_keep(&b, a);
}

void web_fill_typed(struct http_req *q, struct letter_view *v, const struct svc_letter *l,
                    const struct fail *why)
{
	const struct web_typed blank = { .fault = STR(""), .note = STR(""), .reason = STR(""),
		.quote = STR(""), .result = STR(""), .folder = STR(""), .place = STR(""),
		.address = v->send_to, .channel = STR("kurir"), .day = v->today, .due = STR(""), .receiver = STR(""),
		.code = v->class_code };
	struct str word = last_part(q->path);

	for (size_t i = 0; i < FORMS_N; i++)
		*form_at(v, i) = blank;
	v->fault = v->lost = STR("");
	if (!why)
		return;
	struct web_typed t = typed(q, why);

	for (size_t i = 0; i < FORMS_N; i++)
		if (str_eqc(word, FORMS[i].word) && open_to(l, FORMS[i].act)) {
			*form_at(v, i) = t;
			return;
		}
	v->fault = t.fault;
	v->lost = lost(q->arena, &t);
}

const struct web_option *web_ticked(struct http_req *q, const char *name, bool back,
                                    const struct web_option *all, size_t n)
{
	struct web_option *o = ARENA_ARRAY(q->arena, struct web_option, n + 1);
	struct str v;

	if (n)
		memcpy(o, all, n * sizeof *o);
	for (size_t i = 0; back && http_each(q, name, &i, &v);)
		for (size_t k = 0; k < n; k++)
			o[k].on = o[k].on || str_eq(o[k].value, v);
	return o;
}
