# strict.awk - every CREATE TABLE of the migrations is STRICT.  exit 1 when one is not.
{ sub(/--.*/, "") }
!open && toupper($0) ~ /^[ \t]*CREATE[ \t]+TABLE/ { open = 1; at = FNR; text = "" }
open {
	text = text " " toupper($0)
	if ($0 ~ /;[ \t]*$/) {
		if (text !~ /[) ,]STRICT[ ,;]/) {
			printf "%s:%d: a table without STRICT\n", FILENAME, at
			faults++
		}
		open = 0
	}
}
END { exit faults > 0 }
