#include "equivarify/algebra/lemmas/instance.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace equivarify::algebra::lemmas {

std::string show(Tuple const& s) {
  return fmt::format("({})", fmt::join(s, ", "));
}

std::string show(Vector const& v) {
  return fmt::format("({})", fmt::join(v, ", "));
}

std::string show_map(LabelMap const& map, char letter) {
  std::string result;
  for (std::size_t i = 0; i < map.size(); ++i) {
    result += fmt::format("{}{}{} -> {}", i == 0 ? "" : ", ", letter, i, map[i]);
  }
  return result;
}

Tuple Trial::lift(LabelMap const& f, Point x) const {
  return construction_.lift(
      group(), [&](Element g) { return f[set().act_unchecked(g.index(), x.index())]; });
}

std::vector<Tuple> Trial::lift(LabelMap const& f) const {
  std::vector<Tuple> result;
  result.reserve(set().size());
  for (Point const x : set().points()) {
    result.push_back(lift(f, x));
  }
  return result;
}

Fact Trial::fact(char const* letter, Element g) const {
  return {letter, group().name_of(g)};
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static)
Fact Trial::fact(char const* letter, Point x) const {
  return {letter, fmt::format("x{}", x.index())};
}

std::string Trial::show_value(CopyLabel const& y) const {
  return fmt::format("({}, {})", group().name_of(y.copy), y.label);
}

std::string Trial::show_value(Point x) {
  return fmt::format("x{}", x.index());
}

void Trial::refute(char const* left_side,
                   std::string const& left,
                   char const* right_side,
                   std::string const& right,
                   Facts where) {
  where.insert(where.begin(), {"fails", fmt::format("{} = {}", left_side, right_side)});
  where.emplace_back(left_side, left);
  where.emplace_back(right_side, right);
  throw Refutation{std::move(where)};
}

void Trial::refute(char const* claim, Facts where) {
  where.insert(where.begin(), {"fails", claim});
  throw Refutation{std::move(where)};
}

} // namespace equivarify::algebra::lemmas
