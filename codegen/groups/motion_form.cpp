#include "equivarify/codegen/groups/motion_form.hpp"

#include "equivarify/algebra/permutation.hpp"
#include "equivarify/codegen/forms/wording.hpp"
#include "equivarify/codegen/groups/permutation_form.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
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

/// A key of a motion: what may stand under it, and how it is read.
struct MotionKind {
  FormField field;
  SignedPermutation (*read)(JsonNode const&, ArrayShape const&);
};

std::vector<MotionKind> const& motion_kinds() {
  static std::vector<MotionKind> const all{
      {{"permutation",
        images_form,
        "new[i] = old[p_i] on the flattened array (channel, row, column)."},
       read_permutation_of_entries},
      {{"shift_rows", forms::integer(-1024, 1024), "Row i goes to row i + k, cyclically."},
       [](JsonNode const& node, ArrayShape const& shape) {
         return algebra::without_signs(algebra::shift_rows(shape, node.integer()));
       }},
      {{"shift_columns", forms::integer(-1024, 1024), "Column j goes to column j + k, cyclically."},
       [](JsonNode const& node, ArrayShape const& shape) {
         return algebra::without_signs(algebra::shift_columns(shape, node.integer()));
       }},
      {{"shift_slices",
        forms::integer(-1024, 1024),
        "Slice k of a volume goes to slice k + n, cyclically."},
       [](JsonNode const& node, ArrayShape const& shape) {
         return algebra::without_signs(algebra::shift_slices(shape, node.integer()));
       }},
      {{"permute_channels", permutation_form, "Channel c goes to the image of c."},
       [](JsonNode const& node, ArrayShape const& shape) {
         return algebra::without_signs(
             algebra::permute_channels(shape, read_permutation(node, shape.channels)));
       }},
      {{"negate_channels", images_form, "The entries of these channels change their signs."},
       [](JsonNode const& node, ArrayShape const& shape) {
         return at(node, misfit, [&] { return algebra::negate_channels(shape, node.numbers()); });
       }},
      {{"signs",
        forms::list(forms::integer(-1, 1), {.least = 1}),
        "Entry i is multiplied by the i-th sign, 1 or -1."},
       read_signs}};
  return all;
}

Form const& motion_object_form() {
  static Form const form = [] {
    std::vector<FormField> fields;
    for (MotionKind const& kind : motion_kinds()) {
      fields.push_back(kind.field);
    }
    return forms::choice(std::move(fields)).called("motion_object");
  }();
  return form;
}

Form const& motion_name_form() {
  static Form const form = forms::words(motion_names()).called("motion_name");
  return form;
}

std::vector<std::string> const& motion_keys() {
  static std::vector<std::string> const keys =
      keys_of(std::get<RecordForm>(motion_object_form().kind));
  return keys;
}

SignedPermutation read_step(JsonNode const& node, ArrayShape const& shape) {
  if (node.value.is_string()) {
    return read_named(node, shape);
  }
  if (!node.value.is_object()) {
    node.fail("wrong type", motion_form().title);
  }
  auto const [key, parameter] = node.choice("motion", motion_keys());
  for (MotionKind const& kind : motion_kinds()) {
    if (kind.field.name == key) {
      return kind.read(parameter, shape);
    }
  }
  throw algebra::InternalError{"a kind of motion without a reader"};
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

Form const& motion_form() {
  static Form const form = [] {
    std::string const name = "a motion: a name such as \"quarter_turn\", ";
    std::string const object = "an object with " + one_of(motion_keys());
    Form step = forms::either({motion_name_form, motion_object_form})
                    .called("motion_step")
                    .titled(fmt::format("{}or {}", name, object));
    return forms::either(
               {motion_name_form, forms::list(std::move(step), {1, 16}), motion_object_form})
        .called("motion", "A motion of arrays, or a list of them, the last of which comes first.")
        .titled(fmt::format("{}{}, or a list of these", name, object));
  }();
  return form;
}

Form const& motions_form() {
  static Form const form =
      forms::map(motion_form).called("motions", "How each generator moves the entries.");
  return form;
}

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
