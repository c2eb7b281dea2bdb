#include "equivarify/codegen/audit/spec/group.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/extensions.hpp"
#include "equivarify/codegen/audit/spec/matrices.hpp"
#include "equivarify/codegen/audit/spec/presentation.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"
#include "equivarify/codegen/audit/spec/small_group.hpp"
#include "equivarify/codegen/audit/spec/table.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::uint32_t number(json const& value) {
  return value.get<std::uint32_t>();
}

/// (first, first + 1, ..., n - 1).
Images cycle(std::uint32_t first, std::uint32_t end, std::uint32_t n) {
  Images images = identity_of(n);
  for (std::uint32_t i = first; i < end; ++i) {
    images[i] = i + 1 < end ? i + 1 : first;
  }
  return images;
}

/// The group that \p points generate, whose elements are called by their cycles.
Group permuting(NamedImages const& points) {
  Group result = close(points);
  result.points = points;
  for (std::size_t x = 0; x < result.order(); ++x) {
    Images images = identity_of(points.empty() ? 1 : points.front().second.size());
    for (auto power = result.words[x].rbegin(); power != result.words[x].rend(); ++power) {
      for (std::size_t i = 0; i < power->second; ++i) {
        images = product(points[power->first].second, images);
      }
    }
    result.names[x] = x == 0 ? "e" : cycles_of(images);
  }
  number_names(result);
  return result;
}

/// All a^i b^j, at i + n j, where b a b^-1 = a^-1 and b^2 = a^square.
Group inverting(std::uint32_t n, std::uint32_t square, char const* a, char const* b) {
  Images turn(std::size_t{2} * n);
  Images flip(std::size_t{2} * n);
  for (std::uint32_t i = 0; i < n; ++i) {
    turn[i] = (i + 1) % n;
    turn[n + i] = n + (i + 1) % n;
    flip[i] = n + (n - i) % n;
    flip[n + i] = (n - i + square) % n;
  }
  Group result = close({{a, turn}, {b, flip}});
  Group first = close({{a, cycle(0, n, n)}});
  Group second = close({{b, cycle(0, 2, 2)}});
  take_words(result, {first, second});
  return result;
}

Group dihedral(json const& value) {
  std::uint32_t const n = number(value);
  Group result = inverting(n, 0, "r", "s");
  if (n >= 3) { // the corners of a polygon
    Images flip(n);
    for (std::uint32_t corner = 0; corner < n; ++corner) {
      flip[corner] = (n - corner) % n;
    }
    result.points = {{"r", cycle(0, n, n)}, {"s", flip}};
  }
  return result;
}

Group dicyclic(json const& n) {
  return inverting(2 * number(n), number(n), "a", "b");
}

Group cyclic(json const& value) {
  std::uint32_t const n = number(value);
  NamedImages const points = n > 1 ? NamedImages{{"r", cycle(0, n, n)}} : NamedImages{};
  Group result = close(points);
  result.points = points;
  return result;
}

/// The cycle of the first \p length of \p n points and that of all from \p first on, where there
/// are enough points.
Group two_cycles(std::uint32_t n, std::uint32_t length, std::uint32_t first) {
  NamedImages points;
  if (n >= length) {
    points.emplace_back("a", cycle(0, length, n));
  }
  if (n > length) {
    points.emplace_back("b", cycle(first, n, n));
  }
  return permuting(points);
}

Group symmetric(json const& n) {
  return two_cycles(number(n), 2, 0);
}

Group alternating(json const& n) {
  return two_cycles(number(n), 3, number(n) % 2 == 0 ? 1 : 0);
}

Group elementary_abelian(json const& form) {
  std::uint32_t const p = number(form.at(0));
  std::uint32_t const k = number(form.at(1));
  if (!is_prime(p)) {
    refuse("prime", "elementary_abelian: " + std::to_string(p) + " is no prime");
  }
  if (k > 13 && p > 1) { // 2^14 is too large
    throw Refusal{"too large: a group of more than " + std::to_string(bounds::order) + " elements"};
  }
  return direct_product(std::vector<Group>(k, cyclic(p)));
}

/// Perpendicular quarter turns of a cube, on its faces: up, down, left, right, front, back.
Group octahedral(json const& /*true*/) {
  return permuting({{"x", {4, 5, 2, 3, 1, 0}}, {"y", {0, 1, 4, 5, 3, 2}}});
}

Group permutations(json const& form) {
  NamedImages points;
  for (auto const& [name, permutation] : form.at("generators").items()) {
    points.emplace_back(name, read_permutation(permutation, number(form.at("degree"))));
  }
  return permuting(points);
}

