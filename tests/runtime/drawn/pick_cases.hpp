/// \file
/// Random layers, as C++ types, for kernels whose shapes are fixed at compile time.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_PICK_CASES_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_PICK_CASES_HPP

#include <cstddef>
#include <string>
#include <vector>

#include "runtime/drawn/pick_groups.hpp"

namespace equivarify::runtime::testing {

/// Types of the templates in cases.hpp.
using Cases = std::vector<std::string>;

// Each gives \p count cases and is for use inside a generator of RapidCheck.

/// 3x3 convolutions of stride 1.
[[nodiscard]] Cases pick_winograd_cases(PickedGroups const& groups, std::size_t count);

/// Convolutions of any kernel, stride and padding.
[[nodiscard]] Cases pick_direct_cases(PickedGroups const& groups, std::size_t count);

[[nodiscard]] Cases pick_dense_cases(PickedGroups const& groups, std::size_t count);

[[nodiscard]] Cases pick_pooling_cases(std::size_t count);

/// Sums and concatenations of up to four values.
[[nodiscard]] Cases pick_merging_cases(std::size_t count);

/// Batch normalisations.
[[nodiscard]] Cases pick_norm_cases(std::size_t count);

} // namespace equivarify::runtime::testing

#endif
