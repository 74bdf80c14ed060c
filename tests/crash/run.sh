#!/usr/bin/env bash
# Ends a victim at every durable call, reopens, checks.  Usage:
#
#   run.sh --shim SHIM.so --prepare CMD --victim CMD --check CMD [--mode MODE]...
#          [--must-fail ERE] [--own-shim] [--step N] [--least N]
#
# CMD is run by bash with DIR set to the data folder; the victim's standard output is
# the file ACKS, one line for each thing it acknowledged as done; the check sees both.
#   prepare  once; makes the folder that every round starts from
#   victim   runs under the shim until it survives a round; its exit code must then be 0
#   check    exit 0: all invariants hold; anything else is a find
# MODE  kill-before kill-after kill-half   the process dies, what was written stays
#       cut-before cut-after               power cut: what was not fsynced is lost
#       tear-before tear-after             as cut, but the names in some folders are not
#       (none named: kill-before, kill-half, cut-before; "after" a call is "before" the
#       next one but for what other threads do in between)
# --must-fail E  a victim with a planted fault: the run succeeds when the check finds it,
#              and its last line matches E
# --own-shim   the victim itself loads $SHIM, into a daemon that it drives
# --step N     only every N-th call (a quick look); --least N: fewer points are an error
set -euo pipefail
modes=() must_fail='' own_shim=0 step=${CRASH_STEP:-1} least=1 shim='' prepare='' victim='' check=''
while [ $# -gt 0 ]; do
	case $1 in
	--shim) shim=$2; shift ;;
	--prepare) prepare=$2; shift ;;
	--victim) victim=$2; shift ;;
	--check) check=$2; shift ;;
	--mode) modes+=("$2"); shift ;;
	--step) step=$2; shift ;;
	--least) least=$2; shift ;;
	--must-fail) must_fail=$2; shift ;;
	--own-shim) own_shim=1 ;;
	*) echo "run.sh: unknown option $1" >&2; exit 2 ;;
	esac
	shift
done
[ ${#modes[@]} -gt 0 ] || modes=(kill-before kill-half cut-before)
[ -f "$shim" ] || { echo "run.sh: no shim $shim" >&2; exit 2; }

# The shim itself plays the power cut, so memory serves for the folder and is quicker, if
# there is more of it than the floor under which the daemon refuses.
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] &&
	[ "$(df -k --output=avail /dev/shm | tail -1)" -gt 262144 ]; then
	export TMPDIR=/dev/shm
fi
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0:detect_leaks=0
preload="LD_PRELOAD='$shim'"
[ $own_shim = 0 ] || preload="SHIM='$shim'"
mkdir "$top/start"
DIR=$top/start bash -c "$prepare" >"$top/out" 2>&1 || { cat "$top/out"; echo "run.sh: prepare failed"; exit 1; }

finds=0 points=0 killed=0
# one round: 0 the victim survived, 1 it was killed
round() {
	local lose=nothing rc=0
	[[ $1 == cut-* ]] && lose=all
	[[ $1 == tear-* ]] && lose=some
	rm -rf "$top/now" "$top/kept"
	mkdir "$top/kept"
	cp -a "$top/start" "$top/now"
	# the inner shell keeps "Killed" to itself
	{ (DIR=$top/now CRASH_AT=$2 CRASH_WHEN=${1#*-} CRASH_LOSE=$lose CRASH_KEPT=$top/kept \
		bash -c "exec env $preload $victim" >"$top/acks" 2>"$top/err"); } \
		2>/dev/null || rc=$?
	[ "$rc" -eq 0 ] && return 0
	[ "$rc" -eq 137 ] && return 1
	cat "$top/err"
	echo "run.sh: $1 at call $2: the victim ended with $rc instead of being killed"
	exit 1
}

for mode in "${modes[@]}"; do
	n=$step
	while :; do
		alive=0
		round "$mode" "$n" && alive=1
		if ! DIR=$top/now ACKS=$top/acks bash -c "$check" >"$top/out" 2>&1; then
			finds=$((finds + 1)) last=$(tail -1 "$top/out")
			[ -n "$must_fail" ] || { cat "$top/out"; echo "FIND: $mode at call $n"; }
			if [ -n "$must_fail" ]; then
				echo "found, $mode at call $n: $last"
				[[ $last =~ $must_fail ]] || { echo "not what was planted"; exit 1; }
				break 2
			fi
			[ $finds -ge 5 ] && break 2
		fi
		[ $alive = 1 ] && break
		points=$((points + 1)) killed=$((killed + 1)) n=$((n + step))
	done
done
echo "crash: $points points in ${#modes[@]} modes, $finds finds"
if [ -n "$must_fail" ]; then
	[ $finds -gt 0 ] || { echo "the planted fault was not found"; exit 1; }
	exit 0
fi
[ "$points" -ge "$least" ] || { echo "fewer than $least points: is the shim loaded?"; exit 1; }
[ $finds -eq 0 ]
