/// \file
/// Representations that permute components and change their signs.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_SIGNED_REPRESENTATION_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_SIGNED_REPRESENTATION_HPP

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/gset.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace equivarify::algebra {

/// A representation of a subgroup H of G on R^n by signed permutations: (g v)[i] = sign_g(i)
/// v[source_g(i)] with g (h v) = (g h) v; an immutable value. Acting only moves and negates
/// numbers, so that it is exact in floating point.
class SignedRepresentation {
public:
  /// The representation in which each element of \p images, which generate \p acting, moves \p size
  /// components as given. Cost: O(|H| k n) for k generators.
  ///
  /// \throws AlgebraError if one is no signed permutation, naming the entry; if they do not
  /// generate \p acting; or if they are no representation, naming g, h and the entry where g (h v)
  /// is not (g h) v.
  [[nodiscard]] static SignedRepresentation
  from_generators(Subgroup const& acting,
                  std::uint32_t size,
                  std::vector<std::pair<Element, SignedPermutation>> const& images);

  /// \p size components that nothing moves.
  [[nodiscard]] static SignedRepresentation trivial(Subgroup const& acting, std::uint32_t size);

  /// Functions on \p set: (g v)(y) = v(g^-1 y), without signs; of the whole group.
  [[nodiscard]] static SignedRepresentation permuted(GSet const& set);

  /// Planes whose cells \p cells moves and whose values \p components moves: component c of cell y
  /// stands at c |cells| + y. \throws AlgebraError if their groups differ.
  [[nodiscard]] static SignedRepresentation product(SignedRepresentation const& components,
                                                    SignedRepresentation const& cells);

  /// H.
  [[nodiscard]] Subgroup const& acting() const noexcept { return acting_; }

  /// The number of components.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  /// How \p g moves components. \throws AlgebraError unless \p g is in H.
  [[nodiscard]] SignedPermutation const& of(Element g) const;

  /// g v for floats or doubles. Zeros stay positive: a negated component is 0 - v[i]. \throws
  /// AlgebraError unless \p g is in H and \p v has size() entries.
  template <typename Real>
  [[nodiscard]] std::vector<Real> act(Element g, std::vector<Real> const& v) const;

private:
  SignedRepresentation(Subgroup acting, std::uint32_t size, std::vector<SignedPermutation> table)
      : acting_{std::move(acting)}, size_{size},
        table_{std::make_shared<std::vector<SignedPermutation> const>(std::move(table))} {}

  Subgroup acting_;
  std::uint32_t size_;
  std::shared_ptr<std::vector<SignedPermutation> const>
      table_; ///< for each element; empty outside H
};

} // namespace equivarify::algebra

#endif
