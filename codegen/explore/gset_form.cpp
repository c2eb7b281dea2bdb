#include "equivarify/codegen/explore/gset_form.hpp"

#include "equivarify/codegen/explore/images_form.hpp"
#include "equivarify/codegen/groups/action_form.hpp"

#include <utility>

namespace equivarify::codegen {
namespace {

JsonNode member(JsonNode const& node, std::string const& one, std::string const& other) {
  return node[node.find(one) ? one : other];
}

/// A set of places in an array, by the reader of `equivarify action`.
NamedGSet read_places(JsonNode const& node, FileGroup const& group) {
  algebra::GSet const set = read_array_action(group.group(), node).set;
  return {algebra::SchreierGraph::of(set), NamedSet{set.size()}};
}

void require_same_group(JsonNode const& node, FileGroup const& group) {
  auto const given = node.find("group");
  if (given && !(FileGroup::read(*given).group() == group.group())) {
    given->fail("another group", "the group of the candidate, " + group.group().name());
  }
}

} // namespace

std::vector<std::string> const& gset_keys() {
  static std::vector<std::string> const keys{
      "group", "set", "points", "action", "generators", "shape", "input"};
  return keys;
}

NamedGSet read_gset(JsonNode const& node, FileGroup const& group) {
  require_same_group(node, group);
  if (auto const input = node.find("input")) {
    return read_places(*input, group);
  }
  if (node.find("shape")) {
    return read_places(node, group);
  }
  NamedSet points = NamedSet::read(member(node, "points", "set"), "points");
  algebra::SchreierGraph graph = read_images(member(node, "generators", "action"), group, points);
  return {std::move(graph), std::move(points)};
}

nlohmann::json
to_form(algebra::SchreierGraph const& graph, FileGroup const& group, NamedSet const& points) {
  nlohmann::json action = nlohmann::json::object();
  for (std::size_t k = 0; k < graph.images().size(); ++k) {
    action[group.name(graph.group().generators()[k].element)] = points.to_json(graph.images()[k]);
  }
  return {{"set", points.form()}, {"action", std::move(action)}};
}

} // namespace equivarify::codegen
