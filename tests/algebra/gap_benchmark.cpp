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
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "support/rubik.hpp"

namespace {

using equivarify::algebra::Element;
using equivarify::algebra::enumerate_cosets;
using equivarify::algebra::Group;
using equivarify::algebra::make_presentation;
using equivarify::algebra::NamedPermutation;
using equivarify::algebra::Permutation;
using equivarify::algebra::PermutationGroup;
using equivarify::algebra::SubgroupClass;
using equivarify::algebra::symmetric;
using equivarify::algebra::TableOfMarks;
using equivarify::algebra::to_string;

Permutation on(std::uint32_t degree, char const* cycles) {
  return Permutation::from_cycles(cycles, degree);
}

std::string rubik_order() {
  return to_string(equivarify::support::rubiks_cube().order());
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
  Element x = b;
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

/// One line of the table.
struct Row {
  std::string name;
  double gap_ms;
  double ours_ms;
  std::string answer;
  bool agrees;
};

std::string to_json(std::vector<Row> const& rows) {
  std::string text;
  for (Row const& row : rows) {
    text += fmt::format(
        "{}\n    {{\"name\": \"{}\", \"gap_ms\": {:.4g}, \"ours_ms\": {:.4g}, \"ratio\": "
        "{:.3g}, \"answer\": \"{}\", \"agrees\": {}}}",
        text.empty() ? "" : ",",
        row.name,
        row.gap_ms,
        row.ours_ms,
        row.gap_ms / row.ours_ms,
        row.answer,
        row.agrees);
  }
  return fmt::format("{{\n  \"compiler\": \"{}\",\n  \"rows\": [{}\n  ]\n}}\n", __VERSION__, text);
}

void print(Row const& row) {
  std::cout << fmt::format("{:<20} {:>12.3f} {:>12.3f} {:>8.1f}{}\n",
                           row.name,
                           row.gap_ms,
                           row.ours_ms,
                           row.gap_ms / row.ours_ms,
                           row.agrees ? "" : "  ANSWERS DIFFER");
}

} // namespace

int main(int argc, char** argv) {
  std::map<std::string, std::function<std::string()>> const tasks{
      {"rubik_order", rubik_order},
      {"m12_order", m12_order},
      {"million_products", million_products},
      {"subgroups_s5", subgroups_s5},
      {"classes_s7", classes_s7},
      {"todd_coxeter_10752", todd_coxeter},
      {"table_of_marks_s5", table_of_marks_s5}};
  std::vector<Row> rows;
  bool good = true;
  std::cout << fmt::format("{:<20} {:>12} {:>12} {:>8}\n", "row", "GAP ms", "ours ms", "ratio");
  std::string name;
  std::string answer;
  for (double theirs = 0; std::cin >> name >> theirs >> answer;) {
    Timed const ours = best_of(9, tasks.at(name));
    rows.push_back({name, theirs / 1e6, ours.nanoseconds / 1e6, answer, ours.answer == answer});
    good = good && rows.back().agrees;
    print(rows.back());
  }
  if (argc > 1) {
    std::ofstream{argv[1]} << to_json(rows);
  }
  return good && rows.size() == tasks.size() ? EXIT_SUCCESS : EXIT_FAILURE;
}
