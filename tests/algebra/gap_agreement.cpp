// Reads what GAP says of groups, one group a line (gap_agreement.g), and compares.

#include "equivarify/algebra/character_table.hpp"
#include "equivarify/algebra/isomorphism.hpp"
#include "equivarify/algebra/named_groups.hpp"
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

using namespace equivarify::algebra;

using Numbers = std::vector<std::uint64_t>;

Numbers read_numbers(std::istream& in, std::size_t count) {
  Numbers numbers(count);
  for (std::uint64_t& number : numbers) {
    in >> number;
  }
  return numbers;
}

Group read_group(std::istream& in) {
  auto const header = read_numbers(in, 2);
  std::vector<NamedPermutation> generators;
  for (std::uint64_t k = 0; k < header[1]; ++k) {
    Numbers const images = read_numbers(in, header[0]);
    generators.emplace_back(fmt::format("a{}", k),
                            Permutation::from_images({images.begin(), images.end()}));
  }
  return generated_by(static_cast<std::uint32_t>(header[0]), generators);
}

/// The eight counts, in the order of the script.
Numbers counts_of(Group const& group) {
  std::uint64_t subgroups = 0;
  std::vector<SubgroupClass> const classes = subgroup_classes(group);
  for (SubgroupClass const& subgroup_class : classes) {
    subgroups += subgroup_class.members.size();
  }
  return {conjugacy_classes(group).size(),
          centre(group).order(),
          derived_subgroup(group).order(),
          group.exponent(),
          normal_subgroups(group).size(),
          subgroups,
          classes.size(),
          count_automorphisms(group)};
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

bool check_line(std::string const& line) {
  std::istringstream in{line};
  Numbers const id = read_numbers(in, 2);
  std::string const name = fmt::format("SmallGroup({}, {})", id[0], id[1]);
  Group const group = read_group(in);
  bool good = agree(name + " order", {group.order()}, {id[0]});
  Numbers const counts = counts_of(group);
  good = agree(name + " counts", counts, read_numbers(in, counts.size())) && good;
  Numbers const characters = characters_of(group);
  good = agree(name + " characters", characters, read_numbers(in, characters.size())) && good;
  std::vector<std::uint32_t> const invariants = abelian_invariants(group);
  Numbers const theirs = read_numbers(in, read_numbers(in, 1).front());
  return agree(name + " abelian invariants", {invariants.begin(), invariants.end()}, theirs) &&
         good;
}

} // namespace

int main() {
  std::size_t groups = 0;
  std::size_t wrong = 0;
  for (std::string line; std::getline(std::cin, line);) {
    if (!line.empty() && line.find_first_not_of("0123456789 ") == std::string::npos) {
      wrong += check_line(line) ? 0U : 1U;
      ++groups;
    }
  }
  std::cout << fmt::format(
      "{} groups of order up to 63 compared with GAP, {} differ\n", groups, wrong);
  return wrong == 0 && groups == 319 ? EXIT_SUCCESS : EXIT_FAILURE;
}
