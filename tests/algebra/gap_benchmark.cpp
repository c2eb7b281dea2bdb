// Times the rows of gap_benchmark.g here, checks that the answers agree, and prints both times and
// their ratio.

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/permutation_group.hpp"
#include "equivarify/algebra/presentation.hpp"
#include "equivarify/algebra/structure.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"
#include "equivarify/algebra/table_of_marks.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <string>

namespace {

using namespace equivarify::algebra;

Permutation on(std::uint32_t degree, char const* cycles) {
  return Permutation::from_cycles(cycles, degree);
}

std::string rubik_order() {
  static std::vector<NamedPermutation> const generators{
      {"U", on(48, "(0 2 7 5)(1 4 6 3)(8 32 24 16)(9 33 25 17)(10 34 26 18)")},
      {"L", on(48, "(8 10 15 13)(9 12 14 11)(0 16 40 39)(3 19 43 36)(5 21 45 34)")},
      {"F", on(48, "(16 18 23 21)(17 20 22 19)(5 24 42 15)(6 27 41 12)(7 29 40 10)")},
      {"R", on(48, "(24 26 31 29)(25 28 30 27)(2 37 42 18)(4 35 44 20)(7 32 47 23)")},
      {"B", on(48, "(32 34 39 37)(33 36 38 35)(2 8 45 31)(1 11 46 28)(0 13 47 26)")},
      {"D", on(48, "(40 42 47 45)(41 44 46 43)(13 21 29 37)(14 22 30 38)(15 23 31 39)")}};
  return to_string(PermutationGroup::generated_by(48, generators).order());
}

std::string m12_order() {
  static std::vector<NamedPermutation> const generators{
      {"a", on(12, "(0 1 2 3 4 5 6 7 8 9 10)")},
      {"b", on(12, "(2 6 10 7)(3 9 4 5)")},
      {"c", on(12, "(0 11)(1 10)(2 5)(3 7)(4 8)(6 9)")}};
  return to_string(PermutationGroup::generated_by(12, generators).order());
}

std::string million_products() {
  static Group const s6 = symmetric(6);
  Element const a = s6.generators()[0].element;
  Element const b = s6.generators()[1].element;
  Element x = s6.identity();
  for (int i = 0; i < 500'000; ++i) {
    x = s6.multiply(x, a);
    x = s6.multiply(x, b);
  }
  return fmt::format("{}", s6.element_order(x));
}

std::string subgroups_s5() {
  std::size_t count = 0;
  for (SubgroupClass const& subgroup_class : subgroup_classes(symmetric(5))) {
    count += subgroup_class.members.size();
  }
  return fmt::format("{}", count);
}

std::string classes_s7() {
  return fmt::format("{}", conjugacy_classes(symmetric(7)).size());
}

std::string todd_coxeter() {
  return fmt::format(
      "{}",
      enumerate_cosets(make_presentation({"a", "b"}, {"a^8", "b^7", "(a b)^2", "(a^-1 b)^3"}))
          .index);
}

std::string table_of_marks_s5() {
  return fmt::format("{}", TableOfMarks{symmetric(5)}.marks().size());
}

struct Timed {
  double nanoseconds;
  std::string answer;
};

/// The best of several runs, as for GAP.
Timed best_of(int repetitions, std::function<std::string()> const& row) {
  Timed best{0, ""};
  for (int i = 0; i < repetitions; ++i) {
    auto const start = std::chrono::steady_clock::now();
    std::string answer = row();
    std::chrono::duration<double, std::nano> const time = std::chrono::steady_clock::now() - start;
    if (best.answer.empty() || time.count() < best.nanoseconds) {
      best = {time.count(), std::move(answer)};
    }
  }
  return best;
}

} // namespace

int main() {
  std::map<std::string, std::function<std::string()>> const rows{
      {"rubik_order", rubik_order},
      {"m12_order", m12_order},
      {"million_products", million_products},
      {"subgroups_s5", subgroups_s5},
      {"classes_s7", classes_s7},
      {"todd_coxeter_10752", todd_coxeter},
      {"table_of_marks_s5", table_of_marks_s5}};
  std::size_t compared = 0;
  bool good = true;
  std::cout << fmt::format("{:<20} {:>12} {:>12} {:>8}\n", "row", "GAP ms", "ours ms", "ratio");
  std::string name;
  std::string answer;
  for (double theirs = 0; std::cin >> name >> theirs >> answer; ++compared) {
    Timed const ours = best_of(5, rows.at(name));
    good = good && ours.answer == answer;
    std::cout << fmt::format("{:<20} {:>12.3f} {:>12.3f} {:>8.1f}{}\n",
                             name,
                             theirs / 1e6,
                             ours.nanoseconds / 1e6,
                             theirs / ours.nanoseconds,
                             ours.answer == answer ? "" : "  ANSWERS DIFFER");
  }
  return good && compared == rows.size() ? EXIT_SUCCESS : EXIT_FAILURE;
}
