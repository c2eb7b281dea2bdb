#include "equivarify/codegen/explore/gset_form.hpp"

#include "equivarify/codegen/explore/form_error.hpp"
#include "equivarify/codegen/explore/images_form.hpp"
#include "equivarify/codegen/explore/json_file.hpp"
#include "equivarify/codegen/groups/action_form.hpp"
#include "equivarify/codegen/spec_problems.hpp"

#include <utility>

namespace equivarify::codegen {
namespace {

JsonNode member(JsonNode const& node, std::string const& one, std::string const& other) {
  return node.value.contains(one) ? node[one] : node[other];
}

/// A set of places in an array, by the reader of `equivarify action`.
NamedGSet read_places(JsonNode const& node, FileGroup const& group) {
  nlohmann::json form = node.value;
  form["group"] = group.form();
  try {
    algebra::GSet const set = read_action(form).set;
    return {algebra::SchreierGraph::of(set), NamedSet{set.size()}};
  } catch (algebra::AlgebraError const& error) {
    Problem problem = to_problem(error.what());
    problem.pointer = node.pointer + problem.pointer;
    throw FormError{std::move(problem)};
  }
}

void require_same_group(JsonNode const& node, FileGroup const& group) {
  if (node.value.contains("group") && !(FileGroup::read(node["group"]).group() == group.group())) {
    throw FormError{{.pointer = node.pointer + "/group",
                     .summary = "another group",
                     .found = node["group"].excerpt(),
                     .expected = "the group of the candidate, " + group.group().name()}};
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
  if (node.value.contains("shape") || node.value.contains("input")) {
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
