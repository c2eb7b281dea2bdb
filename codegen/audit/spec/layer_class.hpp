/// \file
/// What the auditor knows of each type of layer.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_CLASS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_LAYER_CLASS_HPP

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::audit {

/// Slices, rows and columns of a volume; a plane is a volume of one slice.
using Box = std::array<std::size_t, 3>;

/// The shape of a value; a vector has one row and one column.
struct ValueShape {
  std::size_t channels = 1;
  std::size_t rows = 1; ///< of all slices of a volume, which lie below one another
  std::size_t columns = 1;
  std::size_t slices = 1;

  /// Of each channel.
  [[nodiscard]] Box box() const { return {slices, rows / slices, columns}; }

  /// The same with \p count channels.
  [[nodiscard]] ValueShape of(std::size_t count) const { return {count, rows, columns, slices}; }

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
  reduction,          ///< a function of one entry and of the sum over all, that is not odd
  product_of_values,  ///< the product of the entries at one place; one may stand for several
  sum_of_values,      ///< the sum of the entries at one place of several values
  values_in_a_row,    ///< the entries of several values, one value after another
  affine_in_channels, ///< a factor and a bias of its own for each channel
  /// the same of an entry by which all entries, in any order, or those at its place have a say
  normalised,
  part_of_entries ///< entries that follow one another: a part of the input
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

/// Along one axis the output at i sees \p size entries, \p spacing apart, from i step - pad on.
struct Slide {
  std::size_t size = 1;
  std::size_t step = 1;
  std::size_t pad = 0;     ///< before the first entry
  std::size_t pad_end = 0; ///< after the last entry
  std::size_t spacing = 1;

  /// From the first to the last entry that an output sees.
  [[nodiscard]] std::size_t span() const { return (size - 1) * spacing + 1; }

  /// How many outputs there are on \p extent entries.
  [[nodiscard]] std::size_t outputs(std::size_t extent) const {
    return (extent + pad + pad_end - span()) / step + 1;
  }

  /// How many entries \p outputs outputs see, margins included.
  [[nodiscard]] std::size_t reach(std::size_t outputs) const {
    return (outputs - 1) * step + span();
  }

  /// How many entries there are where the outputs of transposed windows are these.
  [[nodiscard]] std::size_t entries(std::size_t outputs) const {
    return reach(outputs) - pad - pad_end;
  }
};

/// Which entries of a plane the output at (i, j) sees; if it is transposed, which outputs see the
/// entry at (i, j). Volumes have slices too.
struct Window {
  Slide rows;
  Slide columns;
  Slide slices{};
  bool circular = false; ///< outside is the other side of the plane, otherwise nothing
  bool transposed = false;
  std::size_t groups = 1; ///< of channels, each seen by filters of its own

  /// What an output sees of each channel.
  [[nodiscard]] std::size_t size() const { return slices.size * rows.size * columns.size; }
};

/// How many axes windows of layers of \p type have, as its name says; 0 if they have none.
[[nodiscard]] std::size_t axes_of(std::string const& type);

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
