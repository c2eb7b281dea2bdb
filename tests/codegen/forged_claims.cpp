#include "codegen/forged_claims.hpp"

#include <utility>

namespace equivarify::audit {

using nlohmann::json;

json step_of(std::string const& equation,
             std::string const& direction,
             std::string const& position,
             std::string const& before,
             std::string const& after) {
  return {{"equation", equation},
          {"direction", direction},
          {"position", position},
          {"before", before},
          {"after", after}};
}

void add_claim(Case& forged, Demand const& claim, json const& steps, std::string const& common) {
  forged.theory.theorems.push_back({"more", false, {claim}});
  json variables = json::object();
  for (auto const& [name, sort] : claim.variables) {
    variables[name] = print(sort);
  }
  json hypotheses = json::array();
  for (Law const& law : claim.hypotheses) {
    json of_law = json::object();
    for (auto const& [name, sort] : law.variables) {
      of_law[name] = print(sort);
    }
    hypotheses.push_back({{"name", law.name},
                          {"variables", of_law},
                          {"left", print(law.left)},
                          {"right", print(law.right)}});
  }
  forged.theorems.push_back(
      {{"id", "more"},
       {"claims",
        json::array(
            {{{"name", claim.name},
              {"variables", variables},
              {"hypotheses", hypotheses},
              {"cites", claim.cites},
              {"left", print(claim.left)},
              {"right", print(claim.right)},
              {"compared_at", claim.compared_at},
              {"proof", {{"left", steps}, {"right", json::array()}, {"common", common}}}}})}});
}

Demand demand_of(std::map<std::string, std::string> const& variables,
                 std::string const& left,
                 std::string const& right,
                 std::string const& compared_at,
                 std::vector<std::string> cites) {
  Demand result{"claim",
                {},
                {},
                std::move(cites),
                read_expression(left),
                read_expression(right),
                compared_at};
  for (auto const& [name, sort] : variables) {
    result.variables.emplace(name, read_expression(sort));
  }
  return result;
}

} // namespace equivarify::audit
