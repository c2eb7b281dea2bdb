#include "equivarify/algebra/subgroup.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace equivarify::algebra {

namespace {

constexpr auto unassigned = std::numeric_limits<std::uint32_t>::max();

std::vector<Element> sorted_elements(Group const& group, std::vector<std::uint32_t> indices) {
  std::sort(indices.begin(), indices.end());
  std::vector<Element> elements;
  elements.reserve(indices.size());
  for (std::uint32_t const index : indices) {
    elements.push_back(group.element(index));
  }
  return elements;
}

void require_member(Group const& group, Element g) {
  if (!group.contains(g)) {
    throw AlgebraError(
        fmt::format("element {} belongs to another group, not to {}", g.index(), group.name()));
  }
}

} // namespace

Subgroup Subgroup::generated_by(Group const& group, std::vector<Element> const& generators) {
  GeneratedSet closure{ElementSet{group.order()}, {}};
  for (Element const g : generators) {
    require_member(group, g);
    if (!closure.elements.contains(g.index())) {
      closure = extend_subgroup(group, closure, g.index());
    }
  }
  return from_closed_set(group, closure.elements);
}

Subgroup Subgroup::from_closed_set(Group const& group, ElementSet const& set) {
  return Subgroup{group, sorted_elements(group, set.members())};
}

Subgroup Subgroup::from_elements(Group const& group, std::vector<Element> elements) {
  Subgroup closure = generated_by(group, elements);
  std::sort(elements.begin(), elements.end());
  for (Element const g : closure.elements_) {
    if (!std::binary_search(elements.begin(), elements.end(), g)) {
      throw AlgebraError(fmt::format("no subgroup of {}: {} is a product of elements but missing",
                                     group.name(),
                                     group.name_of(g)));
    }
  }
  return closure;
}

Subgroup Subgroup::trivial(Group const& group) {
  return Subgroup{group, {group.identity()}};
}

Subgroup Subgroup::whole(Group const& group) {
  return Subgroup{group, group.elements()};
}

std::vector<Element> Subgroup::generators() const {
  std::vector<Element> result;
  GeneratedSet closure{ElementSet{group_.order()}, {}};
  for (Element const g : elements_) {
    if (!closure.elements.contains(g.index())) {
      result.push_back(g);
      closure = extend_subgroup(group_, closure, g.index());
    }
  }
  return result;
}

bool Subgroup::contains(Element g) const {
  return std::binary_search(elements_.begin(), elements_.end(), g);
}

bool Subgroup::contains(Subgroup const& other) const {
  return std::includes(
      elements_.begin(), elements_.end(), other.elements_.begin(), other.elements_.end());
}

bool Subgroup::is_normal() const {
  std::vector<Element> const own = generators();
  for (Generator const& g : group_.generators()) {
    for (Element const h : own) {
      if (!contains(group_.conjugate(h, g.element))) {
        return false;
      }
    }
  }
  return true;
}

Subgroup Subgroup::conjugate(Element g) const {
  require_member(group_, g);
  std::vector<Element> elements;
  elements.reserve(elements_.size());
  for (Element const h : elements_) {
    elements.push_back(group_.conjugate(h, g));
  }
  std::sort(elements.begin(), elements.end());
  return Subgroup{group_, std::move(elements)};
}

std::vector<Element> Subgroup::transversal() const {
  std::vector<Element> result;
  std::vector<bool> seen(group_.order(), false);
  for (Element const g : group_.elements()) {
    if (!seen[g.index()]) {
      result.push_back(g);
      for (Element const h : elements_) {
        seen[group_.multiply_unchecked(g.index(), h.index())] = true;
      }
    }
  }
  return result;
}

std::vector<std::uint32_t> Subgroup::coset_numbers() const {
  std::vector<std::uint32_t> numbers(group_.order(), unassigned);
  std::uint32_t next = 0;
  for (std::uint32_t g = 0; g < group_.order(); ++g) {
    if (numbers[g] == unassigned) {
      for (Element const h : elements_) {
        numbers[group_.multiply_unchecked(g, h.index())] = next;
      }
      ++next;
    }
  }
  return numbers;
}

Subgroup Subgroup::intersection(Subgroup const& other) const {
  std::vector<Element> common;
  std::set_intersection(elements_.begin(),
                        elements_.end(),
                        other.elements_.begin(),
                        other.elements_.end(),
                        std::back_inserter(common));
  return Subgroup{group_, std::move(common)};
}

std::string Subgroup::to_string() const {
  std::string result;
  for (Element const g : generators()) {
    result += fmt::format("{}{}", result.empty() ? "<" : ", ", group_.name_of(g));
  }
  return result.empty() ? "1" : result + ">";
}

} // namespace equivarify::algebra
