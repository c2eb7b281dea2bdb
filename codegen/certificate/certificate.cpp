#include "equivarify/codegen/certificate/certificate.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/numbering.hpp"
#include "equivarify/codegen/refute/commuting_layers.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/resolve_construction.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;
using algebra::proof::Claim;
using algebra::proof::Context;
using algebra::proof::Direction;
using algebra::proof::Equation;
using algebra::proof::Proof;
using algebra::proof::ProvedClaim;
using algebra::proof::ProvedTheorem;
using algebra::proof::Step;

Json to_json(Context const& context) {
  Json result = Json::object();
  for (auto const& [name, sort] : context) {
    result[name] = to_string(sort);
  }
  return result;
}

Json to_json(Equation const& equation) {
  return {{"name", equation.name},
          {"variables", to_json(equation.variables)},
          {"left", to_string(equation.left)},
          {"right", to_string(equation.right)}};
}

Json to_json(std::vector<Step> const& steps) {
  Json result = Json::array();
  for (Step const& step : steps) {
    result.push_back({{"equation", step.equation},
                      {"direction", step.direction == Direction::forward ? "forward" : "backward"},
                      {"position", algebra::proof::to_string(step.position)},
                      {"before", to_string(step.before)},
                      {"after", to_string(step.after)}});
  }
  return result;
}

Json to_json(ProvedClaim const& proved) {
  Claim const& claim = proved.claim;
  auto const* const proof = std::get_if<Proof>(&proved.verdict);
  EQUIVARIFY_ASSERT(proof != nullptr, claim.name + " has no proof to certify");
  Json hypotheses = Json::array();
  std::transform(claim.hypotheses.begin(),
                 claim.hypotheses.end(),
                 std::back_inserter(hypotheses),
                 [](Equation const& hypothesis) { return to_json(hypothesis); });
  return {{"name", claim.name},
          {"variables", to_json(claim.variables)},
          {"hypotheses", hypotheses},
          {"cites", claim.cites},
          {"left", to_string(claim.left)},
          {"right", to_string(claim.right)},
          {"compared_at", claim.compared_at ? to_string(*claim.compared_at) : ""},
          {"proof",
           {{"left", to_json(proof->left)},
            {"right", to_json(proof->right)},
            {"common", to_string(proof->common)}}}};
}

Json to_json(std::vector<ProvedTheorem> const& theorems) {
  Json result = Json::array();
  for (ProvedTheorem const& theorem : theorems) {
    Json claims = Json::array();
    for (ProvedClaim const& claim : theorem.claims) {
      claims.push_back(to_json(claim));
    }
    result.push_back({{"id", theorem.id}, {"claims", claims}});
  }
  return result;
}

/// Of each generator its product with each element.
Json steps_json(algebra::Group const& group, algebra::Numbering const& numbered) {
  Json steps = Json::object();
  for (algebra::Generator const& generator : group.generators()) {
    Json& step = steps[generator.name] = Json::array();
    for (algebra::Element const g : numbered.elements()) {
      step.push_back(numbered.product(generator.element, g));
    }
  }
  return steps;
}

Json group_json(algebra::Group const& group, algebra::Numbering const& numbered) {
  Json generators = Json::object();
  for (algebra::Generator const& generator : group.generators()) {
    generators[generator.name] = numbered.number(generator.element);
  }
  if (group.order() > largest_copies) {
    return {{"generators", generators}, {"steps", steps_json(group, numbered)}};
  }
  Json table = Json::array();
  for (algebra::Element const g : numbered.elements()) {
    Json row = Json::array();
    for (algebra::Element const h : numbered.elements()) {
      row.push_back(numbered.product(g, h));
    }
    table.push_back(row);
  }
  return {{"generators", generators}, {"table", table}};
}

Json action_json(Network const& network) {
  Json result = Json::object();
  auto const sources = network.signed_permutations();
  for (algebra::Generator const& generator : network.group.generators()) {
    result[generator.name] = sources[generator.element.index()];
  }
  return result;
}

/// The elements of \p subgroup, the coset of each element of the group, and the first element of
/// each coset.
Json cosets_json(algebra::Subgroup const& subgroup, algebra::Numbering const& numbered) {
  std::uint32_t const order = subgroup.group().order();
  std::vector<std::uint32_t> elements;
  std::vector<std::uint32_t> cosets(order, order);
  std::vector<std::uint32_t> section;
  for (algebra::Element const g : numbered.elements()) {
    if (subgroup.contains(g)) {
      elements.push_back(numbered.number(g));
    }
    if (cosets[numbered.number(g)] == order) {
      for (algebra::Element const n : subgroup.elements()) {
        cosets[numbered.product(g, n)] = static_cast<std::uint32_t>(section.size());
      }
      section.push_back(numbered.number(g));
    }
  }
  return {{"elements", elements}, {"cosets", cosets}, {"section", section}};
}

