#include "equivarify/runtime/evaluation/output_prediction.hpp"

#include "equivarify/runtime/answers/answers.hpp"
#include "equivarify/runtime/data/numbers.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/evaluation/input_action.hpp"

namespace equivarify::runtime {

namespace {

OutputAnswer
answer_in_cells(OutputFacts const& output, std::span<float const> values, float slack) {
  OutputAnswer answer{.values = {values.begin(), values.end()}, .probabilities = {}, .best = {}};
  answer.probabilities.resize(values.size());
  for (std::size_t cell = 0; cell < output.cells; ++cell) {
    std::vector<float> const logits = in_cell(output, values, cell);
    std::vector<float> const shares = softmax(logits);
    for (std::size_t channel = 0; channel < shares.size(); ++channel) {
      answer.probabilities[channel * output.cells + cell] = shares[channel];
    }
    answer.best.push_back(best_entries(logits, slack));
  }
  return answer;
}

/// The numbers that come out for the turn of \p image by \p element, which it adds to \p
/// prediction.
std::vector<float> add_turn(Network& network,
                            std::span<float const> image,
                            std::size_t element,
                            OutputPrediction& prediction) {
  Description const& description = network.description();
  std::vector<float> turned(image.size());
  move_input(description, element, image, turned);
  std::vector<float> answers(description.output_size());
  network.forward(turned, answers);
  prediction.not_finite.add(answers, 0, element);
  OutputsOfTurn& turn = prediction.turns.emplace_back();
  turn.element = element;
  turn.pixels = as_pixels(turned);
  turn.input = turned;
  std::span<float const> rest = answers;
  for (OutputFacts const& output : description.outputs) {
    std::span<float const> const values = rest.first(output.size);
    turn.outputs.push_back(answer_of(output, values, tie_slack(values, description.is_exact)));
    rest = rest.subspan(output.size);
  }
  return answers;
}

} // namespace

OutputAnswer answer_of(OutputFacts const& output, std::span<float const> values, float slack) {
  OutputAnswer answer{.values = {values.begin(), values.end()}, .probabilities = {}, .best = {}};
  switch (output.loss) {
  case Loss::cross_entropy:
    answer.probabilities = softmax(values);
    answer.best.push_back(best_entries(values, slack));
    break;
  case Loss::cross_entropy_per_cell:
    return answer_in_cells(output, values, slack);
  case Loss::binary_cross_entropy:
    answer.probabilities = logistic(values);
    break;
  case Loss::mean_squared_error:
  case Loss::huber:
    break;
  }
  return answer;
}

OutputPrediction predict_outputs(Network& network, std::span<float const> image, bool all_turns) {
  Description const& description = network.description();
  OutputPrediction prediction;
  EquivarianceReport report;
  std::vector<float> const upright = add_turn(network, image, 0, prediction);
  for (std::size_t g = 1; g < (all_turns ? description.order : 1); ++g) {
    std::vector<float> const answers = add_turn(network, image, g, prediction);
    compare_named_outputs(
        description, {upright, answers}, {.kind = "output", .element = g}, report);
  }
  prediction.differing_bits = report.differing_bits;
  return prediction;
}

} // namespace equivarify::runtime
