/// \file
/// A network as a table for people.
#ifndef EQUIVARIFY_CODEGEN_SPEC_NETWORK_TABLE_HPP
#define EQUIVARIFY_CODEGEN_SPEC_NETWORK_TABLE_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// \p network as text: the group, the input, then for each layer a line with its shapes,
/// parameters, multiply-adds and the action of the group on its output, and the values that it
/// reads where that is not the layer before.
[[nodiscard]] std::string to_table(Network const& network);

} // namespace equivarify::codegen

#endif
