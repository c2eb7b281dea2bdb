#include "equivarify/codegen/fourier/sign_subgroup.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::Element;
using algebra::Group;

bool contains(std::vector<Element> const& elements, Element g) {
  return std::find(elements.begin(), elements.end(), g) != elements.end();
}

bool commutes_with_all(Group const& group, Element g, std::vector<Element> const& others) {
  return std::all_of(others.begin(), others.end(), [&](Element h) {
    return group.multiply(g, h) == group.multiply(h, g);
  });
}

void add(Group const& group, Element generator, SignSubgroup& subgroup) {
  subgroup.generators.push_back(generator);
  std::size_t const half = subgroup.elements.size();
  for (std::size_t i = 0; i < half; ++i) {
    subgroup.elements.push_back(group.multiply(subgroup.elements[i], generator));
  }
}

std::vector<Element> involutions(Group const& group) {
  std::vector<Element> result;
  for (Element const g : group.elements()) {
    if (g != group.identity() && group.multiply(g, g) == group.identity()) {
      result.push_back(g);
    }
  }
  return result;
}

/// The subgroup that \p candidates make, each added if it is new and commutes with those before,
/// beginning with number \p first.
SignSubgroup grown(Group const& group, std::vector<Element> const& candidates, std::size_t first) {
  SignSubgroup subgroup{.generators = {}, .elements = {group.identity()}};
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    Element const g = candidates[(first + i) % candidates.size()];
    if (!contains(subgroup.elements, g) && commutes_with_all(group, g, subgroup.generators)) {
      add(group, g, subgroup);
    }
  }
  return subgroup;
}

/// The first element of the coset g A in the group's order.
Element first_of_coset(Group const& group, Element g, SignSubgroup const& subgroup) {
  Element first = g;
  for (Element const a : subgroup.elements) {
    first = std::min(first, group.multiply(g, a), [](Element left, Element right) {
      return left.index() < right.index();
    });
  }
  return first;
}

} // namespace

SignSubgroup sign_subgroup(Group const& group) {
  std::vector<Element> const candidates = involutions(group);
  SignSubgroup largest{.generators = {}, .elements = {group.identity()}};
  for (std::size_t first = 0; first < candidates.size(); ++first) {
    SignSubgroup subgroup = grown(group, candidates, first);
    if (subgroup.elements.size() > largest.elements.size()) {
      largest = std::move(subgroup);
    }
  }
  return largest;
}

std::vector<Element> left_cosets(Group const& group, SignSubgroup const& subgroup) {
  std::vector<Element> representatives;
  for (Element const g : group.elements()) {
    if (first_of_coset(group, g, subgroup) == g) {
      representatives.push_back(g);
    }
  }
  return representatives;
}

} // namespace equivarify::codegen
