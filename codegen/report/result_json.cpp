#include "equivarify/codegen/report/result_json.hpp"

#include "equivarify/runtime/records/record_writer.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;

/// Its figures, in fewer objects than verify.json has.
Json to_json(Verification const& verification) {
  Json const summary = runtime::record_json<Json>(verification, {}, runtime::Purpose::summary);
  Json lemmas = Json::array();
  for (VerifiedLemma const& lemma : verification.lemmas) {
    lemmas.push_back({{"id", lemma.id},
                      {"holds", lemma.holds()},
                      {"exhaustive_cases", lemma.exhaustive.cases},
                      {"equations", lemma.exhaustive.equations},
                      {"property_tests", lemma.property.tests}});
  }
  Json const& network = summary["network"];
  return {{"verdict", summary["verdict"]},
          {"seed", verification.seed},
          {"lemmas", lemmas},
          {"inputs", network["inputs"]},
          {"layers", network["layers"]},
          {"differing_bits", network["differing_bits"]}};
}

template <typename Record>
Json summary(NetworkFacts const& network, std::optional<Record> const& record) {
  return record ? runtime::record_json<Json>(*record, names_of(network), runtime::Purpose::summary)
                : Json(nullptr);
}

Json data(RunRecord const& run) {
  Json json{{"source", run.data_source.empty() ? "unknown" : run.data_source}};
  json["images"] = run.training ? Json(run.training->images) : Json(nullptr);
  json["test_images"] = run.evaluation          ? Json(run.evaluation->images)
                        : run.output_evaluation ? Json(run.output_evaluation->images)
                                                : Json(nullptr);
  return json;
}

Json parameters(NetworkFacts const& network, RunRecord const& run) {
  Json json{{"lift", network.parameters}};
  json["plain"] = run.verification ? Json(run.verification->plain_parameters) : Json(nullptr);
  return json;
}

} // namespace

std::string to_result_json(NetworkFacts const& network, RunRecord const& run) {
  bool const has_labels = network.outputs.empty();
  Json const result{
      {"name", network.name},
      {"equivarify", EQUIVARIFY_VERSION},
      {"spec_sha256", network.spec_sha256},
      {"group", network.group},
      {"elements", network.elements},
      {"seed", network.seed},
      {"data", data(run)},
      {"parameters", parameters(network, run)},
      {"multiply_adds", network.multiply_adds},
      {"verification", run.verification ? to_json(*run.verification) : Json(nullptr)},
      {"generation", summary(network, run.generation)},
      {"training", summary(network, run.training)},
      {"accuracy",
       has_labels ? summary(network, run.evaluation) : summary(network, run.output_evaluation)},
      {"equivariance", summary(network, run.bit_check)},
      {"prediction",
       has_labels ? summary(network, run.prediction) : summary(network, run.output_prediction)}};
  return result.dump(2) + "\n";
}

} // namespace equivarify::codegen
