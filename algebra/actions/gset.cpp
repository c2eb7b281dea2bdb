#include "equivarify/algebra/gset.hpp"

#include "equivarify/algebra/generator_images.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace equivarify::algebra {

namespace {

using Images = std::vector<std::uint32_t>;

void require_storable(Group const& group, std::uint64_t points) {
  if (points > GSet::max_images / group.order()) {
    throw LimitError(
        fmt::format("an action of {} on {} points needs {} x {} images; at most {} are stored",
                    group.name(),
                    points,
                    group.order(),
                    points,
                    GSet::max_images));
  }
}

void require_same_group(GSet const& x, GSet const& y) {
  if (!(x.group() == y.group())) {
    throw AlgebraError(
        fmt::format("one set is acted on by {}, the other by {}; expected the same group",
                    x.group().name(),
                    y.group().name()));
  }
}

/// The images under all elements: x = p s takes a point where p takes its image under s.
Images spread(Group const& group,
              std::uint32_t points,
              std::vector<std::vector<std::uint32_t>> const& images) {
  SpanningTree const& tree = group.spanning_tree();
  Images all(std::size_t{group.order()} * points);
  std::iota(all.begin(), all.begin() + points, 0U);
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    std::uint32_t const g = tree.sequence[i];
    std::uint32_t* const row = &all[std::size_t{g} * points];
    std::uint32_t const* const parent = &all[std::size_t{tree.parent[g]} * points];
    std::vector<std::uint32_t> const& step = images[tree.via[g]];
    for (std::uint32_t x = 0; x < points; ++x) {
      row[x] = parent[step[x]];
    }
  }
  return all;
}

/// The word by which spread() reaches \p g.
PowerWord path_to(Group const& group, std::uint32_t g) {
  SpanningTree const& tree = group.spanning_tree();
  std::vector<std::uint32_t> letters;
  for (; g != 0; g = tree.parent[g]) {
    letters.push_back(tree.via[g]);
  }
  PowerWord word;
  for (auto letter = letters.rbegin(); letter != letters.rend(); ++letter) {
    append_power(word, *letter);
  }
  return word;
}

/// The relation of the group by which \p g times generator \p k has two words.
std::string relation_at(Group const& group, std::uint32_t g, std::uint32_t k) {
  std::vector<std::string> const names = group.generator_names();
  PowerWord left = path_to(group, g);
  append_power(left, k);
  return fmt::format("{} = {}",
                     to_string(left, names),
                     to_string(path_to(group, group.step_unchecked(g, k)), names));
}

/// Checks (g s) x = g (s x) for generator number \p k, which takes each x to \p step [x].
void require_action_at(
    Group const& group, Element g, std::uint32_t k, Images const& step, Images const& all) {
  std::uint32_t const* const row = &all[g.index() * step.size()];
  std::uint32_t const product = group.step_unchecked(g.index(), k);
  std::uint32_t const* const expected = &all[product * step.size()];
  for (std::uint32_t x = 0; x < step.size(); ++x) {
    if (row[step[x]] != expected[x]) {
      std::string const relation = relation_at(group, g.index(), k);
      throw ActionError(fmt::format("no action of {}: g (h x) = {}, but (g h) x = {} "
                                    "for g = {}, h = {}, g h = {}, x = {}; the relation {} fails",
                                    group.name(),
                                    row[step[x]],
                                    expected[x],
                                    group.name_of(g),
                                    group.generators()[k].name,
                                    group.name_of(group.element(product)),
                                    x,
                                    relation),
                        g,
                        group.generators()[k].element,
                        Point{x},
                        relation);
    }
  }
}

/// Checks (g s) x = g (s x) for every g and every generator s, which implies it for all pairs.
void require_action(Group const& group,
                    std::vector<std::vector<std::uint32_t>> const& steps,
                    Images const& all) {
  for (Element const g : group.elements()) {
    for (std::uint32_t k = 0; k < steps.size(); ++k) {
      require_action_at(group, g, k, steps[k], all);
    }
  }
}

/// The images that \p image (g, x) gives for all elements and points.
template <typename Image>
Images tabulate(Group const& group, std::uint64_t points, Image const& image) {
  require_storable(group, points);
  Images all;
  all.reserve(group.order() * points);
  for (std::uint32_t g = 0; g < group.order(); ++g) {
    for (std::uint32_t x = 0; x < points; ++x) {
      all.push_back(image(g, x));
    }
  }
  return all;
}

} // namespace

GSet GSet::from_generators(Group const& group,
                           std::uint32_t points,
                           std::vector<std::vector<std::uint32_t>> const& images) {
  require_permutations(group, points, images);
  require_storable(group, points);
  if (points == 0) {
    return GSet{group, 0, {}};
  }
  Images all = spread(group, points, images);
  require_action(group, images, all);
  return GSet{group, points, std::move(all)};
}

GSet GSet::trivial(Group const& group, std::uint32_t points) {
  return GSet{
      group, points, tabulate(group, points, [](std::uint32_t, std::uint32_t x) { return x; })};
}

