/// \file
/// Zeros around a plane.
#ifndef EQUIVARIFY_CODEGEN_LIFT_OPERATORS_ZEROS_HPP
#define EQUIVARIFY_CODEGEN_LIFT_OPERATORS_ZEROS_HPP

#include "equivarify/codegen/layers/window.hpp"
#include "equivarify/codegen/lift/network_builder.hpp"

#include <cstddef>
#include <optional>

namespace equivarify::codegen {

/// A value of the network with zeros around it.
struct ZerosAround {
  Margins margins;
  std::size_t read = 0; ///< the value
};

/// What \p value is made of, if the layer that gives it does nothing but put zeros around what it
/// reads: it is a convolution of each channel by itself with the one weight 1.
[[nodiscard]] std::optional<ZerosAround> zeros_around(NetworkBuilder& network, std::size_t value);

} // namespace equivarify::codegen

#endif
