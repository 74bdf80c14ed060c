/* The words of acts and states: stored and spoken ones, and those on buttons. */
#include "flow.h"

static const char *const ACT_WORD[] = {
	[ACT_PUBLIC] = "public",
	[ACT_SELF] = "self",
	[ACT_LOOK] = "look",
	[ACT_OPEN] = "open",
	[ACT_ASK_LOOK] = "ask-look",
	[ACT_GRANT_LOOK] = "grant-look",
	[ACT_REFUSE_LOOK] = "refuse-look",
	[ACT_REGISTER] = "register",
	[ACT_CODE] = "code",
	[ACT_CHECK] = "check",
	[ACT_DISPOSE] = "dispose",
	[ACT_DISPOSE_PAPER] = "dispose-paper",
	[ACT_DISPOSE_TOLD] = "dispose-told",
	[ACT_PREPARE] = "prepare",
	[ACT_CONFIRM] = "confirm",
	[ACT_NO_DISPOSITION] = "no-disposition",
	[ACT_DISTRIBUTE] = "distribute",
	[ACT_FILE] = "file",
	[ACT_CORRECT] = "correct",
	[ACT_VOID_ENTRY] = "void-entry",
	[ACT_MISDIRECTED] = "misdirected",
	[ACT_ARRIVAL] = "arrival",
	[ACT_ATTACH] = "attach",
	[ACT_ENTER_BOOK] = "enter-book",
	[ACT_READ] = "read",
	[ACT_WITHDRAW] = "withdraw",
	[ACT_FORWARD] = "forward",
	[ACT_RETURN_TRAY] = "return-tray",
	[ACT_COMPLETE] = "complete",
	[ACT_REMIND] = "remind",
	[ACT_DRAFT] = "draft",
	[ACT_EDIT] = "edit",
	[ACT_SUBMIT] = "submit",
	[ACT_APPROVE] = "approve",
	[ACT_RETURN] = "return",
	[ACT_ASK_INITIAL] = "ask-initial",
	[ACT_INITIAL] = "initial",
	[ACT_DROP_INITIAL] = "drop-initial",
	[ACT_WAIVE_INITIAL] = "waive-initial",
	[ACT_REMARK] = "remark",
	[ACT_SETTLE_REMARK] = "settle-remark",
	[ACT_SIGN] = "sign",
	[ACT_RECORD] = "record",
	[ACT_RECORD_OUTSIDE] = "record-outside",
	[ACT_DISPATCH] = "dispatch",
	[ACT_PROVE] = "prove",
	[ACT_VOID] = "void",
	[ACT_WITHDRAW_LETTER] = "withdraw-letter",
	[ACT_REPLACE] = "replace",
	[ACT_RECTIFY] = "rectify",
	[ACT_SCHEDULE] = "schedule",
	[ACT_ATTEND] = "attend",
	[ACT_UNDO] = "undo",
	[ACT_PRINT_BOOK] = "print-book",
	[ACT_CLOSE_BOOK] = "close-book",
	[ACT_RESERVE_NUMBER] = "reserve-number",
	[ACT_INSERT_NUMBER] = "insert-number",
	[ACT_VOID_NUMBER] = "void-number",
	[ACT_MATTER_START] = "matter-start",
	[ACT_MATTER_DONE] = "matter-done",
	[ACT_MATTER_BACK] = "matter-back",
	[ACT_MATTER_PAUSE] = "matter-pause",
	[ACT_MATTER_RESUME] = "matter-resume",
	[ACT_MATTER_STOP] = "matter-stop",
	[ACT_MATTER_LINK] = "matter-link",
	[ACT_MATTER_RECORD] = "matter-record",
	[ACT_MATTER_READ] = "matter-read",
	[ACT_MATTER_DOER] = "matter-doer",
	[ACT_ADMIN] = "admin",
};
_Static_assert(sizeof(ACT_WORD) / sizeof(*ACT_WORD) == ACT__COUNT, "a word for each act");

