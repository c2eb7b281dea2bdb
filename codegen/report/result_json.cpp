#include "equivarify/codegen/report/result_json.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(LemmaRecord const& lemma) {
  return {{"id", lemma.id},
          {"holds", lemma.holds},
          {"exhaustive_cases", lemma.exhaustive_cases},
          {"equations", lemma.equations},
          {"property_tests", lemma.property_tests}};
}

Json to_json(LayerRecord const& layer) {
  return {{"name", layer.name},
          {"values_compared", layer.values_compared},
          {"differing_bits", layer.differing_bits}};
}

Json to_json(EpochRecord const& epoch) {
  Json json{{"epoch", epoch.epoch},
            {"loss", epoch.loss},
            {"seconds", epoch.seconds},
            {"images_per_second", epoch.images_per_second}};
  if (epoch.validation_loss) {
    json["validation_loss"] = *epoch.validation_loss;
  }
  if (epoch.validation_accuracy) {
    json["validation_accuracy"] = *epoch.validation_accuracy;
  }
  return json;
}

Json to_json(Accuracy const& accuracy) {
  return {{"joint", accuracy.joint},
          {"class", accuracy.class_alone},
          {"pose", accuracy.pose},
          {"joint_up_to_symmetry", accuracy.joint_up_to_symmetry}};
}

Json to_json(CopyAccuracy const& copy) {
  Json json{{"element", copy.element}, {"label", copy.label}};
  json.update(to_json(copy.accuracy));
  return json;
}

/// The fields of an answer, with the names that \p network gives.
Json answer_json(NetworkFacts const& network, AnswerRecord const& answer) {
  Json answers = Json::array();
  for (LabelRecord const& label : answer.best) {
    answers.push_back({{"element", network.elements[label.element]},
                       {"class", network.classes[label.class_index]}});
  }
  return {{"answers", answers},
          {"class_probability", answer.class_probability},
          {"pose_probability", answer.pose_probability}};
}

Json to_json(ConfidenceRecord const& bin) {
  return {{"from", bin.from},
          {"to", bin.to},
          {"images", bin.images},
          {"confidence", bin.confidence},
          {"class", bin.class_right}};
}

template <typename Record>
Json to_list(std::vector<Record> const& records) {
  Json list = Json::array();
  for (Record const& record : records) {
    list.push_back(to_json(record));
  }
  return list;
}

Json to_json(VerificationRecord const& record) {
  return {{"verdict",
           record.verified     ? "verified"
           : record.not_proved ? "not_proved"
                               : "refuted"},
          {"seed", record.seed},
          {"lemmas", to_list(record.lemmas)},
          {"inputs", record.inputs},
          {"layers", to_list(record.layers)},
          {"differing_bits", record.differing_bits}};
}

Json to_json(GenerationRecord const& record) {
  return {{"multiplications", record.multiplications},
          {"vectors", record.vectors},
          {"largest_ulp", record.largest_ulp},
          {"largest_difference", record.largest_difference}};
}

Json to_json(TrainingRecord const& record) {
  return {{"seed", record.seed},
          {"threads", record.threads},
          {"images", record.images},
          {"epochs", to_list(record.epochs)},
          {"seconds", record.seconds()},
          {"images_per_second", record.images_per_second()},
          {"weights_sha256", record.weights_sha256}};
}

Json errors_json(NetworkFacts const& network, ErrorsRecord const& record) {
  Json worst = Json::array();
  for (ErrorRecord const& error : record.worst) {
    Json json{{"image", error.image},
              {"element", network.elements[error.truth.element]},
              {"class", network.classes[error.truth.class_index]}};
    json.update(answer_json(network, error.answer));
    json["true_class_probability"] = error.true_class_probability;
    worst.push_back(json);
  }
  return {{"confusion", record.confusion},
          {"turns_off", record.turns_off},
          {"by_confidence", to_list(record.by_confidence)},
          {"worst", worst}};
}

Json evaluation_json(NetworkFacts const& network, EvaluationRecord const& record) {
  Json random_turn = to_json(record.random_turn);
  random_turn["seed"] = record.random_turn_seed;
  return {{"images", record.images},
          {"random_turn", random_turn},
          {"copies", to_list(record.copies)},
          {"same_on_all_copies", record.same_on_all_copies()},
          {"errors", errors_json(network, record.errors)},
          {"images_per_second", record.images_per_second}};
}

Json to_json(BitCheckRecord const& record) {
  return {{"images", record.images},
          {"elements", record.elements},
          {"order", record.order},
          {"values", record.values},
          {"differing_bits", record.differing_bits},
          {"exact", record.exact},
          {"deviation_ulp", record.deviation_ulp}};
}

Json prediction_json(NetworkFacts const& network, PredictionRecord const& record) {
  Json turns = Json::array();
  for (TurnRecord const& turn : record.turns) {
    Json json{{"element", turn.element}, {"label", turn.label}};
    json.update(answer_json(network, turn.answer));
    turns.push_back(json);
  }
  return {{"turns", turns}, {"shift_differing_bits", record.shift_differing_bits}};
}

template <typename Record>
Json to_json_or_null(std::optional<Record> const& record) {
  return record ? to_json(*record) : Json(nullptr);
}

Json data(RunRecord const& run) {
  Json json{{"source", run.data_source.empty() ? "unknown" : run.data_source}};
  json["images"] = run.training ? Json(run.training->images) : Json(nullptr);
  json["test_images"] = run.evaluation ? Json(run.evaluation->images) : Json(nullptr);
  return json;
}

Json parameters(NetworkFacts const& network, RunRecord const& run) {
  Json json{{"lift", network.parameters}};
  json["plain"] = run.verification ? Json(run.verification->plain_parameters) : Json(nullptr);
  return json;
}

} // namespace

std::string to_result_json(NetworkFacts const& network, RunRecord const& run) {
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
      {"verification", to_json_or_null(run.verification)},
      {"generation", to_json_or_null(run.generation)},
      {"training", to_json_or_null(run.training)},
      {"accuracy", run.evaluation ? evaluation_json(network, *run.evaluation) : Json(nullptr)},
      {"equivariance", to_json_or_null(run.bit_check)},
      {"prediction", run.prediction ? prediction_json(network, *run.prediction) : Json(nullptr)}};
  return result.dump(2) + "\n";
}

} // namespace equivarify::codegen
