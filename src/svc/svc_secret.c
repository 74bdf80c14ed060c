#include "svc_secret.h"
#include "rng.h"
#include "svc_argon.h"
#include "utf8.h"

/* Letters and digits only, lower case: what people here would try first.  The words of
 * an office are on the list because they are on its walls. */
static const char *const common[] = {
	"password1234",	    "password12345",	 "password123456",   "passwordpassword",
	"password2024",	    "password2025",	 "password2026",     "password2027",
	"katasandi123",	    "katasandi1234",	 "katasandi12345",   "katasandikatasandi",
	"sandisandi123",    "rahasia12345",	 "rahasia123456",    "rahasiarahasia",
	"rahasianegara",    "rahasiakantor",	 "sangatrahasia",    "sangatrahasia1",
	"bismillah123",	    "bismillah1234",	 "bismillah12345",   "bismillahirrahman",
	"alhamdulillah",    "alhamdulillah1",	 "alhamdulillah123", "assalamualaikum",
	"indonesia123",	    "indonesia1234",	 "indonesia1945",    "indonesiaraya",
	"indonesiamerdeka", "merdeka17845",	 "merdeka170845",    "17agustus1945",
	"pancasila123",	    "pancasila1945",	 "bhinnekatunggal",  "garudapancasila",
	"harapanmulya",	    "harapanmulya1",	 "harapanmulya123",  "harapanmulyajambi",
	"psbawepjambi",	    "psbawep12345",	 "dinassosial",	     "dinassosial1",
	"dinassosial123",   "dinsosjambi1",	 "sosdukcapil1",     "sosdukcapil12",
	"sosdukcapil123",   "provinsijambi",	 "provinsijambi1",   "pemprovjambi",
	"pemprovjambi1",    "pemprovjambi123",	 "kepaladinas",	     "kepaladinas1",
	"kepaladinas12",    "kepaladinas123",	 "kepalapanti12",    "kepalapanti123",
	"kasubbagtu123",    "kasubbagtu1234",	 "kasipelrehsos",    "kasipelrehsos1",
	"pelaksana123",	    "pelaksana1234",	 "fungsional12",     "fungsional123",
	"suratmasuk123",    "suratkeluar1",	 "suratkeluar123",   "tatausaha123",
	"tatausaha1234",    "persuratan123",	 "naskahdinas",	     "naskahdinas1",
	"naskahdinas123",   "arsiparsip123",	 "administrator",    "administrator1",
	"administrator123", "adminadmin123",	 "adminadminadmin",  "admin1234567",
	"admin12345678",    "123456789012",	 "1234567890123",    "12345678901234",
	"123456789012345",  "1234567890123456",	 "123123123123",     "123456123456",
	"112233445566",	    "098765432109",	 "987654321098",     "qwertyuiop12",
	"qwertyuiop123",    "qwertyuiopasdf",	 "qwerty123456",     "qwertyqwerty",
	"asdfghjkl123",	    "asdfghjklzxcvbnm",	 "zxcvbnm12345",     "abcdefghijkl",
	"abcdefghijklm",    "abcd12345678",	 "abc123abc123",     "a1b2c3d4e5f6",
	"1q2w3e4r5t6y",	    "1qaz2wsx3edc",	 "sayangkamu123",    "akucintakamu",
	"cintakamu123",	    "ilovejakarta",	 "selamatpagi1",     "selamatpagi123",
	"terimakasih1",	    "terimakasih123",	 "rumahkantor1",     "kantorkantor",
};

static bool one_char(struct str s)
{
	for (size_t i = 1; i < s.n; i++)
		if (s.p[i] != s.p[0])
			return false;
	return true;
}

bool secret_common(struct arena *a, struct str password)
{
	struct str folded = utf8_fold(a, password);
	char *p = arena_alloc(a, folded.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80))
			p[n++] = c;
	}
	folded = (struct str){p, n};
	for (size_t i = 0; i < sizeof(common) / sizeof(common[0]); i++)
		if (str_eqc(folded, common[i]))
			return true;
	return n && one_char(folded);
}

static bool is_login(struct arena *a, struct str login, struct str password)
{
	struct str l = utf8_fold(a, login), p = utf8_fold(a, password);

	return l.n && str_starts(p, l) && p.n < l.n * 2 + 4;
}

enum err secret_new(struct svc_argon *g, struct arena *a, struct str login,
		    struct str password, struct str *hash, struct fail *f)
{
	struct str clean;
	enum err e = utf8_clean(a, password, UTF8_LINE, "new", &clean, f);
	size_t n;

	if (e)
		return e;
	n = utf8_count(clean);
	if (n < SECRET_MIN || n > SECRET_MAX)
		return FAIL(f, ERR_INVALID, "password-length", "new",
			    "Kata sandi harus %d sampai %d huruf.", SECRET_MIN, SECRET_MAX);
	if (secret_common(a, clean) || is_login(a, login, clean))
		return FAIL(f, ERR_INVALID, "password-common", "new",
			    "Kata sandi ini mudah ditebak; pakai kalimat pendek Anda sendiri.");
	return svc_argon_hash(g, a, clean, hash, f);
}

struct str secret_first(struct arena *a)
{
	struct str c = rng_code(a, 16);

	return arena_fmt(a, "%.4s-%.4s-%.4s-%.4s", c.p, c.p + 4, c.p + 8, c.p + 12);
}
