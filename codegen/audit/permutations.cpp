#include "equivarify/codegen/audit/permutations.hpp"

#include "equivarify/codegen/audit/refusal.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <sstream>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::uint32_t largest = 1U << 24U;

std::uint32_t number(json const& value) {
  demand(value.is_number_unsigned() && value.get<std::uint64_t>() <= largest, "no number of size");
  return value.get<std::uint32_t>();
}

/// (first, first + 1, ..., n - 1).
Images cycle(std::uint32_t first, std::uint32_t end, std::uint32_t n) {
  Images images(n);
  std::iota(images.begin(), images.end(), 0U);
  for (std::uint32_t i = first; i < end; ++i) {
    images[i] = i + 1 < end ? i + 1 : first;
  }
  return images;
}

/// a and b on all a^i b^j, at i + n j, where b a b^-1 = a^-1 and b^2 = a^square.
NamedImages inverting(std::uint32_t n, std::uint32_t square, char const* a, char const* b) {
  Images turn(std::size_t{2} * n);
  Images flip(std::size_t{2} * n);
  for (std::uint32_t i = 0; i < n; ++i) {
    turn[i] = (i + 1) % n;
    turn[n + i] = n + (i + 1) % n;
    flip[i] = n + (n - i) % n;
    flip[n + i] = (n - i + square) % n;
  }
  return {{a, turn}, {b, flip}};
}

Images from_cycles(std::string const& text, std::uint32_t degree) {
  Images images = cycle(0, 0, degree);
  std::istringstream cycles{text};
  for (std::string points; std::getline(cycles, points, ')');) {
    std::istringstream one{points.substr(points.find('(') + 1)};
    std::vector<std::uint32_t> moved{std::istream_iterator<std::uint32_t>{one}, {}};
    for (std::size_t i = 0; i < moved.size(); ++i) {
      demand(moved[i] < degree, "a cycle leaves the degree");
      images[moved[i]] = moved[(i + 1) % moved.size()];
    }
  }
  return images;
}

NamedImages of_permutations(json const& spec) {
  NamedImages result;
  std::uint32_t const degree = number(spec.at("degree"));
  for (auto const& [name, value] : spec.at("generators").items()) {
    result.emplace_back(name, read_permutation(value, degree));
  }
  return result;
}

/// The names with 1, 2, ... appended where a name occurs more than once.
void make_distinct(NamedImages& generators) {
  std::map<std::string, int> count;
  for (auto const& [name, images] : generators) {
    ++count[name];
  }
  std::map<std::string, int> used;
  for (auto& [name, images] : generators) {
    std::string numbered = name;
    while (count.at(name) > 1 && count.contains(numbered)) {
      numbered = name + std::to_string(++used[name]);
    }
    name = numbered;
  }
}

/// Side by side on the disjoint union.
NamedImages of_product(json const& factors) {
  NamedImages result;
  std::size_t degree = 0;
  for (json const& factor : factors) {
    NamedImages const parts = group_generators(factor);
    std::size_t const own = parts.empty() ? 1 : parts.front().second.size();
    for (auto& [name, images] : result) {
      images.resize(degree + own);
      std::iota(images.begin() + static_cast<std::ptrdiff_t>(degree),
                images.end(),
                static_cast<std::uint32_t>(degree));
    }
    for (auto const& [name, images] : parts) {
      Images whole = cycle(0, 0, static_cast<std::uint32_t>(degree + own));
      for (std::size_t i = 0; i < own; ++i) {
        whole[degree + i] = static_cast<std::uint32_t>(degree) + images[i];
      }
      result.emplace_back(name, std::move(whole));
    }
    degree += own;
  }
  make_distinct(result);
  return result;
}

NamedImages of_family(std::string const& family, std::uint32_t n) {
  if (family == "dihedral") {
    return inverting(n, 0, "r", "s");
  }
  if (family == "dicyclic") {
    return inverting(2 * n, n, "a", "b");
  }
  NamedImages result;
  if (family == "cyclic" && n > 1) {
    result = {{"r", cycle(0, n, n)}};
  } else if (family == "symmetric" && n > 1) {
    result = {{"a", cycle(0, 2, n)}, {"b", cycle(0, n, n)}};
    result.resize(n > 2 ? 2 : 1);
  } else if (family == "alternating" && n > 2) {
    result = {{"a", cycle(0, 3, n)}, {"b", cycle(n % 2 == 0 ? 1 : 0, n, n)}};
    result.resize(n > 3 ? 2 : 1);
  }
  bool const known = family == "cyclic" || family == "symmetric" || family == "alternating";
  demand(known, "the spec has a group that this auditor does not know: " + family);
  return result;
}

/// An entry of an array.
struct Entry {
  std::uint32_t channel;
  std::uint32_t row;
  std::uint32_t column;
};

/// \p i - \p by, cyclically below \p extent.
std::uint32_t shifted(std::uint32_t i, json const& by, std::uint32_t extent) {
  auto const n = static_cast<std::int64_t>(extent);
  return static_cast<std::uint32_t>(((i - by.get<std::int64_t>()) % n + n) % n);
}

