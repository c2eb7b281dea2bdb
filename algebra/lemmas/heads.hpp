/// \file
/// What is made of the copies of a network, and the definitions of it that lemmas are about.
#ifndef EQUIVARIFY_ALGEBRA_LEMMAS_HEADS_HPP
#define EQUIVARIFY_ALGEBRA_LEMMAS_HEADS_HPP

#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace equivarify::algebra::lemmas {

/// A point s of Z^{xG}, as (s(g_0), s(g_1), ...).
using Tuple = std::vector<Label>;

/// One whole number for each component, so that sums are exact.
using Vector = std::vector<std::int64_t>;

/// A label of an image: the copy of the network that must give it, and the class.
struct CopyLabel {
  Element copy;
  Label label;
  friend bool operator==(CopyLabel const&, CopyLabel const&) = default;
  friend auto operator<=>(CopyLabel const&, CopyLabel const&) = default;
};

/// Components that G permutes and negates.
struct SignedSet {
  GSet components;
  std::vector<int> signs; ///< 1 or -1 for each g and i: the sign of component i of g v

  [[nodiscard]] int sign(Element g, Point i) const {
    return signs[std::size_t{g.index()} * components.size() + i.index()];
  }
};

/// A number for each h in G and class c.
struct Scores {
  std::uint32_t classes = 1;
  Vector numbers; ///< that of (h, c) at h classes + c

  [[nodiscard]] std::int64_t at(CopyLabel const& y) const {
    return numbers[std::size_t{y.copy.index()} * classes + y.label];
  }
};

/// The definitions of algebra/README.md, "Heads", each replaceable.
struct HeadDefinitions {
  /// g v; by definition (g v)[i] = sign_g(i) v[g^-1 i].
  std::function<Vector(SignedSet const&, Element, Vector const&)> move;

  /// A map on each component that is odd: by definition half of it, rounded half away from zero and
  /// saturated to -127..127, as integer networks do.
  std::function<std::int64_t(std::int64_t)> activation;

  /// A bias that G fixes, made of any b: by definition the sum of g b.
  std::function<Vector(SignedSet const&, Vector const&)> bias;

  /// abs(G) times the mean head R(s), by definition the sum of h s(h).
  std::function<Vector(SignedSet const&, std::vector<Vector> const&)> mean;

  /// The points of a G-set to which an equivariant map may take s; by definition those that the
  /// stabilizer of s fixes.
  std::function<std::vector<Point>(GSet const&, Tuple const&)> images;

  /// The best answers: by definition all labels (h, c) with the largest number, in order.
  std::function<std::vector<CopyLabel>(Group const&, Scores const&)> best;

  /// One best answer, if an equivariant rule can pick it: by definition the first one of the least
  /// g s, turned back, if that g is unique.
  std::function<std::optional<CopyLabel>(Group const&, Scores const&)> single;

  /// The number of a class; by definition the sum of s(h)[c] over h.
  std::function<std::int64_t(Group const&, Scores const&, Label)> marginal;

  /// The poses that are right for a picture in pose g of a class with the symmetries K; by
  /// definition g K, in order.
  std::function<std::vector<Element>(Subgroup const&, Element)> targets;

  /// Entry g of the correlation of f with w; by definition the sum of w(g^-1 y) f(y).
  std::function<std::int64_t(GSet const&, Vector const& w, Vector const& f, Element)> correlate;
};

/// From which copy of s copy h of g s comes: by definition g^-1 h.
using CopySource = Element (*)(Group const&, Element g, Element h);

/// The definitions there, where (g s)(h) = s(\p source (g, h)).
[[nodiscard]] HeadDefinitions head_formula(CopySource source);

/// The same where \p source is by definition.
[[nodiscard]] HeadDefinitions head_formula();

/// The labels with the largest number among \p scores, in order.
[[nodiscard]] std::vector<CopyLabel> largest_labels(Group const& group, Scores const& scores);

/// \p set with the signs sign_g(i) = parity(g) gauge(i) gauge(g^-1 i), where parity(g) is that of
/// the permutation of the points, and \p gauge has 1 or -1 for each point.
[[nodiscard]] SignedSet signed_set(GSet const& set, std::vector<int> const& gauge);

} // namespace equivarify::algebra::lemmas

#endif
