# For the scenarios that play an office by command line: sourced, not run.
#
#   office_open BUILD [OFFICE.xml]   a fresh demo office in $dir, its daemon, a token for every post
#   as POST WORDS...     naskah as that post; the JSON reply in $reply; a refusal fails
#   refused WORD POST WORDS...   the same, but must end with 1 and that problem code
#   get PATH             a value of $reply: "letters.0.id"; empty when it is not there
#   same WHAT GOT WANT   both texts are alike
#   office_close         ends the daemon, which must end with 0 (a sanitizer speaks so)
# $top is a folder of one's own, gone at the end.

declare -A token=()
pid='' dir='' reply='' top=$(mktemp -d)

tidy() {
	local rc=$?
	[ -z "$pid" ] || kill "$pid" 2>/dev/null || true
	[ "$rc" -eq 0 ] || [ ! -s "$top/log" ] || tail -20 "$top/log" >&2
	rm -rf "$top"
	exit "$rc"
}
trap tidy EXIT

fail() {
	printf 'FAIL: %s\n' "$*" >&2
	exit 1
}

step() { printf '%s\n' "$*"; }

same() { [ "$2" = "$3" ] || fail "$1 is \"$2\", not \"$3\""; }

# Refuses what is no JSON, whatever the path.
get() {
	python3 -c '
import json, sys
v = json.loads(sys.argv[2])
for k in filter(None, sys.argv[1].split(".")):
    try:
        v = v[int(k)] if isinstance(v, list) else v[k]
    except (KeyError, IndexError, TypeError):
        sys.exit(0)
print(json.dumps(v) if isinstance(v, (dict, list, bool)) else v)
' "$1" "$reply"
}

as() {
	local post=$1 rc=0
	shift
	reply=$(NASKAH_TOKEN=${token[$post]} "$naskah" "$@" --json 2>"$top/err") || rc=$?
	[ "$rc" -eq 0 ] || fail "$post: naskah $*: exit $rc: $reply $(cat "$top/err")"
	[ -z "$reply" ] || get '' >/dev/null || fail "$post: naskah $*: no JSON: $reply"
}

refused() {
	local word=$1 post=$2 rc=0
	shift 2
	reply=$(NASKAH_TOKEN=${token[$post]} "$naskah" "$@" --json 2>"$top/err") || rc=$?
	same "exit of $post: naskah $*" "$rc" 1
	same "refusal of $post: naskah $*" "$(get code)" "$word"
}

daemon_start() {
	: >"$top/log"
	"$build/naskahd" --data "$dir" --listen 127.0.0.1:0 >>"$top/log" 2>&1 &
	pid=$!
	local port=''
	for _ in $(seq 300); do
		port=$(sed -n 's/.*naskahd serving .*port=\([0-9]*\).*/\1/p' "$top/log" | tail -1)
		[ -z "$port" ] || break
		kill -0 "$pid" 2>/dev/null || fail "the daemon ended"
		sleep 0.1
	done
	[ -n "$port" ] || fail "the daemon does not serve"
	export NASKAH_URL=http://127.0.0.1:$port
}

office_open() {
	build=$(cd "$1" && pwd)
	naskah=$build/naskah dir=$top/data
	unset NASKAH_TOKEN NASKAH_URL
	export HOME=$top XDG_CONFIG_HOME=$top
	"$naskah" init "$dir" --office "${2:-$build/share/naskah/offices/jambi-psbawep.xml}" --demo \
		>"$top/init" 2>&1
	daemon_start
	local post user password
	while IFS=$'\t' read -r post user password; do
		[ -n "$password" ] && [ "$user" != user ] || continue
		token[$user]=$("$naskah" login --user "$user" <<<"$password")
	done <"$dir/demo-accounts.tsv"
	[ "${#token[@]}" -ge 8 ] || fail "only ${#token[@]} accounts"
}

office_close() {
	local rc=0
	kill "$pid"
	wait "$pid" || rc=$?
	pid=''
	same "exit of the daemon" "$rc" 0
}
