/// \file
/// The layers of a network that its theorem supposes to commute, as the auditor reads them.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_USED_LAYER_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_USED_LAYER_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// The shape of a value; a vector has one row and one column.
struct ValueShape {
  std::size_t channels = 1;
  std::size_t rows = 1;
  std::size_t columns = 1;

  /// The number of entries.
  [[nodiscard]] std::size_t size() const { return channels * rows * columns; }

  friend bool operator==(ValueShape const&, ValueShape const&) = default;
};

/// What a layer does with its entries, from which follows what it commutes with.
enum class LayerClass {
  pointwise,     ///< a function of one entry that is not odd
  pointwise_odd, ///< a function f of one entry with f(-t) = -f(t), to the bit
  linear_in_windows,
  largest_in_windows,
  mean_in_windows,
  linear,
  reshape,
  reduction ///< a function of one entry and of the sum over all, that is not odd
};

/// The class in the words of a certificate.
[[nodiscard]] std::string words(LayerClass kind);

/// The action that is claimed on a value.
enum class ValueAction {
  input_motion, ///< the entries move as those of the input, whose shape it has or had
  plane_motion, ///< planes of another size move as those of the input
  copies,       ///< one copy for each element, and g permutes them: (g s)(h) = s(g^-1 h)
  fixed,        ///< nothing moves
  labels        ///< as `already` says of the classes
};

/// Which entries of a plane the output at (i, j) sees: the rows from i row_step - row_pad on, the
/// columns in the same way.
struct Window {
  std::size_t rows = 1;
  std::size_t columns = 1;
  std::size_t row_step = 1;
  std::size_t column_step = 1;
  std::size_t row_pad = 0;
  std::size_t column_pad = 0;
};

/// A layer that is supposed to commute.
struct UsedLayer {
  std::string name;
  LayerClass kind = LayerClass::pointwise;
  ValueShape input; ///< all copies together
  ValueShape output;
  Window window{};
  bool tied = false;
  ValueAction before = ValueAction::input_motion;
  ValueAction after = ValueAction::input_motion;
};

/// The layers of \p spec, in canonical form, that its theorem supposes to commute, in order: those
/// in blocks of `none`, and all layers of a network that is equivariant `already`. \p order is that
/// of the group.
///
/// \throws Refusal for a layer whose type is unknown. \pre describe() takes \p spec. Cost: the
/// number of layers.
[[nodiscard]] std::vector<UsedLayer> used_layers(nlohmann::json const& spec, std::size_t order);

} // namespace equivarify::audit

#endif
