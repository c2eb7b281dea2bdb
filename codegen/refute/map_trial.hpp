/// \file
/// A network that claims to be equivariant already, tried as a whole where its layers prove
/// nothing.
#ifndef EQUIVARIFY_CODEGEN_REFUTE_MAP_TRIAL_HPP
#define EQUIVARIFY_CODEGEN_REFUTE_MAP_TRIAL_HPP

#include "equivarify/codegen/measure/trial.hpp"
#include "equivarify/codegen/spec/network.hpp"
#include "equivarify/codegen/symmetry/claim.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace equivarify::codegen {

/// What came of trying F(h x) = h F(x).
struct MapTrials {
  std::size_t inputs = 0;                ///< each with weights of its own, under all generators
  std::optional<Trial> counterexample{}; ///< shrunk, its weights tied as the spec says
};

/// An entry where F(h x) and h F(x) differ, in double precision.
struct MapDifference {
  std::size_t entry = 0;
  double turned_first = 0; ///< in F(h x)
  double turned_last = 0;  ///< in h F(x)
};

/// The first entry where F(h x) and h F(x) differ by more than rounding in double precision, F
/// being \p network as one plain map and h, x and the weights those of \p trial.
[[nodiscard]] std::optional<MapDifference> map_difference(Network const& network,
                                                          Trial const& trial);

/// Tries \p network, whose construction is a coinduction, for the generators of its subgroup, on
/// small whole numbers that follow from \p seed. Weights whose ties are not known, for no action is
/// known where they stand, are all the same, or where signs change 0, or 1 if they have no sign:
/// such weights any tie allows.
[[nodiscard]] MapTrials try_map(Network const& network, std::uint64_t seed);

/// check_claim() and, where a layer does not hold, try_map(): the claim is refuted by what that
/// finds, and not proved if it finds nothing.
[[nodiscard]] ClaimCheck judge_claim(Network const& network, std::uint64_t seed);

/// The same of \p network with \p weights alone, all layers with weights being tied: a layer whose
/// weights are not tied to the bit does not hold, and then the network is tried with these weights.
/// \p watch is asked before each layer and each input, and told of it.
[[nodiscard]] ClaimCheck judge_claim_with(Network const& network,
                                          ReferenceWeights<float> const& weights,
                                          std::uint64_t seed,
                                          algebra::Watch const& watch = {});

} // namespace equivarify::codegen

#endif
