#include "equivarify/runtime/evaluation/input_action.hpp"

#include "equivarify/runtime/group/moved_entry.hpp"

#include <cstdint>

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

std::vector<float> without_picture(Description const& network, std::span<float const> x) {
  bool const is_picture = network.input_parts.empty() && network.rows * network.columns > 1;
  return is_picture ? std::vector<float>{} : std::vector<float>(x.begin(), x.end());
}

} // namespace equivarify::runtime
