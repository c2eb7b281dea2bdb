#include "equivarify/algebra/equivariant_map.hpp"

#include "equivarify/algebra/orbit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra {

namespace {

void require_same_group(GSet const& domain, GSet const& codomain) {
  if (!(domain.group() == codomain.group())) {
    throw AlgebraError(fmt::format("no equivariant map from a set of {} to a set of {}",
                                   domain.group().name(),
                                   codomain.group().name()));
  }
}

/// A number below \p bound, each equally likely: the standard's distributions differ from library
/// to library.
std::size_t uniform_below(std::mt19937_64& random, std::size_t bound) {
  std::uint64_t const most = std::mt19937_64::max() - std::mt19937_64::max() % bound;
  std::uint64_t number = random();
  while (number >= most) {
    number = random();
  }
  return number % bound;
}

} // namespace

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

EquivariantMaps::EquivariantMaps(GSet const& domain, GSet const& codomain)
    : domain_{domain}, codomain_{codomain} {
  require_same_group(domain, codomain);
  for (Orbit& orbit : orbits(domain)) {
    Point const x = orbit.front();
    choices_.push_back({std::move(orbit),
                        orbit_transversal(domain, x),
                        fixed_points(codomain, stabilizer(domain, x))});
    size_ *= choices_.back().images.size();
  }
}

template <typename Choose>
EquivariantMap EquivariantMaps::assemble(Choose const& choose) const {
  std::vector<Point> images(domain_.size(), Point{0});
  for (auto choice = choices_.rbegin(); choice != choices_.rend(); ++choice) {
    Point const target = choice->images[choose(choice->images.size())];
    for (std::size_t i = 0; i < choice->orbit.size(); ++i) {
      images[choice->orbit[i].index()] = codomain_.act(choice->transversal[i], target);
    }
  }
  return EquivariantMap{domain_, codomain_, std::move(images)};
}

EquivariantMap EquivariantMaps::at(BigInteger index) const {
  if (index < 0 || index >= size_) {
    throw AlgebraError(fmt::format(
        "there are {} equivariant maps, none at {}", to_string(size_), to_string(index)));
  }
  return assemble([&](std::size_t count) {
    auto const digit = static_cast<std::size_t>(index % count);
    index /= count;
    return digit;
  });
}

EquivariantMap EquivariantMaps::sample(std::mt19937_64& random) const {
  if (size_ == 0) {
    throw AlgebraError("there is no equivariant map to draw: some point has a stabilizer that "
                       "fixes no point of the codomain");
  }
  return assemble([&](std::size_t count) { return uniform_below(random, count); });
}

} // namespace equivarify::algebra
