/// \file
/// The group and the action that a spec describes, built anew by the auditor.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PERMUTATIONS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PERMUTATIONS_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::audit {

using Images = std::vector<std::uint32_t>;

/// Generators by name, as permutations of one set.
using NamedImages = std::vector<std::pair<std::string, Images>>;

/// The generators of the group that \p spec, a spec's `group`, describes, in order. \throws Refusal
/// if it describes none.
[[nodiscard]] NamedImages group_generators(nlohmann::json const& spec);

/// The permutation of 0, 1, ..., \p degree - 1 that \p value writes, in cycles or by its images.
/// \throws Refusal if it has another degree.
[[nodiscard]] Images read_permutation(nlohmann::json const& value, std::uint32_t degree);

/// For each signed place of an array of \p shape, place n + i being minus entry i of n, the place
/// from which \p motion, a spec's motion of one generator, takes it. \throws Refusal if it
/// describes none.
[[nodiscard]] Images motion_sources(nlohmann::json const& motion, nlohmann::json const& shape);

/// The product in which \p second is done first: x -> first[second[x]].
[[nodiscard]] Images product(Images const& first, Images const& second);

} // namespace equivarify::audit

#endif
