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

/// The permutation of 0, 1, ..., \p degree - 1 that \p form writes, in cycles, which are multiplied
/// right to left, or by its images. \throws Refusal unless it is one.
[[nodiscard]] Images read_permutation(nlohmann::json const& form, std::uint32_t degree);

/// \p images in cycles, `()` if nothing moves.
[[nodiscard]] std::string cycles_of(Images const& images);

/// Whether \p images has each of 0, 1, ..., its size - 1 once.
[[nodiscard]] bool is_permutation(Images const& images);

/// The product in which \p second is done first: x -> first[second[x]]. \pre the entries of
/// \p second are below the size of \p first
[[nodiscard]] Images product(Images const& first, Images const& second);

/// The permutation that undoes \p images, a permutation.
[[nodiscard]] Images inverse(Images const& images);

/// 0, 1, ..., \p size - 1, each in its place.
[[nodiscard]] Images identity_of(std::size_t size);

} // namespace equivarify::audit

#endif
