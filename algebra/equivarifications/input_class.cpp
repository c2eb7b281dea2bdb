#include "equivarify/algebra/equivarifications/input_class.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/structure.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <algorithm>
#include <set>

namespace equivarify::algebra {
namespace {

void put_largest_first(std::vector<Subgroup>& subgroups) {
  std::stable_sort(subgroups.begin(), subgroups.end(), [](Subgroup const& a, Subgroup const& b) {
    return a.order() > b.order();
  });
}

std::vector<Subgroup> representatives(Group const& group) {
  std::vector<Subgroup> result;
  for (SubgroupClass const& members : subgroup_classes(group)) {
    result.push_back(members.representative);
  }
  return result;
}

/// The normal subgroups, or G and 1 alone where they take too long to find.
std::vector<Subgroup> normal_if_few(Group const& group) {
  constexpr std::size_t most_classes = 1'000;
  if (conjugacy_classes(group).size() <= most_classes) {
    return normal_subgroups(group);
  }
  return {Subgroup::trivial(group), Subgroup::whole(group)};
}

/// The number of the orbit of \p subgroup in which each point of \p set lies.
std::vector<std::uint32_t> orbit_numbers(GSet const& set, Subgroup const& subgroup) {
  std::vector<std::uint32_t> numbers(set.size(), set.size());
  for (std::uint32_t x = 0; x < set.size(); ++x) {
    if (numbers[x] != set.size()) {
      continue;
    }
    for (Element const g : subgroup.elements()) {
      numbers[set.act_unchecked(g.index(), x)] = x;
    }
  }
  return numbers;
}

bool keeps_numbers(GSet const& set, std::vector<std::uint32_t> const& numbers, Element g) {
  for (std::uint32_t x = 0; x < set.size(); ++x) {
    if (numbers[set.act_unchecked(g.index(), x)] != numbers[x]) {
      return false;
    }
  }
  return true;
}

bool is_stabilizer_of_an_array(GSet const& places, Subgroup const& subgroup) {
  std::vector<std::uint32_t> const numbers = orbit_numbers(places, subgroup);
  std::vector<Element> const elements = places.group().elements();
  return std::all_of(elements.begin(), elements.end(), [&](Element g) {
    return subgroup.contains(g) || !keeps_numbers(places, numbers, g);
  });
}

} // namespace

InputClass all_inputs(Group const& group) {
  InputClass inputs{.absolute = true, .subgroups = {}};
  try {
    inputs.subgroups = representatives(group);
  } catch (LimitError const&) {
    inputs.complete = false;
    inputs.subgroups = normal_if_few(group);
  }
  put_largest_first(inputs.subgroups);
  return inputs;
}

InputClass free_inputs(Group const& group) {
  return {.subgroups = {Subgroup::trivial(group)}};
}

InputClass inputs_fixed_by(Subgroup const& normal) {
  Quotient const modulo = quotient(normal);
  InputClass inputs{.subgroups = {}};
  for (Subgroup const& subgroup : representatives(modulo.group)) {
    inputs.subgroups.push_back(preimage(modulo.projection, subgroup));
  }
  put_largest_first(inputs.subgroups);
  return inputs;
}

InputClass inputs_with_stabilizers(std::vector<Subgroup> const& subgroups) {
  InputClass inputs{.subgroups = {}};
  std::set<std::vector<Element>> seen;
  for (Subgroup const& subgroup : subgroups) {
    if (seen.contains(subgroup.elements())) {
      continue;
    }
    inputs.subgroups.push_back(subgroup);
    for (Subgroup const& conjugate : conjugates(subgroup)) {
      seen.insert(conjugate.elements());
    }
  }
  put_largest_first(inputs.subgroups);
  return inputs;
}

InputClass inputs_like(SchreierGraph const& set) {
  std::vector<Subgroup> stabilizers;
  std::vector<bool> seen(set.size(), false);
  std::set<std::vector<Element>> met;
  for (std::uint32_t x = 0; x < set.size(); ++x) {
    if (seen[x]) {
      continue;
    }
    static_cast<void>(set.orbit(x, seen));
    Subgroup stabilizer = set.stabilizer(Point{x});
    if (met.insert(stabilizer.elements()).second) {
      stabilizers.push_back(std::move(stabilizer));
    }
  }
  return inputs_with_stabilizers(stabilizers);
}

InputClass arrays_on(GSet const& places) {
  InputClass inputs{.subgroups = representatives(places.group())};
  std::erase_if(inputs.subgroups, [&](Subgroup const& subgroup) {
    return !is_stabilizer_of_an_array(places, subgroup);
  });
  put_largest_first(inputs.subgroups);
  return inputs;
}

Subgroup kernel(InputClass const& inputs) {
  Subgroup result = Subgroup::whole(inputs.subgroups.front().group());
  for (Subgroup const& subgroup : inputs.subgroups) {
    for (Subgroup const& conjugate : conjugates(subgroup)) {
      result = result.intersection(conjugate);
    }
  }
  return result;
}

Subgroup preimage(Homomorphism const& along, Subgroup const& subgroup) {
  ElementSet elements{along.domain().order()};
  for (Element const g : along.domain().elements()) {
    if (g.index() != 0 && subgroup.contains(along(g))) {
      elements.insert(g.index());
    }
  }
  return Subgroup::from_closed_set(along.domain(), elements);
}

std::vector<Subgroup> conjugates(Subgroup const& subgroup) {
  std::vector<Subgroup> result;
  for (Element const t : normalizer(subgroup).transversal()) {
    result.push_back(subgroup.conjugate(t));
  }
  return result;
}

} // namespace equivarify::algebra
