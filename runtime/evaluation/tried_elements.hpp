/// \file
/// Which elements of a group are tried on data.
#ifndef EQUIVARIFY_RUNTIME_EVALUATION_TRIED_ELEMENTS_HPP
#define EQUIVARIFY_RUNTIME_EVALUATION_TRIED_ELEMENTS_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace equivarify::runtime {

/// The most elements that are tried where nobody says how many: each image costs a forward pass for
/// each of them.
inline constexpr std::size_t most_tried = 512;

/// \p count elements of a group of \p order elements in ascending order: the identity, which is
/// number 0, and others drawn by \p seed, each equally likely and none twice. All of them where \p
/// count is at least the order; `most_tried` at most where it is 0.
[[nodiscard]] std::vector<std::size_t>
tried_elements(std::size_t order, std::size_t count, std::uint64_t seed);

/// How many of how many, such as `4`, or `512 of 9,800` where some are left out.
[[nodiscard]] std::string tried_text(std::size_t tried, std::size_t order);

} // namespace equivarify::runtime

#endif
