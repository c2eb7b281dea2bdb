#include "equivarify/codegen/explore/inputs_form.hpp"

#include "equivarify/algebra/text.hpp"
#include "equivarify/codegen/explore/gset_form.hpp"
#include "equivarify/codegen/explore/no_candidate.hpp"
#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::Subgroup;

constexpr char const* kernel_words = "kernel contains ";

[[noreturn]] void refuse(JsonNode const& node) {
  node.fail("no class of inputs",
            R"("free", {"kernel_contains": [...]}, {"stabilizers": [[...], ...]}, )"
            R"({"arrays_on": {...}} or a G-set {"set": n, "action": {...}})",
            node.value.is_string() ? suggestion(node.text(), {"free", "kernel contains r"}) : "");
}

NamedInputs free_class(FileGroup const& group) {
  return {algebra::free_inputs(group.group()), fmt::format("free {}-sets", group.group().name())};
}

NamedInputs fixed_class(JsonNode const& node, FileGroup const& group, Subgroup const& subgroup) {
  if (!subgroup.is_normal()) {
    throw InputError{{.pointer = node.pointer,
                      .summary = "no kernel",
                      .found = fmt::format("{}, which is not normal", group.name(subgroup)),
                      .expected = "a normal subgroup: kernels are"}};
  }
  return {
      algebra::inputs_fixed_by(subgroup),
      fmt::format("{}-sets whose kernel contains {}", group.group().name(), group.name(subgroup))};
}

/// `kernel contains r^2, s`.
NamedInputs read_words(JsonNode const& node, FileGroup const& group) {
  std::string const text = node.text();
  if (text == "free") {
    return free_class(group);
  }
  if (!text.starts_with(kernel_words)) {
    refuse(node);
  }
  std::vector<algebra::Element> elements;
  for (std::size_t start = std::string{kernel_words}.size(); start < text.size();) {
    std::size_t const end = std::min(text.find(',', start), text.size());
    elements.push_back(
        group.element(algebra::normalize_spaces(text.substr(start, end - start)), node.pointer));
    start = end + 1;
  }
  return fixed_class(node, group, Subgroup::generated_by(group.group(), elements));
}

NamedInputs read_stabilizers(JsonNode const& node, FileGroup const& group) {
  std::vector<Subgroup> subgroups;
  std::string names;
  for (JsonNode const& entry : node.list()) {
    subgroups.push_back(Subgroup::generated_by(group.group(), group.elements(entry)));
    names += fmt::format("{}{}", names.empty() ? "" : ", ", group.name(subgroups.back()));
  }
  if (subgroups.empty()) {
    node.fail("at least one subgroup");
  }
  return {algebra::inputs_with_stabilizers(subgroups),
          fmt::format(
              "{}-sets whose stabilizers are conjugate to one of {}", group.group().name(), names)};
}

algebra::SchreierGraph read_points(JsonNode const& node, FileGroup const& group) {
  try {
    algebra::SchreierGraph graph = read_gset(node, group).graph;
    if (graph.size() == 0) {
      node.fail("a G-set with a point");
    }
    return graph;
  } catch (NoCandidate const& error) {
    throw InputError{error}; // what is asked about is another set
  }
}

NamedInputs read_arrays(JsonNode const& node, FileGroup const& group) {
  algebra::SchreierGraph const places = read_points(node, group);
  return {algebra::arrays_on(
              algebra::GSet::from_generators(group.group(), places.size(), places.images())),
          fmt::format("the arrays on a {}-set of {} places", group.group().name(), places.size())};
}

NamedInputs read_object(JsonNode const& node, FileGroup const& group) {
  if (node.find("kernel_contains")) {
    node.require_keys({{"kernel_contains"}, {}});
    JsonNode const elements = node["kernel_contains"];
    return fixed_class(
        elements, group, Subgroup::generated_by(group.group(), group.elements(elements)));
  }
  if (node.find("stabilizers")) {
    node.require_keys({{"stabilizers"}, {}});
    return read_stabilizers(node["stabilizers"], group);
  }
  if (node.find("arrays_on")) {
    node.require_keys({{"arrays_on"}, {}});
    return read_arrays(node["arrays_on"], group);
  }
  std::vector<std::string> known = gset_keys();
  known.insert(known.end(), {"kernel_contains", "stabilizers", "arrays_on"});
  node.require_keys({{}, known});
  algebra::SchreierGraph const set = read_points(node, group);
  return {algebra::inputs_like(set),
          fmt::format("{}-sets whose stabilizers occur in the given one of {} points",
                      group.group().name(),
                      set.size())};
}

} // namespace

NamedInputs every_input(FileGroup const& group) {
  return {algebra::all_inputs(group.group()), fmt::format("every {}-set", group.group().name())};
}

NamedInputs read_inputs(JsonNode const& node, FileGroup const& group) {
  if (node.value.is_string()) {
    return read_words(node, group);
  }
  if (node.value.is_array()) {
    return read_stabilizers(node, group);
  }
  if (node.value.is_object() && !node.value.empty()) {
    return read_object(node, group);
  }
  refuse(node);
}

} // namespace equivarify::codegen
