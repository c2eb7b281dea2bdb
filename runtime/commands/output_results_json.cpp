#include "equivarify/runtime/commands/results_json.hpp"
#include "equivarify/runtime/commands/results_json_parts.hpp"
#include "equivarify/runtime/records/output_record.hpp"

#include <cstddef>
#include <vector>

namespace equivarify::runtime {

namespace {

/// The classes of the cells of a grid.
std::vector<std::size_t> cells_of(OutputAnswer const& answer) {
  std::vector<std::size_t> cells;
  for (BestEntries const& entries : answer.best) {
    cells.push_back(entries.best.size() == 1 ? entries.best.front() : Undecided::none);
  }
  return cells;
}

OutputAnswerRecord output_answer_record(OutputFacts const& output, OutputAnswer const& answer) {
  OutputAnswerRecord record{
      .name = output.name,
      .head = output.head,
      .values = {answer.values.begin(), answer.values.end()},
      .probabilities = {answer.probabilities.begin(), answer.probabilities.end()}};
  if (output.loss == Loss::cross_entropy_per_cell) {
    record.cells = cells_of(answer);
  } else if (!answer.best.empty()) {
    record.answers.emplace();
    for (std::size_t const entry : answer.best.front().best) {
      record.answers->push_back(class_name(output, entry));
    }
    record.probability = answer.best.front().probability;
  }
  return record;
}

OutputsTurnRecord outputs_turn_record(Description const& description, OutputsOfTurn const& turn) {
  OutputsTurnRecord record{.element = description.element_names[turn.element],
                           .label = description.element_labels[turn.element],
                           .pixels = {turn.pixels.begin(), turn.pixels.end()},
                           .input = {turn.input.begin(), turn.input.end()}};
  for (std::size_t i = 0; i < turn.outputs.size(); ++i) {
    record.outputs.push_back(output_answer_record(description.outputs[i], turn.outputs[i]));
  }
  return record;
}

/// What the outputs say of \p example. What follows from the numbers is left out.
OutputExampleRecord example_record(Description const& description, OutputExample const& example) {
  OutputExampleRecord record{.image = example.image,
                             .loss = example.loss,
                             .input = {example.input.begin(), example.input.end()}};
  for (std::size_t i = 0; i < example.answers.size(); ++i) {
    OutputAnswerRecord& answer = record.outputs.emplace_back(
        output_answer_record(description.outputs[i], example.answers[i]));
    answer.target = {example.targets[i].begin(), example.targets[i].end()};
    answer.probabilities.clear();
    answer.cells.reset();
  }
  return record;
}

std::vector<OutputExampleRecord> example_records(Description const& description,
                                                 std::vector<OutputExample> const& examples) {
  std::vector<OutputExampleRecord> records;
  for (OutputExample const& example : examples) {
    records.push_back(example_record(description, example));
  }
  return records;
}

OutputScoreRecord score_record(OutputFacts const& output, OutputScore const& score) {
  OutputScoreRecord record{.name = output.name,
                           .head = output.head,
                           .loss = score.loss,
                           .accuracy = score.accuracy,
                           .mean_absolute_error = score.mean_absolute_error};
  if (!score.confusion.empty()) {
    record.confusion = score.confusion;
  }
  return record;
}

} // namespace

std::string to_json(Description const& description, OutputEvaluation const& evaluation) {
  OutputEvaluationRecord record{.subject = subject_of(description),
                                .images = evaluation.images,
                                .loss = evaluation.loss,
                                .images_per_second = evaluation.images_per_second,
                                .not_finite = evaluation.not_finite.answers,
                                .examples = example_records(description, evaluation.examples),
                                .worst = example_records(description, evaluation.worst)};
  if (evaluation.shift != 0) {
    record.shift = evaluation.shift;
  }
  for (std::size_t i = 0; i < evaluation.outputs.size(); ++i) {
    record.outputs.push_back(score_record(description.outputs[i], evaluation.outputs[i]));
  }
  return to_text(record_json<Json>(record));
}

std::string to_json(Description const& description, OutputPrediction const& prediction) {
  OutputPredictionRecord record{.subject = subject_of(description),
                                .differing_bits = prediction.differing_bits,
                                .not_finite = prediction.not_finite.answers};
  for (OutputsOfTurn const& turn : prediction.turns) {
    record.turns.push_back(outputs_turn_record(description, turn));
  }
  return to_text(record_json<Json>(record));
}

} // namespace equivarify::runtime
