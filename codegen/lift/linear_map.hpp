/// \file
/// Sparse linear maps with constant coefficients, for operators that no layer of its own computes.
#ifndef EQUIVARIFY_CODEGEN_LIFT_LINEAR_MAP_HPP
#define EQUIVARIFY_CODEGEN_LIFT_LINEAR_MAP_HPP

#include "equivarify/codegen/lift/node_context.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What entry number `entry` of a view adds to entry number `row` of the result, times `weight`.
struct MapWeight {
  std::size_t row = 0;
  std::size_t entry = 0;
  float weight = 1.0F;
};

/// A linear map from the entries of a view to an array of `shape`. Rows without a weight are 0.
struct SparseMap {
  Extents shape;
  std::vector<MapWeight> weights;
  std::vector<float> summands{}; ///< of the rows; none for zeros
};

/// Whether \p view holds each entry of its value once.
[[nodiscard]] bool is_whole(NetworkBuilder const& network, View const& view);

/// \throws LiftError unless \p network takes a map of \p rows entries from \p inputs: to be asked
/// before a map is made, so that a file cannot ask for more memory than is there.
void require_room(NetworkBuilder const& network, std::size_t rows, std::size_t inputs);

/// \p map of \p view, as a layer `dense` called after \p wish whose weights are mostly 0.
///
/// \throws LiftError where the network takes no such maps, or for one of more than 2^24 weights
[[nodiscard]] View
mapped(NetworkBuilder& network, std::string const& wish, View const& view, SparseMap const& map);

/// The entries of \p view as a vector, in order: by no layer but `flatten` if it is one already.
///
/// \throws LiftError as mapped()
[[nodiscard]] View in_order(NetworkBuilder& network, std::string const& wish, View const& view);

/// The constant \p tensor as a value of the network: a dense layer without weights that reads what
/// \p reads is, and has a bias.
///
/// \throws LiftError as mapped()
[[nodiscard]] View as_value(NetworkBuilder& network,
                            std::string const& wish,
                            OnnxTensor const& tensor,
                            View const& reads);

/// \p views, all of one shape, in one value: the array [number of views, shape].
[[nodiscard]] View
in_one_value(NetworkBuilder& network, std::string const& wish, std::vector<View> const& views);

/// The entries of an array that an operator takes together: those that differ along some axes.
struct EntryGroups {
  Extents left;                                  ///< the shape of which each entry is a group
  std::vector<std::vector<std::size_t>> members; ///< places in the array
};

/// The groups of an array of \p shape along \p axes, which become 1.
[[nodiscard]] EntryGroups grouped(Extents const& shape, std::set<std::size_t> const& axes);

/// The sum of each of \p groups, times \p factor.
[[nodiscard]] SparseMap sums_of(EntryGroups const& groups, float factor);

/// The matrix [members, groups] of the members of \p groups, which have one size, times \p factor.
[[nodiscard]] SparseMap columns_of(EntryGroups const& groups, float factor);

/// The largest entry of each of \p groups; the smallest one for the \p sign -1. Groups have one
/// size. By max(a, b) = a + relu(b - a), halves against halves: so the error is that of a
/// difference, in proportion to the largest entry of a group by size.
///
/// \throws LiftError as mapped()
[[nodiscard]] View
largest_of(NodeContext const& context, View const& view, EntryGroups const& groups, float sign);

} // namespace equivarify::codegen

#endif
