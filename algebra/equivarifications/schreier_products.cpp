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

/// The images of all maps under a step that moves the digit at y to \p x[y] and there makes it
/// \p label (y, digit).
template <typename Relabel>
Row moved_digits(Row const& x, std::uint32_t labels, Relabel const& label) {
  Row weights;
  for (std::uint32_t weight = 1; weights.size() < x.size(); weight *= labels) {
    weights.push_back(weight);
  }
  Row images{0};
  for (std::uint32_t y = 0; y < x.size(); ++y) {
    Row longer;
    longer.reserve(images.size() * labels);
    for (std::uint32_t digit = 0; digit < labels; ++digit) {
      std::uint32_t const added = label(y, digit) * weights[x[y]];
      for (std::uint32_t const image : images) {
        longer.push_back(image + added);
      }
    }
    images = std::move(longer);
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

std::uint32_t
SchreierGraph::require_power(Group const& group, std::uint32_t labels, std::uint32_t digits) {
  std::uint64_t points = 1;
  for (std::uint32_t i = 0; i < digits; ++i) {
    points *= labels;
    require_storable(group, points);
  }
  return static_cast<std::uint32_t>(points);
}

// (g s)(g y) = s(y): the digit of s at y moves to g y.
SchreierGraph SchreierGraph::maps_into(SchreierGraph const& x, std::uint32_t labels) {
  std::uint32_t const points = require_power(x.group_, labels, x.size_);
  Images images;
  for (Row const& row : x.images()) {
    images.push_back(
        moved_digits(row, labels, [](std::uint32_t, std::uint32_t digit) { return digit; }));
  }
  return {x.group_, points, std::move(images)};
}

// With g t_i = t_j h: (g s)(t_j) = s(t_i h^-1) = h s(t_i).
SchreierGraph SchreierGraph::coinduced(Group const& group, Labels const& labels) {
  Subgroup const h = labels.subgroup() == nullptr ? Subgroup::trivial(group) : *labels.subgroup();
  std::uint32_t const points = require_power(group, labels.size(), h.index());
  std::vector<Element> const cosets = h.transversal();
  SchreierGraph const x = coset_space(h);
  Images images;
  for (std::size_t k = 0; k < x.images().size(); ++k) {
    Row const& row = x.images()[k];
    Element const g = group.generators()[k].element;
    images.push_back(moved_digits(row, labels.size(), [&](std::uint32_t i, std::uint32_t digit) {
      Element const there = group.inverse(cosets[row[i]]);
      return labels.act(group.multiply(there, group.multiply(g, cosets[i])), digit);
    }));
  }
  return {group, points, std::move(images)};
}

} // namespace equivarify::algebra
