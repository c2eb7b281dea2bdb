/// \file
/// The maps G/K -> Z, numbered.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_LABEL_MAPS_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_LABEL_MAPS_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivarifications/labels.hpp"
#include "equivarify/algebra/equivarifications/schreier_graph.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace equivarify::algebra {

/// One digit of the number of a map: its label on a coset t K that stands for the orbit of t K
/// under H.
struct LabelDigit {
  std::uint32_t coset = 0;
  std::optional<std::vector<Label>> options; ///< those that Stab_H(t K) fixes; nothing for all

  /// How many options there are.
  [[nodiscard]] std::uint64_t size(Labels const& labels) const {
    return options ? options->size() : labels.size();
  }

  /// The place of \p label among them. \pre It is one of them.
  [[nodiscard]] std::uint64_t rank(Label label) const;

  /// The option in place \p rank.
  [[nodiscard]] Label at(std::uint64_t rank) const {
    return options ? (*options)[rank] : static_cast<Label>(rank);
  }
};

/// The maps F : G/K -> Z that are equivariant under the subgroup H that acts on the labels: F(h t
/// K) = h F(t K), so that F is one label for each orbit of H, fixed by Stab_H(t K), and these may
/// be chosen freely.
class LabelMaps {
public:
  /// Cost: O([G:K]) for each generator of H, and the stabilizers.
  LabelMaps(Subgroup const& k, Labels const& labels);

  /// The same; each orbit is represented by its first coset in \p order.
  LabelMaps(Subgroup const& k, Labels const& labels, std::vector<std::uint32_t> const& order);

  /// The digits, the first weighs least; their cosets are in the order of construction.
  [[nodiscard]] std::vector<LabelDigit> const& digits() const noexcept { return digits_; }

  /// The number of maps.
  [[nodiscard]] BigInteger count() const;

  /// The map with a number below count(), for the cosets in the order of Subgroup::transversal().
  [[nodiscard]] LabelMap at(std::uint64_t number) const;

  /// Makes \p map the one with the next number; false after the last. Cost: a few steps on average.
  bool advance(LabelMap& map) const;

private:
  /// Puts the option in place \p rank of digit \p i on all cosets of its orbit.
  void put(LabelMap& map, std::size_t i, std::uint64_t rank) const;

  void add_orbit(Subgroup const& k,
                 std::vector<Element> const& cosets,
                 std::vector<std::uint32_t> const& numbers,
                 std::uint32_t first);

  Labels labels_;
  std::vector<Element> generators_; ///< of H; none for H = 1
  std::vector<LabelDigit> digits_;
  std::vector<std::uint32_t> orbits_; ///< the cosets of all orbits, each from its digit's on
  std::vector<std::uint32_t> start_;  ///< where each begins, and the end
  std::vector<bool> seen_;            ///< the cosets that are there
  std::vector<Element> mover_;        ///< of each coset, an h that takes its digit's coset there
};

/// The number of maps G/K -> Z that are equivariant under the subgroup that acts on \p labels: the
/// product over its orbits on G/K. Cost: O([G:K]) for each generator of H, and the stabilizers; no
/// more than a power where H = 1.
[[nodiscard]] BigInteger count_label_maps(Subgroup const& k, Labels const& labels);

/// Which labels some map G/K -> Z takes, for the K in \p subgroups: all of them where nothing moves
/// the labels. \pre \p subgroups is not empty.
[[nodiscard]] std::vector<bool> taken_labels(std::vector<Subgroup> const& subgroups,
                                             Labels const& labels);

/// A point where a map does not commute with the subgroup H that acts on the labels.
struct BrokenMap {
  Element h;
  std::uint32_t x = 0;
  Label found = 0;    ///< F(h x)
  Label expected = 0; ///< h F(x)
};

/// Where \p map : X -> Z is not equivariant under the subgroup that acts on \p labels; nothing if
/// it is. Cost: O(|X|) for each of its generators. \pre \p map gives each point of \p x a label.
[[nodiscard]] std::optional<BrokenMap>
broken_map(SchreierGraph const& x, Labels const& labels, LabelMap const& map);

} // namespace equivarify::algebra

#endif