Json to_json(ActionInWords const& action) {
  Json result = Json::object();
  for (auto const& [name, move] : action) {
    result[name] = std::visit([](auto const& words) { return Json(words); }, move);
  }
  return result;
}

/// The actions on what a layer reads: one, or a list of them.
Json to_json(std::vector<ActionInWords> const& actions) {
  Json result = Json::array();
  for (ActionInWords const& action : actions) {
    result.push_back(to_json(action));
  }
  return actions.size() == 1 ? result.front() : result;
}

/// The layers that the theorem of \p network supposes to commute.
Json layers_json(Network const& network) {
  Json result = Json::array();
  for (CommutingLayer const& layer : commuting_layers(network)) {
    result.push_back({{"name", layer.name},
                      {"class", layer.structural_class},
                      {"tied", layer.tied},
                      {"before", to_json(layer.before)},
                      {"after", to_json(layer.after)},
                      {"outputs", layer.outputs},
                      {"terms", layer.terms}});
  }
  return result;
}

/// The elements by which the spec of \p network says how \p output moves, with their names.
std::vector<std::pair<std::string, algebra::Element>> movers_of(Network const& network,
                                                                Output const& output) {
  std::vector<std::pair<std::string, algebra::Element>> movers;
  if (output.head.kind() == algebra::HeadKind::induced) {
    Json const spec = Json::parse(network.canonical_spec);
    for (std::string const name : spec["output"][output.name]["subgroup"]) {
      movers.emplace_back(name, network.group.element_named(name));
    }
  } else if (output.head.kind() != algebra::HeadKind::invariant) {
    for (algebra::Generator const& generator : network.group.generators()) {
      movers.emplace_back(generator.name, generator.element);
    }
  }
  return movers;
}

/// The signed places from which \p motion takes the entries, n + i being minus entry i of n.
std::vector<std::size_t> signed_places(algebra::SignedPermutation const& motion) {
  std::size_t const n = motion.gather.size();
  std::vector<std::size_t> places(2 * n);
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t const from = motion.gather[i];
    places[i] = motion.negated[i] ? from + n : from;
    places[n + i] = motion.negated[i] ? from : from + n;
  }
  return places;
}

/// The representations that the outputs of \p network are.
Json outputs_json(Network const& network, algebra::Numbering const& numbered) {
  Json result = Json::array();
  for (Output const& output : network.outputs) {
    std::vector<std::uint32_t> subgroup;
    for (algebra::Element const k : output.head.outputs().acting().elements()) {
      subgroup.push_back(numbered.number(k));
    }
    std::sort(subgroup.begin(), subgroup.end());
    Json action = Json::object();
    for (auto const& [name, element] : movers_of(network, output)) {
      action[name] = signed_places(output.head.outputs().of(element));
    }
    result.push_back({{"name", output.name},
                      {"head", algebra::name_of(output.head.kind())},
                      {"size", output.head.outputs().size()},
                      {"subgroup", subgroup},
                      {"action", action}});
  }
  return result;
}

} // namespace

std::string certificate(Network const& network, std::vector<ProvedTheorem> const& theorems) {
  Json equations = Json::array();
  for (Equation const& axiom : algebra::proof::shipped_theory().axioms) {
    equations.push_back(to_json(axiom));
  }
  algebra::Numbering const numbered{network.group}; // the only one that the auditor accepts
  Json result{
      {"format", "equivarify certificate 4"},
      {"sha256", network.spec_sha256},
      {"spec", Json::parse(network.canonical_spec)},
      {"group", group_json(network.group, numbered)},
      {"action", action_json(network)},
      {"kernel",
       cosets_json(kernel_of_action(network.group, network.signed_permutations()), numbered)},
      {"parameters", network.parameters()},
      {"layers", layers_json(network)},
      {"axioms", equations},
      {"theorems", to_json(theorems)}};
  if (network.construction && network.construction->kind != ConstructionKind::kernel_quotient) {
    result["subgroup"] = cosets_json(network.construction->subgroup, numbered);
  }
  if (!network.outputs.empty()) {
    result["outputs"] = outputs_json(network, numbered);
  }
  return result.dump(1) + "\n";
}

} // namespace equivarify::codegen
