# layers.awk - prints every #include that the floor plan does not allow.
# Usage: awk -f layers.awk layers.txt FILE...      exit 1 when there is one.
function room_of(path,    r, best)
{
	best = ""
	for (r in folder)
		if (index(path, folder[r] "/") == 1 && (best == "" || length(folder[r]) > length(folder[best])))
			best = r
	return best
}

function bad(what)
{
	printf "%s:%d: %s\n", FILENAME, FNR, what
	faults++
}

function listed(list, word)
{
	return index(" " list " ", " " word " ") > 0
}

function local_include(name, me,    base, it, i)
{
	base = name
	sub(/.*\//, "", base)
	if (base in home)
		it = home[base]
	else
		for (i = 1; i <= made; i++)
			if (base ~ made_re[i])
				it = made_room[i]
	# a header that is nowhere is the compiler's to refuse
	if (it != "" && it != me && !listed(may[me], it))
		bad(me " may not enter " it " (\"" name "\")")
}

function system_include(name, me,    i)
{
	for (i = 1; i <= owners; i++)
		if (name ~ owner_re[i]) {
			if (!listed(owner_rooms[i], me))
				bad("<" name "> belongs to " owner_rooms[i] ", not to " me)
			return
		}
	if (name !~ /^(sys|netinet|arpa|linux)\// && !(name in std))
		bad("<" name "> has no owner in tests/arch/layers.txt")
}

BEGIN {
	n = split("assert.h ctype.h dirent.h dlfcn.h errno.h fcntl.h fnmatch.h ftw.h grp.h " \
		"inttypes.h limits.h locale.h math.h net/if.h netdb.h ifaddrs.h poll.h " \
		"pthread.h pwd.h sched.h signal.h spawn.h stdalign.h stdarg.h stdatomic.h " \
		"stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h " \
		"strings.h syslog.h termios.h threads.h time.h unistd.h getopt.h glob.h " \
		"semaphore.h", names, " ")
	for (i = 1; i <= n; i++)
		std[names[i]] = 1
	for (i = 2; i < ARGC; i++)
		if (ARGV[i] ~ /[.]h$/) {
			base = ARGV[i]
			sub(/.*\//, "", base)
			header[base] = ARGV[i]
		}
}

FILENAME == ARGV[1] {
	sub(/#.*/, "")
	if ($1 == "room") {
		folder[$2] = $3
		for (i = 5; i <= NF; i++)
			may[$2] = may[$2] " " $i
	} else if ($1 == "owner") {
		owner_re[++owners] = $2
		for (i = 3; i <= NF; i++)
			owner_rooms[owners] = owner_rooms[owners] (i > 3 ? " " : "") $i
	} else if ($1 == "generated") {
		made_re[++made] = $2
		made_room[made] = $3
	}
	next
}

!mapped {
	for (base in header)
		home[base] = room_of(header[base])
	mapped = 1
}

FNR == 1 {
	me = room_of(FILENAME)
	if (me == "" && FILENAME !~ /^src\/[^\/]*[.]c$/)
		bad("this folder is no room of tests/arch/layers.txt")
}

# The mains of src/ join all rooms, so nothing is asked of them.
me != "" && /^[ \t]*#[ \t]*include/ {
	name = $0
	if (name ~ /"/) {
		sub(/^[^"]*"/, "", name)
		sub(/".*/, "", name)
		local_include(name, me)
	} else {
		sub(/^[^<]*</, "", name)
		sub(/>.*/, "", name)
		system_include(name, me)
	}
}

END { exit faults > 0 }