static const char *const ACT_LABEL[] = {
	[ACT_PUBLIC] = "Umum",
	[ACT_SELF] = "Akun sendiri",
	[ACT_LOOK] = "Lihat daftar",
	[ACT_OPEN] = "Buka surat",
	[ACT_ASK_LOOK] = "Minta lihat",
	[ACT_GRANT_LOOK] = "Izinkan lihat",
	[ACT_REFUSE_LOOK] = "Tolak permintaan lihat",
	[ACT_REGISTER] = "Catat surat masuk",
	[ACT_CODE] = "Beri kode",
	[ACT_CHECK] = "Periksa",
	[ACT_DISPOSE] = "Disposisi",
	[ACT_DISPOSE_PAPER] = "Catat disposisi kertas",
	[ACT_DISPOSE_TOLD] = "Catat disposisi telepon/WhatsApp",
	[ACT_PREPARE] = "Siapkan disposisi",
	[ACT_CONFIRM] = "Konfirmasi disposisi",
	[ACT_NO_DISPOSITION] = "Tidak perlu disposisi",
	[ACT_DISTRIBUTE] = "Distribusikan",
	[ACT_FILE] = "Arsipkan",
	[ACT_CORRECT] = "Perbaiki catatan",
	[ACT_VOID_ENTRY] = "Batal agenda",
	[ACT_MISDIRECTED] = "Salah alamat",
	[ACT_ARRIVAL] = "Catat kedatangan asli",
	[ACT_ATTACH] = "Lampirkan berkas",
	[ACT_ENTER_BOOK] = "Agendakan",
	[ACT_READ] = "Tandai dibaca",
	[ACT_WITHDRAW] = "Tarik kembali",
	[ACT_FORWARD] = "Teruskan",
	[ACT_RETURN_TRAY] = "Kembalikan",
	[ACT_COMPLETE] = "Selesai ditindaklanjuti",
	[ACT_REMIND] = "Ingatkan",
	[ACT_DRAFT] = "Konsep baru",
	[ACT_EDIT] = "Ubah konsep",
	[ACT_SUBMIT] = "Ajukan",
	[ACT_APPROVE] = "Setujui",
	[ACT_RETURN] = "Kembalikan untuk perbaikan",
	[ACT_ASK_INITIAL] = "Minta paraf koordinasi",
	[ACT_INITIAL] = "Paraf",
	[ACT_DROP_INITIAL] = "Tarik permintaan paraf",
	[ACT_WAIVE_INITIAL] = "Kesampingkan paraf koordinasi",
	[ACT_REMARK] = "Beri catatan",
	[ACT_SETTLE_REMARK] = "Jawab catatan",
	[ACT_SIGN] = "Tanda tangan",
	[ACT_RECORD] = "Sudah ditandatangani: catat dan beri nomor",
	[ACT_RECORD_OUTSIDE] = "Catat surat jadi",
	[ACT_DISPATCH] = "Kirim",
	[ACT_PROVE] = "Bukti terima",
	[ACT_VOID] = "Batalkan konsep",
	[ACT_WITHDRAW_LETTER] = "Cabut surat",
	[ACT_REPLACE] = "Buat surat pengganti",
	[ACT_RECTIFY] = "Buat ralat",
	[ACT_SCHEDULE] = "Catat jadwal undangan",
	[ACT_ATTEND] = "Jawab undangan",
	[ACT_UNDO] = "Urungkan",
	[ACT_PRINT_BOOK] = "Cetak buku",
	[ACT_CLOSE_BOOK] = "Tutup buku",
	[ACT_RESERVE_NUMBER] = "Cadangkan nomor",
	[ACT_INSERT_NUMBER] = "Beri nomor sisipan",
	[ACT_VOID_NUMBER] = "Batalkan nomor",
	[ACT_MATTER_START] = "Mulai perkara",
	[ACT_MATTER_DONE] = "Langkah selesai",
	[ACT_MATTER_BACK] = "Kembalikan",
	[ACT_MATTER_PAUSE] = "Tunda",
	[ACT_MATTER_RESUME] = "Lanjutkan",
	[ACT_MATTER_STOP] = "Hentikan",
	[ACT_MATTER_LINK] = "Tautkan surat",
	[ACT_MATTER_RECORD] = "Simpan catatan",
	[ACT_MATTER_READ] = "Sudah dibaca",
	[ACT_MATTER_DOER] = "Atur pelaksana",
	[ACT_ADMIN] = "Kelola",
};
_Static_assert(sizeof(ACT_LABEL) / sizeof(*ACT_LABEL) == ACT__COUNT,
	       "a label for each act");

