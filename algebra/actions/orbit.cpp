#include "equivarify/algebra/orbit.hpp"

#include <algorithm>

namespace equivarify::algebra {

Orbit orbit_of(GSet const& set, Point x) {
  Orbit orbit;
  for (Element const g : set.group().elements()) {
    orbit.push_back(set.act(g, x));
  }
  std::sort(orbit.begin(), orbit.end());
  orbit.erase(std::unique(orbit.begin(), orbit.end()), orbit.end());
  return orbit;
}

std::vector<Orbit> orbits(GSet const& set) {
  std::vector<Orbit> result;
  std::vector<bool> seen(set.size(), false);
  for (Point const x : set.points()) {
    if (!seen[x.index()]) {
      result.push_back(orbit_of(set, x));
      for (Point const y : result.back()) {
        seen[y.index()] = true;
      }
    }
  }
  return result;
}

Subgroup stabilizer(GSet const& set, Point x) {
  std::vector<Element> elements;
  for (Element const g : set.group().elements()) {
    if (set.act(g, x) == x) {
      elements.push_back(g);
    }
  }
  return Subgroup::generated_by(set.group(), elements);
}

std::vector<Point> fixed_points(GSet const& set, Subgroup const& subgroup) {
  std::vector<Element> const generators = subgroup.generators();
  std::vector<Point> result;
  for (Point const x : set.points()) {
    auto const fixes = [&](Element g) { return set.act(g, x) == x; };
    if (std::all_of(generators.begin(), generators.end(), fixes)) {
      result.push_back(x);
    }
  }
  return result;
}

namespace {

std::uint32_t count_fixed(GSet const& set, Element g) {
  std::uint32_t count = 0;
  for (std::uint32_t x = 0; x < set.size(); ++x) {
    count += set.act_unchecked(g.index(), x) == x ? 1U : 0U;
  }
  return count;
}

} // namespace

Subgroup kernel(GSet const& set) {
  std::vector<Element> elements;
  for (Element const g : set.group().elements()) {
    if (count_fixed(set, g) == set.size()) {
      elements.push_back(g);
    }
  }
  return Subgroup::generated_by(set.group(), elements);
}

std::vector<Element> orbit_transversal(GSet const& set, Point x) {
  Orbit const orbit = orbit_of(set, x);
  std::vector<Element> result(orbit.size(), set.group().identity());
  std::vector<bool> found(orbit.size(), false);
  for (Element const g : set.group().elements()) {
    auto const place = std::lower_bound(orbit.begin(), orbit.end(), set.act(g, x));
    auto const i = static_cast<std::size_t>(place - orbit.begin());
    if (!found[i]) {
      found[i] = true;
      result[i] = g;
    }
  }
  return result;
}

bool is_transitive(GSet const& set) {
  return set.size() != 0 && orbit_of(set, Point{0}).size() == set.size();
}

bool is_free(GSet const& set) {
  std::vector<Element> const elements = set.group().elements();
  return std::all_of(
      elements.begin() + 1, elements.end(), [&](Element g) { return count_fixed(set, g) == 0; });
}

bool is_faithful(GSet const& set) {
  return kernel(set).order() == 1;
}

std::uint64_t burnside_count(GSet const& set) {
  std::uint64_t total = 0;
  for (Element const g : set.group().elements()) {
    total += count_fixed(set, g);
  }
  return total / set.group().order();
}

} // namespace equivarify::algebra
