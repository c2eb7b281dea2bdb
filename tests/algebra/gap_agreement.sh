#!/bin/sh
# Compares the library with GAP on every group of order up to 63. Skips, saying so, where GAP is missing.
# usage: gap_agreement.sh PROGRAM
if ! command -v gap >/dev/null 2>&1; then
  echo "skipped: GAP is not installed (Debian: gap-core gap-smallgrp gap-character-tables)"
  exit 77
fi
folder=$(dirname "$0")
gap -q "$folder/gap_agreement.g" </dev/null | "$1"
