/// \file
/// How the entries of vectors lie in generated programs.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_VECTOR_ORDER_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_VECTOR_ORDER_HPP

#include "equivarify/codegen/spec/network.hpp"

namespace equivarify::codegen {

/// Whether the entries of vectors must lie as in specs. Otherwise they lie pixel by pixel, as in
/// the image, and the weights of dense layers are put in that order.
[[nodiscard]] bool needs_channel_order(Network const& network);

} // namespace equivarify::codegen

#endif
