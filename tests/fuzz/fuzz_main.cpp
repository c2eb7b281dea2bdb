#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/targets.hpp"

/// What libFuzzer calls; the build gives FUZZ_TARGET.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  equivarify::fuzz::FUZZ_TARGET(std::string(reinterpret_cast<char const*>(data), size));
  return 0;
}
