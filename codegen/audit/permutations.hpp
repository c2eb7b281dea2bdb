/// \file
/// The group that a spec describes, built anew by the auditor.
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

/// The largest set that the auditor permutes.
constexpr std::uint32_t largest_set = 1U << 24U;

/// The number that \p value is. \throws Refusal beyond largest_set.
[[nodiscard]] std::uint32_t number(nlohmann::json const& value);

/// The generators of the group that \p spec, a spec's `group`, describes, in order. \throws Refusal
/// if it describes none.
[[nodiscard]] NamedImages group_generators(nlohmann::json const& spec);

/// The permutation of 0, 1, ..., \p degree - 1 that \p value writes, in cycles or by its images.
/// \throws Refusal if it has another degree.
[[nodiscard]] Images read_permutation(nlohmann::json const& value, std::uint32_t degree);

/// The product in which \p second is done first: x -> first[second[x]].
[[nodiscard]] Images product(Images const& first, Images const& second);

} // namespace equivarify::audit

#endif