GSet GSet::regular(Group const& group) {
  auto const product = [&](std::uint32_t g, std::uint32_t x) {
    return group.multiply_unchecked(g, x);
  };
  return GSet{group, group.order(), tabulate(group, group.order(), product)};
}

GSet GSet::coset_space(Subgroup const& subgroup) {
  Group const& group = subgroup.group();
  std::vector<Element> const representatives = subgroup.transversal();
  std::vector<std::uint32_t> const coset = subgroup.coset_numbers();
  auto const image = [&](std::uint32_t g, std::uint32_t x) {
    return coset[group.multiply_unchecked(g, representatives[x].index())];
  };
  return GSet{group, subgroup.index(), tabulate(group, subgroup.index(), image)};
}

GSet GSet::product(GSet const& x, GSet const& y) {
  require_same_group(x, y);
  std::uint64_t const size = std::uint64_t{x.size_} * y.size_;
  auto const image = [&](std::uint32_t g, std::uint32_t pair) {
    return x.act_unchecked(g, pair / y.size_) * y.size_ + y.act_unchecked(g, pair % y.size_);
  };
  Images all = tabulate(x.group_, size, image);
  return GSet{x.group_, static_cast<std::uint32_t>(size), std::move(all)};
}

GSet GSet::disjoint_union(GSet const& x, GSet const& y) {
  require_same_group(x, y);
  std::uint64_t const size = std::uint64_t{x.size_} + y.size_;
  auto const image = [&](std::uint32_t g, std::uint32_t z) {
    return z < x.size_ ? x.act_unchecked(g, z) : x.size_ + y.act_unchecked(g, z - x.size_);
  };
  Images all = tabulate(x.group_, size, image);
  return GSet{x.group_, static_cast<std::uint32_t>(size), std::move(all)};
}

GSet GSet::maps_into(GSet const& x, std::uint32_t labels) {
  std::uint64_t size = 1;
  for (std::uint32_t y = 0; y < x.size_; ++y) {
    size *= labels;
    require_storable(x.group_, size);
  }
  std::vector<std::uint32_t> weight(x.size_);
  std::uint32_t power = 1;
  for (std::uint32_t& w : weight) {
    w = power;
    power *= labels;
  }
  // (g s)(g y) = s(y): the digit of s at y moves to g y.
  auto const image = [&](std::uint32_t g, std::uint32_t s) {
    std::uint32_t result = 0;
    for (std::uint32_t y = 0; y < x.size_; ++y, s /= labels) {
      result += s % labels * weight[x.act_unchecked(g, y)];
    }
    return result;
  };
  Images all = tabulate(x.group_, size, image);
  return GSet{x.group_, static_cast<std::uint32_t>(size), std::move(all)};
}

GSet GSet::restriction(GSet const& x, Homomorphism const& along) {
  if (!(along.codomain() == x.group_)) {
    throw AlgebraError(fmt::format("cannot restrict an action of {} along a map to {}",
                                   x.group_.name(),
                                   along.codomain().name()));
  }
  Group const& domain = along.domain();
  auto const image = [&](std::uint32_t g, std::uint32_t y) {
    return x.act_unchecked(along(domain.element(g)).index(), y);
  };
  return GSet{domain, x.size_, tabulate(domain, x.size_, image)};
}

GSet GSet::restriction(GSet const& x, std::vector<Point> points) {
  std::sort(points.begin(), points.end());
  auto const image = [&](std::uint32_t g, std::uint32_t y) {
    Point const moved = x.act(x.group_.element(g), points[y]);
    auto const found = std::lower_bound(points.begin(), points.end(), moved);
    if (found == points.end() || *found != moved) {
      throw AlgebraError(
          fmt::format("not closed under the action: g x = {} is outside for g = {}, x = {}",
                      moved.index(),
                      x.group_.name_of(x.group_.element(g)),
                      points[y].index()));
    }
    return static_cast<std::uint32_t>(found - points.begin());
  };
  Images all = tabulate(x.group_, points.size(), image);
  return GSet{x.group_, static_cast<std::uint32_t>(points.size()), std::move(all)};
}

std::vector<Point> GSet::points() const {
  std::vector<Point> result;
  result.reserve(size_);
  for (std::uint32_t x = 0; x < size_; ++x) {
    result.emplace_back(x);
  }
  return result;
}

Point GSet::act(Element g, Point x) const {
  if (!group_.contains(g)) {
    throw AlgebraError(
        fmt::format("element {} belongs to another group, not to {}", g.index(), group_.name()));
  }
  if (x.index() >= size_) {
    throw AlgebraError(fmt::format("there is no point {}: the set has {}", x.index(), size_));
  }
  return Point{act_unchecked(g.index(), x.index())};
}

std::vector<std::uint32_t> GSet::images_of(Element g) const {
  std::vector<std::uint32_t> images;
  images.reserve(size_);
  for (Point const x : points()) {
    images.push_back(act(g, x).index());
  }
  return images;
}

} // namespace equivarify::algebra
