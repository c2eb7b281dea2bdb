/// \file
/// The layers of a network that its theorem supposes to commute, as the auditor reads them.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_USED_LAYER_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_USED_LAYER_HPP

#include "equivarify/codegen/audit/spec/layer_class.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// The action that is claimed on a value or a part of it.
enum class ValueAction {
  input_motion, ///< the entries move as those of the input, whose shape it has or had
  plane_motion, ///< planes of another size move as those of the input
  planes,       ///< planes move as those of the input, channels stay and no sign changes
  regular,      ///< the same, and the subgroup permutes groups of channels as its elements
  copies,       ///< one copy for each element, and g permutes them: (g s)(h) = s(g^-1 h)
  fixed,        ///< nothing moves
  labels        ///< as `already` says of the classes
};

/// Entries of a value that follow one another and on which elements act by themselves.
struct ActionPart {
  ValueAction action = ValueAction::fixed;
  std::size_t entries = 0;

  friend bool operator==(ActionPart const&, ActionPart const&) = default;
};

/// The action on a value, part by part; all but values that were put in a row have one.
using Action = std::vector<ActionPart>;

/// A layer that is supposed to commute.
struct UsedLayer {
  std::string name;
  std::string map; ///< of the theorem, that it is or is part of
  LayerClass kind = LayerClass::pointwise;
  std::vector<ValueShape> inputs; ///< of the values that it reads, all copies together
  ValueShape output;
  Window window{};
  bool tied = false;
  bool regular = false;       ///< what it gives moves in groups, as the elements of the subgroup
  bool biased = true;         ///< of a layer with weights
  bool in_places = false;     ///< normalised at each place by itself
  std::vector<Action> before; ///< on each value that it reads
  Action after;
  std::vector<std::size_t> reads; ///< the numbers of these values among all of the network
  std::size_t writes = 0;         ///< the number of its output

  [[nodiscard]] ValueShape const& input() const { return inputs.front(); }

  /// Of all values that it reads, one after another.
  [[nodiscard]] std::size_t entries() const;
};

/// The action on values with the actions \p values, one value after another.
[[nodiscard]] Action in_a_row(std::vector<Action> const& values);

/// The layers of \p spec, in canonical form, that its theorem supposes to commute, in order: those
/// in blocks of `none`, and all layers of a network that is equivariant `already`. \p order is that
/// of the group.
///
/// \throws Refusal for a layer whose type is unknown. \pre describe() takes \p spec. Cost: the
/// number of layers.
[[nodiscard]] std::vector<UsedLayer> used_layers(nlohmann::json const& spec, std::size_t order);

} // namespace equivarify::audit

#endif
