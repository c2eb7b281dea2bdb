/// \file
/// The action of a network's group on its inputs.
#ifndef EQUIVARIFY_RUNTIME_INPUT_ACTION_HPP
#define EQUIVARIFY_RUNTIME_INPUT_ACTION_HPP

#include "equivarify/runtime/network.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Writes g x for the input \p x, where g is the element number \p element of the group of \p
/// network: entry i is x[input_permutations[g][i]], negated where input_negated[g][i].
void move_input(Description const& network,
                std::size_t element,
                std::span<float const> x,
                std::span<float> moved);

/// The bytes of which \p values are byte / 255; nothing where one of them is another number.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> bytes_of(std::span<float const> values);

} // namespace equivarify::runtime

#endif
