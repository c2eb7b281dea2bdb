#include "equivarify/runtime/evaluation/prediction.hpp"

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/elementary/probabilities.hpp"
#include "equivarify/runtime/evaluation/equivariance_check.hpp"
#include "equivarify/runtime/evaluation/input_action.hpp"

namespace equivarify::runtime {

namespace {

/// The answer for the turn of \p image by \p element; counted in \p not_finite if it is no number.
TurnPrediction predict_turn(Network& network,
                            std::span<float const> image,
                            std::size_t element,
                            NotFinite& not_finite) {
  Description const& description = network.description();
  std::vector<float> turned(image.size());
  move_input(description, element, image, turned);
  TurnPrediction result{
      .element = element, .pixels = as_pixels(turned), .probabilities = {}, .answer = {}};
  result.input = without_picture(description, turned);
  std::vector<float> logits(description.labels());
  network.forward(turned, logits);
  not_finite.add(logits, 0, element);
  result.probabilities.resize(logits.size());
  joint_softmax(logits, description.classes, result.probabilities);
  result.answer =
      best_answers(logits, description.classes, tie_slack(logits, description.is_exact));
  return result;
}

} // namespace

Prediction predict(Network& network, std::span<float const> image, bool all_turns) {
  Description const& description = network.description();
  Prediction prediction;
  EquivarianceReport report;
  for (std::size_t g = 0; g < (all_turns ? description.order : 1); ++g) {
    prediction.turns.push_back(predict_turn(network, image, g, prediction.not_finite));
    compare_outputs(description,
                    {prediction.turns.front().probabilities, prediction.turns.back().probabilities},
                    {.kind = "probability", .element = g},
                    report);
  }
  prediction.shift_differing_bits = report.differing_bits;
  return prediction;
}

} // namespace equivarify::runtime
