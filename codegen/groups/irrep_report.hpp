/// \file
/// What `equivarify group --irreps` says of the real irreducible representations.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_IRREP_REPORT_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_IRREP_REPORT_HPP

#include "equivarify/codegen/groups/group_form.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {

/// The real irreducible representations of \p group: for each its block, ring, size, dimension,
/// characters, whether its entries are exactly 0, 1, -1, and the matrices of the generators.
///
/// \throws algebra::LimitError as algebra::real_irreps() does.
[[nodiscard]] nlohmann::json describe_irreps(AnyGroup const& group);

/// A result of describe_irreps() as lines for people.
[[nodiscard]] std::string irreps_to_text(nlohmann::json const& irreps);

} // namespace equivarify::codegen

#endif
