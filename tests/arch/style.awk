# style.awk - prints banned functions, files over 600 and functions over 60 lines.
# Usage: awk -f style.awk banned.txt FILE...       exit 1 when there is one.
# Build tools read our own files on a developer's machine: no function is banned there.
function bad(line, what)
{
	printf "%s:%d: %s\n", FILENAME, line, what
	faults++
}

# The line without strings, character constants and comments.
function code(s,    at, end)
{
	gsub(/\\./, "", s)
	gsub(/"[^"]*"/, "\"\"", s)
	gsub(/'[^']*'/, "0", s)
	for (;;) {
		if (comment) {
			end = index(s, "*/")
			if (!end)
				return ""
			s = substr(s, end + 2)
			comment = 0
		}
		at = index(s, "/*")
		if (!at)
			break
		end = index(substr(s, at + 2), "*/")
		if (!end) {
			comment = 1
			s = substr(s, 1, at - 1)
			break
		}
		s = substr(s, 1, at - 1) " " substr(s, at + end + 3)
	}
	sub(/\/\/.*/, "", s)
	return s
}

FILENAME == ARGV[1] {
	if ($1 != "" && $1 !~ /^#/)
		banned[$1] = $2
	next
}

FNR == 1 { comment = 0; start = 0 }
FNR == 601 { bad(FNR, "a file ends before line 600") }

{
	text = code($0)
	rest = text
	while (match(rest, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
		name = substr(rest, RSTART, RLENGTH)
		sub(/[ \t]*\($/, "", name)
		if (name in banned && FILENAME !~ /^tools\//)
			bad(FNR, name "() is banned; " banned[name])
		rest = substr(rest, RSTART + RLENGTH)
	}
}

/^{/ { start = FNR }
/^}/ {
	if (start && FNR - start - 1 > 60)
		bad(start, "a function of " FNR - start - 1 " lines; 60 are allowed")
	start = 0
}

END { exit faults > 0 }
