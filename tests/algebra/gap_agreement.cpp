// Reads what GAP says of groups, one group a line (gap_agreement.g), and compares.

#include "equivarify/algebra/character_table.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/structure.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using equivarify::algebra::Character;
using equivarify::algebra::generated_by;
using equivarify::algebra::Group;
using equivarify::algebra::NamedPermutation;
using equivarify::algebra::Permutation;
using equivarify::algebra::PermutationGroup;
using equivarify::algebra::SubgroupClass;
using equivarify::algebra::to_string;

using Numbers = std::vector<std::uint64_t>;

Numbers read_numbers(std::istream& in, std::size_t count) {
  Numbers numbers(count);
  for (std::uint64_t& number : numbers) {
    in >> number;
  }
  return numbers;
}

std::vector<NamedPermutation> read_generators(std::istream& in) {
  Numbers const header = read_numbers(in, 2);
  std::vector<NamedPermutation> generators;
  for (std::uint64_t k = 0; k < header[1]; ++k) {
    Numbers const images = read_numbers(in, header[0]);
    generators.emplace_back(fmt::format("a{}", k),
                            Permutation::from_images({images.begin(), images.end()}));
  }
  return generators;
}

std::uint32_t degree_of(std::vector<NamedPermutation> const& generators) {
  return generators.empty() ? 1 : generators.front().second.degree();
}

/// The counts that are fast, in the order of the script.
Numbers counts_of(Group const& group) {
  return {conjugacy_classes(group).size(),
          centre(group).order(),
          derived_subgroup(group).order(),
          group.exponent()};
}

/// The counts that take GAP long, in the order of the script.
Numbers slow_counts_of(Group const& group) {
  std::uint64_t subgroups = 0;
  std::vector<SubgroupClass> const classes = subgroup_classes(group);
  for (SubgroupClass const& subgroup_class : classes) {
    subgroups += subgroup_class.members.size();
  }
  return {normal_subgroups(group).size(), subgroups, classes.size(), count_automorphisms(group)};
}

/// The sorted degrees, the number of real and of quaternionic characters.
Numbers characters_of(Group const& group) {
  Numbers result;
  std::uint64_t real = 0;
  std::uint64_t quaternionic = 0;
  for (Character const& character : character_table(group).characters) {
    result.push_back(character.degree);
    real += character.indicator > 0 ? 1U : 0U;
    quaternionic += character.indicator < 0 ? 1U : 0U;
  }
  result.push_back(real);
  result.push_back(quaternionic);
  return result;
}

bool agree(std::string const& what, Numbers const& ours, Numbers const& theirs) {
  if (ours == theirs) {
    return true;
  }
  std::cout << fmt::format(
      "{}: we say {}, GAP says {}\n", what, fmt::join(ours, " "), fmt::join(theirs, " "));
  return false;
}

bool check_small(std::istream& in) {
  Numbers const id = read_numbers(in, 2);
  std::string const name = fmt::format("SmallGroup({}, {})", id[0], id[1]);
  std::vector<NamedPermutation> const generators = read_generators(in);
  Group const group = generated_by(degree_of(generators), generators);
  bool good = agree(name + " order", {group.order()}, {id[0]});
  Numbers const counts = counts_of(group);
  good = agree(name + " counts", counts, read_numbers(in, counts.size())) && good;
  Numbers const characters = characters_of(group);
  good = agree(name + " characters", characters, read_numbers(in, characters.size())) && good;
  std::vector<std::uint32_t> const invariants = abelian_invariants(group);
  Numbers const theirs = read_numbers(in, read_numbers(in, 1).front());
  good =
      agree(name + " abelian invariants", {invariants.begin(), invariants.end()}, theirs) && good;
  std::uint64_t const slow = read_numbers(in, 1).front();
  return (slow == 0 || agree(name + " subgroups and automorphisms",
                             slow_counts_of(group),
                             read_numbers(in, slow))) &&
         good;
}

bool agree_on_text(std::string const& what, std::string const& ours, std::istream& in) {
  std::string theirs;
  in >> theirs;
  if (ours != theirs) {
    std::cout << fmt::format("{}: we say {}, GAP says {}\n", what, ours, theirs);
  }
  return ours == theirs;
}

/// Order, a stabilizer, orbits and membership by Schreier-Sims; nothing is listed.
bool check_large(std::istream& in) {
  std::string name;
  in >> name >> name;
  std::vector<NamedPermutation> const generators = read_generators(in);
  std::uint32_t const degree = degree_of(generators);
  auto const group = PermutationGroup::generated_by(degree, generators);
  bool good = agree_on_text(name + " order", to_string(group.order()), in);
  good = agree_on_text(name + " stabilizer", to_string(group.stabilizer(0).order()), in) && good;
  good = agree(name + " orbits", {group.orbits().size()}, read_numbers(in, 1)) && good;
  Numbers ours;
  std::uint64_t const tests = read_numbers(in, 1).front();
  for (std::uint64_t i = 0; i < tests; ++i) {
    Numbers const images = read_numbers(in, degree);
    ours.push_back(group.contains(Permutation::from_images({images.begin(), images.end()})) ? 1
                                                                                            : 0);
  }
  std::cout << fmt::format("{}: order {}\n", name, to_string(group.order()));
  return agree(name + " membership", ours, read_numbers(in, tests)) && good;
}

} // namespace

int main() {
  std::size_t small = 0;
  std::size_t large = 0;
  std::size_t wrong = 0;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream in{line};
    if (line.starts_with("large ")) {
      wrong += check_large(in) ? 0U : 1U;
      ++large;
    } else if (!line.empty() && line.find_first_not_of("0123456789 ") == std::string::npos) {
      wrong += check_small(in) ? 0U : 1U;
      ++small;
    }
  }
  std::cout << fmt::format(
      "{} groups of order up to 63 and {} larger ones compared with GAP, {} differ\n",
      small,
      large,
      wrong);
  return wrong == 0 && small == 319 && large == 3 ? EXIT_SUCCESS : EXIT_FAILURE;
}
