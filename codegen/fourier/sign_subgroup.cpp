#include "equivarify/codegen/fourier/sign_subgroup.hpp"

#include <algorithm>
#include <cstddef>

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

} // namespace

SignSubgroup sign_subgroup(Group const& group) {
  SignSubgroup const trivial{.generators = {}, .elements = {group.identity()}};
  std::vector<Element> const candidates = involutions(group);
  SignSubgroup largest = trivial;
  for (std::size_t first = 0; first < candidates.size(); ++first) {
    SignSubgroup subgroup = trivial;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      Element const g = candidates[(first + i) % candidates.size()];
      if (!contains(subgroup.elements, g) && commutes_with_all(group, g, subgroup.generators)) {
        add(group, g, subgroup);
      }
    }
    if (subgroup.elements.size() > largest.elements.size()) {
      largest = subgroup;
    }
  }
  return largest;
}

std::vector<Element> left_cosets(Group const& group, SignSubgroup const& subgroup) {
  std::vector<Element> representatives;
  std::vector<Element> covered;
  for (Element const g : group.elements()) {
    if (!contains(covered, g)) {
      representatives.push_back(g);
      for (Element const a : subgroup.elements) {
        covered.push_back(group.multiply(g, a));
      }
    }
  }
  return representatives;
}

} // namespace equivarify::codegen
