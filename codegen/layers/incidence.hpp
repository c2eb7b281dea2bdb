/// \file
/// Which entries of its input, with which weights, each output of a layer is made of.
#ifndef EQUIVARIFY_CODEGEN_LAYERS_INCIDENCE_HPP
#define EQUIVARIFY_CODEGEN_LAYERS_INCIDENCE_HPP

#include "equivarify/codegen/layers/layer.hpp"

#include <cstddef>
#include <tuple>
#include <vector>

namespace equivarify::codegen {

/// One entry of the input, or of the values that are read, counted one value after another, and the
/// weight that it meets; every weight is its own unknown. A bias
/// meets no entry.
struct IncidenceTerm {
  std::size_t weight = 0;
  std::size_t entry = 0;
  friend bool operator==(IncidenceTerm const&, IncidenceTerm const&) = default;

  friend bool operator<(IncidenceTerm const& a, IncidenceTerm const& b) {
    return std::tie(a.weight, a.entry) < std::tie(b.weight, b.entry);
  }
};

/// The entry that a bias meets.
inline constexpr std::size_t no_entry = static_cast<std::size_t>(-1);

/// The entry that a bias with its sign changed meets.
inline constexpr std::size_t minus_no_entry = no_entry - 1;

/// What the output \p output of \p layer is made of, sorted: it follows from the structural class,
/// the windows and the shapes. Two outputs of one layer are the same function of their terms: a
/// weighted sum, a largest, a mean, a function of the entry itself. Of a reduction over entries the
/// terms are the entry that stands at the output; all others matter too, in any order.
[[nodiscard]] std::vector<IncidenceTerm> terms_of(Layer const& layer, std::size_t output);

/// The entry of a plane under each place of the window of output \p place of a plane; no_entry
/// where there is none. \pre \p layer has windows
[[nodiscard]] std::vector<std::size_t> window_entries(Layer const& layer, std::size_t place);

} // namespace equivarify::codegen

#endif
