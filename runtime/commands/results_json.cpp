#include "equivarify/runtime/commands/results_json.hpp"

#include "equivarify/runtime/commands/results_json_parts.hpp"

#include <cmath>
#include <utility>

namespace equivarify::runtime {

namespace {

Json accuracy_json(Accuracy const& accuracy) {
  return {{"joint", accuracy.joint},
          {"class", accuracy.class_alone},
          {"pose", accuracy.pose},
          {"joint_up_to_symmetry", accuracy.joint_up_to_symmetry}};
}

Json output_report_json(Description const& description, EquivarianceReport const& report) {
  Json json = Json::array();
  for (std::size_t i = 0; i < report.outputs.size(); ++i) {
    json.push_back(output_about(description.outputs[i]));
    json.back()["values"] = report.outputs[i].values;
    json.back()["differing_bits"] = report.outputs[i].differing_bits;
  }
  return json;
}

/// The fields that say what was answered.
Json answer_json(Description const& description, Answer const& answer) {
  return {{"answers",
           list(answer.best,
                [&](Label const& label) {
                  return Json{{"element", description.element_names[label.element]},
                              {"class", description.class_names[label.class_index]}};
                })},
          {"class_probability", answer.class_probability},
          {"pose_probability", answer.pose_probability}};
}

Json turn_json(Description const& description, TurnPrediction const& turn) {
  Json json = element_json(description, turn.element);
  json.update(answer_json(description, turn.answer));
  json["class_probabilities"] = turn.answer.marginals;
  json["pixels"] = turn.pixels;
  Json copies = Json::array();
  for (auto copy = turn.probabilities.begin(); copy != turn.probabilities.end();) {
    auto const end = copy + static_cast<std::ptrdiff_t>(description.classes);
    copies.push_back(std::vector<float>(copy, end));
    copy = end;
  }
  json["probabilities"] = std::move(copies);
  return json;
}

Json worst_json(Description const& description, WorstError const& worst) {
  Case const& error = worst.error;
  Json json{{"image", error.image}};
  json.update(element_json(description, error.element));
  json["turned_by"] = description.element_names[error.turn];
  json["class"] = description.class_names[error.true_class];
  json.update(answer_json(description, error.answer));
  json["true_class_probability"] = error.answer.marginals[error.true_class];
  json["pixels"] = worst.pixels;
  return json;
}

Json errors_json(Description const& description, ErrorAnalysis const& errors) {
  return {{"confusion", errors.confusion},
          {"turns_off", errors.turns_off},
          {"by_confidence",
           list(errors.by_confidence,
                [](ConfidenceBin const& bin) {
                  return Json{{"from", bin.from},
                              {"to", bin.to},
                              {"images", bin.images},
                              {"confidence", bin.confidence},
                              {"class", bin.class_right}};
                })},
          {"worst", list(errors.worst, [&](WorstError const& worst) {
             return worst_json(description, worst);
           })}};
}

/// What a training was judged by; null where it was not.
Json validation_json(TrainingResult const& result) {
  if (result.validation_images == 0) {
    return {};
  }
  return {{"images", result.validation_images},
          {"of", result.settings.validation},
          {"patience", result.settings.patience},
          {"best_epoch", result.state.best_epoch()}};
}

Json epoch_json(EpochRecord const& epoch) {
  Json json{{"epoch", epoch.epoch},
            {"loss", epoch.loss},
            {"seconds", epoch.seconds},
            {"images_per_second", epoch.images_per_second}};
  if (epoch.validation) {
    json["validation_loss"] = epoch.validation->loss;
    if (!std::isnan(epoch.validation->accuracy)) {
      json["validation_accuracy"] = epoch.validation->accuracy;
    }
  }
  return json;
}

Json speed_json(Speed const& speed) {
  return {{"batch", speed.batch},
          {"milliseconds", speed.milliseconds},
          {"images_per_second", speed.images_per_second}};
}

} // namespace

std::string to_json(Description const& description, TrainingResult const& result) {
  Json json = about(description);
  json["seed"] = result.settings.seed;
  json["threads"] = result.threads;
  json["ranks"] = result.ranks;
  json["lanes"] = result.settings.lanes;
  json["sent_bytes_per_step"] = result.sent_bytes_per_step;
  json["images"] = result.settings.images;
  json["batch"] = result.settings.plan.batch;
  json["steps"] = result.state.step;
  json["first_weights_sha256"] =
      result.settings.first_weights.empty() ? Json() : Json(result.settings.first_weights);
  json["validation"] = validation_json(result);
  json["shift"] = result.settings.plan.shift;
  json["turn"] = result.settings.plan.turn;
  json["schedules"] = result.state.schedules;
  json["epochs"] = list(result.state.epochs, epoch_json);
  json["curve"] = list(result.state.curve, [](CurvePoint const& point) {
    return Json{{"step", point.step}, {"loss", point.loss}};
  });
  json["weights_sha256"] = result.weights_sha256;
  return to_text(json);
}

std::string to_json(Description const& description, Evaluation const& evaluation) {
  Json json = about(description);
  json["images"] = evaluation.images;
  if (evaluation.shift != 0) {
    json["shift"] = evaluation.shift;
  }
  json["random_turn"] = accuracy_json(evaluation.random_turn);
  json["random_turn"]["seed"] = evaluation.seed;
  json["copies"] = Json::array();
  for (std::size_t i = 0; i < evaluation.copies.size(); ++i) {
    Json copy = element_json(description, evaluation.elements[i]);
    copy.update(accuracy_json(evaluation.copies[i]));
    json["copies"].push_back(std::move(copy));
  }
  json["errors"] = errors_json(description, evaluation.errors);
  json["images_per_second"] = evaluation.images_per_second;
  return to_text(json);
}

std::string to_json(Description const& description, EquivarianceReport const& report) {
  Json json = about(description);
  json["images"] = report.images;
  json["elements"] = report.elements;
  json["order"] = description.order;
  if (report.elements < description.order) {
    json["seed"] = report.seed;
  }
  json["values"] = report.values;
  json["differing_bits"] = report.differing_bits;
  json["exact"] = description.is_exact;
  json["deviation_ulp"] = report.deviation;
  if (!description.outputs.empty()) {
    json["outputs"] = output_report_json(description, report);
  }
  if (report.definition) {
    json["definition"] = {{"values", report.definition->values},
                          {"differing", report.definition->differing}};
  }
  json["first"] = report.first ? difference_json(description, *report.first) : Json();
  return to_text(json);
}

std::string to_json(Description const& description, Prediction const& prediction) {
  Json json = about(description);
  json["turns"] = list(prediction.turns,
                       [&](TurnPrediction const& turn) { return turn_json(description, turn); });
  json["shift_differing_bits"] = prediction.shift_differing_bits;
  return to_text(json);
}

std::string
to_json(Description const& description, SpeedReport const& report, std::size_t threads) {
  Json json = about(description);
  json["threads"] = threads;
  json["forward"] = list(report.forward, speed_json);
  json["training"] = report.training ? speed_json(*report.training) : Json();
  json["peak_memory_bytes"] = {{"forward", report.forward_bytes},
                               {"training", report.training_bytes}};
  return to_text(json);
}

} // namespace equivarify::runtime
