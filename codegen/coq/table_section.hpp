/// \file
/// The group of a network by its table, and the theorem of the network for it, in Coq.
#ifndef EQUIVARIFY_CODEGEN_COQ_TABLE_SECTION_HPP
#define EQUIVARIFY_CODEGEN_COQ_TABLE_SECTION_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// The table of the group of \p network, that it is one of a group, and `network_of_table`. Where F
/// is averaged, posed or coinduced, also the subgroup H, that it is one, and a representative of
/// each of its cosets.
[[nodiscard]] std::string table_section(Network const& network);

} // namespace equivarify::codegen

#endif
