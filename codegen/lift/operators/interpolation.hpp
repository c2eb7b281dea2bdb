/// \file
/// How an axis that is resized takes its entries from the one that was there.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPERATORS_INTERPOLATION_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPERATORS_INTERPOLATION_HPP

#include "equivarify/codegen/lift/node_context.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// How places are found and what is taken there, in the words of ONNX's operator Resize.
struct Interpolation {
  std::string mode = "nearest"; ///< or linear, cubic
  std::string places = "half_pixel";
  std::string rounding = "round_prefer_floor"; ///< of the nearest
  double cubic = -0.75;
  bool excludes_outside = false;
};

/// That of the node of \p context. \throws LiftError for one that has no constant weights
[[nodiscard]] Interpolation interpolation_of(NodeContext const& context);

/// The entries, and how much of each, that make entry \p i of an axis that has \p factor times as
/// many as \p extent.
///
/// \throws LiftError for a mode that is unknown
[[nodiscard]] std::vector<std::pair<std::size_t, double>>
taken_at(Interpolation const& how, std::size_t i, double factor, std::size_t extent);

} // namespace equivarify::codegen

#endif
