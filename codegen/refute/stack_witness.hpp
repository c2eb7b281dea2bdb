/// \file
/// An input that shows where a network used as it is breaks the symmetry.
#ifndef EQUIVARIFY_CODEGEN_REFUTE_STACK_WITNESS_HPP
#define EQUIVARIFY_CODEGEN_REFUTE_STACK_WITNESS_HPP

#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/spec/value_action.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The output of one layer, all copies together, and the action that is claimed on it.
struct StackValue {
  std::vector<float> entries;
  ValueAction action;
  Shape shape; ///< of all copies together
};

/// The output of the layer numbered \p layer, counted over all blocks, of \p network at \p x, by
/// the definition; a block used as it is gets all copies as channels.
[[nodiscard]] StackValue evaluate_stack(Network const& network,
                                        ReferenceWeights<float> const& weights,
                                        std::vector<float> const& x,
                                        std::size_t layer);

/// Lines with an input and weights, shrunk, at which the layer numbered \p layer of \p network is
/// not equivariant under \p g; nothing if none is found. The numbers tried are small integers, so
/// that no rounding is taken for a difference.
[[nodiscard]] std::optional<std::vector<std::string>>
find_witness(Network const& network, std::size_t layer, algebra::Element g, std::uint64_t seed);

} // namespace equivarify::codegen

#endif
