# To be sourced: fetch_packages PACKAGE...: npm's packages of ONNX Runtime into build/peers, once; NODE_PATH names their folder. Ends
# the test as skipped (77) where node, npm or its registry is missing. The working folder is that of the repository.
skip() {
  printf 'skipped: %s\n' "$*"
  exit 77
}

fetch_packages() {
  local package peers=build/peers
  command -v node >/dev/null || skip 'there is no node'
  for package in "$@"; do
    if [[ -d $peers/node_modules/$package ]]; then continue; fi
    command -v npm >/dev/null || skip 'there is no npm'
    mkdir -p "$peers"
    npm install --prefix "$peers" --ignore-scripts --no-save --no-audit --no-fund --silent --fetch-retries=1 \
      --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000 onnxruntime-node@1.30.0 onnxruntime-web@1.30.0 ||
      skip 'npm cannot fetch ONNX Runtime'
  done
  export NODE_PATH=$PWD/$peers/node_modules
}