Group small_group_of(json const& form, std::size_t& letters) {
  return presented_group(small_group_presentation(number(form.at(0)), number(form.at(1))), letters);
}

/// What the turn r, and the mirror or glide s, of a space group make of translations, and of each
/// other.
struct PointGroup {
  std::vector<std::string> turn;
  std::vector<std::string> mirror;
};

PointGroup point_group_of(std::string const& name) {
  static std::vector<std::string> const half{"r^2", "r x r^-1 x", "r y r^-1 y"};
  static std::vector<std::string> const quarter{"r^4", "r x r^-1 y", "r y r^-1 x^-1"};
  static std::vector<std::string> const third{"r^3", "r x r^-1 x y^-1", "r y r^-1 x"};
  static std::vector<std::string> const sixth{"r^6", "r x r^-1 y^-1", "r y r^-1 x y^-1"};
  static std::vector<std::string> const flip{"s^2", "s x s x", "s y s y^-1"};
  static std::vector<std::string> const diagonal{"s^2", "s x s y^-1"};
  static std::vector<std::string> const glide{"s^2 y^-1", "s x s^-1 x"};
  auto const passes = [](std::vector<std::string> mirror, char const* turn) {
    mirror.emplace_back(turn);
    return mirror;
  };
  static std::map<std::string, PointGroup> const all{
      {"p1", {}},
      {"p2", {half, {}}},
      {"pm", {{}, flip}},
      {"pg", {{}, glide}},
      {"cm", {{}, diagonal}},
      {"pmm", {half, passes(flip, "s r s r")}},
      {"pmg", {half, passes(glide, "s r s^-1 r^-1 y^-1")}},
      {"pgg", {half, passes(glide, "s r s^-1 r^-1 y^-1 x^-1")}},
      {"cmm", {half, passes(diagonal, "s r s r")}},
      {"p4", {quarter, {}}},
      {"p4m", {quarter, passes(flip, "s r s r")}},
      {"p4g", {quarter, passes(glide, "s r s^-1 r x^-1")}},
      {"p3", {third, {}}},
      {"p3m1", {third, passes(diagonal, "s r s r")}},
      {"p31m", {third, {"s^2", "s x s x^-1", "s y s y x^-1", "s r s r"}}},
      {"p6", {sixth, {}}},
      {"p6m", {sixth, passes(diagonal, "s r s r")}}};
  return all.at(name);
}

/// Translations x and y of a torus, with a turn and a mirror or a glide.
Group space_group_of(json const& form, std::size_t& letters) {
  PointGroup const point_group = point_group_of(form.at("name").get<std::string>());
  std::string const side = std::to_string(number(form.at("side")));
  std::vector<std::string> generators{"x", "y"};
  std::vector<std::string> relations{"x^" + side, "y^" + side, "x y x^-1 y^-1"};
  auto const add = [&](char const* generator, std::vector<std::string> const& own) {
    if (!own.empty()) {
      generators.emplace_back(generator);
      relations.insert(relations.end(), own.begin(), own.end());
    }
  };
  add("r", point_group.turn);
  add("s", point_group.mirror);
  return presented_group({{"generators", generators}, {"relations", relations}}, letters);
}

Group product_of(json const& form, std::size_t& letters) {
  std::vector<Group> factors;
  for (json const& factor : form) {
    factors.push_back(group_of(factor, letters));
  }
  return direct_product(factors);
}

} // namespace

Group group_of(json const& form, std::size_t& letters) {
  static std::map<std::string, Group (*)(json const&)> const by_itself{
      {"cyclic", cyclic},
      {"dihedral", dihedral},
      {"dicyclic", dicyclic},
      {"symmetric", symmetric},
      {"alternating", alternating},
      {"elementary_abelian", elementary_abelian},
      {"octahedral", octahedral},
      {"permutations", permutations},
      {"table", table_group},
      {"matrices", matrix_group}};
  static std::map<std::string, Group (*)(json const&, std::size_t&)> const in_words{
      {"product", product_of},
      {"semidirect", semidirect_of},
      {"wreath", wreath_of},
      {"small_group", small_group_of},
      {"space_group", space_group_of},
      {"presentation", presented_group}};
  std::string const& kind = form.begin().key();
  json const& value = form.begin().value();
  auto const found = by_itself.find(kind);
  return found != by_itself.end() ? found->second(value) : in_words.at(kind)(value, letters);
}

} // namespace equivarify::audit
