/// \file
/// Whether a G-set with a map to Z is an equivarification of Z.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_DECISION_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_DECISION_HPP

#include "equivarify/algebra/equivarifications/input_class.hpp"
#include "equivarify/algebra/equivarifications/labelled_orbit.hpp"
#include "equivarify/algebra/equivarifications/schreier_graph.hpp"
#include "equivarify/algebra/watch.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::algebra {

/// Maps F : G/H -> Z for one H, each with a point w of W that H fixes; the lift of F takes t H to
/// t w, so that q(t w) = F(t H).
struct SubgroupLifts {
  Subgroup subgroup;
  LabelMap labels;                   ///< those of all maps, one map after the other
  std::vector<std::uint32_t> points; ///< w for each map

  /// The labels of map number \p i in the order of Subgroup::transversal().
  [[nodiscard]] LabelMap map(std::size_t i) const;
};

/// What was found about the maps from G/H, for one subgroup H of the class of inputs.
struct SubgroupFinding {
  Subgroup subgroup;
  std::uint64_t fixed_points = 0; ///< of H in W: as many equivariant maps G/H -> W there are
  BigInteger maps;                ///< the maps G/H -> Z, labels^[G:H] unless a subgroup acts on Z
  bool all_lift = false;
};

/// A verdict on a candidate with its certificate.
struct Decision {
  /// The labels that the projection does not take but some map from an input does, as all are taken
  /// unless a subgroup acts on them.
  std::vector<Label> missing;
  std::vector<SubgroupFinding> findings; ///< up to the first subgroup with a map that does not lift
  std::optional<CosetMap> counterexample; ///< a map with no lift, from a smallest G/H that has one
  /// For yes: a lift of every map F : G/H -> Z, H in the class, that factors through no smaller G/K
  /// with K in the class, up to automorphisms of G/H. All other maps lift by composition.
  /// Absolutely these are one point w with Stab(w) = Stab(pi(w)) above each orbit of Z^{xG}: a
  /// section of pi : W -> Z^{xG}.
  std::vector<SubgroupLifts> section;

  [[nodiscard]] bool is_yes() const noexcept { return missing.empty() && !counterexample; }
};

/// What there is to say of the maps from G/H for one subgroup H of a class of inputs.
struct SubgroupDecision {
  SubgroupFinding finding;
  std::optional<CosetMap> counterexample; ///< the first map that does not lift
  std::optional<SubgroupLifts> lifts;     ///< where all lift: its part of Decision::section
};

/// Decides the maps from G/H for the subgroup H number \p number of \p inputs; nothing where
/// \p watch, asked before each point and each map, says no. \pre \p candidate is one: see
/// require_candidate().
[[nodiscard]] std::optional<SubgroupDecision> decide_subgroup(Candidate const& candidate,
                                                              InputClass const& inputs,
                                                              std::size_t number,
                                                              Watch const& watch = {});

/// The decision about \p candidate from those of the subgroups of \p inputs in their order, all or
/// up to the first with a counterexample.
[[nodiscard]] Decision gather(Candidate const& candidate,
                              InputClass const& inputs,
                              std::vector<SubgroupDecision> const& parts);

/// \throws AlgebraError if \p candidate has no labels, or its projection is no map from its points
/// to them that is equivariant under the subgroup that acts on them.
void require_candidate(Candidate const& candidate);

/// Whether every map from every G-set of \p inputs to Z lifts to \p candidate, and its projection
/// is onto: exactly if for each H of the class w -> (t H -> q(t w)) takes the points that H fixes
/// onto the maps G/H -> Z. (Equivariant maps G/H -> W are points that H fixes.) Z^{xG} is not
/// listed: if the points are fewer than the maps, some map does not lift. Cost: O(n [G:H]) at most
/// for each class of subgroups, with n points in W; most points are left after a few steps.
///
/// Where a subgroup acts on the labels, "map" means one that is equivariant under it throughout: of
/// sets X -> Z, of G/H -> Z, and the projection.
///
/// \throws AlgebraError if the projection is no such map.
[[nodiscard]] Decision decide(Candidate const& candidate, InputClass const& inputs);

} // namespace equivarify::algebra

#endif
