#include "equivarify/algebra/equivarifications/schreier_graph.hpp"

#include "equivarify/algebra/generator_images.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace equivarify::algebra {
namespace {

using Images = SchreierGraph::Images;

/// Every element on the way from e by generators on the left: g = s_via parent.
struct LeftCayleyGraph {
  explicit LeftCayleyGraph(Group const& group) : walk{Subgroup::trivial(group)} {
    for (Generator const& s : group.generators()) {
      std::vector<std::uint32_t>& row = products.emplace_back();
      for (std::uint32_t g = 0; g < group.order(); ++g) {
        row.push_back(group.multiply_unchecked(s.element.index(), g));
      }
    }
  }

  CosetWalk walk;
  Images products; ///< products[k][g] = s_k g
};

/// Checks that walking along the Cayley graph and along the images of the points of one orbit
/// agree: s (g x) = (s g) x for all g and generators s, x the orbit's first point. That implies it
/// for all points, since each is g x for some g.
class OrbitCheck {
public:
  OrbitCheck(Group const& group, Images const& images)
      : group_{group}, images_{images}, cayley_{group}, place_(group.order()) {}

  void require_action(std::uint32_t x) {
    walk_from(x);
    for (std::size_t k = 0; k < images_.size(); ++k) {
      require_products(k, x);
    }
  }

private:
  void require_products(std::size_t k, std::uint32_t x) const {
    for (std::uint32_t g = 0; g < group_.order(); ++g) {
      if (images_[k][place_[g]] != place_[cayley_.products[k][g]]) {
        refuse(k, g, x);
      }
    }
  }

  void walk_from(std::uint32_t x) {
    CosetWalk const& walk = cayley_.walk;
    place_[0] = x;
    for (std::size_t i = 1; i < walk.cosets.size(); ++i) {
      place_[walk.cosets[i]] = images_[walk.via[i]][place_[walk.cosets[walk.parent[i]]]];
    }
  }

  [[noreturn]] void refuse(std::size_t k, std::uint32_t g, std::uint32_t x) const {
    Generator const& s = group_.generators()[k];
    Element const product = group_.element(cayley_.products[k][g]);
    std::uint32_t const in_turn = images_[k][place_[g]];
    std::uint32_t const at_once = place_[product.index()];
    throw BrokenAction{
        ActionError{
            fmt::format("no action of {}: g (h x) = {}, but (g h) x = {} for g = {}, h = {}, "
                        "g h = {}, x = {}",
                        group_.name(),
                        in_turn,
                        at_once,
                        s.name,
                        group_.name_of(group_.element(g)),
                        group_.name_of(product),
                        x),
            s.element,
            group_.element(g),
            Point{x}},
        in_turn,
        at_once};
  }

  Group const& group_;
  Images const& images_;
  LeftCayleyGraph cayley_;
  std::vector<std::uint32_t> place_; ///< g x for every g
};

/// The point that \p word takes \p x to, the rightmost letter first.
std::uint32_t follow(PowerWord const& word, Images const& images, std::uint32_t x) {
  for (auto power = word.rbegin(); power != word.rend(); ++power) {
    for (std::uint32_t i = 0; i < power->exponent; ++i) {
      x = images[power->generator][x];
    }
  }
  return x;
}

} // namespace

CosetWalk::CosetWalk(Subgroup const& h) : cosets{0}, parent{0}, via{0} {
  Group const& group = h.group();
  std::vector<std::uint32_t> const numbers = h.coset_numbers();
  std::vector<Element> const representatives = h.transversal();
  std::vector<bool> seen(representatives.size(), false);
  seen[0] = true;
  auto const meet = [&](std::uint32_t coset, std::uint32_t from, std::uint32_t generator) {
    if (!seen[coset]) {
      seen[coset] = true;
      cosets.push_back(coset);
      parent.push_back(from);
      via.push_back(generator);
    }
  };
  for (std::uint32_t i = 0; i < cosets.size(); ++i) {
    std::uint32_t const t = representatives[cosets[i]].index();
    for (std::uint32_t k = 0; k < group.generators().size(); ++k) {
      meet(numbers[group.multiply_unchecked(group.generators()[k].element.index(), t)], i, k);
    }
  }
}

