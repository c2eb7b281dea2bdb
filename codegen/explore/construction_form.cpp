#include "equivarify/codegen/explore/construction_form.hpp"

#include "equivarify/codegen/explore/no_candidate.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

void require_free_name(std::string const& name, JsonNode const& node) {
  std::vector<std::string> const& reserved = reserved_construction_names();
  bool const is_reserved = std::find(reserved.begin(), reserved.end(), name) != reserved.end();
  if (is_reserved || !is_construction_name(name)) {
    throw InputError{
        {.pointer = node.pointer,
         .summary = "no name for a set",
         .found = in_quotes(name),
         .expected = "a letter, then letters, digits and _; not \"e\", " + in_a_row(reserved),
         .at_the_key = true}};
  }
}

NamedGSet read_named_set(JsonNode const& node, FileGroup const& group) {
  std::vector<std::string> const& keys = gset_keys();
  node.require_keys({{}, keys});
  try {
    return read_gset(node, group);
  } catch (NoCandidate const& error) {
    throw InputError{error}; // the set is a part of the candidate, not the candidate
  }
}

void read_names(JsonNode const& node, ConstructionNames& names) {
  for (auto const& [name, value] : node.members()) {
    require_free_name(name, value);
    if (value.value.is_array()) {
      names.subgroups.emplace(
          name, algebra::Subgroup::generated_by(names.group.group(), names.group.elements(value)));
    } else if (value.value.is_object()) {
      names.sets.emplace(name, read_named_set(value, names.group));
    } else {
      value.fail("a list of elements that generate a subgroup, or a G-set {\"set\": n, "
                 "\"action\": {...}}");
    }
  }
}

} // namespace

ConstructedCandidate
read_construction(JsonNode const& node, FileGroup const& group, NamedLabels const& labels) {
  ConstructionNames names{.group = group, .labels = labels.names, .label_set = labels.labels};
  if (auto const given = node.find("where")) {
    read_names(*given, names);
  }
  JsonNode const text = node["construction"];
  ConstructionTerm const construction = parse_construction(text);
  return {make_candidate(text, construction, names), to_text(construction)};
}

} // namespace equivarify::codegen
