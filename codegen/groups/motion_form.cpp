#include "equivarify/codegen/groups/motion_form.hpp"

#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/groups/group_form.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace equivarify::codegen {

namespace {

using algebra::ArrayShape;
using algebra::SignedPermutation;
using Json = nlohmann::json;

constexpr char const* misfit = "action does not fit the input";
constexpr char const* negate = "negate";

std::vector<std::string> motion_names() {
  std::vector<std::string> names = algebra::grid_action_names();
  names.emplace_back(negate);
  return names;
}

/// The named motions that arrays of \p shape have.
std::vector<std::string> fitting_names(ArrayShape const& shape) {
  std::vector<std::string> names;
  for (std::string const& name : algebra::grid_action_names()) {
    if (algebra::fits(name, shape)) {
      names.push_back(name);
    }
  }
  return names;
}

SignedPermutation read_named(JsonNode const& node, ArrayShape const& shape) {
  std::string const name = node.text();
  if (name == negate) {
    std::vector<std::uint32_t> channels(shape.channels);
    std::iota(channels.begin(), channels.end(), 0U);
    return algebra::negate_channels(shape, channels);
  }
  std::vector<std::string> const names = motion_names();
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    throw FormProblems{{{.pointer = node.pointer,
                         .summary = "unknown name",
                         .found = fmt::format("there is no motion '{}'", name),
                         .nearest = algebra::nearest_name(name, names)}}};
  }
  if (!algebra::fits(name, shape)) {
    throw FormProblems{{{.pointer = node.pointer,
                         .summary = misfit,
                         .found = fmt::format("{} of {}", name, algebra::to_string(shape)),
                         .expected = fmt::format("a motion of such arrays: {}",
                                                 fmt::join(fitting_names(shape), ", "))}}};
  }
  return algebra::without_signs(algebra::grid_action(name, shape));
}

SignedPermutation read_permutation_of_entries(JsonNode const& node, ArrayShape const& shape) {
  algebra::EntryPermutation sources = node.numbers();
  algebra::EntryPermutation sorted = sources;
  std::sort(sorted.begin(), sorted.end());
  if (sorted != algebra::grid_action("identity", shape)) {
    throw FormProblems{{{.pointer = node.pointer,
                         .summary = "no permutation of the entries",
                         .found = fmt::format("a list of {}", sources.size()),
                         .expected = fmt::format("each of 0 to {} once", shape.size() - 1)}}};
  }
  return algebra::without_signs(std::move(sources));
}

SignedPermutation read_signs(JsonNode const& node, ArrayShape const& shape) {
  std::vector<std::int64_t> signs;
  for (JsonNode const& entry : node.list()) {
    signs.push_back(entry.integer());
  }
  return at(node, misfit, [&] { return algebra::change_signs(shape, signs); });
}

using Reader = SignedPermutation (*)(JsonNode const&, ArrayShape const&);

std::map<std::string, Reader> const& readers() {
  static std::map<std::string, Reader> const all{
      {"shift_rows",
       [](JsonNode const& node, ArrayShape const& shape) {
         return algebra::without_signs(algebra::shift_rows(shape, node.integer()));
       }},
      {"shift_columns",
       [](JsonNode const& node, ArrayShape const& shape) {
         return algebra::without_signs(algebra::shift_columns(shape, node.integer()));
       }},
      {"permute_channels",
       [](JsonNode const& node, ArrayShape const& shape) {
         return algebra::without_signs(
             algebra::permute_channels(shape, read_permutation(node, shape.channels)));
       }},
      {"negate_channels",
       [](JsonNode const& node, ArrayShape const& shape) {
         return at(node, misfit, [&] { return algebra::negate_channels(shape, node.numbers()); });
       }},
      {"signs", read_signs},
      {"permutation", read_permutation_of_entries}};
  return all;
}

SignedPermutation read_step(JsonNode const& node, ArrayShape const& shape) {
  if (node.value.is_string()) {
    return read_named(node, shape);
  }
  std::vector<std::string> keys;
  for (auto const& [key, unused] : readers()) {
    keys.push_back(key);
  }
  if (!node.value.is_object()) {
    node.fail(fmt::format("a motion: a name such as quarter_turn, an object with one of {}, or a "
                          "list of these",
                          fmt::join(keys, ", ")));
  }
  auto const [key, parameter] = node.choice("motion", keys);
  return readers().at(key)(parameter, shape);
}

std::string describe_step(Json const& step) {
  if (step.is_string()) {
    return step.get<std::string>();
  }
  std::string const key = step.begin().key();
  Json const& parameter = step.begin().value();
  if (key == "permutation") {
    return "a permutation of the entries";
  }
  if (key == "signs") {
    return "sign changes";
  }
  return fmt::format(
      "{} {}", key, parameter.is_string() ? parameter.get<std::string>() : parameter.dump());
}

} // namespace

SignedPermutation read_motion(JsonNode const& form, ArrayShape const& shape) {
  if (!form.value.is_array()) {
    return read_step(form, shape);
  }
  SignedPermutation result = algebra::without_signs(algebra::grid_action("identity", shape));
  for (JsonNode const& step : form.list()) {
    result = algebra::compose(result, read_step(step, shape));
  }
  return result;
}

std::string describe_motion(Json const& form) {
  if (!form.is_array()) {
    return describe_step(form);
  }
  std::vector<std::string> steps;
  for (Json const& step : form) {
    steps.push_back(describe_step(step));
  }
  return fmt::format("{}", fmt::join(steps, " "));
}

} // namespace equivarify::codegen
