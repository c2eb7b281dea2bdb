#include "equivarify/algebra/equivarifications/signed_representation.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <deque>
#include <numeric>
#include <utility>

namespace equivarify::algebra {
namespace {

SignedPermutation still(std::uint32_t size) {
  EntryPermutation places(size);
  std::iota(places.begin(), places.end(), 0U);
  return without_signs(std::move(places));
}

void require_permutation(Group const& group,
                         Element g,
                         SignedPermutation const& images,
                         std::uint32_t size) {
  for (std::size_t const found : {images.gather.size(), images.negated.size()}) {
    if (found != size) {
      throw AlgebraError(
          fmt::format("{} moves {} components, expected {}", group.name_of(g), found, size));
    }
  }
  std::vector<std::uint32_t> taken_by(size, size);
  for (std::uint32_t i = 0; i < size; ++i) {
    std::uint32_t const source = images.gather[i];
    if (source >= size) {
      throw AlgebraError(fmt::format("component {} of {} v comes from {}, expected less than {}",
                                     i,
                                     group.name_of(g),
                                     source,
                                     size));
    }
    if (taken_by[source] != size) {
      throw AlgebraError(fmt::format("components {} and {} of {} v both come from {}",
                                     taken_by[source],
                                     i,
                                     group.name_of(g),
                                     source));
    }
    taken_by[source] = i;
  }
}

/// \throws AlgebraError naming the first entry in which \p found and \p expected differ.
void require_same(Group const& group,
                  std::pair<Element, Element> const& elements,
                  SignedPermutation const& found,
                  SignedPermutation const& expected) {
  auto const words = [](SignedPermutation const& moves, std::size_t i) {
    return fmt::format("{}v[{}]", moves.negated[i] ? "-" : "", moves.gather[i]);
  };
  for (std::size_t i = 0; i < found.gather.size(); ++i) {
    if (found.gather[i] != expected.gather[i] || found.negated[i] != expected.negated[i]) {
      throw AlgebraError(
          fmt::format("component {} of g (h v) is {}, of (g h) v it is {}, for g = {}, "
                      "h = {}",
                      i,
                      words(found, i),
                      words(expected, i),
                      group.name_of(elements.first),
                      group.name_of(elements.second)));
    }
  }
}

} // namespace

SignedRepresentation SignedRepresentation::from_generators(
    Subgroup const& acting,
    std::uint32_t size,
    std::vector<std::pair<Element, SignedPermutation>> const& images) {
  Group const& group = acting.group();
  for (auto const& [g, moves] : images) {
    require_permutation(group, g, moves, size);
  }
  std::vector<SignedPermutation> table(group.order());
  std::vector<bool> known(group.order(), false);
  std::deque<Element> waiting{group.identity()};
  table[0] = still(size);
  known[0] = true;
  std::uint32_t reached = 1;
  while (!waiting.empty()) {
    Element const h = waiting.front();
    waiting.pop_front();
    for (auto const& [g, moves] : images) {
      Element const product = group.multiply(g, h);
      SignedPermutation both = compose(moves, table[h.index()]);
      if (known[product.index()]) {
        require_same(group, {g, h}, both, table[product.index()]);
        continue;
      }
      known[product.index()] = true;
      table[product.index()] = std::move(both);
      waiting.push_back(product);
      ++reached;
    }
  }
  for (Element const h : acting.elements()) {
    if (!known[h.index()] || reached != acting.order()) {
      throw AlgebraError(fmt::format("the elements given generate {} elements, not the {} of {}",
                                     reached,
                                     acting.order(),
                                     acting.to_string()));
    }
  }
  return {acting, size, std::move(table)};
}

SignedRepresentation SignedRepresentation::trivial(Subgroup const& acting, std::uint32_t size) {
  std::vector<SignedPermutation> table(acting.group().order());
  for (Element const h : acting.elements()) {
    table[h.index()] = still(size);
  }
  return {acting, size, std::move(table)};
}

SignedRepresentation SignedRepresentation::permuted(GSet const& set) {
  std::vector<SignedPermutation> table;
  for (Element const g : set.group().elements()) {
    auto const& sources = set.images_of(set.group().inverse(g));
    table.push_back(without_signs({sources.begin(), sources.end()}));
  }
  return {Subgroup::whole(set.group()), set.size(), std::move(table)};
}

SignedRepresentation SignedRepresentation::product(SignedRepresentation const& components,
                                                   SignedRepresentation const& cells) {
  if (!(components.acting() == cells.acting())) {
    throw AlgebraError("the components and the cells are moved by different groups");
  }
  std::vector<SignedPermutation> table(components.acting().group().order());
  for (Element const g : components.acting().elements()) {
    SignedPermutation const& outer = components.of(g);
    SignedPermutation const& inner = cells.of(g);
    SignedPermutation& moves = table[g.index()];
    for (std::size_t c = 0; c < components.size(); ++c) {
      for (std::size_t y = 0; y < cells.size(); ++y) {
        moves.gather.push_back(outer.gather[c] * cells.size() + inner.gather[y]);
        moves.negated.push_back(outer.negated[c] != inner.negated[y]);
      }
    }
  }
  return {components.acting(), components.size() * cells.size(), std::move(table)};
}

SignedPermutation const& SignedRepresentation::of(Element g) const {
  if (!acting_.contains(g)) {
    throw AlgebraError(fmt::format(
        "{} is not in {}, which acts", acting_.group().name_of(g), acting_.to_string()));
  }
  return (*table_)[g.index()];
}

template <typename Real>
std::vector<Real> SignedRepresentation::act(Element g, std::vector<Real> const& v) const {
  if (v.size() != size_) {
    throw AlgebraError(fmt::format("found {} components, expected {}", v.size(), size_));
  }
  std::vector<Real> result;
  result.reserve(v.size());
  SignedPermutation const& moves = of(g);
  for (std::size_t i = 0; i < v.size(); ++i) {
    Real const value = v[moves.gather[i]];
    result.push_back(moves.negated[i] ? Real{0} - value : value);
  }
  return result;
}

template std::vector<float> SignedRepresentation::act(Element, std::vector<float> const&) const;
template std::vector<double> SignedRepresentation::act(Element, std::vector<double> const&) const;

} // namespace equivarify::algebra
