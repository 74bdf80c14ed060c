# Read by ./start and ./test: brings a bare Debian 12 to where the build can begin.
# Exit 3 with one sentence when the machine does not let us.

step() { printf '• %s\n' "$*"; }
fail() { printf 'naskah: %s\n' "$*" >&2; exit 3; }

# quietly WHAT COMMAND...: runs it and keeps its output in a file. A failed build shows the
# end of it too; for the rest the sentence says enough.
quietly() {
	local what=$1 log=$PWD/var/setup.log rc=0
	mkdir -p var
	"${@:2}" >"$log" 2>&1 || rc=$?
	[ "$rc" -eq 0 ] && return 0
	case ${2-}${3-} in *--build*) tail -n 30 "$log" >&2 ;; esac
	fail "$what (keterangan lengkap: var/setup.log)"
}

as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		env DEBIAN_FRONTEND=noninteractive "$@"
	else
		sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
	fi
}

# have PACKAGE: installed, or (for node and npm) present from elsewhere.
have() {
	case $1 in
	nodejs) command -v node >/dev/null && return 0 ;;
	npm) command -v npm >/dev/null && return 0 ;;
	esac
	case $installed in *" $1 "*) return 0 ;; *) return 1 ;; esac
}

# install_packages KIND...: the Debian packages of these kinds that are missing.
install_packages() {
	local kind name missing=() installed
	command -v dpkg-query >/dev/null || fail "Skrip ini memerlukan Debian 12 (dpkg tidak ada)."
	installed=" $(dpkg-query -W -f '${db:Status-Abbrev}|${Package}\n' |
		sed -n 's/^ii *|//p' | tr '\n' ' ')"
	while read -r kind name; do
		case " $* " in *" $kind "*) have "$name" || missing+=("$name") ;; esac
	done < <(grep -v '^#' tools/packages.txt)
	[ ${#missing[@]} -eq 0 ] && return 0
	if [ "$(id -u)" -ne 0 ]; then
		command -v sudo >/dev/null ||
			fail "Pemasangan paket memerlukan hak root: jalankan sebagai root atau pasang sudo."
		sudo -n true 2>/dev/null || sudo -v ||
			fail "Pemasangan paket memerlukan hak root, tetapi sudo menolak."
	fi
	step "Memasang ${#missing[@]} paket Debian: ${missing[*]}"
	# a power cut in the middle of an earlier run
	[ -z "$(dpkg --audit 2>/dev/null)" ] ||
		quietly "Pemasangan paket yang terputus tidak dapat dilanjutkan." \
			as_root dpkg --configure -a --force-confold
	# apt-get answers 0 even when no mirror was reached, unless told otherwise.
	quietly "Server paket Debian tidak terjangkau: periksa jaringan dan /etc/apt/sources.list." \
		as_root apt-get update -qq --error-on=any
	quietly "Paket Debian tidak dapat dipasang." \
		as_root apt-get install -y -q --fix-broken --no-install-recommends "${missing[@]}"
}

# install_npm [--omit=dev]: what package-lock.json names, only when that has changed.
install_npm() {
	local stamp=node_modules/.naskah-lock want
	want="$(sha256sum <package-lock.json) $*"
	[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && return 0
	# what the test installed is more than what the start needs
	[ -f "$stamp" ] && [ $# -gt 0 ] && [ "$(cat "$stamp")" = "${want% *} " ] && return 0
	step "Memasang paket npm (htmx, Pico, pdf.js)"
	quietly "Paket npm tidak dapat diambil: periksa jaringan dan setelan npm." npm ci "$@"
	printf '%s' "$want" >"$stamp"
}

# build PRESET DIR: configures once, then builds with every core what has changed.
build() {
	local preset=$1 dir=$2
	if [ ! -f "$dir/build.ninja" ]; then
		step "Membangun $dir (preset $preset; pertama kali beberapa menit)"
		quietly "Konfigurasi CMake ($preset) gagal." cmake --preset "$preset"
	fi
	quietly "Pembangunan ($preset) gagal." cmake --build "$dir" --parallel "$(nproc)"
}
