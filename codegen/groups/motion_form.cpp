#include "equivarify/codegen/groups/motion_form.hpp"

#include "equivarify/algebra/permutation.hpp"
#include "equivarify/codegen/groups/group_form.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace equivarify::codegen {

namespace {

using algebra::ArrayShape;
using algebra::Group;
using algebra::SignedPermutation;
using Json = nlohmann::json;

constexpr char const* misfit = "motion does not fit the array";
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
    throw InputError{{.pointer = node.pointer,
                      .summary = "unknown name",
                      .found = in_quotes(name),
                      .expected = one_of(names),
                      .nearest = suggestion(name, names)}};
  }
  if (!algebra::fits(name, shape)) {
    throw InputError{{.pointer = node.pointer,
                      .summary = misfit,
                      .found = fmt::format("{} of {}", name, algebra::to_string(shape)),
                      .expected = fmt::format("a motion of such arrays: {}",
                                              fmt::join(fitting_names(shape), ", "))}};
  }
  return algebra::without_signs(algebra::grid_action(name, shape));
}

/// A list of the places that entries come from, or cycles that say where they go.
SignedPermutation read_permutation_of_entries(JsonNode const& node, ArrayShape const& shape) {
  auto const size = static_cast<std::uint32_t>(algebra::grid_action("identity", shape).size());
  algebra::Permutation const permutation = read_permutation(node, size);
  return algebra::without_signs(node.value.is_string() ? permutation.inverse().images()
                                                       : permutation.images());
}

SignedPermutation read_signs(JsonNode const& node, ArrayShape const& shape) {
  std::vector<std::int64_t> signs;
  for (JsonNode const& entry : node.list()) {
    signs.push_back(entry.integer());
  }
  return at(node, misfit, [&] { return algebra::change_signs(shape, signs); });
}

using MotionReader = SignedPermutation (*)(JsonNode const&, ArrayShape const&);

std::map<std::string, MotionReader> const& motion_readers() {
  static std::map<std::string, MotionReader> const all{
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
  for (auto const& [key, unused] : motion_readers()) {
    keys.push_back(key);
  }
  if (!node.value.is_object()) {
    node.fail("wrong type",
              fmt::format("a motion: a name such as \"quarter_turn\", an object with {}, or a list "
                          "of these",
                          one_of(keys)));
  }
  auto const [key, parameter] = node.choice("motion", keys);
  return motion_readers().at(key)(parameter, shape);
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

/// Adds a problem for each member of \p node that is no generator of \p group, and for each
/// generator that is missing.
void check_generators(Group const& group, JsonNode const& node, Problems& problems) {
  std::vector<std::string> const names = group.generator_names();
  for (auto const& [name, member] : node.members()) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      problems.add_at_key(
          {.pointer = member.pointer,
           .summary = "unknown generator",
           .found = in_quotes(name),
           .expected = names.empty()
                           ? fmt::format("nothing: {} has no generators", group.name())
                           : fmt::format("a generator of {}: {}", group.name(), one_of(names)),
           .nearest = suggestion(name, names)});
    }
  }
  for (std::string const& name : names) {
    if (!node.value.contains(name)) {
      problems.add({.pointer = child(node.pointer, name),
                    .summary = "generator without action",
                    .found = "no " + in_quotes(name),
                    .expected = fmt::format("how each generator of {} acts", group.name())});
    }
  }
}

} // namespace

void read_each_generator(Group const& group,
                         JsonNode const& node,
                         std::function<void(JsonNode const&)> const& read) {
  Problems problems;
  check_generators(group, node, problems);
  for (std::string const& name : group.generator_names()) {
    if (auto const member = node.find(name)) {
      problems.attempt([&] { read(*member); });
    }
  }
  problems.require_none();
}

std::vector<SignedPermutation>
read_motions(Group const& group, JsonNode const& node, ArrayShape const& shape) {
  std::vector<SignedPermutation> motions;
  read_each_generator(
      group, node, [&](JsonNode const& member) { motions.push_back(read_motion(member, shape)); });
  return motions;
}

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