static const char *const STATE_WORD[] = {
	[FS_REGISTERED] = "tercatat",
	[FS_CODED] = "terkodefikasi",
	[FS_CHECKED] = "diperiksa",
	[FS_DISPOSED] = "didisposisi",
	[FS_DISTRIBUTED] = "terdistribusi",
	[FS_FOLLOWED] = "ditindaklanjuti",
	[FS_FILED] = "diarsipkan",
	[FS_VOID_ENTRY] = "batal-agenda",
	[FS_MISDIRECTED] = "salah-alamat",
	[FS_DRAFT] = "konsep",
	[FS_TYPED] = "terketik",
	[FS_REVIEWED] = "diperiksa-tu",
	[FS_APPROVED] = "dikoreksi",
	[FS_SIGNED] = "ditandatangani",
	[FS_RECORDED] = "tercatat-keluar",
	[FS_SENT] = "terdistribusi-keluar",
	[FS_OUT_FILED] = "diarsipkan-keluar",
	[FS_VOID] = "batal",
	[FS_WITHDRAWN] = "dicabut",
};
_Static_assert(sizeof(STATE_WORD) / sizeof(*STATE_WORD) == FS__COUNT,
	       "a word for each state");

/* The outputs of the two SOPs in their own spelling; where a row names none (check) or
 * the SOP has no row (follow-up, closing), the office's plain word. */
static const char *const STATE_LABEL[] = {
	[FS_REGISTERED] = "Surat masuk tercatat",
	[FS_CODED] = "Surat masuk terkodefikasi",
	[FS_CHECKED] = "Surat masuk diperiksa",
	[FS_DISPOSED] = "Surat masuk didisposisi",
	[FS_DISTRIBUTED] = "Surat masuk terdistribusi",
	[FS_FOLLOWED] = "Surat masuk ditindaklanjuti",
	[FS_FILED] = "Surat masuk terarsip",
	[FS_VOID_ENTRY] = "Batal agenda",
	[FS_MISDIRECTED] = "Salah alamat",
	[FS_DRAFT] = "Konsep surat",
	[FS_TYPED] = "Konsep surat terketik",
	[FS_REVIEWED] = "Terperiksa konsep surat",
	[FS_APPROVED] = "Terperiksa konsep surat",
	[FS_SIGNED] = "Surat di tanda tangan",
	[FS_RECORDED] = "Surat keluar",
	[FS_SENT] = "Surat terdistribusi",
	[FS_OUT_FILED] = "Surat keluar terarsip",
	[FS_VOID] = "Konsep dibatalkan",
	[FS_WITHDRAWN] = "Surat dicabut",
};
_Static_assert(sizeof(STATE_LABEL) / sizeof(*STATE_LABEL) == FS__COUNT,
	       "a label for each state");

const char *flow_act_word(enum flow_act a)
{
	return (unsigned)a < ACT__COUNT ? ACT_WORD[a] : "";
}

const char *flow_act_label(enum flow_act a)
{
	return (unsigned)a < ACT__COUNT ? ACT_LABEL[a] : "";
}

const char *flow_state_word(enum flow_state s)
{
	return (unsigned)s < FS__COUNT ? STATE_WORD[s] : "";
}

const char *flow_state_label(enum flow_state s)
{
	return (unsigned)s < FS__COUNT ? STATE_LABEL[s] : "";
}

bool flow_act_from_word(struct str w, enum flow_act *out)
{
	for (int i = 0; i < ACT__COUNT; i++) {
		if (str_eqc(w, ACT_WORD[i])) {
			*out = (enum flow_act)i;
			return true;
		}
	}
	return false;
}

bool flow_state_from_word(struct str w, enum flow_state *out)
{
	for (int i = 0; i < FS__COUNT; i++) {
		if (str_eqc(w, STATE_WORD[i])) {
			*out = (enum flow_state)i;
			return true;
		}
	}
	return false;
}
