#include "equivarify/algebra/isomorphism.hpp"

#include "equivarify/algebra/element_set.hpp"
#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/structure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <tuple>

namespace equivarify::algebra {

namespace {

constexpr auto no_image = std::numeric_limits<std::uint32_t>::max();

/// What an isomorphism preserves of an element: its order, the size of its class, the number of its
/// square roots.
using Signature = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

std::vector<Signature> signatures(Group const& group) {
  std::vector<Signature> result(group.order());
  for (ConjugacyClass const& members : conjugacy_classes(group)) {
    std::uint32_t const order = group.element_order(members.front());
    for (Element const g : members) {
      result[g.index()] = {order, static_cast<std::uint32_t>(members.size()), 0};
    }
  }
  for (std::uint32_t g = 0; g < group.order(); ++g) {
    ++std::get<2>(result[group.multiply_unchecked(g, g)]);
  }
  return result;
}

/// Extends maps of generators of \p from, one after the other, to injective homomorphisms into \p
/// to.
class IsomorphismSearch {
public:
  IsomorphismSearch(Group const& from, Group const& to)
      : from_{from}, to_{to}, from_signatures_{signatures(from)}, to_signatures_{signatures(to)} {
    for (Element const g : small_generating_set(from)) {
      generators_.push_back(g.index());
    }
  }

  /// Whether sorted signatures agree: a cheap necessary condition.
  [[nodiscard]] bool plausible() const {
    std::vector<Signature> a = from_signatures_;
    std::vector<Signature> b = to_signatures_;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
  }

  [[nodiscard]] std::vector<std::uint32_t> const& generators() const noexcept {
    return generators_;
  }

  /// Elements of the target that look like generator \p k.
  [[nodiscard]] std::vector<std::uint32_t> candidates(std::size_t k) const {
    std::vector<std::uint32_t> result;
    for (std::uint32_t h = 0; h < to_.order(); ++h) {
      if (to_signatures_[h] == from_signatures_[generators_[k]]) {
        result.push_back(h);
      }
    }
    return result;
  }

  /// Completes \p images, of the first generators, to those of all generators; false if that is
  /// impossible.
  bool complete(std::vector<std::uint32_t>& images) const {
    if (!extends(images)) {
      return false;
    }
    if (images.size() == generators_.size()) {
      return true;
    }
    for (std::uint32_t const h : candidates(images.size())) {
      images.push_back(h);
      if (complete(images)) {
        return true;
      }
      images.pop_back();
    }
    return false;
  }

  /// Whether the images define an injective homomorphism on the subgroup that the first generators
  /// generate.
  [[nodiscard]] bool extends(std::vector<std::uint32_t> const& images) const {
    std::vector<std::uint32_t> image(from_.order(), no_image);
    std::vector<bool> used(to_.order(), false);
    std::vector<std::uint32_t> reached{0};
    image[0] = 0;
    used[0] = true;
    for (std::size_t i = 0; i < reached.size(); ++i) {
      for (std::size_t k = 0; k < images.size(); ++k) {
        std::uint32_t const x = from_.multiply_unchecked(reached[i], generators_[k]);
        std::uint32_t const y = to_.multiply_unchecked(image[reached[i]], images[k]);
        if (image[x] == no_image && !used[y] && from_signatures_[x] == to_signatures_[y]) {
          image[x] = y;
          used[y] = true;
          reached.push_back(x);
        } else if (image[x] != y) {
          return false;
        }
      }
    }
    return true;
  }

private:
  Group const& from_;
  Group const& to_;
  std::vector<Signature> from_signatures_;
  std::vector<Signature> to_signatures_;
  std::vector<std::uint32_t> generators_;
};

/// The images of the group's own generators under the map that the search found.
Homomorphism to_homomorphism(Group const& g,
                             Group const& h,
                             std::vector<std::uint32_t> const& generators,
                             std::vector<std::uint32_t> const& images) {
  std::vector<std::uint32_t> image(g.order(), no_image);
  std::vector<std::uint32_t> reached{0};
  image[0] = 0;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      std::uint32_t const x = g.multiply_unchecked(reached[i], generators[k]);
      if (image[x] == no_image) {
        image[x] = h.multiply_unchecked(image[reached[i]], images[k]);
        reached.push_back(x);
      }
    }
  }
  std::vector<Element> generator_images;
  for (Generator const& s : g.generators()) {
    generator_images.push_back(h.element(image[s.element.index()]));
  }
  return Homomorphism::from_generators(g, h, generator_images);
}

} // namespace

std::vector<Element> small_generating_set(Group const& group) {
  std::vector<Element> by_order = group.elements();
  std::vector<std::uint32_t> order(group.order());
  for (Element const g : by_order) {
    order[g.index()] = group.element_order(g);
  }
  std::stable_sort(by_order.begin(), by_order.end(), [&](Element a, Element b) {
    return order[a.index()] > order[b.index()];
  });
  std::vector<Element> result;
  GeneratedSet closure{ElementSet{group.order()}, {}};
  for (Element const g : by_order) {
    if (!closure.elements.contains(g.index())) {
      closure = extend_subgroup(group, closure, g.index());
      result.push_back(g);
    }
  }
  return result;
}

std::optional<Homomorphism> find_isomorphism(Group const& g, Group const& h) {
  if (g.order() != h.order()) {
    return std::nullopt;
  }
  IsomorphismSearch const search{g, h};
  std::vector<std::uint32_t> images;
  if (!search.plausible() || !search.complete(images)) {
    return std::nullopt;
  }
  return to_homomorphism(g, h, search.generators(), images);
}

bool is_isomorphic(Group const& g, Group const& h) {
  return find_isomorphism(g, h).has_value();
}

// The automorphisms that fix the first k generators form a chain of subgroups; each index is the
// number of places to which the next generator can go.
std::uint64_t count_automorphisms(Group const& group) {
  IsomorphismSearch const search{group, group};
  std::vector<std::uint32_t> const& generators = search.generators();
  std::uint64_t count = 1;
  for (std::size_t k = 0; k < generators.size(); ++k) {
    std::uint64_t images = 0;
    for (std::uint32_t const h : search.candidates(k)) {
      std::vector<std::uint32_t> start(generators.begin(),
                                       generators.begin() + static_cast<std::ptrdiff_t>(k));
      start.push_back(h);
      images += search.complete(start) ? 1U : 0U;
    }
    if (count > std::numeric_limits<std::uint64_t>::max() / images) {
      throw LimitError(fmt::format("{} has more than 2^64 automorphisms", group.name()));
    }
    count *= images;
  }
  return count;
}

} // namespace equivarify::algebra
