#!/usr/bin/env bash
# Each page of docs/man reads without a warning.
set -euo pipefail
shopt -s nullglob
pages=(docs/man/*.[1-9])
[ ${#pages[@]} -gt 0 ] || exit 0
mandoc -T lint -W warning "${pages[@]}"
