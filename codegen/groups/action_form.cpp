#include "equivarify/codegen/groups/action_form.hpp"

#include "equivarify/algebra/array_motion.hpp"
#include "equivarify/algebra/permutation.hpp"
#include "equivarify/codegen/groups/group_form.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/groups/permutation_form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {

namespace {

using algebra::ArrayShape;
using algebra::Group;
using algebra::SignedPermutation;

void require_size(Group const& group, std::uint64_t points, JsonNode const& node) {
  if (points > max_action_points) {
    node.fail("too large", fmt::format("at most {} points", max_action_points));
  }
  if (points * group.order() > max_action_images) {
    node.fail("too large",
              fmt::format("at most {} images: {} points times the {} elements of {} are {}",
                          max_action_images,
                          points,
                          group.order(),
                          group.name(),
                          points * group.order()));
  }
}

NamedAction read_points(Group const& group, JsonNode const& form) {
  std::uint32_t const points = form["points"].number();
  require_size(group, points, form["points"]);
  JsonNode const generators = form["generators"];
  std::vector<std::vector<std::uint32_t>> images;
  read_each_generator(group, generators, [&](JsonNode const& node) {
    images.push_back(read_permutation(node, points).images());
  });
  return at(generators, "no action of the group", [&] {
    return NamedAction{algebra::GSet::from_generators(group, points, images), "points"};
  });
}

/// One to four extents: columns; rows and columns; channels, rows and columns; and those with a
/// depth before the rows.
ArrayShape read_shape(JsonNode const& node) {
  std::vector<std::uint32_t> extents = node.numbers();
  if (extents.empty() || extents.size() > 4 ||
      std::find(extents.begin(), extents.end(), 0U) != extents.end()) {
    node.fail("one to four extents, each at least 1: channels, rows and columns, of volumes "
              "channels, depth, rows and columns");
  }
  if (extents.size() == 4) {
    std::uint64_t const rows = std::uint64_t{extents[1]} * extents[2];
    if (rows > max_action_points) {
      node.fail("too large", fmt::format("at most {} points", max_action_points));
    }
    return {extents[0], static_cast<std::uint32_t>(rows), extents[3], extents[1]};
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

} // namespace

NamedAction read_array_action(Group const& group, JsonNode const& node) {
  if (node.has("parts")) {
    node["parts"].fail("an input of several parts",
                       "one array, \"shape\" with \"action\" (`equivarify check` takes both)");
  }
  JsonNode const extents = node["shape"];
  ArrayShape const shape = read_shape(extents);
  require_size(group, entries_of(shape), extents);
  JsonNode const action = node["action"];
  auto const motions = read_motions(group, action, shape);
  bool const signs = std::any_of(
      motions.begin(), motions.end(), [](SignedPermutation const& m) { return m.changes_signs(); });
  require_size(group, (signs ? 2 : 1) * entries_of(shape), extents);
  return at(
      action, "no action of the group", [&] { return act_on_array(group, motions, shape, signs); });
}

NamedAction read_action(JsonNode const& node) {
  Group const group = read_listed_group(node["group"]);
  Keys keys{.optional = {"name", "description", "$schema", "labels"}};
  if (node.has("input")) {
    return read_array_action(group, node["input"]);
  }
  if (node.has("points")) {
    keys.required = {"group", "points", "generators"};
    node.require_keys(keys);
    return read_points(group, node);
  }
  if (node.has("shape")) {
    keys.required = {"group", "shape", "action"};
    node.require_keys(keys);
    return read_array_action(group, node);
  }
  node.fail("no action", R"("points" with "generators", "shape" with "action", or a spec)");
}

} // namespace equivarify::codegen
