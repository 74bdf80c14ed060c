#include "model.h"

const char *model_state_word(enum model_state s)
{
	static const char *const WORD[MODEL_STATES] = {
		[M_TERCATAT] = "tercatat",
		[M_TERKODE] = "terkodefikasi",
		[M_DIPERIKSA] = "diperiksa",
		[M_DIDISPOSISI] = "didisposisi",
		[M_TERDISTRIBUSI] = "terdistribusi",
		[M_DITINDAK] = "ditindaklanjuti",
		[M_DIARSIPKAN] = "diarsipkan",
		[M_BATAL_AGENDA] = "batal-agenda",
		[M_SALAH_ALAMAT] = "salah-alamat",
		[M_KONSEP] = "konsep",
		[M_TERKETIK] = "terketik",
		[M_DIPERIKSA_TU] = "diperiksa-tu",
		[M_DIKOREKSI] = "dikoreksi",
		[M_DITANDATANGANI] = "ditandatangani",
		[M_TERCATAT_KELUAR] = "tercatat-keluar",
		[M_TERKIRIM] = "terdistribusi-keluar",
		[M_ARSIP_KELUAR] = "diarsipkan-keluar",
		[M_BATAL] = "batal",
		[M_DICABUT] = "dicabut",
	};

	return WORD[s];
}

const char *model_act_name(enum model_act a)
{
	static const char *const NAME[MODEL_ACTS] = {
		[M_REGISTER] = "register",
		[M_CODE] = "code",
		[M_CHECK] = "check",
		[M_DISPOSE] = "dispose",
		[M_DISPOSE_PAPER] = "dispose-paper",
		[M_NO_DISPOSITION] = "no-disposition",
		[M_DISTRIBUTE] = "distribute",
		[M_FILE] = "file",
		[M_CORRECT] = "correct",
		[M_VOID_ENTRY] = "void-entry",
		[M_MISDIRECTED] = "misdirected",
		[M_READ] = "read",
		[M_WITHDRAW] = "withdraw",
		[M_FORWARD] = "forward",
		[M_RETURN_TRAY] = "return-tray",
		[M_COMPLETE] = "complete",
		[M_DRAFT] = "draft",
		[M_EDIT] = "edit",
		[M_SUBMIT] = "submit",
		[M_APPROVE] = "approve",
		[M_RETURN] = "return",
		[M_SIGN] = "sign",
		[M_RECORD] = "record",
		[M_DISPATCH] = "dispatch",
		[M_VOID] = "void",
		[M_WITHDRAW_LETTER] = "withdraw-letter",
	};

	return NAME[a];
}

const char *model_tray_word(enum model_tray_state s)
{
	static const char *const WORD[] = {
		[T_WAITS] = "menunggu",    [T_SENT] = "terkirim",
		[T_READ] = "dibaca",       [T_PASSED_ON] = "diteruskan",
		[T_BACK] = "dikembalikan", [T_TAKEN] = "ditarik",
		[T_DONE] = "selesai",      [T_KNOWN] = "diketahui",
	};

	return WORD[s];
}
