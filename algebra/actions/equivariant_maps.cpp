#include "equivarify/algebra/equivariant_maps.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/orbit.hpp"

#include <fmt/format.h>

namespace equivarify::algebra {

namespace {

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

EquivariantMaps::EquivariantMaps(GSet const& domain, GSet const& codomain)
    : domain_{domain}, codomain_{codomain} {
  EquivariantMap::require_same_group(domain, codomain);
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
