/// \file
/// The parts of a construction that no layer computes: poses of the input, and the output.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_CONSTRUCTION_EVALUATOR_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_CONSTRUCTION_EVALUATOR_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::codegen {

/// The k in H (their numbers) with the least (t k)^-1 x, entry after entry, for the copy numbered
/// \p copy: a coset of the stabilizer of that array, one alone where nothing but e fixes it.
template <typename Real>
[[nodiscard]] std::vector<std::size_t>
least_poses(Network const& network, std::size_t copy, std::vector<Real> const& x);

/// The element that takes \p x to the array which the copy numbered \p copy sees, the least.
template <typename Real>
[[nodiscard]] std::uint32_t
turn_to_pose(Network const& network, std::size_t copy, std::vector<Real> const& x);

/// The output of the construction of \p network at \p x, one copy for each element of G, from the
/// outputs \p copies of F.
///
/// Means are sums in the order of size, so that no order of the terms changes a bit.
template <typename Real>
[[nodiscard]] std::vector<std::vector<Real>>
combined_copies(Network const& network,
                std::vector<Real> const& x,
                std::vector<std::vector<Real>> const& copies);

} // namespace equivarify::codegen

#endif
