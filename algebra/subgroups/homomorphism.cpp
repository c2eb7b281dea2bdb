#include "equivarify/algebra/homomorphism.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/group_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace equivarify::algebra {

namespace {

/// The images of all elements: phi(x) = phi(parent) phi(generator).
std::vector<Element>
spread(Group const& domain, Group const& codomain, std::vector<Element> const& images) {
  SpanningTree const& tree = domain.spanning_tree();
  std::vector<Element> result(domain.order(), codomain.identity());
  for (std::size_t i = 1; i < tree.sequence.size(); ++i) {
    std::uint32_t const x = tree.sequence[i];
    result[x] = codomain.multiply(result[tree.parent[x]], images[tree.via[x]]);
  }
  return result;
}

void require_homomorphism(Group const& domain,
                          Group const& codomain,
                          std::vector<Element> const& generator_images,
                          std::vector<Element> const& all) {
  for (Element const g : domain.elements()) {
    for (std::uint32_t k = 0; k < generator_images.size(); ++k) {
      Element const product = codomain.multiply(all[g.index()], generator_images[k]);
      Element const expected = all[domain.step_unchecked(g.index(), k)];
      if (product != expected) {
        throw AlgebraError(fmt::format(
            "no homomorphism {} -> {}: phi(g) phi(h) = {}, but phi(g h) = {} for g = {}, h = {}",
            domain.name(),
            codomain.name(),
            codomain.name_of(product),
            codomain.name_of(expected),
            domain.name_of(g),
            domain.generators()[k].name));
      }
    }
  }
}

std::string generator_letter(std::size_t k) {
  return k < 4 ? std::string(1, static_cast<char>('a' + k)) : fmt::format("g{}", k);
}

} // namespace

Homomorphism Homomorphism::from_generators(Group const& domain,
                                           Group const& codomain,
                                           std::vector<Element> const& images) {
  if (images.size() != domain.generators().size()) {
    throw AlgebraError(fmt::format("{} has {} generators, found {} images",
                                   domain.name(),
                                   domain.generators().size(),
                                   images.size()));
  }
  std::vector<Element> all = spread(domain, codomain, images);
  require_homomorphism(domain, codomain, images, all);
  return Homomorphism{domain, codomain, std::move(all)};
}

Homomorphism Homomorphism::identity(Group const& group) {
  return Homomorphism{group, group, group.elements()};
}

Homomorphism Homomorphism::trivial(Group const& domain, Group const& codomain) {
  return Homomorphism{domain, codomain, std::vector<Element>(domain.order(), codomain.identity())};
}

Element Homomorphism::operator()(Element g) const {
  if (!domain_.contains(g)) {
    throw AlgebraError(
        fmt::format("element {} belongs to another group, not to {}", g.index(), domain_.name()));
  }
  return images_[g.index()];
}

Subgroup Homomorphism::kernel() const {
  std::vector<Element> elements;
  for (Element const g : domain_.elements()) {
    if (images_[g.index()] == codomain_.identity()) {
      elements.push_back(g);
    }
  }
  return Subgroup::generated_by(domain_, elements);
}

Subgroup Homomorphism::image() const {
  return Subgroup::generated_by(codomain_, images_);
}

bool Homomorphism::is_injective() const {
  return kernel().order() == 1;
}

bool Homomorphism::is_surjective() const {
  return image().order() == codomain_.order();
}

bool Homomorphism::is_isomorphism() const {
  return domain_.order() == codomain_.order() && is_injective();
}

Homomorphism Homomorphism::then(Homomorphism const& after) const {
  if (!(codomain_ == after.domain_)) {
    throw AlgebraError(fmt::format("cannot compose: the first map goes to {}, the second from {}",
                                   codomain_.name(),
                                   after.domain_.name()));
  }
  std::vector<Element> images;
  images.reserve(images_.size());
  for (Element const g : images_) {
    images.push_back(after.images_[g.index()]);
  }
  return Homomorphism{domain_, after.codomain_, std::move(images)};
}

/// Makes the homomorphisms that are right by construction.
struct QuotientBuilder {
  static Homomorphism
  trusted(Group const& domain, Group const& codomain, std::vector<std::uint32_t> const& images) {
    std::vector<Element> elements;
    elements.reserve(images.size());
    for (std::uint32_t const index : images) {
      elements.push_back(codomain.element(index));
    }
    return Homomorphism{domain, codomain, std::move(elements)};
  }
};

namespace {

void require_normal(Subgroup const& subgroup) {
  Group const& group = subgroup.group();
  for (Generator const& g : group.generators()) {
    for (Element const h : subgroup.generators()) {
      Element const conjugate = group.conjugate(h, g.element);
      if (!subgroup.contains(conjugate)) {
        throw AlgebraError(
            fmt::format("{} is not normal in {}: g h g^-1 = {} is outside for g = {}, h = {}",
                        subgroup.to_string(),
                        group.name(),
                        group.name_of(conjugate),
                        g.name,
                        group.name_of(h)));
      }
    }
  }
}

} // namespace

Quotient quotient(Subgroup const& normal) {
  require_normal(normal);
  Group const& group = normal.group();
  std::vector<Element> const representatives = normal.transversal();
  std::vector<std::uint32_t> const coset = normal.coset_numbers();
  GroupParts parts{.name = fmt::format("{} / {}", group.name(), normal.to_string()),
                   .generator_names = {},
                   .right = {},
                   .order = static_cast<std::uint32_t>(representatives.size())};
  for (std::uint32_t k = 0; k < group.generators().size(); ++k) {
    if (coset[group.generators()[k].element.index()] == 0) {
      continue;
    }
    parts.generator_names.push_back(group.generators()[k].name);
    std::vector<std::uint32_t>& step = parts.right.emplace_back();
    for (Element const g : representatives) {
      step.push_back(coset[group.step_unchecked(g.index(), k)]);
    }
  }
  Group cosets = GroupBuilder::build(std::move(parts));
  Homomorphism projection = QuotientBuilder::trusted(group, cosets, coset);
  return {std::move(cosets), std::move(projection)};
}

Inclusion as_group(Subgroup const& subgroup) {
  Group const& group = subgroup.group();
  std::vector<std::uint32_t> position(group.order(), 0);
  std::vector<std::uint32_t> indices;
  GroupParts parts{
      .name = subgroup.to_string(), .generator_names = {}, .right = {}, .order = subgroup.order()};
  for (Element const g : subgroup.elements()) {
    position[g.index()] = static_cast<std::uint32_t>(indices.size());
    indices.push_back(g.index());
    parts.names.push_back(group.name_of(g));
  }
  for (Element const s : subgroup.generators()) {
    parts.generator_names.push_back(generator_letter(parts.right.size()));
    std::vector<std::uint32_t>& step = parts.right.emplace_back();
    for (std::uint32_t const g : indices) {
      step.push_back(position[group.multiply_unchecked(g, s.index())]);
    }
  }
  Group small = GroupBuilder::build(std::move(parts));
  Homomorphism into = QuotientBuilder::trusted(small, group, indices);
  return {std::move(small), std::move(into)};
}

} // namespace equivarify::algebra
