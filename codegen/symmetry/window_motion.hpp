/// \file
/// Windows under turns and flips of the plane.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_WINDOW_MOTION_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_WINDOW_MOTION_HPP

#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"

#include <string>

namespace equivarify::codegen {

/// Why the windows of \p layer do not move with \p motion; empty if they do.
[[nodiscard]] std::string misfit(Motion const& motion, Layer const& layer);

} // namespace equivarify::codegen

#endif
