/// \file
/// The group of the symmetries that were accepted, as people and specs have it.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_PROPOSED_GROUP_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_PROPOSED_GROUP_HPP

#include "equivarify/algebra/array_motion.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The group that symmetries generate.
struct ProposedGroup {
  std::vector<std::size_t> kept; ///< the numbers of those that the earlier ones do not give
  std::vector<algebra::SignedPermutation> generators; ///< these
  std::string order; ///< in digits; empty where the group is too large to be counted here
  std::optional<std::string> name{}; ///< up to order 2,048
  std::vector<std::string> names{};  ///< of its generators
  nlohmann::ordered_json form{};     ///< in the forms of specs; null where a spec cannot hold it
};

/// The group of \p symmetries of one size. Where they are more than 64, or move more than 256
/// signed places, no spec can hold it: then all are kept, and it is not counted.
[[nodiscard]] ProposedGroup
proposed_group(std::vector<algebra::SignedPermutation> const& symmetries);

} // namespace equivarify::codegen

#endif
