/// \file
/// Finite sets with a left action of a finite group.
#ifndef EQUIVARIFY_ALGEBRA_GSET_HPP
#define EQUIVARIFY_ALGEBRA_GSET_HPP

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/homomorphism.hpp"
#include "equivarify/algebra/subgroup.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::algebra {

/// A point of a G-set; no element of a group, so that points cannot be multiplied.
class Point {
public:
  explicit constexpr Point(std::uint32_t index) noexcept : index_{index} {}

  [[nodiscard]] constexpr std::uint32_t index() const noexcept { return index_; }

  friend constexpr bool operator==(Point, Point) = default;
  // clang-tidy 14 takes the 0 in what the compiler writes here for a null pointer.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend constexpr auto operator<=>(Point, Point) = default;

private:
  std::uint32_t index_;
};

/// Images of generators that are no action: (g h) x is not g (h x).
class ActionError : public AlgebraError {
public:
  ActionError(std::string const& message,
              Element left,
              Element right,
              Point point,
              std::string failed_relation = {})
      : AlgebraError{message}, g{left}, h{right}, x{point}, relation{std::move(failed_relation)} {}

  /// This error in other words.
  [[nodiscard]] ActionError reworded(std::string const& message) const {
    return {message, g, h, x, relation};
  }

  Element g;
  Element h;
  Point x;
  std::string relation; ///< the relation that fails at x, such as `r^4 = e`; empty if unknown
};

/// A finite set with a left action: e x = x and g (h x) = (g h) x [2.0.1]; an immutable value.
class GSet {
public:
  /// The most images (elements times points) that a GSet stores.
  static constexpr std::uint64_t max_images = 1ULL << 28;

  /// The action in which generator k takes point x to `images[k][x]`. Cost: O(|G| k n) for n
  /// points.
  ///
  /// \throws AlgebraError if some `images[k]` is no permutation of \p points points; ActionError
  /// naming g, h, x with (g h) x != g (h x); LimitError beyond max_images.
  [[nodiscard]] static GSet from_generators(Group const& group,
                                            std::uint32_t points,
                                            std::vector<std::vector<std::uint32_t>> const& images);

  /// \p points points that every element fixes.
  [[nodiscard]] static GSet trivial(Group const& group, std::uint32_t points);

  /// The group acting on itself: g x is the product; point i is element i.
  [[nodiscard]] static GSet regular(Group const& group);

  /// The left cosets x H: g (x H) = g x H; point i is the i-th of Subgroup::transversal().
  [[nodiscard]] static GSet coset_space(Subgroup const& subgroup);

  /// Pairs: g (x, y) = (g x, g y); the pair stands at x |Y| + y. \throws AlgebraError if the groups
  /// differ.
  [[nodiscard]] static GSet product(GSet const& x, GSet const& y);

  /// The points of \p x, then those of \p y. \throws AlgebraError if the groups differ.
  [[nodiscard]] static GSet disjoint_union(GSet const& x, GSet const& y);

  /// The maps s from \p x to {0, ..., labels-1} with (g s)(y) = s(g^-1 y); s stands at sum of s(y)
  /// labels^y. \throws LimitError beyond max_images.
  [[nodiscard]] static GSet maps_into(GSet const& x, std::uint32_t labels);

  /// \p x with h acting as \p along (h). \throws AlgebraError unless \p along leads to the group of
  /// \p x.
  [[nodiscard]] static GSet restriction(GSet const& x, Homomorphism const& along);

  /// The part of \p x that consists of \p points, renumbered in order. \throws AlgebraError naming
  /// g and x with g x outside.
  [[nodiscard]] static GSet restriction(GSet const& x, std::vector<Point> points);

  [[nodiscard]] Group const& group() const noexcept { return group_; }

  /// The number of points.
  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  [[nodiscard]] std::vector<Point> points() const;

  /// The point g x. \throws AlgebraError if \p g or \p x does not belong here.
  [[nodiscard]] Point act(Element g, Point x) const;

  /// The index of g x, not checked.
  [[nodiscard]] std::uint32_t act_unchecked(std::uint32_t g, std::uint32_t x) const noexcept {
    return (*images_)[std::size_t{g} * size_ + x];
  }

  /// The images of all points under \p g.
  [[nodiscard]] std::vector<std::uint32_t> images_of(Element g) const;

  /// Whether the groups, the numbers of points and all images agree.
  friend bool operator==(GSet const& a, GSet const& b) {
    return a.size_ == b.size_ && *a.images_ == *b.images_ && a.group_ == b.group_;
  }

private:
  using Images = std::vector<std::uint32_t>;

  GSet(Group group, std::uint32_t size, Images images)
      : group_{std::move(group)}, size_{size}, images_{std::make_shared<Images const>(
                                                   std::move(images))} {}

  Group group_;
  std::uint32_t size_;
  std::shared_ptr<Images const> images_;
};

} // namespace equivarify::algebra

#endif
