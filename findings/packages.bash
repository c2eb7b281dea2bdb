# For the findings: pinned packages in a temporary folder, which goes away at the end, and what is expected of a number.
# Exit codes of a finding: 0 seen again, 1 something else was seen, 77 this processor cannot show it, 2 it could not run.

folder=$(mktemp -d)
machine=$(uname -m)-linux-gnu
failed=0
readonly folder machine root=$folder/debian library=$folder/debian/usr/lib/$machine

leave() {
  local status=$?
  rm -rf "$folder"
  case $status in
    0) exit "$failed" ;;
    77) exit 77 ;;
    *) exit 2 ;;
  esac
}
trap leave EXIT

# needs FLAG...: instructions of the processor, as /proc/cpuinfo names them.
needs() {
  local flag
  for flag in "$@"; do
    if ! grep -qw "$flag" /proc/cpuinfo; then
      printf 'skipped: this processor lacks %s\n' "$flag"
      exit 77
    fi
  done
}

# debian_packages NAME=VERSION...: unpacks them, and those that they need and the system lacks; nothing is installed.
debian_packages() {
  local all
  all=$(LC_ALL=C apt-get install --simulate --no-install-recommends "$@" |
    sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p')
  mkdir -p "$folder/archives"
  printf '%s\n' "$@" "$all" | sed '/^$/d' | sort -u |
    (cd "$folder/archives" && xargs apt-get download --quiet=2 --option APT::Sandbox::User=root)
  find "$folder/archives" -name '*.deb' -exec dpkg -x {} "$root" ';'
  rm -r "$folder/archives"
}

# npm_packages NAME@VERSION...
npm_packages() {
  npm install --prefix "$folder/npm" --ignore-scripts --no-save --no-audit --no-fund --loglevel=error "$@" >/dev/null
}

# in_debian COMMAND...: with the libraries and Python modules of the unpacked packages.
in_debian() {
  LD_LIBRARY_PATH=$library/openblas-pthread:$library/blas:$library/lapack:$library:$root/usr/lib:$root/lib/$machine \
    PYTHONPATH=$root/usr/lib/python3/dist-packages "$@"
}

# shared_object SOURCE [FLAGS...]: compiles with the unpacked g++-12 to $folder/object.so, which Python's ctypes can load.
shared_object() {
  PATH=$root/usr/bin:$PATH in_debian "$root/usr/bin/g++-12" "$@" -shared -fPIC -nostdlib \
    -idirafter "$root/usr/include" -idirafter "$root/usr/include/$machine" -o "$folder/object.so"
}

# in_npm COMMAND...: where node finds the packages.
in_npm() { (cd "$folder/npm" && "$@"); }

# expect TEXT VALUE TEST VALUE: prints TEXT and the first value; the finding fails unless TEST, such as -gt, holds of both.
expect() {
  printf '%s: %s' "$1" "$2"
  if test "$2" "$3" "$4"; then
    printf '\n'
  else
    printf ' (expected: %s %s)\n' "$3" "$4"
    failed=1
  fi
}
