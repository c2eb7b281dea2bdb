#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/commands/results_json_parts.hpp"

namespace equivarify::runtime {

namespace {

Json score_json(OutputFacts const& output, OutputScore const& score) {
  Json json = output_about(output);
  json["loss"] = score.loss;
  if (score.accuracy) {
    json["accuracy"] = *score.accuracy;
  }
  if (score.mean_absolute_error) {
    json["mean_absolute_error"] = *score.mean_absolute_error;
  }
  if (!score.confusion.empty()) {
    json["confusion"] = score.confusion;
  }
  return json;
}

/// The number of the class of a cell; null where several are equally good.
Json cell_json(BestEntries const& entries) {
  return entries.best.size() == 1 ? Json(entries.best.front()) : Json();
}

Json output_answer_json(OutputFacts const& output, OutputAnswer const& answer) {
  Json json = output_about(output);
  if (output.loss == Loss::cross_entropy_per_cell) {
    json["cells"] = list(answer.best, cell_json);
  } else if (!answer.best.empty()) {
    json["answers"] = list(answer.best.front().best,
                           [&](std::size_t entry) { return class_name(output, entry); });
    json["probability"] = answer.best.front().probability;
  }
  json["values"] = answer.values;
  if (!answer.probabilities.empty()) {
    json["probabilities"] = answer.probabilities;
  }
  return json;
}

Json outputs_turn_json(Description const& description, OutputsOfTurn const& turn) {
  Json json = element_json(description, turn.element);
  json["pixels"] = turn.pixels;
  json["outputs"] = Json::array();
  for (std::size_t i = 0; i < turn.outputs.size(); ++i) {
    json["outputs"].push_back(output_answer_json(description.outputs[i], turn.outputs[i]));
  }
  return json;
}

} // namespace

std::string to_json(Description const& description, OutputEvaluation const& evaluation) {
  Json json = about(description);
  json["images"] = evaluation.images;
  if (evaluation.shift != 0) {
    json["shift"] = evaluation.shift;
  }
  json["loss"] = evaluation.loss;
  json["outputs"] = Json::array();
  for (std::size_t i = 0; i < evaluation.outputs.size(); ++i) {
    json["outputs"].push_back(score_json(description.outputs[i], evaluation.outputs[i]));
  }
  json["images_per_second"] = evaluation.images_per_second;
  json["not_finite"] = evaluation.not_finite.answers;
  return to_text(json);
}

std::string to_json(Description const& description, OutputPrediction const& prediction) {
  Json json = about(description);
  json["turns"] = list(prediction.turns, [&](OutputsOfTurn const& turn) {
    return outputs_turn_json(description, turn);
  });
  json["differing_bits"] = prediction.differing_bits;
  json["not_finite"] = prediction.not_finite.answers;
  return to_text(json);
}

} // namespace equivarify::runtime
