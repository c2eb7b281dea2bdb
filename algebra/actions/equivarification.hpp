/// \file
/// Equivarifications of a finite set Z: the G-product, lifts, and the universal map into it.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATION_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATION_HPP

#include "equivarify/algebra/equivariant_map.hpp"
#include "equivarify/algebra/gset.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::algebra {

/// An element of a finite set Z = {0, ..., n-1}.
using Label = std::uint32_t;

/// A map from the points of a G-set to Z, as the table of its values.
using LabelMap = std::vector<Label>;

/// A G-set with a map q to Z: a candidate for an equivarification of Z [3.0.3].
struct LabelledSet {
  GSet set;
  std::uint32_t labels = 1;
  LabelMap projection;
};

/// The G-product Z^{xG} of \p labels labels with p(s) = s(e) [3.0.1]: (g s)(h) = s(g^-1 h); s
/// stands at the sum of s(g_i) labels^i. \throws LimitError if it is too large to list.
[[nodiscard]] LabelledSet g_product(Group const& group, std::uint32_t labels);

/// The coordinates (s(g_0), s(g_1), ...) of the point \p s of g_product(\p group, \p labels).
[[nodiscard]] LabelMap coordinates(Group const& group, std::uint32_t labels, Point s);

/// The lift of \p map : X -> Z, as a map into g_product(): F^(x)(h) = F(h^-1 x) [3.0.2, 3.0.4].
///
/// \throws AlgebraError unless \p map gives each point of \p x a label of \p product.
[[nodiscard]] EquivariantMap lift(GSet const& x, LabelMap const& map, LabelledSet const& product);

/// The map W -> Z^{xG}, w -> (h -> q(h^-1 w)), that every equivarification W of Z has [A.0.1]: the
/// lift of its projection.
[[nodiscard]] EquivariantMap universal_map(LabelledSet const& w, LabelledSet const& product);

} // namespace equivarify::algebra

#endif
