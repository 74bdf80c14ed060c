#include "web.h"
#include "web_desk.h"
#include "web_flow.h"
#include "fs.h"
#include "hash.h"
#include "layout_view.h"
#include "svc_feed.h"
#include "svc_people.h"
#include "svc_notice.h"
#include "utf8.h"
#include "rng.h"
#include "verify_view.h"
#include <stdlib.h>

static const struct http_route ROUTES[] = {
	{ HTTP_GET, "/masuk", ACT_PUBLIC, web_login_page, HTTP_OPEN },
	{ HTTP_POST, "/masuk", ACT_PUBLIC, web_login, HTTP_OPEN | HTTP_CSRF },
	{ HTTP_POST, "/keluar", ACT_SELF, web_logout, HTTP_CSRF },
	{ HTTP_POST, "/ganti", ACT_SELF, web_switch, HTTP_CSRF },
	{ HTTP_GET, "/saya", ACT_SELF, web_self_page, 0 },
	{ HTTP_POST, "/saya", ACT_SELF, web_self, HTTP_CSRF },
	{ HTTP_GET, "/saya/perbuatan", ACT_LOOK, web_own_acts, 0 },
	{ HTTP_GET, "/selama-pergi", ACT_LOOK, web_absence, 0 },
	{ HTTP_GET, "/saya/pemberitahuan", ACT_LOOK, web_notify_page, 0 },
	{ HTTP_POST, "/saya/pemberitahuan", ACT_LOOK, web_notify, HTTP_CSRF },
	{ HTTP_GET, "/statis/{nama}", ACT_PUBLIC, web_static, HTTP_OPEN },
	{ HTTP_GET, "/", ACT_LOOK, web_desk, 0 },
	{ HTTP_GET, "/meja/{rak}", ACT_LOOK, web_shelf, 0 },
	{ HTTP_POST, "/meja/{rak}/pilih", ACT_LOOK, web_bulk_ask, HTTP_CSRF },
	{ HTTP_POST, "/meja/{rak}/kerjakan", ACT_LOOK, web_bulk_do, HTTP_CSRF },
	{ HTTP_POST, "/kelompok/{id}/urungkan", ACT_UNDO, web_bulk_undo, HTTP_CSRF },
	{ HTTP_GET, "/templat-disposisi", ACT_ADMIN, web_route_page, 0 },
	{ HTTP_POST, "/templat-disposisi", ACT_ADMIN, web_route_template, HTTP_CSRF },
	{ HTTP_POST, "/templat-disposisi/{id}/hapus", ACT_ADMIN, web_route_template_end, HTTP_CSRF },
	{ HTTP_POST, "/templat-disposisi/aturan", ACT_ADMIN, web_route_rule, HTTP_CSRF },
	{ HTTP_POST, "/templat-disposisi/aturan/coba", ACT_ADMIN, web_route_try, HTTP_CSRF },
	{ HTTP_POST, "/templat-disposisi/aturan/{id}/hapus", ACT_ADMIN, web_route_rule_end, HTTP_CSRF },
	{ HTTP_GET, "/undangan", ACT_LOOK, web_invites, 0 },
	{ HTTP_GET, "/undangan.ics", ACT_LOOK, web_invites_ics, 0 },
	{ HTTP_POST, "/surat/{id}/undangan", ACT_SCHEDULE, web_invite_set, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/hadir", ACT_ATTEND, web_invite_attend, HTTP_CSRF },
	{ HTTP_GET, "/disposisi", ACT_LOOK, web_head, 0 },
	{ HTTP_POST, "/disposisi/disiapkan", ACT_DISPOSE, web_prepared_all, HTTP_CSRF },
	{ HTTP_POST, "/penyiap", ACT_ADMIN, web_preparers, HTTP_CSRF },
	{ HTTP_POST, "/disposisi/{id}", ACT_DISPOSE, web_head_dispose, HTTP_CSRF },
	{ HTTP_POST, "/disposisi/{id}/urungkan", ACT_WITHDRAW, web_head_undo, HTTP_CSRF },
	{ HTTP_GET, "/surat-masuk", ACT_LOOK, web_in_list, 0 },
	{ HTTP_POST, "/surat-masuk", ACT_REGISTER, web_register, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/surat-masuk/baru", ACT_REGISTER, web_register_page, 0 },
	{ HTTP_POST, "/surat-masuk/baca", ACT_REGISTER, web_data, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/surat-masuk/pengirim", ACT_LOOK, web_senders, 0 },
	{ HTTP_GET, "/surat-masuk/pemindai", ACT_REGISTER, web_waiting, 0 },
	{ HTTP_GET, "/surat-masuk/kembar", ACT_REGISTER, web_twins, 0 },
	{ HTTP_GET, "/surat-masuk/belum-dipindai", ACT_LOOK, web_unscanned, 0 },
	{ HTTP_GET, "/surat-masuk/belum-diarsipkan", ACT_LOOK, web_to_file, 0 },
	{ HTTP_POST, "/bagikan", ACT_REGISTER, web_share_put, HTTP_OPEN | HTTP_UPLOAD },
	{ HTTP_GET, "/bagikan", ACT_REGISTER, web_share_page, 0 },
	{ HTTP_POST, "/bagikan/buang", ACT_REGISTER, web_share_drop, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/bagikan/{nama}/gambar", ACT_REGISTER, web_share_picture, 0 },
	{ HTTP_GET, "/kotak-masuk", ACT_LOOK, web_inbox, 0 },
	{ HTTP_POST, "/kotak-masuk/{id}/agendakan", ACT_ENTER_BOOK, web_inbox_enter, HTTP_CSRF },
	{ HTTP_GET, "/klasifikasi", ACT_LOOK, web_classes, 0 },
	{ HTTP_GET, "/klasifikasi/saran", ACT_LOOK, web_class_offers, 0 },
	{ HTTP_GET, "/cari", ACT_LOOK, web_find, 0 },
	{ HTTP_GET, "/surat-keluar", ACT_LOOK, web_out_list, 0 },
	{ HTTP_POST, "/surat-keluar", ACT_DRAFT, web_draft_create, HTTP_CSRF },
	{ HTTP_GET, "/surat-keluar/terlambat", ACT_LOOK, web_late, 0 },
	{ HTTP_GET, "/surat-keluar/baru", ACT_DRAFT, web_draft_new, 0 },
	{ HTTP_POST, "/surat-keluar/pratinjau", ACT_DRAFT, web_preview, HTTP_CSRF },
	{ HTTP_POST, "/surat-keluar/daftar-penerima", ACT_DRAFT, web_many_read, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/surat/{id}/penerima/{baris}", ACT_OPEN, web_many_pdf, 0 },
	{ HTTP_POST, "/surat-keluar/tempel", ACT_DRAFT, web_paste, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/surat-keluar/jadi", ACT_RECORD_OUTSIDE, web_outside_page, 0 },
	{ HTTP_POST, "/surat-keluar/jadi", ACT_RECORD_OUTSIDE, web_outside, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/surat/{id}/konsep", ACT_EDIT, web_draft_page, 0 },
	{ HTTP_POST, "/surat/{id}/konsep", ACT_EDIT, web_draft_save, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/konsep/gabung", ACT_EDIT, web_draft_merge, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/konsep/ambil", ACT_EDIT, web_draft_take, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/ajukan", ACT_SUBMIT, web_act_submit, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/setujui", ACT_APPROVE, web_act_approve, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/kembalikan", ACT_RETURN, web_act_return, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/catatan", ACT_REMARK, web_remark_add, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/jawab-catatan", ACT_SETTLE_REMARK, web_remark_settle, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/minta-paraf", ACT_ASK_INITIAL, web_initial_ask, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/paraf", ACT_INITIAL, web_initial_give, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/tarik-paraf", ACT_DROP_INITIAL, web_initial_drop, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/kesampingkan-paraf", ACT_WAIVE_INITIAL, web_initial_waive, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/tanda-tangan", ACT_SIGN, web_act_sign, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/catat", ACT_RECORD, web_act_record, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/kirim", ACT_DISPATCH, web_act_send, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/bukti/{kiriman}", ACT_PROVE, web_act_prove, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/batal", ACT_VOID, web_act_void, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/cabut", ACT_WITHDRAW_LETTER, web_act_withdraw, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/ralat", ACT_RECTIFY, web_act_rectify, HTTP_CSRF },
	{ HTTP_GET, "/surat/{id}/pdf", ACT_OPEN, web_letter_pdf, 0 },
	{ HTTP_GET, "/surat/{id}/versi/{no}", ACT_OPEN, web_version_pdf, 0 },
	{ HTTP_GET, "/buku", ACT_PRINT_BOOK, web_books_page, 0 },
	{ HTTP_GET, "/buku/cetak", ACT_PRINT_BOOK, web_books_print, 0 },
	{ HTTP_POST, "/buku/tutup", ACT_CLOSE_BOOK, web_books_close, HTTP_CSRF },
	{ HTTP_GET, "/sop", ACT_LOOK, web_sops, 0 },
	{ HTTP_GET, "/sop/{id}", ACT_LOOK, web_sop, 0 },
	{ HTTP_GET, "/sop/{id}/pelaksana", ACT_MATTER_DOER, web_sop_doers, 0 },
	{ HTTP_POST, "/sop/{id}/pelaksana", ACT_MATTER_DOER, web_sop_doers_save, HTTP_CSRF },
	{ HTTP_GET, "/sop/{id}/pdf", ACT_LOOK, web_sop_pdf, 0 },
	{ HTTP_GET, "/buku-nomor", ACT_PRINT_BOOK, web_numbers_page, 0 },
	{ HTTP_GET, "/buku-nomor/buku", ACT_PRINT_BOOK, web_numbers_book, 0 },
	{ HTTP_GET, "/buku-nomor/periksa", ACT_PRINT_BOOK, web_numbers_check, 0 },
	{ HTTP_GET, "/buku-nomor/cadangan/{id}", ACT_PRINT_BOOK, web_numbers_sheet, 0 },
	{ HTTP_POST, "/buku-nomor/cadangan", ACT_RESERVE_NUMBER, web_numbers_reserve, HTTP_CSRF },
	{ HTTP_POST, "/buku-nomor/cadangan/{id}/hangus", ACT_VOID_NUMBER, web_numbers_burn, HTTP_CSRF },
	{ HTTP_POST, "/buku-nomor/sisipan", ACT_INSERT_NUMBER, web_numbers_insert, HTTP_CSRF },
	{ HTTP_POST, "/buku-nomor/batal", ACT_VOID_NUMBER, web_numbers_void, HTTP_CSRF },
	{ HTTP_POST, "/buku-nomor/luar", ACT_RESERVE_NUMBER, web_numbers_elsewhere, HTTP_CSRF },
	{ HTTP_GET, "/surat/{id}/lembar", ACT_OPEN, web_sheet, 0 },
	{ HTTP_GET, "/pindaian/tumpukan", ACT_REGISTER, web_piles, 0 },
	{ HTTP_POST, "/pindaian/tumpukan", ACT_REGISTER, web_pile_upload, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/pindaian/tumpukan/{nama}", ACT_REGISTER, web_pile, 0 },
	{ HTTP_POST, "/pindaian/tumpukan/{nama}", ACT_ATTACH, web_pile_take, HTTP_CSRF },
	{ HTTP_GET, "/pindaian/tumpukan/{nama}/halaman/{nomor}", ACT_REGISTER, web_pile_picture, 0 },
	{ HTTP_GET, "/pindaian/tumpukan/{nama}/centang", ACT_REGISTER, web_ticks, 0 },
	{ HTTP_POST, "/pindaian/tumpukan/{nama}/centang", ACT_DISPOSE_PAPER, web_ticks_record, HTTP_CSRF },
	{ HTTP_GET, "/pindaian/tumpukan/{nama}/lembar/{nomor}", ACT_REGISTER, web_ticks_sheet, 0 },
	{ HTTP_GET, "/pindaian/tumpukan/{nama}/catatan/{nomor}", ACT_REGISTER, web_ticks_note, 0 },
	{ HTTP_GET, "/lembar/kosong", ACT_LOOK, web_sheets_blank, 0 },
	{ HTTP_GET, "/lembar/tumpukan", ACT_LOOK, web_sheets_pile, 0 },
	{ HTTP_GET, "/pengguna", ACT_ADMIN, web_people_page, 0 },
	{ HTTP_POST, "/pengguna", ACT_ADMIN, web_people_add, HTTP_CSRF },
	{ HTTP_GET, "/pengguna/mutasi", ACT_ADMIN, web_moves, 0 },
	{ HTTP_POST, "/pengguna/mutasi", ACT_ADMIN, web_moves_do, HTTP_CSRF },
	{ HTTP_POST, "/pengguna/mutasi/coba", ACT_ADMIN, web_moves_try, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_POST, "/pengguna/mutasi/{id}/batal", ACT_ADMIN, web_moves_undo, HTTP_CSRF },
	{ HTTP_GET, "/pengguna/orang/{id}", ACT_ADMIN, web_person, 0 },
	{ HTTP_POST, "/pengguna/orang/{id}/akun", ACT_ADMIN, web_person_account, HTTP_CSRF },
	{ HTTP_POST, "/pengguna/orang/{id}/sandi", ACT_ADMIN, web_person_reset, HTTP_CSRF },
	{ HTTP_POST, "/pengguna/orang/{id}/nonaktif", ACT_ADMIN, web_person_disable, HTTP_CSRF },
	{ HTTP_POST, "/pengguna/orang/{id}/aktif", ACT_ADMIN, web_person_enable, HTTP_CSRF },
	{ HTTP_GET, "/pengguna/jabatan/{id}", ACT_ADMIN, web_post, 0 },
	{ HTTP_POST, "/pengguna/jabatan/{id}/angkat", ACT_ADMIN, web_post_set, HTTP_CSRF },
	{ HTTP_POST, "/pengguna/jabatan/{id}/akhiri", ACT_ADMIN, web_post_end, HTTP_CSRF },
	{ HTTP_POST, "/pengguna/jabatan/{id}/surat", ACT_ADMIN, web_post_letter, HTTP_CSRF },
	{ HTTP_GET, "/kelompok", ACT_ADMIN, web_groups, 0 },
	{ HTTP_POST, "/kelompok", ACT_ADMIN, web_group_new, HTTP_CSRF },
	{ HTTP_POST, "/kelompok/{id}", ACT_ADMIN, web_group_put, HTTP_CSRF },
	{ HTTP_GET, "/surel", ACT_ADMIN, web_mail_page, 0 },
	{ HTTP_POST, "/surel", ACT_ADMIN, web_mail_try, HTTP_CSRF },
	{ HTTP_GET, "/templat", ACT_ADMIN, web_templates, 0 },
	{ HTTP_POST, "/templat", ACT_ADMIN, web_template_save, HTTP_CSRF },
	{ HTTP_POST, "/templat/coba", ACT_ADMIN, web_template_try, HTTP_CSRF },
	{ HTTP_POST, "/templat/halaman", ACT_ADMIN, web_template_sheet, HTTP_CSRF },
	{ HTTP_GET, "/templat/salinan", ACT_ADMIN, web_template_copy, 0 },
	{ HTTP_POST, "/templat/impor", ACT_ADMIN, web_template_import, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/templat/{kode}", ACT_ADMIN, web_template_page, 0 },
	{ HTTP_POST, "/templat/{kode}/bawaan", ACT_ADMIN, web_template_revert, HTTP_CSRF },
	{ HTTP_GET, "/aturan-nomor", ACT_ADMIN, web_rules, 0 },
	{ HTTP_POST, "/aturan-nomor", ACT_ADMIN, web_rule_save, HTTP_CSRF },
	{ HTTP_POST, "/aturan-nomor/coba", ACT_ADMIN, web_rule_try, HTTP_CSRF },
	{ HTTP_GET, "/aturan-nomor/{nama}", ACT_ADMIN, web_rule_page, 0 },
	{ HTTP_GET, "/perkara", ACT_LOOK, web_matters, 0 },
	{ HTTP_POST, "/perkara", ACT_MATTER_START, web_matter_start, HTTP_CSRF },
	{ HTTP_GET, "/perkara/baru", ACT_MATTER_START, web_matter_new, 0 },
	{ HTTP_GET, "/perkara/{id}/", ACT_LOOK, web_matter, 0 },
	{ HTTP_GET, "/perkara/{id}/bagan", ACT_LOOK, web_matter_sheet, 0 },
	{ HTTP_POST, "/perkara/{id}/selesai", ACT_MATTER_DONE, web_matter_done, HTTP_CSRF },
	{ HTTP_POST, "/perkara/{id}/kembali", ACT_MATTER_BACK, web_matter_back, HTTP_CSRF },
	{ HTTP_POST, "/perkara/{id}/tunda", ACT_MATTER_PAUSE, web_matter_pause, HTTP_CSRF },
	{ HTTP_POST, "/perkara/{id}/lanjut", ACT_MATTER_RESUME, web_matter_resume, HTTP_CSRF },
	{ HTTP_POST, "/perkara/{id}/henti", ACT_MATTER_STOP, web_matter_stop, HTTP_CSRF },
	{ HTTP_POST, "/perkara/{id}/taut", ACT_MATTER_LINK, web_matter_link, HTTP_CSRF },
	{ HTTP_POST, "/perkara/{id}/catat", ACT_MATTER_RECORD, web_matter_record, HTTP_CSRF },
	{ HTTP_POST, "/perkara/{id}/dibaca", ACT_MATTER_READ, web_matter_read, HTTP_CSRF },
	{ HTTP_GET, "/buku-catatan", ACT_LOOK, web_recordbooks, 0 },
	{ HTTP_GET, "/buku-catatan/{code}", ACT_LOOK, web_recordbook, 0 },
	{ HTTP_GET, "/kalender", ACT_LOOK, web_calendar, 0 },
	{ HTTP_POST, "/kalender", ACT_ADMIN, web_calendar_put, HTTP_CSRF },
	{ HTTP_POST, "/kalender/hari", ACT_ADMIN, web_calendar_day, HTTP_CSRF },
	{ HTTP_POST, "/kalender/hapus", ACT_ADMIN, web_calendar_day_off, HTTP_CSRF },
	{ HTTP_POST, "/kalender/jam", ACT_ADMIN, web_calendar_hours, HTTP_CSRF },
	{ HTTP_POST, "/kalender/jam-khusus/hapus", ACT_ADMIN, web_calendar_period_off, HTTP_CSRF },
	{ HTTP_POST, "/kalender/batas", ACT_ADMIN, web_calendar_limits, HTTP_CSRF },
	{ HTTP_GET, "/pemberitahuan", ACT_LOOK, web_notices, 0 },
	{ HTTP_POST, "/pemberitahuan/baca", ACT_SELF, web_notices_read, HTTP_CSRF },
	{ HTTP_GET, "/waktu", ACT_PRINT_BOOK, web_times, 0 },
	{ HTTP_GET, "/balasan", ACT_LOOK, web_answers, 0 },
	{ HTTP_GET, "/surat/{id}/waktu", ACT_LOOK, web_letter_clock, 0 },
	{ HTTP_POST, "/surat/{id}/perpanjang", ACT_OPEN, web_more_time, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/perpanjang/{minta}/setuju", ACT_OPEN, web_more_time_grant, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/perpanjang/{minta}/tolak", ACT_OPEN, web_more_time_refuse, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/perlu-balasan", ACT_OPEN, web_answer_ask, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/balasan", ACT_OPEN, web_answer_link, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/tanpa-balasan", ACT_OPEN, web_answer_waive, HTTP_CSRF },
	{ HTTP_GET, "/events", ACT_LOOK, web_events, 0 },
	{ HTTP_GET, "/macet", ACT_PRINT_BOOK, web_stuck, 0 },
	{ HTTP_GET, "/v/{kode}", ACT_PUBLIC, web_verify, HTTP_OPEN },
	{ HTTP_POST, "/surat/{id}/minta-lihat", ACT_ASK_LOOK, web_look_ask, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/izinkan/{minta}", ACT_GRANT_LOOK, web_look_grant, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/tolak/{minta}", ACT_REFUSE_LOOK, web_look_refuse, HTTP_CSRF },
	{ HTTP_GET, "/surat/{id}/", ACT_OPEN, web_letter, 0 },
	{ HTTP_GET, "/surat/{id}/wa", ACT_OPEN, web_share, 0 },
	{ HTTP_GET, "/surat/{id}/berkas/{berkas}", ACT_OPEN, web_file_get, 0 },
	{ HTTP_GET, "/surat/{id}/halaman/{nomor}", ACT_OPEN, web_own_page_get, 0 },
	{ HTTP_GET, "/surat/{id}/berkas/{berkas}/halaman/{nomor}", ACT_OPEN, web_page_get, 0 },
	{ HTTP_POST, "/surat/{id}/kode", ACT_CODE, web_act_code, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/periksa", ACT_CHECK, web_act_check, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/disposisi", ACT_DISPOSE, web_act_dispose, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/disposisi-kertas", ACT_DISPOSE_PAPER, web_act_dispose_paper,
	  HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_POST, "/surat/{id}/siapkan", ACT_PREPARE, web_act_prepare, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/disposisi-lisan", ACT_DISPOSE_TOLD, web_act_told, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/konfirmasi/{disposisi}", ACT_CONFIRM, web_told_confirm, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/ingatkan/{kotak}", ACT_REMIND, web_tray_remind, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/tanpa-disposisi", ACT_NO_DISPOSITION, web_act_none, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/distribusi", ACT_DISTRIBUTE, web_act_distribute, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/arsip", ACT_FILE, web_act_file, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/batal-agenda", ACT_VOID_ENTRY, web_act_void_entry, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/salah-alamat", ACT_MISDIRECTED, web_act_misdirected, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/pindaian", ACT_ATTACH, web_act_attach, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_POST, "/surat/{id}/kedatangan", ACT_ARRIVAL, web_arrival, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_GET, "/surat/{id}/betulkan", ACT_CORRECT, web_correct_page, 0 },
	{ HTTP_POST, "/surat/{id}/betulkan", ACT_CORRECT, web_correct, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_POST, "/surat/{id}/teruskan", ACT_FORWARD, web_tray_forward, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/selesai", ACT_COMPLETE, web_tray_complete, HTTP_CSRF | HTTP_UPLOAD },
	{ HTTP_POST, "/surat/{id}/kembalikan-disposisi", ACT_RETURN_TRAY, web_tray_return, HTTP_CSRF },
	{ HTTP_POST, "/surat/{id}/tarik/{kotak}", ACT_WITHDRAW, web_tray_withdraw, HTTP_CSRF },
};

const struct http_route *web_routes(size_t *n)
{
	*n = sizeof ROUTES / sizeof *ROUTES;
	return ROUTES;
}

const struct actor *web_actor(const struct http_req *q)
{
	return q->session;
}

bool web_keeper(const struct http_req *q)
{
	const struct actor *a = web_actor(q);

	for (size_t i = 0; a && i < a->posts_n; i++)
		if (str_eqc(a->posts[i].role, "pelaksana") ||
		    str_eqc(a->posts[i].role, "kasubbag-tu"))
			return true;
	return false;
}

/* The token of forms before log-in: it says "this server made the form", no more. */
static struct str open_csrf(const struct web *w, struct arena *a)
{
	struct sha256_hex h = sha256_hex(hmac_of(w->svc->secret, STR("formulir masuk")));

	return arena_dup(a, str_head(str_c(h.z), 43));
}

bool web_admit(struct web *w, struct http_req *q, struct http_res *r)
{
	struct actor *who = ARENA_NEW(q->arena, struct actor);
	struct str token = http_cookie(q, "sesi");
	struct fail f = { 0 };
	bool open = q->route->flags & HTTP_OPEN;

	if (token.n && !svc_actor(w->svc, q->arena, token, "web", q->route->act, who, &q->csrf, &f)) {
		q->session = who;
		return true;
	}
	if (token.n && f.code == ERR_DENIED) { /* his own password first */
		http_redirect(r, q->arena, STR("/saya"));
		return false;
	}
	q->csrf = open_csrf(w, q->arena);
	if (open && (q->route->flags & HTTP_UPLOAD) && !web_browser_known(w, q)) {
		web_share_login(q, r); /* a stranger leaves no file here */
		return false;
	}
	if (open)
		return true;
	if (q->method != HTTP_GET) {
		(void)FAIL(&f, ERR_AUTH, "login", NULL,
		           "Sesi Anda sudah berakhir. Masuk lagi; isian tersimpan di peramban ini.");
		web_refuse(w, q, r, &f);
		return false;
	}
	http_redirect(r, q->arena, arena_fmt(q->arena, "/masuk?ke=%s", url_part(q->arena, q->path)));
	return false;
}

static const char *flash_text(struct str word)
{
	static const struct {
		const char *word, *text;
	} SAID[] = {
		{ "check", "Surat sudah diperiksa." }, { "code", "Kode klasifikasi tersimpan." },
		{ "dispose", "Disposisi terkirim." }, { "distribute", "Surat terdistribusi." },
		{ "file", "Surat diarsipkan." }, { "complete", "Tindak lanjut tercatat." },
		{ "prepare", "Disposisi disiapkan; pimpinan tinggal mengonfirmasi." },
		{ "prepared", "Disposisi yang disiapkan sudah dikirim." },
		{ "told", "Disposisi tercatat; pimpinan akan mengonfirmasinya." },
		{ "confirm", "Disposisi dikonfirmasi." }, { "remind", "Sudah diingatkan." },
		{ "forward", "Disposisi diteruskan." }, { "withdraw", "Disposisi ditarik kembali." },
		{ "attach", "Pindaian tersimpan." }, { "arrival", "Kedatangan asli tercatat." },
		{ "correct", "Pembetulan tercatat." }, { "register", "Surat tercatat." },
		{ "enter", "Surat diagendakan." }, { "draft", "Konsep tersimpan." },
		{ "submit", "Konsep diajukan." }, { "approve", "Persetujuan tercatat." },
		{ "return", "Konsep dikembalikan." }, { "sign", "Tanda tangan tercatat." },
		{ "record", "Surat tercatat dan bernomor." }, { "send", "Pengiriman tercatat." },
		{ "prove", "Bukti terima tercatat." }, { "void", "Pembatalan tercatat." },
		{ "password", "Kata sandi sudah diganti." }, { "close", "Buku sudah ditutup." },
		{ "ask", "Permintaan terkirim; jawabannya tampil di halaman surat ini." },
		{ "look", "Permintaan lihat dijawab." },
		{ "reserve", "Nomor dicadangkan; lembarnya dapat dicetak di bawah." },
		{ "burn", "Sisa cadangan dihanguskan." },
		{ "holiday", "Surat tercatat dan bernomor. Tanggalnya hari libur: periksa apakah memang "
		             "benar." }, { "done", "Tersimpan." },
		{ "disable", "Akun dinonaktifkan; sesi dan tokennya sudah berakhir." },
		{ "enable", "Akun aktif kembali." }, { "appoint", "Pengangkatan tercatat." },
		{ "post-end", "Akhir jabatan tercatat; suratnya menunggu pejabat berikutnya." },
		{ "moved", "Mutasi tercatat; surat tetap di jabatannya." },
		{ "unmoved", "Mutasi dibatalkan; pejabat yang lama tetap." },
		{ "remark", "Catatan tersimpan." }, { "settle-remark", "Catatan terjawab." },
		{ "ask-initial", "Paraf koordinasi diminta." }, { "initial", "Paraf tercatat." },
		{ "waive-initial", "Paraf yang belum ada dikesampingkan; alasannya tercatat." },
		{ "matter", "Perkara tersimpan." },
		{ "matter", "Perkara tersimpan." }, { "calendar", "Kalender tersimpan dan berlaku." },
		{ "matter", "Perkara tersimpan." }, { "undone", "Sudah diurungkan." },
		{ "schedule", "Jadwal undangan tercatat." }, { "attend", "Jawaban undangan tercatat." },
		{ "notify", "Pilihan pemberitahuan tersimpan." },
		{ "mail", "Surel percobaan masuk antrean; hasilnya tampil di bawah." },
		{ "rule", "Aturan nomor tersimpan sebagai versi baru." },
		{ "template", "Templat tersimpan; berlaku mulai tanggalnya." },
	};

	for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++)
		if (str_eqc(word, SAID[i].word))
			return SAID[i].text;
	return "";
}

void web_show(struct web *w, struct http_req *q, struct http_res *r, const char *title,
              enum web_menu at, struct buf *body)
{
	const struct actor *a = web_actor(q);
	struct str user = { 0 };
	int64_t unread = 0;
	struct fail none;

	if (a && svc_notices_unread(w->svc, a, &unread, &none))
		unread = 0; /* the page itself is not lost for it */
	if (a)
		user = a->posts_n ? a->posts[0].name : a->login;
	struct layout_view v = {
		.title = str_c(title), .user = user.p ? user : STR(""), .login = a ? a->login : STR(""), .csrf = q->csrf,
		.flash = str_c(flash_text(http_get(q, "ok"))), .q = http_get(q, "q"),
		.css = web_asset_url(w, q->arena, "naskah.css"),
		.pico = web_asset_url(w, q->arena, "pico.min.css"),
		.keep = web_asset_url(w, q->arena, "simpan.js"),
		.js = web_asset_url(w, q->arena, "naskah.js"),
		.htmx = web_asset_url(w, q->arena, "htmx.min.js"),
		.preview = web_asset_url(w, q->arena, "pratinjau.mjs"),
		.head = web_asset_url(w, q->arena, "meja.mjs"),
		.icon = web_asset_url(w, q->arena, "naskah.svg"),
		.manifest = web_asset_url(w, q->arena, "naskah.webmanifest"),
		.unread = unread ? arena_fmt(q->arena, "%lld%s", (long long)unread,
		                             unread >= 1000 ? "+" : "") : STR(""),
		.news = web_asset_url(w, q->arena, "kabar.mjs"),
		/* whose first password still stands hears nothing until he changed it */
		.heard = a && !a->must_change
			? arena_fmt(q->arena, "%lld", (long long)svc_feed_last(w->svc->feed)) : STR(""),
		.in = a != NULL, .keeper = web_keeper(q), .admin = a && a->admin,
		.demo = w->svc->demo, .at_desk = at == WEB_DESK, .at_in = at == WEB_IN,
		.at_out = at == WEB_OUT, .at_find = at == WEB_FIND, .at_books = at == WEB_BOOKS,
		.at_sop = at == WEB_SOP, .at_matters = at == WEB_MATTERS,
		.at_invites = at == WEB_INVITES,
		.body = html_of(body),
	};

	view_layout(&r->body, &v);
	buf_free(body);
}

void web_fault(struct web *w, struct http_req *q, struct http_res *r, const struct fail *f)
{
	struct buf b = BUF_MAX(64 << 10);
	struct error_view v = { .title = STR("Tidak dapat dikerjakan"), .text = str_c(f->text) };

	if (f->code == ERR_NOTFOUND)
		v.title = STR("Tidak ada");
	r->status = err_http_status(f->code);
	view_error(&b, &v);
	web_show(w, q, r, "Tidak dapat dikerjakan", WEB_NONE, &b);
}

void web_refuse(struct web *w, struct http_req *q, struct http_res *r, const struct fail *f)
{
	web_fault(w, q, r, f);
}

void web_done(struct http_req *q, struct http_res *r, int64_t id, const char *word)
{
	http_redirect(r, q->arena, arena_fmt(q->arena, "/surat/%lld/?ok=%s", (long long)id, word));
}

void web_ended(struct web *w, struct http_req *q, struct http_res *r, enum err e,
               const struct fail *f, const char *word)
{
	if (e)
		web_letter_show(w, q, r, http_arg_int(q, 0), f);
	else
		web_done(q, r, http_arg_int(q, 0), word);
}

/* ---- typed reading of forms ---- */

struct str web_kept(const struct http_req *q, const char *name, const char *otherwise)
{
	struct str v = http_get(q, name);

	return v.p ? v : str_c(otherwise);
}

enum err web_text(const struct http_req *q, const char *name, size_t max, bool lines,
                  struct str *out, struct fail *f)
{
	struct str v = str_trim(http_get(q, name));
	enum err e = utf8_clean(q->arena, v, lines ? UTF8_LINES : UTF8_LINE, name, out, f);

	if (e)
		return e;
	if (utf8_count(*out) > max)
		return FAIL(f, ERR_INVALID, "too-long", name,
		            "Isian %s lebih dari %zu huruf; pendekkan.", name, max);
	if (!out->p)
		*out = STR("");
	return ERR_OK;
}

enum err web_int(const struct http_req *q, const char *name, int max, int *out, struct fail *f)
{
	struct str v = str_trim(http_get(q, name));
	int64_t n = 0;

	*out = 0;
	if (v.n && (!str_to_int(v, &n) || n < 0 || n > max))
		return FAIL(f, ERR_INVALID, "wrong-type", name,
		            "Isian %s harus bilangan, paling besar %d.", name, max);
	*out = (int)n;
	return ERR_OK;
}

enum err web_day(const struct http_req *q, const char *name, struct day *out, struct fail *f)
{
	struct str v = str_trim(http_get(q, name));

	*out = (struct day){ 0 };
	if (!v.n || day_parse(v, out))
		return ERR_OK;
	return FAIL(f, ERR_INVALID, "bad-date", name,
	            "Tanggal pada isian %s tidak ada di kalender; tulis seperti 22-11-2026.", name);
}

struct svc_ref web_ref(const struct http_req *q)
{
	return (struct svc_ref){ http_arg_int(q, 0), http_get_int(q, "versi") };
}

struct str web_idem(const struct http_req *q, const struct fail *why)
{
	struct str key = http_get(q, "_idem");
	bool used = why && why->word && strcmp(why->word, "idempotency") == 0;

	return key.n && !used ? key : rng_token(q->arena, 16);
}

size_t web_uploads(const struct http_req *q, const char *field, struct svc_upload **out)
{
	struct svc_upload *u = ARENA_ARRAY(q->arena, struct svc_upload, q->files_n + 1);
	size_t n = 0;

	for (size_t i = 0; i < q->files_n; i++)
		if (str_eqc(q->files[i].field, field))
			u[n++] = (struct svc_upload){ .name = q->files[i].name,
				                      .path = q->files[i].path };
	*out = u;
	return n;
}

/* ---- static files, from memory ---- */

struct web_asset {
	struct str name, bytes, packed; /* packed: by gzip, when it is there */
	const char *type;
	char version[17];
};

static const struct {
	const char *name, *type;
} ASSETS[] = {
	{ "naskah.css", "text/css; charset=utf-8" },
	{ "naskah.svg", "image/svg+xml" },
	{ "naskah.webmanifest", "application/manifest+json" },
	{ "naskah.js", "text/javascript; charset=utf-8" },
	{ "simpan.js", "text/javascript; charset=utf-8" },
	{ "penyunting.js", "text/javascript; charset=utf-8" },
	{ "pratinjau.mjs", "text/javascript; charset=utf-8" },
	{ "meja.mjs", "text/javascript; charset=utf-8" },
	{ "kabar.mjs", "text/javascript; charset=utf-8" },
	{ "pico.min.css", "text/css; charset=utf-8" },
	{ "htmx.min.js", "text/javascript; charset=utf-8" },
	{ "pdf.min.mjs", "text/javascript; charset=utf-8" },
	{ "pdf.worker.min.mjs", "text/javascript; charset=utf-8" },
};
#define ASSETS_N (sizeof ASSETS / sizeof *ASSETS)

enum err web_open(struct web **out, struct svc *s, struct fail *f)
{
	struct web *w = calloc(1, sizeof *w);

	if (!w)
		abort();
	w->svc = s;
	w->arena = arena_open();
	w->assets = ARENA_ARRAY(w->arena, struct web_asset, ASSETS_N);
	for (size_t i = 0; i < ASSETS_N; i++) {
		struct web_asset *a = &w->assets[w->assets_n];
		struct str path = arena_fmt(w->arena, "%s/static/%s", s->share, ASSETS[i].name);
		enum err e = fs_read(w->arena, path.p, 8u << 20, &a->bytes, f);

		if (e == ERR_NOTFOUND)
			continue; /* pages work without it */
		if (e) {
			web_close(w);
			return e;
		}
		struct sha256_hex h = sha256_hex(sha256_of(a->bytes));

		memcpy(a->version, h.z, 16);
		path = arena_fmt(w->arena, "%.*s.gz", STR_ARG(path));
		if (fs_read(w->arena, path.p, 8u << 20, &a->packed, NULL))
			a->packed = STR("");
		a->name = str_c(ASSETS[i].name);
		a->type = ASSETS[i].type;
		w->assets_n++;
	}
	*out = w;
	return ERR_OK;
}

void web_close(struct web *w)
{
	if (!w)
		return;
	arena_close(w->arena);
	free(w);
}

static const struct web_asset *asset_of(const struct web *w, struct str name)
{
	for (size_t i = 0; i < w->assets_n; i++)
		if (str_eq(w->assets[i].name, name))
			return &w->assets[i];
	return NULL;
}

struct url web_asset_url(const struct web *w, struct arena *a, const char *name)
{
	const struct web_asset *s = asset_of(w, str_c(name));

	return url_path(a, "/statis/%s?v=%s", name, s ? s->version : "0");
}

void web_static(void *app, struct http_req *q, struct http_res *r)
{
	struct web *w = app;
	const struct web_asset *s = asset_of(w, q->args[0]);
	struct str takes = http_header(q, "Accept-Encoding");
	struct fail f;

	if (!s) {
		(void)FAIL(&f, ERR_NOTFOUND, "no-file", NULL, "Berkas tidak ada.");
		web_fault(w, q, r, &f);
		return;
	}
	r->type = s->type;
	r->cache = http_get(q, "v").n > 1;
	http_res_header(r, q->arena, "Vary", STR("Accept-Encoding"));
	if (s->packed.n && str_find(takes, STR("gzip")) < takes.n) {
		http_res_header(r, q->arena, "Content-Encoding", STR("gzip"));
		buf_add(&r->body, s->packed);
		return;
	}
	r->lasting = s->bytes;
}
