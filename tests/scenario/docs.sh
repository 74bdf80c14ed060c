#!/usr/bin/env bash
# The commands that our documents show, given as they are printed: each ```sh block under
# a line "<!-- run -->" of README.md, docs/operate.md and docs/manual, in order, a shell and
# a folder for each file.  docs.sh BUILD [FILE.md...]
#
# It is another machine than the reader's in this alone: sudo is nobody, /var, /etc/naskah
# and /usr/share/naskah lie in the temporary folder, ports are free ones, and systemctl is a
# function that runs what the unit's ExecStart says.
set -euo pipefail
build=$(cd "${1:?build folder}" && pwd)
shift
[ $# -gt 0 ] || set -- README.md docs/operate.md $(ls docs/manual/*.md 2>/dev/null)
top=$(mktemp -d)
tidy() {
	local rc=$?
	[ ! -s "$top/pid" ] || kill "$(cat "$top/pid")" 2>/dev/null || true
	[ "$rc" -eq 0 ] || ! cat "$top"/*.log >&2 2>/dev/null || true
	rm -rf "$top"
	exit "$rc"
}
trap tidy EXIT

free_port() {
	python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# blocks FILE: its commands; an unclosed block, or a mark with none under it, is a fault
blocks() {
	awk '
		want && $0 != "```sh" { bad = 1; exit }
		want { want = 0; inside = 1; print "# " FILENAME ":" NR; next }
		$0 == "<!-- run -->" { want = 1; next }
		inside && $0 == "```" { inside = 0; next }
		inside { print }
		END { if (bad || want || inside) { print FILENAME ":" NR ": <!-- run --> without a block" >"/dev/stderr"; exit 1 } }
	' "$1"
}

here() { # the reader's machine becomes this folder
	sed -e 's/sudo -u naskah //g; s/sudo //g; s/-o naskah -g naskah //g' \
		-e "s|/var/lib/naskah|$root/var/lib/naskah|g; s|/var/backups/naskah|$root/var/backups/naskah|g" \
		-e "s|/etc/naskah|$root/etc/naskah|g; s|/usr/share/naskah|$build/share/naskah|g" \
		-e "s|127\.0\.0\.1:8017|127.0.0.1:$http|g; s|\([a-z0-9]\):8443|\1:$https|g"
}

prelude() {
	cat <<-'P'
	set -euo pipefail
	trap 'echo "a command of the document failed: $BASH_COMMAND" >&2' ERR
	naskah() { "$build/naskah" "$@"; }
	stop() {
		local n
		kill "$(cat "$top/pid")"
		for n in $(seq 100); do kill -0 "$(cat "$top/pid")" 2>/dev/null || break; sleep 0.1; done
		: >"$top/pid"
	}
	start() {
		local at=(--listen "127.0.0.1:$http") n
		! grep -qs ^listen "$root/var/lib/naskah/naskahd.conf" || at=()
		eval "set -- $exec_start"
		shift
		"$build/naskahd" "$@" "${at[@]}" 2>>"$top/daemon.log" &
		echo $! >"$top/pid"
		for n in $(seq 100); do
			! curl -skf -m 2 -o /dev/null "http://127.0.0.1:$http/healthz" || break
			! curl -skf -m 2 -o /dev/null "https://127.0.0.1:$https/healthz" || break
			kill -0 $! || return 1
			sleep 0.1
		done
	}
	systemctl() {
		case $1 in
		start) start ;;
		stop) stop ;;
		restart) stop; start ;;
		enable | disable) [ "$2" = naskahd ] ;;
		*) echo "systemctl $1: not played here" >&2; return 1 ;;
		esac
	}
	P
}

ran=0
run() { # FILE: its blocks in a folder of its own, then the end of the daemon they left
	local file=$1 text
	text=$(blocks "$file") || return 1
	[ -n "$text" ] || return 0
	ran=$((ran + 1)) root=$top/$ran http=$(free_port) https=$(free_port)
	exec_start=$(sed -n 's/^ExecStart=//p' "$build/deploy/naskahd.service" | here)
	export build top root http https exec_start
	mkdir -p "$root/var/lib" "$root/var/backups" "$root/etc"
	ln -s "$build" "$root/build"
	{ prelude; here <<<"$text"; } >"$root/run.sh"
	(cd "$root" && HOME=$root XDG_CONFIG_HOME=$root bash run.sh) >"$top/$ran.log" 2>&1 || return 1
	if [ -s "$top/pid" ]; then
		kill "$(cat "$top/pid")"
		: >"$top/pid"
	fi
	echo "$file: $(grep -c '^# .*:[0-9]*$' <<<"$text") blocks"
}

# the test itself must be able to go red
for sin in 'naskah check nowhere' 'printf x | grep y' 'curl -fsS http://127.0.0.1:8017/readyz'; do
	printf '<!-- run -->\n```sh\n%s\ntrue\n```\n' "$sin" >"$top/sin.md"
	! run "$top/sin.md" >"$top/out" || { echo "docs.sh does not see a command that fails: $sin"; exit 1; }
done
printf '<!-- run -->\n\n```sh\ntrue\n```\n' >"$top/sin.md"
! run "$top/sin.md" 2>"$top/out" || { echo "docs.sh does not see a mark without a block"; exit 1; }
rm -rf "${top:?}"/*
ran=0

for file; do
	run "$file" || { echo "$file: a command fails; see below" >&2; exit 1; }
done
[ "$ran" -gt 0 ] || { echo "no document shows a command to run"; exit 1; }
! grep -lE 'Sanitizer|runtime error' "$top"/*.log || exit 1
