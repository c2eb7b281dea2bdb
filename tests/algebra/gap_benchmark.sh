#!/bin/sh
# Runs the rows of gap_benchmark.g in GAP and here, one after the other. Skips, saying so, where GAP is missing.
# usage: gap_benchmark.sh PROGRAM
if ! command -v gap >/dev/null 2>&1; then
  echo "skipped: GAP is not installed (Debian: gap-core gap-character-tables gap-table-of-marks)"
  exit 77
fi
gap -q "$(dirname "$0")/gap_benchmark.g" </dev/null | "$1"
