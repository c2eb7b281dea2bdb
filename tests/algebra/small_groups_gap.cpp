/// \file
/// Writes a program for GAP that asks whether each group of the table has the number that it has
/// there: the group as this library multiplies, by the permutations of its generators.
#include "equivarify/algebra/small_group.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdint>
#include <string>
#include <vector>

using namespace equivarify::algebra;

int main() {
  fmt::print("count := 0;;\n"
             "ask := function(order, number, lists)\n"
             "  local group;\n"
             "  group := Group(List(lists, PermList), ());\n"
             "  if IdGroup(group) = [order, number] then count := count + 1;\n"
             "  else Print(\"not so: \", order, \" \", number, \"\\n\"); fi;\n"
             "end;;\n");
  std::uint32_t count = 0;
  for (std::uint32_t order = 1; order < end_of_small_groups; ++order) {
    for (std::uint32_t number = 1; number <= count_small_groups(order); ++number, ++count) {
      Group const group = small_group(order, number);
      std::vector<std::string> lists;
      for (Generator const& generator : group.generators()) {
        std::vector<std::uint32_t> images; // GAP multiplies from the left to the right
        for (Element const x : group.elements()) {
          images.push_back(group.multiply(x, generator.element).index() + 1);
        }
        lists.push_back(fmt::format("[{}]", fmt::join(images, ",")));
      }
      fmt::print("ask({}, {}, [{}]);\n", order, number, fmt::join(lists, ", "));
    }
  }
  fmt::print("if count = {0} then Print(\"all {0} agree\\n\"); fi;\n", count);
}
