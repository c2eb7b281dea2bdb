#include "equivarify/runtime/input_action.hpp"

#include "equivarify/runtime/kernels/moved_entry.hpp"

#include <cmath>

namespace equivarify::runtime {

void move_input(Description const& network,
                std::size_t element,
                std::span<float const> x,
                std::span<float> moved) {
  std::vector<std::uint32_t> const& sources = network.input_permutations[element];
  for (std::size_t i = 0; i < moved.size(); ++i) {
    moved[i] = x[sources[i]];
  }
  if (network.input_negated.empty()) {
    return;
  }
  for (std::size_t i = 0; i < moved.size(); ++i) {
    moved[i] = signed_value(moved[i], network.input_negated[element][i]);
  }
}

std::optional<std::vector<std::uint8_t>> bytes_of(std::span<float const> values) {
  constexpr float largest = 255.0F;
  std::vector<std::uint8_t> bytes;
  bytes.reserve(values.size());
  for (float const value : values) {
    if (!(value >= 0.0F && value <= 1.0F)) {
      return std::nullopt;
    }
    auto const byte = static_cast<std::uint8_t>(std::lround(value * largest));
    if (static_cast<float>(byte) / largest != value) {
      return std::nullopt;
    }
    bytes.push_back(byte);
  }
  return bytes;
}

} // namespace equivarify::runtime
