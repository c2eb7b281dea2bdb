/// \file
/// What `equivarify action` says of a G-set, and of Z^{xG}.
#ifndef EQUIVARIFY_CODEGEN_GROUPS_ACTION_FACTS_HPP
#define EQUIVARIFY_CODEGEN_GROUPS_ACTION_FACTS_HPP

#include "equivarify/algebra/gset.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

namespace equivarify::codegen {

/// Points, orbits with their lengths and stabilizer orders, kernel, faithful, free, transitive,
/// primitive, rank, and for groups of order up to 1000 the table of marks and the type of the set.
[[nodiscard]] nlohmann::json describe_action(algebra::GSet const& set);

/// The points and orbits of the G-product of \p labels labels, and the orbits by class of
/// stabilizers.
[[nodiscard]] nlohmann::json describe_maps_into(algebra::Group const& group, std::uint32_t labels);

/// Either description as lines for people.
[[nodiscard]] std::string to_text(nlohmann::json const& description);

} // namespace equivarify::codegen

#endif
