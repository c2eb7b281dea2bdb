/// \file
/// Random layers, as C++ types, for kernels whose shapes are fixed at compile time.
#ifndef EQUIVARIFY_TESTS_RUNTIME_DRAWN_PICK_CASES_HPP
#define EQUIVARIFY_TESTS_RUNTIME_DRAWN_PICK_CASES_HPP

#include <string>
#include <vector>

#include "runtime/drawn/pick_groups.hpp"

namespace equivarify::runtime::testing {

/// Types of the templates in cases.hpp.
using Cases = std::vector<std::string>;

// Each is for use inside a generator of RapidCheck.

/// 3x3 convolutions of stride 1.
[[nodiscard]] Cases pick_winograd_cases(PickedGroups const& groups);

/// Convolutions of any kernel, stride and padding.
[[nodiscard]] Cases pick_direct_cases(PickedGroups const& groups);

[[nodiscard]] Cases pick_dense_cases(PickedGroups const& groups);

[[nodiscard]] Cases pick_pooling_cases();

/// Sums and concatenations of up to four values.
[[nodiscard]] Cases pick_merging_cases();

/// Batch normalisations.
[[nodiscard]] Cases pick_norm_cases();

} // namespace equivarify::runtime::testing

#endif
