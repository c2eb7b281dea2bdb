/// \file
/// Records of a run of a network with outputs, for tests of the report.
#ifndef EQUIVARIFY_TESTS_CODEGEN_OUTPUT_RUN_HPP
#define EQUIVARIFY_TESTS_CODEGEN_OUTPUT_RUN_HPP

#include "equivarify/codegen/report/moved_output.hpp"
#include "equivarify/codegen/report/network_facts.hpp"
#include "equivarify/codegen/report/run_record.hpp"
#include "equivarify/runtime/records/record_writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "support/output_specs.hpp"

namespace equivarify::codegen {

/// What is answered for \p values, and \p target where there is one.
inline OutputAnswerRecord
answer_for(Output const& output, std::vector<double> values, std::vector<double> target = {}) {
  OutputAnswerRecord answer{.name = output.name,
                            .head = algebra::name_of(output.head.kind()),
                            .target = std::move(target),
                            .values = std::move(values)};
  if (output.loss == Loss::cross_entropy) {
    answer.answers.emplace();
    answer.probability = 0.5;
    std::vector<double> const& found = answer.values;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i] == *std::max_element(found.begin(), found.end())) {
        answer.answers->push_back(answer_names(output)[i]);
      }
    }
  }
  return answer;
}

/// Numbers for \p output, the first two of which are equal and the largest.
inline std::vector<double> some_values(Output const& output) {
  std::vector<double> values(output.head.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = i < 2 ? 1.5 : 0.25 * static_cast<double>(i % 5) - 0.5;
  }
  return values;
}

/// What the data ask of \p output: class 0, or the numbers 0.
inline std::vector<double> some_target(Output const& output) {
  bool const is_one = output.loss == Loss::cross_entropy;
  bool const are_cells = output.loss == Loss::cross_entropy_per_cell;
  return std::vector<double>(is_one ? 1 : (are_cells ? cells_of(output) : output.head.size()));
}

/// The answers to all turns of one input, without a bit that differs.
inline OutputPredictionRecord sound_prediction_of(NetworkFacts const& network) {
  OutputPredictionRecord prediction;
  for (std::size_t g = 0; g < network.elements.size(); ++g) {
    OutputsTurnRecord turn{.element = network.elements[g],
                           .label = network.element_labels[g],
                           .pixels = {},
                           .input = std::vector<double>(network.input.size(), 0.5)};
    for (Output const& output : network.outputs) {
      turn.outputs.push_back(
          answer_for(output, moved_output(output, turn.element, some_values(output))));
    }
    prediction.turns.push_back(turn);
  }
  return prediction;
}

/// Scores of 10 inputs, of which half got the right classes, with one of them as an example.
inline OutputEvaluationRecord sound_evaluation_of(NetworkFacts const& network) {
  OutputEvaluationRecord evaluation{.images = 10, .images_per_second = 100};
  OutputExampleRecord example{
      .image = 3, .loss = 0.75, .input = std::vector<double>(network.input.size(), 0.5)};
  for (Output const& output : network.outputs) {
    example.outputs.push_back(answer_for(output, some_values(output), some_target(output)));
    OutputScoreRecord score{
        .name = output.name, .head = algebra::name_of(output.head.kind()), .loss = 0.5};
    evaluation.loss += output.weight * score.loss;
    if (has_class_targets(output)) {
      std::size_t const classes = answer_names(output).size();
      score.accuracy = 0.5;
      score.confusion.emplace(classes, std::vector<double>(classes));
      double const half = 5.0 * static_cast<double>(some_target(output).size());
      (*score.confusion)[0][0] = half;
      (*score.confusion)[0][1] = half;
    } else {
      score.mean_absolute_error = 0.125;
    }
    evaluation.outputs.push_back(score);
  }
  evaluation.examples = {example};
  evaluation.worst = {example};
  return evaluation;
}

/// A check of 10 inputs under all elements that found no bit.
inline CheckRecord sound_check_of(NetworkFacts const& network) {
  CheckRecord check{.images = 10,
                    .elements = network.elements.size(),
                    .order = network.elements.size(),
                    .outputs = std::vector<OutputCheckRecord>{}};
  for (Output const& output : network.outputs) {
    std::size_t const values = check.images * check.elements * output.head.size();
    check.outputs->push_back({output.name, algebra::name_of(output.head.kind()), values, 0});
    check.values += values;
  }
  return check;
}

/// \p record as its file has it.
template <typename Record>
nlohmann::json file_of(Record const& record) {
  return nlohmann::json::parse(runtime::record_json<nlohmann::ordered_json>(record).dump());
}

} // namespace equivarify::codegen

#endif
