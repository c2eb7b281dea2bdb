#include "equivarify/algebra/action_structure.hpp"

#include "equivarify/algebra/orbit.hpp"
#include "equivarify/algebra/partition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace equivarify::algebra {

namespace {

/// Where the elements of a subgroup and its cosets stand in the group.
struct CosetCoordinates {
  std::vector<Element> transversal;
  std::vector<std::uint32_t> coset;    ///< of each element of the group
  std::vector<std::uint32_t> preimage; ///< of each element of the subgroup, in the small group
};

CosetCoordinates coordinates_of(GSet const& set, Homomorphism const& inclusion) {
  if (!(inclusion.domain() == set.group()) || !inclusion.is_injective()) {
    throw AlgebraError(
        fmt::format("found a map from {}, expected the inclusion of {} in a larger group",
                    inclusion.domain().name(),
                    set.group().name()));
  }
  Subgroup const image = inclusion.image();
  CosetCoordinates result{image.transversal(),
                          image.coset_numbers(),
                          std::vector<std::uint32_t>(inclusion.codomain().order(), 0)};
  for (Element const h : inclusion.domain().elements()) {
    result.preimage[inclusion(h).index()] = h.index();
  }
  return result;
}

} // namespace

// M. D. Atkinson, An algorithm for finding the blocks of a permutation group, Math. Comp. 29
// (1975).
std::vector<std::uint32_t> block_system(GSet const& set, Point x, Point y) {
  Partition blocks{set.size()};
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pending{{x.index(), y.index()}};
  while (!pending.empty()) {
    auto const [left, right] = pending.back();
    pending.pop_back();
    if (!blocks.join(left, right)) {
      continue;
    }
    for (Generator const& g : set.group().generators()) {
      pending.emplace_back(set.act_unchecked(g.element.index(), left),
                           set.act_unchecked(g.element.index(), right));
    }
  }
  return blocks.least();
}

bool is_primitive(GSet const& set) {
  if (set.size() < 2 || !is_transitive(set)) {
    return false;
  }
  for (std::uint32_t y = 1; y < set.size(); ++y) {
    std::vector<std::uint32_t> const part = block_system(set, Point{0}, Point{y});
    if (std::any_of(part.begin(), part.end(), [](std::uint32_t p) { return p != 0; })) {
      return false;
    }
  }
  return true;
}

std::uint64_t rank(GSet const& set) {
  // Burnside's count on pairs: the mean of the squares of the numbers of fixed points.
  std::uint64_t total = std::uint64_t{set.size()} * set.size(); // the identity's
  for (std::uint32_t g = 1; g < set.group().order(); ++g) {
    std::uint64_t fixed = 0;
    for (std::uint32_t x = 0; x < set.size(); ++x) {
      fixed += set.act_unchecked(g, x) == x ? 1U : 0U;
    }
    total += fixed * fixed;
  }
  return total / set.group().order();
}

namespace {

/// Where \p g takes each point of the induced set: g (t_i, x) = (t_j, h x) where g t_i = t_j h.
std::vector<std::uint32_t>
induced_images(GSet const& set, Group const& group, CosetCoordinates const& at, Element g) {
  std::vector<std::uint32_t> images;
  images.reserve(at.transversal.size() * set.size());
  for (Element const t : at.transversal) {
    Element const moved = group.multiply(g, t);
    std::uint32_t const j = at.coset[moved.index()];
    Element const h = group.multiply(group.inverse(at.transversal[j]), moved);
    for (std::uint32_t x = 0; x < set.size(); ++x) {
      images.push_back(j * set.size() + set.act_unchecked(at.preimage[h.index()], x));
    }
  }
  return images;
}

} // namespace

GSet induced(GSet const& set, Homomorphism const& inclusion) {
  CosetCoordinates const at = coordinates_of(set, inclusion);
  Group const& group = inclusion.codomain();
  std::vector<std::vector<std::uint32_t>> images;
  for (Generator const& g : group.generators()) {
    images.push_back(induced_images(set, group, at, g.element));
  }
  auto const size = static_cast<std::uint32_t>(at.transversal.size() * set.size());
  return GSet::from_generators(group, size, images);
}

namespace {

/// The code of g s for the point s of Map_H(G, Z): (g s)(t_i) = s(g^-1 t_i) = h^-1 s(t_j) where
/// g^-1 t_i = t_j h.
std::uint32_t coinduced_image(GSet const& set,
                              Group const& group,
                              CosetCoordinates const& at,
                              Element back,
                              std::vector<std::uint32_t> const& digits) {
  std::uint32_t code = 0;
  for (std::size_t i = at.transversal.size(); i-- > 0;) {
    Element const moved = group.multiply(back, at.transversal[i]);
    std::uint32_t const j = at.coset[moved.index()];
    Element const h = group.multiply(group.inverse(moved), at.transversal[j]);
    code = code * set.size() + set.act_unchecked(at.preimage[h.index()], digits[j]);
  }
  return code;
}

} // namespace

LabelledSet coinduced(GSet const& set, Homomorphism const& inclusion) {
  CosetCoordinates const at = coordinates_of(set, inclusion);
  Group const& group = inclusion.codomain();
  std::uint64_t size = 1;
  for (std::size_t i = 0; i < at.transversal.size(); ++i) {
    size *= set.size();
    if (size > GSet::max_images / group.order()) {
      throw LimitError(
          fmt::format("Map_H(G, Z) for {} labels and {} cosets has too many points to list",
                      set.size(),
                      at.transversal.size()));
    }
  }
  std::vector<std::vector<std::uint32_t>> images(group.generators().size());
  LabelMap projection;
  for (std::uint32_t s = 0; s < size; ++s) {
    std::vector<std::uint32_t> digits;
    for (std::uint32_t rest = s; digits.size() < at.transversal.size(); rest /= set.size()) {
      digits.push_back(rest % set.size());
    }
    projection.push_back(digits.front());
    for (std::size_t k = 0; k < images.size(); ++k) {
      Element const back = group.inverse(group.generators()[k].element);
      images[k].push_back(coinduced_image(set, group, at, back, digits));
    }
  }
  return {GSet::from_generators(group, static_cast<std::uint32_t>(size), images),
          set.size(),
          std::move(projection)};
}

} // namespace equivarify::algebra
