#include "equivarify/algebra/space_group.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/presentation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace equivarify::algebra {
namespace {

/// A point group: how its generators pass translations, and its own relations.
struct PlaneGroup {
  char const* name;
  std::uint32_t point_order;
  std::vector<std::string> generators; ///< besides x and y
  std::vector<std::string> relations;
};

// r takes a point (row, column) to (-row, -column), to (-column, row) or, on triangles, to (row +
// column, -row); s to (row, -column) or, in cm, cmm, p3m1 and p6m, to (column, row), and in p31m to
// (-row, column + row). In pg, pmg, pgg and p4g x and y are steps of two points, and s is a glide,
// to (row + 1, -column) or, in pgg and p4g, to (row + 1, 1 - column): its square is y.
std::array<PlaneGroup, 17> const& plane_groups() {
  static std::array<PlaneGroup, 17> const all{{
      {"p1", 1, {}, {}},
      {"p2", 2, {"r"}, {"r^2", "r x = x^-1 r", "r y = y^-1 r"}},
      {"pm", 2, {"s"}, {"s^2", "s x = x^-1 s", "s y = y s"}},
      {"pg", 2, {"s"}, {"s^2 = y", "s x = x^-1 s"}},
      {"cm", 2, {"s"}, {"s^2", "s x = y s", "s y = x s"}},
      {"pmm",
       4,
       {"r", "s"},
       {"r^2", "r x = x^-1 r", "r y = y^-1 r", "s^2", "s x = x^-1 s", "s y = y s", "s r = r s"}},
      {"pmg",
       4,
       {"r", "s"},
       {"r^2", "r x = x^-1 r", "r y = y^-1 r", "s^2 = y", "s x = x^-1 s", "s r = y r s"}},
      {"pgg",
       4,
       {"r", "s"},
       {"r^2", "r x = x^-1 r", "r y = y^-1 r", "s^2 = y", "s x = x^-1 s", "s r = x y r s"}},
      {"cmm",
       4,
       {"r", "s"},
       {"r^2", "r x = x^-1 r", "r y = y^-1 r", "s^2", "s x = y s", "s y = x s", "s r = r s"}},
      {"p4", 4, {"r"}, {"r^4", "r x = y^-1 r", "r y = x r"}},
      {"p4m",
       8,
       {"r", "s"},
       {"r^4", "r x = y^-1 r", "r y = x r", "s^2", "s x = x^-1 s", "s y = y s", "s r = r^-1 s"}},
      {"p4g",
       8,
       {"r", "s"},
       {"r^4", "r x = y^-1 r", "r y = x r", "s^2 = y", "s x = x^-1 s", "s r = x r^-1 s"}},
      {"p3", 3, {"r"}, {"r^3", "r x = y x^-1 r", "r y = x^-1 r"}},
      {"p3m1",
       6,
       {"r", "s"},
       {"r^3", "r x = y x^-1 r", "r y = x^-1 r", "s^2", "s x = y s", "s y = x s", "s r = r^-1 s"}},
      {"p31m",
       6,
       {"r", "s"},
       {"r^3",
        "r x = y x^-1 r",
        "r y = x^-1 r",
        "s^2",
        "s x = x s",
        "s y = x y^-1 s",
        "s r = r^-1 s"}},
      {"p6", 6, {"r"}, {"r^6", "r x = y r", "r y = y x^-1 r"}},
      {"p6m",
       12,
       {"r", "s"},
       {"r^6", "r x = y r", "r y = y x^-1 r", "s^2", "s x = y s", "s y = x s", "s r = r^-1 s"}},
  }};
  return all;
}

PlaneGroup const& plane_group(std::string const& name) {
  auto const& all = plane_groups();
  auto const found = std::find_if(
      all.begin(), all.end(), [&](PlaneGroup const& group) { return group.name == name; });
  if (found == all.end()) {
    throw AlgebraError(fmt::format(
        "no space group {}: expected one of {}", name, fmt::join(space_group_names(), ", ")));
  }
  return *found;
}

} // namespace

std::vector<std::string> space_group_names() {
  std::vector<std::string> names;
  for (PlaneGroup const& group : plane_groups()) {
    names.emplace_back(group.name);
  }
  return names;
}

std::uint64_t space_group_order(std::string const& name, std::uint32_t side) {
  return std::uint64_t{side} * side * plane_group(name).point_order;
}

Group space_group(std::string const& name, std::uint32_t side) {
  PlaneGroup const& group = plane_group(name);
  std::vector<std::string> generators{"x", "y"};
  generators.insert(generators.end(), group.generators.begin(), group.generators.end());
  std::vector<std::string> relations{
      fmt::format("x^{}", side), fmt::format("y^{}", side), "x y = y x"};
  relations.insert(relations.end(), group.relations.begin(), group.relations.end());
  return presented_group(make_presentation(generators, relations))
      .renamed(fmt::format("{} on {}x{}", name, side, side));
}

} // namespace equivarify::algebra
