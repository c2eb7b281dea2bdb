#include "equivarify/runtime/commands/results_json.hpp"

#include "equivarify/runtime/commands/results_json_parts.hpp"
#include "equivarify/runtime/records/answer_record.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"

#include <optional>
#include <vector>

namespace equivarify::runtime {

namespace {

/// What was found of each output; nothing where there are none.
std::optional<std::vector<OutputCheckRecord>> output_records(Description const& description,
                                                             EquivarianceReport const& report) {
  if (description.outputs.empty()) {
    return std::nullopt;
  }
  std::vector<OutputCheckRecord> records;
  for (std::size_t i = 0; i < report.outputs.size(); ++i) {
    records.push_back({description.outputs[i].name,
                       description.outputs[i].head,
                       report.outputs[i].values,
                       report.outputs[i].differing_bits});
  }
  return records;
}

AnswerRecord answer_record(Answer const& answer) {
  AnswerRecord record{.class_probability = answer.class_probability,
                      .pose_probability = answer.pose_probability};
  for (Label const& label : answer.best) {
    record.best.push_back({.element = label.element, .class_index = label.class_index});
  }
  return record;
}

TurnRecord turn_record(Description const& description, TurnPrediction const& turn) {
  TurnRecord record{.element = description.element_names[turn.element],
                    .label = description.element_labels[turn.element],
                    .answer = answer_record(turn.answer),
                    .class_probabilities = turn.answer.marginals,
                    .pixels = {turn.pixels.begin(), turn.pixels.end()},
                    .input = {turn.input.begin(), turn.input.end()}};
  for (auto copy = turn.probabilities.begin(); copy != turn.probabilities.end();) {
    auto const end = copy + static_cast<std::ptrdiff_t>(description.classes);
    record.probabilities.emplace_back(copy, end);
    copy = end;
  }
  return record;
}

ErrorRecord error_record(WorstError const& worst) {
  Case const& error = worst.error;
  return {.image = error.image,
          .element = error.element,
          .turn = error.turn,
          .class_index = error.true_class,
          .answer = answer_record(error.answer),
          .true_class_probability = error.answer.marginals[error.true_class],
          .pixels = {worst.pixels.begin(), worst.pixels.end()},
          .input = {worst.input.begin(), worst.input.end()}};
}

ErrorsRecord errors_record(ErrorAnalysis const& errors) {
  ErrorsRecord record{.confusion = errors.confusion,
                      .turns_off = errors.turns_off,
                      .by_confidence = errors.by_confidence};
  for (WorstError const& worst : errors.worst) {
    record.worst.push_back(error_record(worst));
  }
  return record;
}

Json speed_json(Speed const& speed) {
  return {{"batch", speed.batch},
          {"milliseconds", speed.milliseconds},
          {"images_per_second", speed.images_per_second}};
}

} // namespace

std::string to_json(TrainingRecord const& record) {
  return to_text(record_json<Json>(record));
}

std::string to_json(Description const& description, Evaluation const& evaluation) {
  EvaluationRecord record{.subject = subject_of(description),
                          .images = evaluation.images,
                          .random_turn = {evaluation.random_turn, evaluation.seed},
                          .errors = errors_record(evaluation.errors),
                          .images_per_second = evaluation.images_per_second,
                          .not_finite = evaluation.not_finite.answers};
  if (evaluation.shift != 0) {
    record.shift = evaluation.shift;
  }
  for (std::size_t i = 0; i < evaluation.copies.size(); ++i) {
    std::size_t const element = evaluation.elements[i];
    record.copies.push_back({description.element_names[element],
                             description.element_labels[element],
                             evaluation.copies[i]});
  }
  return to_text(record_json<Json>(record, names_of(description)));
}

std::string to_json(Description const& description, EquivarianceReport const& report) {
  CheckRecord const record{.subject = subject_of(description),
                           .images = report.images,
                           .elements = report.elements,
                           .order = description.order,
                           .seed = report.elements < description.order ? std::optional(report.seed)
                                                                       : std::nullopt,
                           .values = report.values,
                           .differing_bits = report.differing_bits,
                           .not_finite = report.not_finite,
                           .symmetric = report.symmetric,
                           .exact = description.is_exact,
                           .deviation_ulp = report.deviation,
                           .outputs = output_records(description, report),
                           .definition = report.definition};
  Json json = record_json<Json>(record);
  auto const place = [&](std::optional<Difference> const& difference) {
    return difference ? difference_json(description, *difference) : Json();
  };
  json["first"] = place(report.first);
  json["first_not_finite"] = place(report.first_not_finite);
  return to_text(json);
}

std::string to_json(Description const& description, Prediction const& prediction) {
  PredictionRecord record{.subject = subject_of(description),
                          .shift_differing_bits = prediction.shift_differing_bits,
                          .not_finite = prediction.not_finite.answers};
  for (TurnPrediction const& turn : prediction.turns) {
    record.turns.push_back(turn_record(description, turn));
  }
  return to_text(record_json<Json>(record, names_of(description)));
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
