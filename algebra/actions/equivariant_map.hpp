/// \file
/// Maps of G-sets that commute with the action.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIANT_MAP_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIANT_MAP_HPP

#include "equivarify/algebra/gset.hpp"

#include <utility>
#include <vector>

namespace equivarify::algebra {

/// A map f with f(g x) = g f(x); an immutable value.
class EquivariantMap {
public:
  /// The map that takes point x of \p domain to `images[x]` in \p codomain. Cost: O(n k) for k
  /// generators.
  ///
  /// \throws AlgebraError naming g and x with f(g x) != g f(x).
  [[nodiscard]] static EquivariantMap
  from_images(GSet const& domain, GSet const& codomain, std::vector<Point> images);

  [[nodiscard]] GSet const& domain() const noexcept { return domain_; }

  [[nodiscard]] GSet const& codomain() const noexcept { return codomain_; }

  /// The image of \p x. \throws AlgebraError if there is no such point.
  [[nodiscard]] Point operator()(Point x) const;

  [[nodiscard]] std::vector<Point> const& images() const noexcept { return images_; }

  /// The map x -> \p after (this(x)). \throws AlgebraError if the sets do not match.
  [[nodiscard]] EquivariantMap then(EquivariantMap const& after) const;

  [[nodiscard]] bool is_injective() const;
  [[nodiscard]] bool is_surjective() const;

  friend bool operator==(EquivariantMap const&, EquivariantMap const&) = default;

private:
  friend class EquivariantMaps;

  static void require_same_group(GSet const& domain, GSet const& codomain);

  EquivariantMap(GSet domain, GSet codomain, std::vector<Point> images)
      : domain_{std::move(domain)}, codomain_{std::move(codomain)}, images_{std::move(images)} {}

  GSet domain_;
  GSet codomain_;
  std::vector<Point> images_;
};

} // namespace equivarify::algebra

#endif
