/// \file
/// A network as a table for people.
#ifndef EQUIVARIFY_CODEGEN_SPEC_NETWORK_TABLE_HPP
#define EQUIVARIFY_CODEGEN_SPEC_NETWORK_TABLE_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// \p network as text: the group, the input, then a line a layer with shapes, copies, parameters
/// and multiply-adds.
[[nodiscard]] std::string to_table(Network const& network);

} // namespace equivarify::codegen

#endif
