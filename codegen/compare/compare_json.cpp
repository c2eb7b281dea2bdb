#include "equivarify/codegen/compare/compare_text.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(Measurement const& measurement) {
  return {{"holds", measurement.holds()},
          {"words", measurement.words()},
          {"values", measurement.values},
          {"differing_bits", measurement.differing_bits},
          {"largest_difference", measurement.largest_difference},
          {"largest_value", measurement.largest_value}};
}

Json accuracy_json(Alternative const& alternative) {
  if (!alternative.accuracy) {
    return {};
  }
  return {{"class", alternative.accuracy->class_alone},
          {"joint_up_to_symmetry", alternative.accuracy->joint_up_to_symmetry},
          {"training_seconds", alternative.accuracy->training_seconds}};
}

Json to_json(Alternative const& alternative) {
  Method const& method = alternative.method;
  Json result{{"name", method.name},
              {"formula", method.formula},
              {"scope", method.absolute ? "absolute" : "relative"},
              {"scope_in_words", method.scope},
              {"gives_up", method.gives_up.empty() ? Json{} : Json(method.gives_up)},
              {"applies", alternative.spec.has_value()},
              {"note", alternative.note.empty() ? Json{} : Json(alternative.note)}};
  if (alternative.spec) {
    result["copies"] = alternative.copies;
    result["parameters"] = alternative.parameters;
    result["free_parameters"] = alternative.free_parameters;
    result["multiply_adds"] = alternative.multiply_adds;
    result["memory_bytes"] = alternative.memory;
    result["action"] = to_json(alternative.codomain.action);
    result["onto"] = to_json(alternative.codomain.onto);
    result["equivariance"] = to_json(alternative.equivariance);
    result["projection"] = alternative.kept ? to_json(*alternative.kept) : Json{};
    result["accuracy"] = accuracy_json(alternative);
  }
  return result;
}

} // namespace

std::string to_json(Network const& network, std::vector<Alternative> const& alternatives) {
  Json constructions = Json::array();
  for (Alternative const& alternative : alternatives) {
    constructions.push_back(to_json(alternative));
  }
  Json const result{{"spec", network.name},
                    {"spec_sha256", network.spec_sha256},
                    {"group", network.group.name()},
                    {"order", network.group.order()},
                    {"constructions", constructions}};
  return result.dump(2) + "\n";
}

} // namespace equivarify::codegen
