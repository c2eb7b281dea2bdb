#include "equivarify/algebra/equivariant_map.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra {

void EquivariantMap::require_same_group(GSet const& domain, GSet const& codomain) {
  if (!(domain.group() == codomain.group())) {
    throw AlgebraError(fmt::format("no equivariant map from a set of {} to a set of {}",
                                   domain.group().name(),
                                   codomain.group().name()));
  }
}

EquivariantMap
EquivariantMap::from_images(GSet const& domain, GSet const& codomain, std::vector<Point> images) {
  require_same_group(domain, codomain);
  if (images.size() != domain.size()) {
    throw AlgebraError(
        fmt::format("a map from {} points, found {} images", domain.size(), images.size()));
  }
  for (Generator const& g : domain.group().generators()) {
    for (Point const x : domain.points()) {
      Point const left = images[domain.act(g.element, x).index()];
      Point const right = codomain.act(g.element, images[x.index()]);
      if (left != right) {
        throw AlgebraError(
            fmt::format("not equivariant: f(g x) = {}, but g f(x) = {} for g = {}, x = {}",
                        left.index(),
                        right.index(),
                        g.name,
                        x.index()));
      }
    }
  }
  return EquivariantMap{domain, codomain, std::move(images)};
}

Point EquivariantMap::operator()(Point x) const {
  if (x.index() >= images_.size()) {
    throw AlgebraError(
        fmt::format("there is no point {}: the set has {}", x.index(), images_.size()));
  }
  return images_[x.index()];
}

EquivariantMap EquivariantMap::then(EquivariantMap const& after) const {
  if (!(codomain_ == after.domain_)) {
    throw AlgebraError("cannot compose: the first map does not end where the second begins");
  }
  std::vector<Point> images;
  images.reserve(images_.size());
  for (Point const y : images_) {
    images.push_back(after.images_[y.index()]);
  }
  return EquivariantMap{domain_, after.codomain_, std::move(images)};
}

bool EquivariantMap::is_injective() const {
  std::vector<Point> sorted = images_;
  std::sort(sorted.begin(), sorted.end());
  return std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
}

bool EquivariantMap::is_surjective() const {
  std::vector<Point> sorted = images_;
  std::sort(sorted.begin(), sorted.end());
  return std::unique(sorted.begin(), sorted.end()) - sorted.begin() ==
         static_cast<std::ptrdiff_t>(codomain_.size());
}

} // namespace equivarify::algebra
