#include "equivarify/codegen/probe/form_action.hpp"

#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/groups/motion_form.hpp"

#include <utility>

namespace equivarify::codegen {

namespace {

using algebra::ArrayShape;
using algebra::Group;
using algebra::GSet;
using algebra::probe::ArrayAction;

/// One to three numbers.
std::vector<std::uint32_t> read_extents(JsonNode const& node) {
  std::vector<std::uint32_t> extents;
  for (JsonNode const& entry : node.list()) {
    extents.push_back(entry.number(1, longest_extent));
  }
  if (extents.empty() || extents.size() > 3) {
    node.fail("wrong shape", "[entries], [rows, columns] or [channels, rows, columns]");
  }
  return extents;
}

/// What is missing in front is 1, but one number alone is a flat array.
ArrayShape shape_of(std::vector<std::uint32_t> const& extents) {
  switch (extents.size()) {
  case 1:
    return {extents[0], 1, 1};
  case 2:
    return {1, extents[0], extents[1]};
  default:
    return {extents[0], extents[1], extents[2]};
  }
}

ArrayAction read_motions_of(JsonNode const& action, Group const& group, ArrayShape const& shape) {
  if (!action.value.is_object()) {
    action.fail("no action", R"("trivial", or an object: how each generator acts)");
  }
  auto const motions = read_motions(group, action, shape);
  return at(action, "no action of the group", [&] {
    return ArrayAction::on_array(group, motions, shape);
  });
}

ArrayAction read_one_copy(JsonNode const& node, Group const& group) {
  std::vector<std::uint32_t> const extents = read_extents(node["shape"]);
  ArrayShape const shape = shape_of(extents);
  auto const action = node.find("action");
  bool const is_trivial = action ? action->value == "trivial" : node.find("copies").has_value();
  ArrayAction const copy =
      is_trivial ? at(node,
                      "too large",
                      [&] {
                        auto const size = algebra::grid_action("identity", shape).size();
                        return ArrayAction::trivial(group, static_cast<std::uint32_t>(size));
                      })
                 : read_motions_of(node["action"], group, shape);
  return copy.with_extents(extents);
}

GSet read_copies(JsonNode const& node, Group const& group) {
  if (node.value == "regular") {
    return at(node, "too large", [&] { return GSet::regular(group); });
  }
  auto const subgroup = node.find("cosets_of");
  if (!subgroup || node.value.size() != 1) {
    node.fail("unknown copies",
              R"("regular", or {"cosets_of": [elements that generate a subgroup]})");
  }
  std::vector<algebra::Element> generators;
  for (JsonNode const& name : subgroup->list()) {
    generators.push_back(
        at(name, "unknown element", [&] { return group.element_named(name.text()); }));
  }
  return GSet::coset_space(algebra::Subgroup::generated_by(group, generators));
}

} // namespace

ArrayAction read_form_action(JsonNode const& node,
                             Group const& group,
                             std::vector<std::string> const& other_keys) {
  Keys keys{.optional = {"shape", "action", "copies", "fields"}};
  keys.optional.insert(keys.optional.end(), other_keys.begin(), other_keys.end());
  auto const copies_node = node.find("copies");
  auto const fields_node = node.find("fields");
  Problems problems;
  problems.attempt([&] { node.require_keys(keys); });
  if (!node.value.is_object()) {
    problems.require_none();
  }
  auto const each = problems.attempt([&] { return read_one_copy(node, group); });
  auto const copies = problems.attempt(
      [&] { return copies_node ? read_copies(*copies_node, group) : GSet::trivial(group, 1); });
  auto const fields = problems.attempt(
      [&] { return fields_node ? fields_node->number(1, longest_extent) : std::uint32_t{1}; });
  problems.require_none();
  return at(node, "too large", [&] { return ArrayAction::on_copies(*copies, *each, *fields); });
}

} // namespace equivarify::codegen
