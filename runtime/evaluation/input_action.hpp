/// \file
/// The action of a network's group on its inputs.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_INPUT_ACTION_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_INPUT_ACTION_HPP

#include "equivarify/runtime/network/network.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::runtime {

/// Writes g x for the input \p x, where g is the element number \p element of the group of \p
/// network: entry i is x[input_permutations[g][i]], negated where input_negated[g][i].
void move_input(Description const& network,
                std::size_t element,
                std::span<float const> x,
                std::span<float> moved);

/// The numbers of the input \p x of \p network where bytes cannot show it: it has several parts,
/// or is a vector. Nothing where it is a picture.
[[nodiscard]] std::vector<float> without_picture(Description const& network,
                                                 std::span<float const> x);

} // namespace equivarify::runtime

#endif
