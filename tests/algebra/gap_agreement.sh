#!/bin/sh
# Compares the library with GAP on every group of order up to 63, M11, M12 and Rubik's cube group. With --full also the numbers
# of normal subgroups, of all subgroups and their classes, and of automorphisms. Skips, saying so, where GAP is missing.
# usage: gap_agreement.sh PROGRAM [--full]
if ! command -v gap >/dev/null 2>&1; then
  echo "skipped: GAP is not installed (Debian: gap-core gap-smallgrp gap-character-tables)"
  exit 77
fi
full=false
[ "$2" = --full ] && full=true
folder=$(dirname "$0")
{ echo "full := $full;;"; cat "$folder/gap_agreement.g"; } | gap -q | "$1"
