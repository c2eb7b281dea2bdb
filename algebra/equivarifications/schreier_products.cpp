#include "equivarify/algebra/equivarifications/schreier_graph.hpp"

#include <numeric>

namespace equivarify::algebra {
namespace {

using Row = std::vector<std::uint32_t>;

Row pairs(Row const& x, Row const& y) {
  Row images;
  images.reserve(x.size() * y.size());
  for (std::uint32_t const first : x) {
    for (std::uint32_t const second : y) {
      images.push_back(first * static_cast<std::uint32_t>(y.size()) + second);
    }
  }
  return images;
}

/// (g s)(g y) = s(y): the digit of s at y moves to g y = \p x[y].
Row moved_maps(Row const& x, std::uint32_t labels) {
  Row weights;
  for (std::uint32_t weight = 1; weights.size() < x.size(); weight *= labels) {
    weights.push_back(weight);
  }
  Row images{0};
  for (std::uint32_t const y : x) {
    std::size_t const shorter = images.size();
    for (std::uint32_t label = 1; label < labels; ++label) {
      for (std::size_t s = 0; s < shorter; ++s) {
        images.push_back(images[s] + label * weights[y]);
      }
    }
  }
  return images;
}

} // namespace

SchreierGraph SchreierGraph::trivial(Group const& group, std::uint32_t points) {
  require_storable(group, points);
  Row row(points);
  std::iota(row.begin(), row.end(), 0U);
  return {group, points, Images(group.generators().size(), row)};
}

SchreierGraph SchreierGraph::product(SchreierGraph const& x, SchreierGraph const& y) {
  std::uint64_t const points = std::uint64_t{x.size_} * y.size_;
  require_storable(x.group_, points);
  Images images;
  for (std::size_t k = 0; k < x.images().size(); ++k) {
    images.push_back(pairs(x.images()[k], y.images()[k]));
  }
  return {x.group_, static_cast<std::uint32_t>(points), std::move(images)};
}

SchreierGraph SchreierGraph::maps_into(SchreierGraph const& x, std::uint32_t labels) {
  std::uint64_t points = 1;
  for (std::uint32_t y = 0; y < x.size_; ++y) {
    points *= labels;
    require_storable(x.group_, points);
  }
  Images images;
  for (Row const& row : x.images()) {
    images.push_back(moved_maps(row, labels));
  }
  return {x.group_, static_cast<std::uint32_t>(points), std::move(images)};
}

} // namespace equivarify::algebra
