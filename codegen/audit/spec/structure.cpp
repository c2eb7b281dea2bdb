#include "equivarify/codegen/audit/spec/structure.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The elements of \p subgroup, the coset of each element, and the first element of each coset.
json cosets_of(Images const& subgroup, Group const& group) {
  auto const unknown = static_cast<std::uint32_t>(group.order());
  Images cosets(group.order(), unknown);
  Images section;
  for (std::uint32_t g = 0; g < group.order(); ++g) {
    if (cosets[g] == unknown) {
      Images const row = group.row(g);
      for (std::uint32_t const n : subgroup) {
        cosets[row[n]] = static_cast<std::uint32_t>(section.size());
      }
      section.push_back(g);
    }
  }
  return {{"elements", subgroup}, {"cosets", cosets}, {"section", section}};
}

/// \p outputs as a certificate has them.
json outputs_json(std::vector<Representation> const& outputs) {
  json result = json::array();
  for (Representation const& output : outputs) {
    result.push_back({{"name", output.name},
                      {"head", output.head},
                      {"size", output.size},
                      {"subgroup", output.subgroup},
                      {"action", json::object()}});
    for (auto const& [name, sources] : output.movers) {
      result.back()["action"][name] = sources;
    }
  }
  return result;
}

/// The table of \p group, or of a larger one what its generators make of the elements.
json group_json(Group const& group, json const& generators) {
  if (!group.table.empty()) {
    return {{"generators", generators}, {"table", group.table}};
  }
  json steps = json::object();
  for (auto const& [name, step] : group.steps) {
    steps[name] = step;
  }
  return {{"generators", generators}, {"steps", steps}};
}

} // namespace

nlohmann::json structure_of(Described const& described) {
  json generators = json::object();
  json action = json::object();
  for (std::size_t k = 0; k < described.group.steps.size(); ++k) {
    auto const& [name, step] = described.group.steps[k];
    generators[name] = step[0];
    action[name] = described.sources[k];
  }
  json result{{"group", group_json(described.group, generators)},
              {"action", action},
              {"kernel", cosets_of(described.kernel, described.group)},
              {"parameters", described.parameters}};
  if (described.subgroup) {
    result["subgroup"] = cosets_of(*described.subgroup, described.group);
  }
  if (!described.outputs.empty()) {
    result["outputs"] = outputs_json(described.outputs);
  }
  return result;
}

} // namespace equivarify::audit
