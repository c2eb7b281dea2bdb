/// \file
/// Which planes and windows would do where windows do not move with a plane.
#ifndef EQUIVARIFY_CODEGEN_REFUTE_FITTING_WINDOWS_HPP
#define EQUIVARIFY_CODEGEN_REFUTE_FITTING_WINDOWS_HPP

#include "equivarify/codegen/layers/layer.hpp"

#include <string>

namespace equivarify::codegen {

/// What would make the windows of \p layer move with turns and flips of its planes, in words: the
/// nearest sizes of planes, or equal margins; empty if nothing near is known. \pre it has windows
[[nodiscard]] std::string what_would_fit(Layer const& layer);

} // namespace equivarify::codegen

#endif
