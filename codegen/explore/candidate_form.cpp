#include "equivarify/codegen/explore/candidate_form.hpp"

#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/codegen/explore/construction_form.hpp"
#include "equivarify/codegen/explore/images_form.hpp"
#include "equivarify/codegen/explore/no_candidate.hpp"

#include <fmt/format.h>

#include <variant>

namespace equivarify::codegen {
namespace {

/// The labels that the list \p node gives the points of a set of \p size, or what is wrong.
std::variant<algebra::LabelMap, Problem>
read_label_map(JsonNode const& node, std::uint32_t size, NamedSet const& labels) {
  algebra::LabelMap map = labels.members(node);
  if (map.size() != size) {
    return Problem{.pointer = node.pointer,
                   .summary = "no map to the labels",
                   .found = fmt::format("{} values", map.size()),
                   .expected = fmt::format("{}, one for each point", size)};
  }
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map[i] >= labels.size()) {
      return Problem{.pointer = fmt::format("{}/{}", node.pointer, i),
                     .summary = "no label",
                     .found = std::to_string(map[i]),
                     .expected = fmt::format("a label below {}", labels.size())};
    }
  }
  return map;
}

algebra::LabelMap
read_projection(JsonNode const& node, std::uint32_t size, NamedSet const& labels) {
  auto map = read_label_map(node, size, labels);
  if (auto* const problem = std::get_if<Problem>(&map)) {
    throw NoCandidate{std::move(*problem), nullptr};
  }
  return std::get<algebra::LabelMap>(std::move(map));
}

void require_one_form(JsonNode const& node) {
  if (node.find("construction")) {
    node.require_keys({{"group", "labels", "construction"}, {"where", "inputs", "map", "name"}});
  } else {
    node.require_keys({{"group", "labels", "set", "action", "projection"},
                       {"construction", "inputs", "map", "name"}});
  }
}

/// A set with its projection, and how it was given.
struct GivenSet {
  NamedSet points;
  algebra::Candidate candidate;
  std::string construction{};
};

/// That a map does not commute with the subgroup that acts on the labels, and what shows it.
std::pair<Problem, nlohmann::json> describe_broken(JsonNode const& node,
                                                   FileGroup const& group,
                                                   NamedSet const& points,
                                                   NamedLabels const& labels,
                                                   algebra::BrokenMap const& broken) {
  nlohmann::json const witness{{"h", group.name(broken.h)},
                               {"x", points.to_json(broken.x)},
                               {"label of h x", labels.names.to_json(broken.found)},
                               {"h (label of x)", labels.names.to_json(broken.expected)}};
  return {
      {.pointer = node.pointer,
       .summary = "no map of sets with an action of " + group.name(*labels.labels.subgroup()),
       .found = fmt::format("the label {} of h x for h = {}, x = {}",
                            witness["label of h x"].dump(),
                            group.name(broken.h),
                            witness["x"].dump()),
       .expected = fmt::format("h (label of x), which is {}", witness["h (label of x)"].dump())},
      witness};
}

GivenSet read_set(JsonNode const& node, FileGroup const& group, NamedLabels const& labels) {
  if (node.find("construction")) {
    ConstructedCandidate made = read_construction(node, group, labels);
    NamedSet points{made.candidate.set.size()};
    return {std::move(points), std::move(made.candidate), std::move(made.text)};
  }
  NamedSet points = NamedSet::read(node["set"], "points");
  algebra::SchreierGraph graph = read_images(node["action"], group, points);
  algebra::LabelMap projection = read_projection(node["projection"], points.size(), labels.names);
  return {std::move(points), {std::move(graph), labels.labels, std::move(projection)}};
}

void require_map(JsonNode const& node,
                 FileGroup const& group,
                 NamedLabels const& labels,
                 GivenSet const& given) {
  algebra::Candidate const& candidate = given.candidate;
  if (auto const broken =
          algebra::broken_map(candidate.set, candidate.labels, candidate.projection)) {
    auto [problem, witness] = describe_broken(node, group, given.points, labels, *broken);
    throw NoCandidate{std::move(problem), std::move(witness)};
  }
}

} // namespace

InputMap read_input_map(JsonNode const& node, FileGroup const& group, NamedLabels const& labels) {
  try {
    NamedGSet domain = read_gset(node, group);
    JsonNode const values = node[node.find("values") ? "values" : "map"];
    auto map = read_label_map(values, domain.graph.size(), labels.names);
    if (auto* const problem = std::get_if<Problem>(&map)) {
      throw InputError{std::move(*problem)};
    }
    auto& values_read = std::get<algebra::LabelMap>(map);
    if (auto const broken = algebra::broken_map(domain.graph, labels.labels, values_read)) {
      throw InputError{describe_broken(values, group, domain.points, labels, *broken).first};
    }
    return {std::move(domain), std::move(values_read)};
  } catch (NoCandidate const& error) {
    throw InputError{error}; // what is asked about is another set
  }
}

std::vector<std::string> const& candidate_keys() {
  static std::vector<std::string> const keys{
      "labels", "set", "action", "projection", "construction", "where", "inputs", "map", "name"};
  return keys;
}

CandidateFile read_candidate(JsonNode const& node) {
  require_one_form(node);
  FileGroup group = FileGroup::read(node["group"]);
  NamedLabels labels = read_labels(node["labels"], group);
  GivenSet given = read_set(node, group, labels);
  require_map(
      node[node.find("construction") ? "construction" : "projection"], group, labels, given);
  NamedInputs inputs =
      node.find("inputs") ? read_inputs(node["inputs"], group) : every_input(group);
  std::optional<InputMap> map;
  if (auto const map_node = node.find("map")) {
    map = read_input_map(*map_node, group, labels);
  }
  return {std::move(group),
          std::move(labels),
          std::move(given.points),
          std::move(given.candidate),
          std::move(inputs),
          std::move(map),
          std::move(given.construction)};
}

nlohmann::json
to_form(algebra::Candidate const& candidate, FileGroup const& group, NamedSet const& labels) {
  nlohmann::json form = to_form(candidate.set, group, NamedSet{candidate.set.size()});
  form["group"] = group.form();
  form["labels"] = to_form(candidate.labels, group, labels);
  form["projection"] = labels.to_json(candidate.projection);
  return form;
}

} // namespace equivarify::codegen
