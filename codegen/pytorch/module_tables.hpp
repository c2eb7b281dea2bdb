/// \file
/// The numbers that a generated module works with.
#ifndef EQUIVARIFY_CODEGEN_PYTORCH_MODULE_TABLES_HPP
#define EQUIVARIFY_CODEGEN_PYTORCH_MODULE_TABLES_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <string>

namespace equivarify::codegen {

/// The entries of the dictionary TABLES: for each buffer of the module its numbers, shape and type.
/// `moved_places` and `answer_places` have a row for each element, `mean_terms` of a construction
/// and `mean_terms_N` of output N a row for each number; `..._negated` says where signs change.
[[nodiscard]] std::string python_tables(Network const& network);

} // namespace equivarify::codegen

#endif
