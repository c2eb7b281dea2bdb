/// \file
/// All maps of one G-set to another that commute with the action.
#ifndef EQUIVARIFY_ALGEBRA_EQUIVARIANT_MAPS_HPP
#define EQUIVARIFY_ALGEBRA_EQUIVARIANT_MAPS_HPP

#include "equivarify/algebra/big_integer.hpp"
#include "equivarify/algebra/equivariant_map.hpp"

#include <cstddef>
#include <iterator>
#include <random>
#include <utility>
#include <vector>

namespace equivarify::algebra {

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
