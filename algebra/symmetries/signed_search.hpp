/// \file
/// Automorphisms of a graph of statistics: candidates for symmetries.
#ifndef EQUIVARIFY_ALGEBRA_SYMMETRIES_SIGNED_SEARCH_HPP
#define EQUIVARIFY_ALGEBRA_SYMMETRIES_SIGNED_SEARCH_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/symmetries/statistic_graph.hpp"
#include "equivarify/algebra/watch.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace equivarify::algebra::symmetries {

/// The most coordinates of a graph that is searched.
inline constexpr std::uint32_t most_searched_coordinates = 512;

/// What the search may cost.
struct SearchOptions {
  std::uint64_t comparisons = 300'000'000; ///< of two pairs of coordinates
  std::size_t candidates = 2'000;          ///< automorphisms that are asked about
  std::size_t candidates_for_each = 64;    ///< of these for one image of one coordinate
  Watch watch{};                           ///< asked before each choice, told of each candidate
};

/// What was found.
struct SearchResult {
  std::vector<SignedPermutation> generators; ///< as `examine` gave them
  bool complete = true;                      ///< else the options ended it
  bool is_cut = false;                       ///< and it was the watch that did
  std::uint64_t comparisons = 0;
  std::size_t candidates = 0; ///< automorphisms that were asked about
};

/// What becomes of an automorphism: nothing, or a symmetry that moves the coordinate in question
/// and those before it as the automorphism does.
using Examine = std::function<std::optional<SignedPermutation>(SignedPermutation const&)>;

/// Generators of the signed permutations of coordinates that keep all statistics of \p graph, as
/// far as \p examine agrees with each. As with the stabilizer chain of a permutation group
/// [Schreier and Sims], for each coordinate, the last first, and each image of it that the
/// generators so far do not give, one automorphism is looked for that takes it there and leaves all
/// coordinates before it where they are: by backtracking, where each choice strikes out the images
/// that no longer fit [Haralick and Elliott, forward checking], the best fit first. Equal arguments
/// give equal results.
///
/// \throws LimitError beyond most_searched_coordinates.
[[nodiscard]] SearchResult find_automorphisms(StatisticGraph const& graph,
                                              Examine const& examine,
                                              SearchOptions const& options = {});

} // namespace equivarify::algebra::symmetries

#endif
