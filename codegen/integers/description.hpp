/// \file
/// A network as the runtime's evaluation in integers sees it.
#ifndef EQUIVARIFY_CODEGEN_INTEGERS_DESCRIPTION_HPP
#define EQUIVARIFY_CODEGEN_INTEGERS_DESCRIPTION_HPP

#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/runtime/network/network.hpp"

namespace equivarify::codegen {

/// What a generated program says of \p network as far as integers need it: group, input, classes
/// and layers. The network must outlive it, whose names it shows.
///
/// \throws NoIntegerForm naming what stands in the way.
[[nodiscard]] runtime::Description integer_description(Network const& network);

} // namespace equivarify::codegen

#endif
