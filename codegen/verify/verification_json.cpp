#include "equivarify/codegen/verify/verification_json.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using json = nlohmann::ordered_json;

json to_json(algebra::lemmas::Counterexample const& counterexample) {
  json facts = json::object();
  for (auto const& [name, value] : counterexample.facts) {
    facts[name] = value;
  }
  return {{"found_by", counterexample.found_by},
          {"facts", facts},
          {"text", counterexample.text},
          {"replay", counterexample.replay}};
}

json to_json(algebra::proof::ProvedTheorem const& theorem) {
  json claims = json::array();
  for (auto const& proved : theorem.claims) {
    claims.push_back({{"name", proved.claim.name},
                      {"says", proved.claim.says},
                      {"verdict", proved.holds() ? "proved" : "unproved"}});
  }
  return {{"verdict", theorem.holds() ? "proved" : "unproved"},
          {"steps", theorem.steps()},
          {"claims", claims}};
}

json to_json(algebra::lemmas::LemmaReport const& lemma, Verification const& verification) {
  json const exhaustive{{"cases", lemma.exhaustive.cases},
                        {"equations", lemma.exhaustive.equations},
                        {"complete", lemma.exhaustive.complete},
                        {"sampled", lemma.exhaustive.sampled}};
  json const property{{"tests", lemma.property.tests},
                      {"discarded", lemma.property.discarded},
                      {"shrinks", lemma.property.shrinks}};
  return {{"id", lemma.id},
          {"statement", lemma.statement},
          {"source", lemma.source},
          {"scope", lemma.scope},
          {"verdict", lemma.holds ? "holds" : "refuted"},
          {"symbolic", to_json(verification.symbolic_of(lemma.id))},
          {"exhaustive", exhaustive},
          {"property", property},
          {"counterexample", lemma.counterexample ? to_json(*lemma.counterexample) : json{}}};
}

json to_json(StackCheck const& stack, std::string const& replay) {
  json layers = json::array();
  for (LayerFinding const& layer : stack.layers) {
    layers.push_back({{"block", layer.block},
                      {"name", layer.layer},
                      {"verdict", layer.reason.empty() ? "holds" : "refuted"},
                      {"largest_subgroup", layer.subgroup},
                      {"reason", layer.reason}});
  }
  json counterexample;
  if (stack.counterexample) {
    counterexample = {{"text", *stack.counterexample}, {"replay", replay}};
  }
  json measured;
  if (stack.measurement) {
    measured = {{"values", stack.measurement->values},
                {"differing_bits", stack.measurement->differing_bits},
                {"largest_difference", stack.measurement->largest_difference},
                {"largest_value", stack.measurement->largest_value}};
  }
  return {{"verdict", stack.holds() ? "holds" : "refuted"},
          {"layers", layers},
          {"measured", measured},
          {"counterexample", counterexample}};
}

json to_json(NetworkCheck const& network, Verification const& verification) {
  json layers = json::array();
  for (LayerCheck const& layer : network.layers) {
    layers.push_back({{"block", layer.block},
                      {"name", layer.layer},
                      {"values_compared", layer.values_compared},
                      {"differing_bits", layer.differing_bits}});
  }
  json counterexample;
  if (network.counterexample) {
    counterexample = {{"text", *network.counterexample}, {"replay", verification.replay}};
  }
  auto const& stack = verification.stack;
  return {
      {"symbolic",
       verification.has_network_theorem() ? to_json(verification.symbolic_of("network")) : json{}},
      {"stack", stack ? to_json(*stack, verification.replay) : json{}},
      {"diagram",
       {{"commutes", verification.diagram.commutes()},
        {"path_pairs", verification.diagram.path_pairs},
        {"equations", verification.diagram.equations},
        {"failures", verification.diagram.failures}}},
      {"inputs", network.inputs},
      {"elements", network.elements},
      {"layers", layers},
      {"differing_bits", network.differing_bits()},
      {"counterexample", counterexample}};
}

json to_json(ClaimCheck const& claim) {
  json layers = json::array();
  for (LayerClaim const& layer : claim.layers) {
    layers.push_back(
        {{"name", layer.layer},
         {"verdict", layer.holds() ? "holds" : "refuted"},
         {"values_compared", layer.values_compared},
         {"reason", layer.reason.empty() ? json{} : json(layer.reason)},
         {"counterexample", layer.counterexample.empty() ? json{} : json(layer.counterexample)}});
  }
  return {{"subgroup", claim.subgroup},
          {"elements", claim.elements},
          {"verdict", claim.holds() ? "holds" : "refuted"},
          {"layers", layers}};
}

} // namespace

std::string to_json(Verification const& verification) {
  json lemmas = json::array();
  for (auto const& lemma : verification.lemmas) {
    lemmas.push_back(to_json(lemma, verification));
  }
  json result{{"spec", verification.name},
              {"sha256", verification.sha256},
              {"verdict", verification.holds() ? "verified" : "refuted"},
              {"seed", verification.seed},
              {"convention", verification.convention},
              {"lemmas", lemmas},
              {"network", to_json(verification.network, verification)},
              {"parameters",
               {{"lift", verification.lift_parameters}, {"plain", verification.plain_parameters}}},
              {"multiply_adds", verification.multiply_adds}};
  for (auto const& theorem : verification.construction_theorems()) {
    result["construction"][theorem.id] = to_json(theorem);
  }
  if (verification.given_up) {
    result["construction"]["given_up"] = {{"clause", verification.given_up->clause},
                                          {"witness", verification.given_up->witness}};
  }
  if (verification.claim) {
    result["already"] = to_json(*verification.claim);
  }
  return result.dump(2) + "\n";
}

} // namespace equivarify::codegen
