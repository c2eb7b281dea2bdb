/// \file
/// Homomorphisms between finite groups.
#ifndef EQUIVARIFY_ALGEBRA_HOMOMORPHISM_HPP
#define EQUIVARIFY_ALGEBRA_HOMOMORPHISM_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <utility>
#include <vector>

namespace equivarify::algebra {

/// A map phi with phi(g h) = phi(g) phi(h); an immutable value.
class Homomorphism {
public:
  /// The homomorphism that takes the generators of \p domain to \p images, in order. Cost: O(|G| x
  /// generators).
  ///
  /// \throws AlgebraError naming g and h with phi(g h) != phi(g) phi(h).
  [[nodiscard]] static Homomorphism
  from_generators(Group const& domain, Group const& codomain, std::vector<Element> const& images);

  [[nodiscard]] static Homomorphism identity(Group const& group);

  /// The homomorphism that takes everything to e.
  [[nodiscard]] static Homomorphism trivial(Group const& domain, Group const& codomain);

  [[nodiscard]] Group const& domain() const noexcept { return domain_; }

  [[nodiscard]] Group const& codomain() const noexcept { return codomain_; }

  /// The image of \p g. \throws AlgebraError unless \p g is in the domain.
  [[nodiscard]] Element operator()(Element g) const;

  [[nodiscard]] Subgroup kernel() const;
  [[nodiscard]] Subgroup image() const;
  [[nodiscard]] bool is_injective() const;
  [[nodiscard]] bool is_surjective() const;
  [[nodiscard]] bool is_isomorphism() const;

  /// The map g -> \p after (this(g)). \throws AlgebraError if the groups do not match.
  [[nodiscard]] Homomorphism then(Homomorphism const& after) const;

  friend bool operator==(Homomorphism const&, Homomorphism const&) = default;

private:
  friend struct QuotientBuilder;

  Homomorphism(Group domain, Group codomain, std::vector<Element> images)
      : domain_{std::move(domain)}, codomain_{std::move(codomain)}, images_{std::move(images)} {}

  Group domain_;
  Group codomain_;
  std::vector<Element> images_;
};

/// The group of cosets of a normal subgroup.
struct Quotient {
  Group group;             ///< element i is the i-th coset in the order of Subgroup::transversal()
  Homomorphism projection; ///< g to its coset
};

/// The quotient by \p normal. Cost: O(|G|).
///
/// \throws AlgebraError naming g and h in \p normal with g h g^-1 outside it.
[[nodiscard]] Quotient quotient(Subgroup const& normal);

/// A subgroup as a group of its own.
struct Inclusion {
  Group group;
  Homomorphism into; ///< injective, onto the subgroup
};

/// \p subgroup as a Group: its generators, in the order of Subgroup::generators(), are called a, b,
/// c, ...; elements keep the names they have in the larger group.
[[nodiscard]] Inclusion as_group(Subgroup const& subgroup);

} // namespace equivarify::algebra

#endif
