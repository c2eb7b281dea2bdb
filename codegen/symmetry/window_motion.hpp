/// \file
/// Windows under motions of the plane.
#ifndef EQUIVARIFY_CODEGEN_SYMMETRY_WINDOW_MOTION_HPP
#define EQUIVARIFY_CODEGEN_SYMMETRY_WINDOW_MOTION_HPP

#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/symmetry/motion.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How the windows of a layer move with a plane: output o of g v sees at place k what output
/// `places[o]` of v sees at place `taps[k]`.
struct WindowMotion {
  std::vector<std::uint32_t> taps{};
  std::vector<std::uint32_t> places{};
  std::string
      reason{}; ///< why they do not move with it, or why that is not known; empty if they do
};

/// How the windows of \p layer move where \p plane says for each entry of a plane the one from
/// which it comes. A turn or a flip moves the outputs alike. Any other motion, such as a shift of a
/// torus, is compared window by window: what it makes of each must be a window again, whose places
/// it permutes in one way for all, or for pools the entries of one; if it permutes places in
/// several ways, `taps` is that of the first, and whether the layer commutes is left open. Cost: 9
/// x outputs x places of a window, a map of the windows.
[[nodiscard]] WindowMotion window_motion(Layer const& layer,
                                         std::vector<std::uint32_t> const& plane);

} // namespace equivarify::codegen

#endif
