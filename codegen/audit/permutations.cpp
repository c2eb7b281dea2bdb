#include "equivarify/codegen/audit/permutations.hpp"

#include "equivarify/codegen/audit/refusal.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <numeric>
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

/// From where entry (i, j) of a plane of \p rows x \p columns comes.
std::pair<std::uint32_t, std::uint32_t> source(std::string const& motion,
                                               std::pair<std::uint32_t, std::uint32_t> to,
                                               std::uint32_t rows,
                                               std::uint32_t columns) {
  auto const [i, j] = to;
  std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> const sources{
      {"identity", {i, j}},
      {"quarter_turn", {j, columns - 1 - i}},
      {"half_turn", {rows - 1 - i, columns - 1 - j}},
      {"three_quarter_turn", {rows - 1 - j, i}},
      {"flip_rows", {rows - 1 - i, j}},
      {"flip_columns", {i, columns - 1 - j}},
      {"transpose", {j, i}}};
  auto const found = sources.find(motion);
  demand(found != sources.end(),
         "the spec has a motion that this auditor does not know: " + motion);
  return found->second;
}

Images named_motion(std::string const& motion, json const& shape) {
  std::uint32_t const rows = number(shape.at(1));
  std::uint32_t const columns = number(shape.at(2));
  Images result;
  for (std::uint32_t c = 0; c < number(shape.at(0)); ++c) {
    for (std::uint32_t at = 0; at < rows * columns; ++at) {
      auto const [i, j] = source(motion, {at / columns, at % columns}, rows, columns);
      demand(i < rows && j < columns, "a motion leaves the plane");
      result.push_back((c * rows + i) * columns + j);
    }
  }
  return result;
}

} // namespace

NamedImages group_generators(json const& spec) {
  demand(spec.is_object() && spec.size() == 1, "the spec has no group");
  std::string const family = spec.begin().key();
  json const& value = spec.begin().value();
  if (family == "permutations") {
    return of_permutations(value);
  }
  return family == "product" ? of_product(value) : of_family(family, number(value));
}

Images read_permutation(json const& value, std::uint32_t degree) {
  Images const images = value.is_string() ? from_cycles(value, degree) : value.get<Images>();
  demand(images.size() == degree, "a permutation of another degree");
  return images;
}

Images motion_sources(json const& motion, json const& shape) {
  std::size_t const size =
      std::size_t{number(shape.at(0))} * number(shape.at(1)) * number(shape.at(2));
  demand(size <= largest, "the input is too large");
  if (motion.is_object()) {
    return motion.at("permutation").get<Images>();
  }
  Images result = cycle(0, 0, static_cast<std::uint32_t>(size));
  for (json const& name : motion) { // the last acts first, and sources compose the other way round
    result = product(named_motion(name, shape), result);
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
