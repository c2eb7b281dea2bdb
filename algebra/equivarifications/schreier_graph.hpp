/// \file
/// Large G-sets: the images of points under the generators alone.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_SCHREIER_GRAPH_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIFICATIONS_SCHREIER_GRAPH_HPP

#include "equivarify/algebra/equivarification.hpp"
#include "equivarify/algebra/equivarifications/labels.hpp"
#include "equivarify/algebra/gset.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace equivarify::algebra {

/// Images of generators that are no action, with the two points that ought to be one; elements act
/// as the products of generators on a shortest way to them.
class BrokenAction : public ActionError {
public:
  BrokenAction(ActionError const& error, std::uint32_t turn, std::uint32_t once)
      : ActionError{error}, in_turn{turn}, at_once{once} {}

  std::uint32_t in_turn; ///< g (h x)
  std::uint32_t at_once; ///< (g h) x
};

/// A G-set as its Schreier graph: k n numbers for k generators and n points, where a GSet has
/// |G| n; an immutable value.
class SchreierGraph {
public:
  using Images = std::vector<std::vector<std::uint32_t>>;

  /// The most images (generators times points) that are stored.
  static constexpr std::uint64_t max_images = 1ULL << 27;

  /// The action in which generator k takes point x to `images[k][x]`. Cost: O(|G| k) for each orbit
  /// of more than one point.
  ///
  /// \throws AlgebraError if some `images[k]` is no permutation of \p points points; BrokenAction
  /// naming g, h, x with (g h) x != g (h x); LimitError beyond max_images.
  [[nodiscard]] static SchreierGraph
  from_generators(Group const& group, std::uint32_t points, Images images);

  /// The graph of \p set.
  [[nodiscard]] static SchreierGraph of(GSet const& set);

  /// The left cosets of \p subgroup, in the order of Subgroup::transversal().
  [[nodiscard]] static SchreierGraph coset_space(Subgroup const& subgroup);

  /// The points of each part in turn. \pre All parts are sets of \p group.
  [[nodiscard]] static SchreierGraph disjoint_union(Group const& group,
                                                    std::vector<SchreierGraph> const& parts);

  /// \p points points that \p group does not move.
  [[nodiscard]] static SchreierGraph trivial(Group const& group, std::uint32_t points);

  /// The pairs with g (x, y) = (g x, g y); (x, y) stands at x |Y| + y, as in
  /// GSet::product(). \pre Both are sets of one
  /// group. \throws LimitError beyond max_images.
  [[nodiscard]] static SchreierGraph product(SchreierGraph const& x, SchreierGraph const& y);

  /// The maps s from \p x to {0, ..., labels-1} with (g s)(y) = s(g^-1 y); s stands at the sum of
  /// s(y) labels^y, as in GSet::maps_into(). \throws LimitError beyond max_images. Cost: linear in
  /// the images. \pre There is a label.
  [[nodiscard]] static SchreierGraph maps_into(SchreierGraph const& x, std::uint32_t labels);

  /// Map_H(\p group, Z) = { s : s(g h) = h^-1 s(g) } for the subgroup H that acts on \p labels,
  /// with (g s)(x) = s(g^-1 x); s stands at the sum of s(t_i) |Z|^i for t_i in the order of H's
  /// transversal. \throws LimitError beyond max_images. \pre There is a label.
  [[nodiscard]] static SchreierGraph coinduced(Group const& group, Labels const& labels);

  [[nodiscard]] Group const& group() const noexcept { return group_; }

  /// The number of points.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  [[nodiscard]] Images const& images() const noexcept { return *images_; }

  /// The index of s x for generator number \p k, not checked.
  [[nodiscard]] std::uint32_t step_unchecked(std::size_t k, std::uint32_t x) const noexcept {
    return (*images_)[k][x];
  }

  /// The point g x. Cost: the length of the word of \p g. \throws AlgebraError if either does not
  /// belong here.
  [[nodiscard]] Point act(Element g, Point x) const;

  /// The points that \p subgroup fixes. Cost: O(n) times the words of its generators.
  [[nodiscard]] std::vector<std::uint32_t> fixed_points(Subgroup const& subgroup) const;

  /// { g : g x = x }. Cost: O(|G|).
  [[nodiscard]] Subgroup stabilizer(Point x) const;

  /// The points of the orbit of \p x, \p x first, each after one from which a generator leads to
  /// it; none that \p seen, with one entry a point, already marks. Marks them. Cost: linear in the
  /// orbit.
  [[nodiscard]] std::vector<std::uint32_t> orbit(std::uint32_t x, std::vector<bool>& seen) const;

private:
  /// \throws LimitError if \p points points have more than max_images images.
  static void require_storable(Group const& group, std::uint64_t points);

  /// labels^digits. \throws LimitError as require_storable().
  static std::uint32_t
  require_power(Group const& group, std::uint32_t labels, std::uint32_t digits);

  SchreierGraph(Group group, std::uint32_t size, Images images)
      : group_{std::move(group)}, size_{size}, images_{std::make_shared<Images const>(
                                                   std::move(images))} {}

  Group group_;
  std::uint32_t size_;
  std::shared_ptr<Images const> images_;
};

/// A G-set W with a map q to Z: a candidate for an equivarification of Z [3.0.3]. Where a subgroup
/// H acts on the labels, q is H-equivariant: q(h w) = h q(w).
struct Candidate {
  SchreierGraph set;
  Labels labels{1};
  LabelMap projection;
};

/// A walk that meets every left coset of a subgroup once, each by one generator from an earlier
/// one: with it the points t w for all cosets t H cost one step each.
struct CosetWalk {
  /// Cost: O([G:H] k) products for k generators.
  explicit CosetWalk(Subgroup const& h);

  std::vector<std::uint32_t> cosets; ///< in the order of the walk, H first
  std::vector<std::uint32_t> parent; ///< the place in the walk from which a coset is reached
  std::vector<std::uint32_t> via;    ///< the number of the generator that leads there
};

} // namespace equivarify::algebra

#endif
