/// \file
/// What the auditor knows of each type of layer.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_CLASS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_CLASS_HPP

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
  reduction,         ///< a function of one entry and of the sum over all, that is not odd
  sum_of_values,     ///< the sum of the entries at one place of several values
  values_in_a_row,   ///< the entries of several values, one value after another
  affine_in_channels ///< a factor and a bias of its own for each channel
};

/// The class in the words of a certificate.
[[nodiscard]] std::string words(LayerClass kind);

/// The class of \p layer, of a spec in canonical form. \throws Refusal for an unknown type.
[[nodiscard]] LayerClass class_of(nlohmann::json const& layer);

/// Whether layers of the class \p kind see windows of planes.
[[nodiscard]] bool has_windows(LayerClass kind);

/// Whether output i of a layer of the class \p kind is made of the entries i of what it reads, and
/// perhaps of something that no permutation changes.
[[nodiscard]] bool goes_entry_by_entry(LayerClass kind);

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

/// The windows of \p layer, a convolution or pool of the class \p kind, on planes of \p input.
[[nodiscard]] Window
window_of(nlohmann::json const& layer, LayerClass kind, ValueShape const& input);

/// The shape that \p layer, of the class \p kind, makes of values of the shapes \p inputs.
[[nodiscard]] ValueShape output_of(nlohmann::json const& layer,
                                   LayerClass kind,
                                   Window const& window,
                                   std::vector<ValueShape> const& inputs);

} // namespace equivarify::audit

#endif
