/// \file
/// Permutations, as the auditor computes with them.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_PERMUTATIONS_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_PERMUTATIONS_HPP

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::audit {

using Images = std::vector<std::uint32_t>;

/// Generators by name, as permutations of one set.
using NamedImages = std::vector<std::pair<std::string, Images>>;

/// The largest group that the auditor lists.
constexpr std::size_t largest_order = 4096;

/// The largest set that the auditor permutes.
constexpr std::uint32_t largest_set = 1U << 24U;

/// The number that \p value is. \throws Refusal beyond largest_set.
[[nodiscard]] std::uint32_t number(nlohmann::json const& value);

/// The permutation of 0, 1, ..., \p degree - 1 that \p value writes, in cycles or by its images.
/// \throws Refusal if it has another degree.
[[nodiscard]] Images read_permutation(nlohmann::json const& value, std::uint32_t degree);

/// The product in which \p second is done first: x -> first[second[x]].
[[nodiscard]] Images product(Images const& first, Images const& second);

/// 0, 1, ..., \p size - 1, each in its place.
[[nodiscard]] Images identity_of(std::size_t size);

/// The number of points that \p generators permute; 1 if there are none.
[[nodiscard]] std::size_t degree_of(NamedImages const& generators);

/// All products of generators, the identity first, then in the order in which multiplying from the
/// left finds them.
struct Closure {
  std::vector<Images> elements;
  NamedImages steps; ///< of each generator: the number of its product with each element
};

/// \throws Refusal beyond largest_order elements.
[[nodiscard]] Closure close(NamedImages const& generators);

} // namespace equivarify::audit

#endif
