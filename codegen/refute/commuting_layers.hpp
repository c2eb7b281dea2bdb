/// \file
/// The layers of a network that its theorem supposes to commute with the group.
#ifndef EQUIVARIFY_CODEGEN_REFUTE_COMMUTING_LAYERS_HPP
#define EQUIVARIFY_CODEGEN_REFUTE_COMMUTING_LAYERS_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace equivarify::codegen {

/// How one element moves a value: `input motion`, `plane motion` (the same on planes of another
/// size), `planes` (the planes as in the input, the channels not at all), `regular` (the planes
/// too, and groups of channels as the elements of a subgroup), `copies`, `fixed`, for each class,
/// or number of an output, the one from which it comes, n + i being minus the entry i of n, or, of
/// values in a row, each part in words with the number of its entries.
using MoveInWords = std::variant<std::string,
                                 std::vector<std::uint32_t>,
                                 std::vector<std::pair<std::string, std::size_t>>>;

/// The moves of a value by the elements that are compared, by their names.
using ActionInWords = std::vector<std::pair<std::string, MoveInWords>>;

/// A layer L of which L(g v) = g L(v) is a hypothesis.
struct CommutingLayer {
  std::string name;
  std::string structural_class; ///< such as `linear in windows`
  bool tied = false;
  bool adds_terms = false;           ///< in an order that the group may change
  std::vector<ActionInWords> before; ///< of each value that it reads
  ActionInWords after;
  std::size_t outputs = 0;
  std::size_t terms = 0; ///< of all outputs together, the sum of a softmax being one more of each

  static void describe(auto& fields) {
    fields.field("name", &CommutingLayer::name);
    fields.field("class", &CommutingLayer::structural_class);
    fields.field("outputs", &CommutingLayer::outputs);
    fields.field("terms", &CommutingLayer::terms);
  }
};

/// The layers of \p network that its theorem supposes to commute, in order: those of blocks that
/// are used as they are, and all layers of a network that is equivariant already. Whether they do
/// is found by check_stack() and check_claim(). Cost: the terms of their outputs.
[[nodiscard]] std::vector<CommutingLayer> commuting_layers(Network const& network);

} // namespace equivarify::codegen

#endif