/// From where the motion \p name, with the argument \p by, takes the entry \p to of arrays of the
/// extents \p shape.
Entry source(std::string const& name, json const& by, Entry const& to, Entry const& shape) {
  auto const [c, i, j] = to;
  std::uint32_t const last_row = shape.row - 1;
  std::uint32_t const last_column = shape.column - 1;
  static std::set<std::string> const signs{"negate", "negate_channels", "signs", "identity"};
  if (signs.contains(name)) {
    return to;
  }
  if (name == "shift_rows") {
    return {c, shifted(i, by, shape.row), j};
  }
  if (name == "shift_columns") {
    return {c, i, shifted(j, by, shape.column)};
  }
  if (name == "permute_channels") { // channel c goes to its image
    Images const images = read_permutation(by, shape.channel);
    auto const from = std::find(images.begin(), images.end(), c);
    demand(from != images.end(), "no permutation of the channels");
    return {static_cast<std::uint32_t>(from - images.begin()), i, j};
  }
  std::map<std::string, Entry> const sources{{"quarter_turn", {c, j, last_column - i}},
                                             {"half_turn", {c, last_row - i, last_column - j}},
                                             {"three_quarter_turn", {c, last_row - j, i}},
                                             {"flip_rows", {c, last_row - i, j}},
                                             {"flip_columns", {c, i, last_column - j}},
                                             {"flip_channels", {shape.channel - 1 - c, i, j}},
                                             {"transpose", {c, j, i}},
                                             {"cube_turn_x", {c, j, last_column - i}},
                                             {"cube_turn_y", {shape.channel - 1 - j, i, c}},
                                             {"cube_turn_z", {i, last_row - c, j}}};
  auto const found = sources.find(name);
  demand(found != sources.end(), "the spec has a motion that this auditor does not know: " + name);
  return found->second;
}

/// Whether the motion \p name, with the argument \p by, negates entry \p i, in channel \p c.
bool negates(std::string const& name, json const& by, std::uint32_t i, std::uint32_t c) {
  return name == "negate" || (name == "signs" && by.at(i) == -1) ||
         (name == "negate_channels" && std::find(by.begin(), by.end(), c) != by.end());
}

/// One motion on the signed places of arrays: place n + i is minus entry i of n.
Images one_motion(json const& motion, Entry const& shape) {
  bool const is_object = motion.is_object();
  demand(is_object ? motion.size() == 1 : motion.is_string(), "the spec has no motion");
  std::string const name = is_object ? motion.begin().key() : motion.get<std::string>();
  json const& by = is_object ? motion.begin().value() : motion;
  std::uint32_t const plane = shape.row * shape.column;
  std::uint32_t const n = shape.channel * plane;
  Images places(std::size_t{2} * n);
  for (std::uint32_t at = 0; at < n; ++at) {
    std::uint32_t from = 0;
    if (name == "permutation") {
      from = number(by.at(at));
    } else {
      auto const [c, i, j] =
          source(name, by, {at / plane, at % plane / shape.column, at % shape.column}, shape);
      demand(c < shape.channel && i < shape.row && j < shape.column, "a motion leaves the array");
      from = (c * shape.row + i) * shape.column + j;
    }
    bool const minus = negates(name, by, at, at / plane);
    places[at] = minus ? from + n : from;
    places[n + at] = minus ? from : from + n;
  }
  return places;
}

} // namespace

NamedImages group_generators(json const& spec) {
  demand(spec.is_object() && spec.size() == 1, "the spec has no group");
  std::string const family = spec.begin().key();
  json const& value = spec.begin().value();
  if (family == "permutations") {
    return of_permutations(value);
  }
  if (family == "elementary_abelian") {
    json const cyclic{{"cyclic", value.at(0)}};
    return of_product(json(value.at(1).get<std::size_t>(), cyclic));
  }
  if (family == "octahedral") { // perpendicular quarter turns, on the faces of a cube
    return {{"x", from_cycles("(0 1 2 3)", 6)}, {"y", from_cycles("(0 4 2 5)", 6)}};
  }
  return family == "product" ? of_product(value) : of_family(family, number(value));
}

Images read_permutation(json const& value, std::uint32_t degree) {
  Images images = value.is_string() ? from_cycles(value, degree) : value.get<Images>();
  demand(images.size() == degree, "a permutation of another degree");
  return images;
}

Images motion_sources(json const& motion, json const& shape) {
  Entry const extents{number(shape.at(0)), number(shape.at(1)), number(shape.at(2))};
  std::size_t const size = std::size_t{extents.channel} * extents.row * extents.column;
  demand(size <= largest, "the input is too large");
  if (!motion.is_array()) {
    return one_motion(motion, extents);
  }
  Images result = cycle(0, 0, static_cast<std::uint32_t>(2 * size));
  for (json const& part : motion) { // the last acts first, and sources compose the other way round
    result = product(one_motion(part, extents), result);
  }
  return result;
}

Images product(Images const& first, Images const& second) {
  Images result;
  result.reserve(second.size());
  for (std::uint32_t const x : second) {
    demand(x < first.size(), "permutations of different sets");
    result.push_back(first[x]);
  }
  return result;
}

} // namespace equivarify::audit
