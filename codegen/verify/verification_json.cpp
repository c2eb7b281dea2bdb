#include "equivarify/codegen/verify/verification_json.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;

char const* word_of(Verdict verdict) {
  switch (verdict) {
  case Verdict::verified:
    return "verified";
  case Verdict::refuted:
    return "refuted";
  case Verdict::not_proved:
    return "not_proved";
  case Verdict::unfinished:
    break;
  }
  return "unfinished";
}

Json to_json(algebra::lemmas::Counterexample const& counterexample) {
  Json facts = Json::object();
  for (auto const& [name, value] : counterexample.facts) {
    facts[name] = value;
  }
  return {{"found_by", counterexample.found_by},
          {"facts", facts},
          {"text", counterexample.text},
          {"replay", counterexample.replay}};
}

Json to_json(algebra::proof::ProvedTheorem const& theorem) {
  Json claims = Json::array();
  for (auto const& proved : theorem.claims) {
    claims.push_back({{"name", proved.claim.name},
                      {"says", proved.claim.says},
                      {"verdict", proved.holds() ? "proved" : "unproved"}});
  }
  return {{"verdict", theorem.holds() ? "proved" : "unproved"},
          {"steps", theorem.steps()},
          {"claims", claims}};
}

Json to_json(algebra::lemmas::LemmaReport const& lemma, Verification const& verification) {
  Json const exhaustive{{"cases", lemma.exhaustive.cases},
                        {"equations", lemma.exhaustive.equations},
                        {"complete", lemma.exhaustive.complete},
                        {"sampled", lemma.exhaustive.sampled},
                        {"bounded", lemma.exhaustive.bounded},
                        {"too_large", lemma.exhaustive.too_large}};
  Json const property{{"tests", lemma.property.tests},
                      {"discarded", lemma.property.discarded},
                      {"shrinks", lemma.property.shrinks}};
  return {{"id", lemma.id},
          {"statement", lemma.statement},
          {"source", lemma.source},
          {"scope", lemma.scope},
          {"verdict",
           !lemma.holds             ? "refuted"
           : lemma.left_out.empty() ? "holds"
                                    : "partly"},
          {"symbolic", to_json(verification.symbolic_of(lemma.id))},
          {"exhaustive", exhaustive},
          {"property", property},
          {"counterexample", lemma.counterexample ? to_json(*lemma.counterexample) : Json{}}};
}

char const* word_of_failure(StackCheck const& stack) {
  return stack.counterexample ? "refuted" : "not_proved";
}

Json to_json(StackCheck const& stack, std::string const& replay) {
  Json layers = Json::array();
  for (LayerFinding const& layer : stack.layers) {
    layers.push_back({{"block", layer.block},
                      {"name", layer.layer},
                      {"verdict", layer.reason.empty() ? "holds" : word_of_failure(stack)},
                      {"largest_subgroup", layer.subgroup},
                      {"reason", layer.reason}});
  }
  Json counterexample;
  if (stack.counterexample) {
    counterexample = {{"text", *stack.counterexample}, {"replay", replay}};
  }
  Json measured;
  if (stack.measurement) {
    measured = {{"values", stack.measurement->values},
                {"differing_bits", stack.measurement->differing_bits},
                {"largest_difference", stack.measurement->largest_difference},
                {"largest_value", stack.measurement->largest_value}};
  }
  return {{"verdict", stack.holds() ? "holds" : word_of_failure(stack)},
          {"layers", layers},
          {"measured", measured},
          {"counterexample", counterexample}};
}

/// What the theorem of the network rests on.
Json foundations(Verification const& verification) {
  Json layers = Json::array();
  for (CommutingLayer const& layer : verification.commuting) {
    layers.push_back({{"name", layer.name},
                      {"class", layer.structural_class},
                      {"outputs", layer.outputs},
                      {"terms", layer.terms}});
  }
  return {{"layers", layers}, {"supposed", verification.supposed}};
}

Json to_json(NetworkCheck const& network, Verification const& verification) {
  Json layers = Json::array();
  for (LayerCheck const& layer : network.layers) {
    layers.push_back({{"block", layer.block},
                      {"name", layer.layer},
                      {"values_compared", layer.values_compared},
                      {"differing_bits", layer.differing_bits}});
  }
  Json counterexample;
  if (network.counterexample) {
    counterexample = {{"text", *network.counterexample}, {"replay", verification.replay}};
  }
  auto const& stack = verification.stack;
  return {
      {"symbolic",
       verification.has_network_theorem() ? to_json(verification.symbolic_of("network")) : Json{}},
      {"rests_on", verification.has_network_theorem() ? foundations(verification) : Json{}},
      {"stack", stack ? to_json(*stack, verification.replay) : Json{}},
      {"diagram",
       {{"commutes", verification.diagram.commutes()},
        {"path_pairs", verification.diagram.path_pairs},
        {"equations", verification.diagram.equations},
        {"failures", verification.diagram.failures}}},
      {"inputs", network.inputs},
      {"elements", network.elements},
      {"order", network.order},
      {"layers", layers},
      {"differing_bits", network.differing_bits()},
      {"counterexample", counterexample}};
}

Json to_json(std::vector<VerifiedOutput> const& outputs) {
  Json result = Json::array();
  for (VerifiedOutput const& output : outputs) {
    result.push_back({{"name", output.name},
                      {"head", output.head},
                      {"means_over", output.subgroup},
                      {"numbers", output.size},
                      {"keeps", output.keeps}});
  }
  return result;
}

char const* word_of(ClaimVerdict verdict) {
  switch (verdict) {
  case ClaimVerdict::holds:
    return "holds";
  case ClaimVerdict::refuted:
    return "refuted";
  case ClaimVerdict::not_proved:
    return "not_proved";
  case ClaimVerdict::unfinished:
    break;
  }
  return "unfinished";
}

Json to_json(ClaimCheck const& claim) {
  Json layers = Json::array();
  for (LayerClaim const& layer : claim.layers) {
    layers.push_back(
        {{"name", layer.layer},
         {"verdict", layer.holds() ? "holds" : word_of(claim.verdict())},
         {"values_compared", layer.values_compared},
         {"reason", layer.reason.empty() ? Json{} : Json(layer.reason)},
         {"counterexample", layer.counterexample.empty() ? Json{} : Json(layer.counterexample)}});
  }
  return {{"subgroup", claim.subgroup},
          {"elements", claim.elements},
          {"verdict", word_of(claim.verdict())},
          {"layers", layers},
          {"inputs_tried", claim.inputs_tried},
          {"counterexample", claim.counterexample.empty() ? Json{} : Json(claim.counterexample)}};
}

} // namespace

std::string to_json(Verification const& verification) {
  Json lemmas = Json::array();
  for (auto const& lemma : verification.lemmas) {
    lemmas.push_back(to_json(lemma, verification));
  }
  Json result{{"spec", verification.name},
              {"sha256", verification.sha256},
              {"verdict", word_of(verification.verdict())},
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
  if (!verification.left_out.empty()) {
    result["left_out"] = verification.left_out;
  }
  if (!verification.outputs.empty()) {
    result["outputs"] = to_json(verification.outputs);
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
