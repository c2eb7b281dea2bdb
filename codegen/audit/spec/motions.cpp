#include "equivarify/codegen/audit/spec/motions.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace equivarify::audit {
namespace {

using nlohmann::json;

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

Images motion_sources(json const& motion, json const& shape) {
  Entry const extents{number(shape.at(0)), number(shape.at(1)), number(shape.at(2))};
  std::size_t const size = std::size_t{extents.channel} * extents.row * extents.column;
  demand(size <= largest_set, "the input is too large");
  if (!motion.is_array()) {
    return one_motion(motion, extents);
  }
  Images result(2 * size);
  std::iota(result.begin(), result.end(), 0U);
  for (json const& part : motion) { // the last acts first, and sources compose the other way round
    result = product(one_motion(part, extents), result);
  }
  return result;
}

} // namespace equivarify::audit
