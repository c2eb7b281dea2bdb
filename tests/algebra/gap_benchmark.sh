#!/bin/sh
# Runs the rows of gap_benchmark.g in GAP and here, one after the other, the best of nine each, and writes the table to a JSON
# file if one is named. Skips, saying so, where GAP is missing.
# usage: gap_benchmark.sh PROGRAM [RESULTS.json]
if ! command -v gap >/dev/null 2>&1; then
  echo "skipped: GAP is not installed (Debian: gap-core gap-character-tables gap-table-of-marks)"
  exit 77
fi
program=$1
shift
gap -q "$(dirname "$0")/gap_benchmark.g" </dev/null | "$program" "$@"
