/// \file
/// A comparison of constructions for people and for machines.
#ifndef EQUIVARIFY_CODEGEN_COMPARE_COMPARE_TEXT_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_COMPARE_TEXT_HPP

#include "equivarify/codegen/compare/alternative.hpp"

#include <string>
#include <vector>

namespace equivarify::codegen {

/// A table of \p alternatives of \p network, then what each gives up.
[[nodiscard]] std::string to_text(Network const& network,
                                  std::vector<Alternative> const& alternatives);

/// The same as JSON.
[[nodiscard]] std::string to_json(Network const& network,
                                  std::vector<Alternative> const& alternatives);

} // namespace equivarify::codegen

#endif
