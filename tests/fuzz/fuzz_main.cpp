#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"

namespace {

using equivarify::fuzz::Target;

Target reader;

} // namespace

/// Chooses the reader that EQUIVARIFY_READER in the environment names; the build gives
/// FUZZ_TARGETS.
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*arguments*/) {
  char const* const name = std::getenv("EQUIVARIFY_READER"); // NOLINT: one thread
  std::vector<Target> const targets = equivarify::fuzz::FUZZ_TARGETS();
  auto const found = std::find_if(targets.begin(), targets.end(), [name](Target const& target) {
    return name != nullptr && target.first == name;
  });
  if (found == targets.end()) {
    std::fputs("EQUIVARIFY_READER names no reader of this fuzzer\n", stderr);
    std::exit(2); // NOLINT: one thread
  }
  reader = *found;
  return 0;
}

/// What libFuzzer calls.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  reader.second(std::string(reinterpret_cast<char const*>(data), size));
  return 0;
}
