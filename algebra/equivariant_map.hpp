/// \file
/// Maps of G-sets that commute with the action.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIANT_MAP_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIANT_MAP_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/gset.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
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

  EquivariantMap(GSet domain, GSet codomain, std::vector<Point> images)
      : domain_{std::move(domain)}, codomain_{std::move(codomain)}, images_{std::move(images)} {}

  GSet domain_;
  GSet codomain_;
  std::vector<Point> images_;
};

/// All equivariant maps between two G-sets, made on demand: for one x of each orbit, any point that
/// Stab(x) fixes.
class EquivariantMaps {
public:
  /// \throws AlgebraError if the groups differ.
  EquivariantMaps(GSet const& domain, GSet const& codomain);

  /// How many there are.
  [[nodiscard]] BigInteger const& size() const noexcept { return size_; }

  /// The map at \p index, in lexicographic order of the choices. \throws AlgebraError if there is
  /// none.
  [[nodiscard]] EquivariantMap at(BigInteger index) const;

  /// A map drawn uniformly; the same state of \p random gives the same map on every machine.
  /// \throws AlgebraError if there is no map.
  [[nodiscard]] EquivariantMap sample(std::mt19937_64& random) const;

  /// Goes through all maps in the order of at(), each made when it is asked for.
  class Iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = EquivariantMap;
    using difference_type = std::ptrdiff_t;
    using pointer = EquivariantMap const*;
    using reference = EquivariantMap;

    [[nodiscard]] EquivariantMap operator*() const { return maps_->at(index_); }

    Iterator& operator++() {
      ++index_;
      return *this;
    }

    friend bool operator==(Iterator const& a, Iterator const& b) { return a.index_ == b.index_; }

  private:
    friend class EquivariantMaps;

    Iterator(EquivariantMaps const& maps, BigInteger index)
        : maps_{&maps}, index_{std::move(index)} {}

    EquivariantMaps const* maps_;
    BigInteger index_;
  };

  [[nodiscard]] Iterator begin() const { return {*this, 0}; }

  [[nodiscard]] Iterator end() const { return {*this, size_}; }

private:
  /// One orbit of the domain and where its representative may go.
  struct Choice {
    std::vector<Point> orbit;
    std::vector<Element> transversal; ///< takes the representative to each point of the orbit
    std::vector<Point> images;        ///< the points that the stabilizer fixes
  };

  /// The map for which \p choose (n) says which of n images each orbit takes, the last orbit first.
  template <typename Choose>
  [[nodiscard]] EquivariantMap assemble(Choose const& choose) const;

  GSet domain_;
  GSet codomain_;
  std::vector<Choice> choices_;
  BigInteger size_ = 1;
};

} // namespace equivarify::algebra

#endif
