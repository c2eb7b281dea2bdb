#!/bin/sh
# Asks GAP whether each group of algebra/groups/small_groups.txt, as the library reads it, is the one that has its number, and
# whether the table is what small_groups.g makes. Skips, saying so, where GAP is missing.
# usage: small_groups_gap.sh PROGRAM FOLDER, that of the table
if ! command -v gap >/dev/null 2>&1; then
  echo "skipped: GAP is not installed (Debian: gap-core gap-smallgrp)"
  exit 77
fi
"$1" | gap -q | grep "^all [0-9]* agree$" || exit 1
gap -q "$2/small_groups.g" </dev/null | diff - "$2/small_groups.txt"