void SchreierGraph::require_storable(Group const& group, std::uint64_t points) {
  if (points * std::max<std::size_t>(group.generators().size(), 1) > max_images) {
    throw LimitError(fmt::format("{} points under {} generators of {}; at most {} images",
                                 points,
                                 group.generators().size(),
                                 group.name(),
                                 max_images));
  }
}

SchreierGraph
SchreierGraph::from_generators(Group const& group, std::uint32_t points, Images images) {
  require_storable(group, points);
  require_permutations(group, points, images);
  SchreierGraph graph{group, points, std::move(images)};
  OrbitCheck check{group, graph.images()};
  std::vector<bool> seen(points, false);
  for (std::uint32_t x = 0; x < points; ++x) {
    if (!seen[x] && graph.orbit(x, seen).size() > 1) {
      check.require_action(x);
    }
  }
  return graph;
}

SchreierGraph SchreierGraph::of(GSet const& set) {
  Images images;
  for (Generator const& s : set.group().generators()) {
    images.push_back(set.images_of(s.element));
  }
  return SchreierGraph{set.group(), set.size(), std::move(images)};
}

SchreierGraph SchreierGraph::coset_space(Subgroup const& subgroup) {
  Group const& group = subgroup.group();
  std::vector<Element> const representatives = subgroup.transversal();
  std::vector<std::uint32_t> const numbers = subgroup.coset_numbers();
  Images images;
  for (Generator const& s : group.generators()) {
    std::vector<std::uint32_t>& row = images.emplace_back();
    for (Element const t : representatives) {
      row.push_back(numbers[group.multiply_unchecked(s.element.index(), t.index())]);
    }
  }
  return SchreierGraph{group, subgroup.index(), std::move(images)};
}

SchreierGraph SchreierGraph::disjoint_union(Group const& group,
                                            std::vector<SchreierGraph> const& parts) {
  std::uint64_t points = 0;
  for (SchreierGraph const& part : parts) {
    points += part.size();
  }
  require_storable(group, points);
  Images images(group.generators().size());
  std::uint32_t offset = 0;
  for (SchreierGraph const& part : parts) {
    for (std::size_t k = 0; k < images.size(); ++k) {
      std::vector<std::uint32_t> const& row = part.images()[k];
      std::transform(row.begin(), row.end(), std::back_inserter(images[k]), [offset](auto x) {
        return offset + x;
      });
    }
    offset += part.size();
  }
  return SchreierGraph{group, static_cast<std::uint32_t>(points), std::move(images)};
}

Point SchreierGraph::act(Element g, Point x) const {
  if (x.index() >= size_) {
    throw AlgebraError(fmt::format("there is no point {} among {}", x.index(), size_));
  }
  return Point{follow(group_.word_of(g), *images_, x.index())};
}

std::vector<std::uint32_t> SchreierGraph::fixed_points(Subgroup const& subgroup) const {
  std::vector<std::uint32_t> fixed(size_);
  std::iota(fixed.begin(), fixed.end(), 0U);
  for (Element const g : subgroup.generators()) {
    PowerWord const word = group_.word_of(g);
    std::erase_if(fixed, [&](std::uint32_t x) { return follow(word, *images_, x) != x; });
  }
  return fixed;
}

Subgroup SchreierGraph::stabilizer(Point x) const {
  CosetWalk const walk{Subgroup::trivial(group_)};
  std::vector<std::uint32_t> places{x.index()};
  std::vector<Element> elements;
  for (std::size_t i = 1; i < walk.cosets.size(); ++i) {
    places.push_back(step_unchecked(walk.via[i], places[walk.parent[i]]));
    if (places.back() == x.index()) {
      elements.push_back(group_.element(walk.cosets[i]));
    }
  }
  return Subgroup::generated_by(group_, elements);
}

std::vector<std::uint32_t> SchreierGraph::orbit(std::uint32_t x, std::vector<bool>& seen) const {
  std::vector<std::uint32_t> points;
  auto const meet = [&](std::uint32_t y) {
    if (!seen[y]) {
      seen[y] = true;
      points.push_back(y);
    }
  };
  meet(x);
  for (std::size_t i = 0; i < points.size(); ++i) { // NOLINT(modernize-loop-convert): it grows
    for (std::vector<std::uint32_t> const& row : *images_) {
      meet(row[points[i]]);
    }
  }
  return points;
}

} // namespace equivarify::algebra
