#include "equivarify/codegen/groups/action_form.hpp"

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace equivarify::codegen {

namespace {

using algebra::ArrayShape;
using algebra::Group;
using algebra::SignedPermutation;
using Json = nlohmann::json;

/// Refuses members of \p node that are no generators of \p group.
void require_generators_of(Group const& group, JsonNode const& node) {
  std::vector<std::string> const names = group.generator_names();
  for (auto const& [name, member] : node.members()) {
    if (std::find(names.begin(), names.end(), name) == names.end()) {
      throw FormProblems{
          {{.pointer = member.pointer,
            .summary = "unknown generator",
            .found = fmt::format("'{}'", name),
            .expected = names.empty() ? fmt::format("nothing: {} has no generators", group.name())
                                      : fmt::format("only generators of {}: {}",
                                                    group.name(),
                                                    fmt::join(names, ", ")),
            .nearest = algebra::nearest_name(name, names),
            .at_the_key = true}}};
    }
  }
}

void require_size(Group const& group, std::uint64_t points, JsonNode const& node) {
  if (points > max_action_points) {
    node.fail(fmt::format("at most {} points", max_action_points));
  }
  if (points * group.order() > max_action_images) {
    node.fail(fmt::format("at most {} images: {} points times the {} elements of {} are {}",
                          max_action_images,
                          points,
                          group.order(),
                          group.name(),
                          points * group.order()));
  }
}

std::vector<std::uint32_t> read_images(JsonNode const& node, std::uint32_t points) {
  algebra::Permutation const permutation = at(node, "no permutation", [&] {
    return node.value.is_string() ? algebra::Permutation::from_cycles(node.text(), points)
                                  : algebra::Permutation::from_images(node.numbers());
  });
  if (permutation.degree() != points) {
    throw FormProblems{{{.pointer = node.pointer,
                         .summary = "wrong length",
                         .found = fmt::format("{} images", permutation.degree()),
                         .expected = fmt::format("{}, one a point", points)}}};
  }
  return permutation.images();
}

NamedAction read_points(Group const& group, JsonNode const& form) {
  std::uint32_t const points = form["points"].number();
  require_size(group, points, form["points"]);
  JsonNode const generators = form["generators"];
  require_generators_of(group, generators);
  std::vector<std::vector<std::uint32_t>> images;
  for (std::string const& name : group.generator_names()) {
    images.push_back(read_images(generators[name], points));
  }
  return at(generators, "no action of the group", [&] {
    return NamedAction{algebra::GSet::from_generators(group, points, images), "points"};
  });
}

/// One to three extents: columns; rows and columns; channels, rows and columns.
ArrayShape read_shape(JsonNode const& node) {
  std::vector<std::uint32_t> extents = node.numbers();
  if (extents.empty() || extents.size() > 3 ||
      std::find(extents.begin(), extents.end(), 0U) != extents.end()) {
    node.fail("one to three extents, each at least 1: channels, rows and columns");
  }
  extents.insert(extents.begin(), 3 - extents.size(), 1U);
  return {extents[0], extents[1], extents[2]};
}

/// The number of entries, or more than any action may have.
std::uint64_t entries_of(ArrayShape const& shape) {
  std::uint64_t const plane = std::uint64_t{shape.rows} * shape.columns;
  return plane > max_action_points ? plane : plane * shape.channels;
}

/// On the entries, or on the entries and their negatives where some motion needs signs.
NamedAction act_on_array(Group const& group,
                         std::vector<SignedPermutation> const& motions,
                         ArrayShape const& shape,
                         bool signs) {
  if (signs) {
    return {algebra::signed_places(group, motions, shape),
            fmt::format("entries of {} arrays, then their negatives", to_string(shape))};
  }
  std::vector<algebra::EntryPermutation> moves;
  moves.reserve(motions.size());
  for (SignedPermutation const& motion : motions) {
    moves.push_back(motion.gather);
  }
  return {algebra::places(group, moves, shape),
          fmt::format("entries of {} arrays", to_string(shape))};
}

NamedAction read_array(Group const& group, JsonNode const& form) {
  ArrayShape const shape = read_shape(form["shape"]);
  require_size(group, entries_of(shape), form["shape"]);
  JsonNode const action = form["action"];
  require_generators_of(group, action);
  std::vector<SignedPermutation> motions;
  for (std::string const& name : group.generator_names()) {
    motions.push_back(read_motion(action[name], shape));
  }
  bool const signs = std::any_of(
      motions.begin(), motions.end(), [](SignedPermutation const& m) { return m.changes_signs(); });
  require_size(group, (signs ? 2 : 1) * entries_of(shape), form["shape"]);
  return at(
      action, "no action of the group", [&] { return act_on_array(group, motions, shape, signs); });
}

} // namespace

NamedAction read_action(Json const& form) {
  JsonNode const node{form, ""};
  Group const group = read_listed_group(node["group"]);
  if (form.contains("points")) {
    return read_points(group, node);
  }
  if (form.contains("input")) {
    return read_array(group, node["input"]);
  }
  if (!form.contains("shape")) {
    node.fail("'points' with 'generators', 'shape' with 'action', or a spec");
  }
  return read_array(group, node);
}

} // namespace equivarify::codegen
