#include "equivarify/algebra/equivarification.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

namespace {

void require_labels(GSet const& x, LabelMap const& map, std::uint32_t labels) {
  if (map.size() != x.size()) {
    throw AlgebraError(fmt::format("a map from {} points, found {} values", x.size(), map.size()));
  }
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map[i] >= labels) {
      throw AlgebraError(
          fmt::format("the map takes {} to {}, expected a label below {}", i, map[i], labels));
    }
  }
}

} // namespace

LabelledSet g_product(Group const& group, std::uint32_t labels) {
  GSet set = GSet::maps_into(GSet::regular(group), labels);
  LabelMap projection;
  projection.reserve(set.size());
  for (std::uint32_t s = 0; s < set.size(); ++s) {
    projection.push_back(s % labels);
  }
  return {std::move(set), labels, std::move(projection)};
}

LabelMap coordinates(Group const& group, std::uint32_t labels, Point s) {
  LabelMap result;
  std::uint32_t rest = s.index();
  for (std::uint32_t i = 0; i < group.order(); ++i) {
    result.push_back(rest % labels);
    rest /= labels;
  }
  return result;
}

EquivariantMap lift(GSet const& x, LabelMap const& map, LabelledSet const& product) {
  require_labels(x, map, product.labels);
  Group const& group = x.group();
  std::vector<Point> images;
  images.reserve(x.size());
  for (std::uint32_t point = 0; point < x.size(); ++point) {
    std::uint32_t code = 0;
    for (std::uint32_t h = group.order(); h-- > 0;) {
      code = code * product.labels + map[x.act_unchecked(group.inverse_unchecked(h), point)];
    }
    images.emplace_back(code);
  }
  return EquivariantMap::from_images(x, product.set, std::move(images));
}

EquivariantMap universal_map(LabelledSet const& w, LabelledSet const& product) {
  return lift(w.set, w.projection, product);
}

} // namespace equivarify::algebra
