/// \file
/// Transitive G-sets with a map to Z, up to isomorphism: the pieces of every equivarification.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_LABELLED_ORBIT_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_LABELLED_ORBIT_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// The G-set G/H with a map F : G/H -> Z.
struct CosetMap {
  Subgroup subgroup; ///< H
  LabelMap labels;   ///< F(t_i H) for t_i in the order of Subgroup::transversal()
};

/// The number of maps G/H -> Z up to automorphisms of G/H: the mean over u in N(H)/H of
/// labels^([G:H] / order of u) [Burnside; N(H)/H acts freely on G/H].
[[nodiscard]] BigInteger count_labelled_orbits(Subgroup const& h, std::uint32_t labels);

/// The most maps G/H -> Z that are listed.
inline constexpr std::uint64_t max_listed_maps = 1ULL << 24;

/// Those maps themselves, the first of each class in the order in which the last coset weighs most.
///
/// \throws LimitError if there are more than max_listed_maps maps. Cost: labels^[G:H] times
/// |N(H)/H|.
[[nodiscard]] std::vector<CosetMap> labelled_orbits(Subgroup const& h, std::uint32_t labels);

/// Those of them that factor through no smaller G/K: one for each orbit of Z^{xG} whose
/// stabilizers are conjugate to \p h. \throws LimitError as labelled_orbits().
[[nodiscard]] std::vector<CosetMap> reduced_orbits(Subgroup const& h, std::uint32_t labels);

/// Picks one map G/H -> Z of each class under the automorphisms of G/H.
class CosetMapFilter {
public:
  /// Maps that factor through some G/K, where K contains \p h and is conjugate to one of
  /// \p larger, are dropped.
  CosetMapFilter(Subgroup const& h, std::vector<Subgroup> const& larger);

  /// Whether \p map, which gives each coset a label, is the first of its class and not dropped.
  [[nodiscard]] bool keeps(LabelMap const& map) const;

private:
  friend std::vector<CosetMap> reduced_orbits(Subgroup const& h, std::uint32_t labels);

  using Images = std::vector<std::uint32_t>;

  explicit CosetMapFilter(Subgroup const& h);

  [[nodiscard]] bool is_first(LabelMap const& map) const;
  [[nodiscard]] bool is_dropped(LabelMap const& map) const;

  Images coset_;                      ///< of each element t, the number of t H
  std::vector<Images> automorphisms_; ///< t H -> t u H for u in N(H)/H
  /// For each K the cosets t k H of all t, for generators k of K: F factors through G/K exactly if
  /// it is equal on t H and t k H.
  std::vector<std::vector<Images>> shifts_;
};

} // namespace equivarify::algebra

#endif
