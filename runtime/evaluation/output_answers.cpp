#include "equivarify/runtime/evaluation/output_answers.hpp"

#include "equivarify/runtime/elementary/exponential.hpp"
#include "equivarify/runtime/elementary/probabilities.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace equivarify::runtime {

std::vector<float> softmax(std::span<float const> logits) {
  std::vector<float> probabilities(logits.size());
  joint_softmax(logits, 1, probabilities);
  return probabilities;
}

BestEntries best_entries(std::span<float const> logits, float slack) {
  BestEntries result;
  float const largest = *std::max_element(logits.begin(), logits.end());
  for (std::size_t i = 0; i < logits.size(); ++i) {
    if (logits[i] >= largest - slack) {
      result.best.push_back(i);
    }
  }
  if (!result.best.empty()) {
    result.probability = static_cast<double>(softmax(logits)[result.best.front()]);
  }
  return result;
}

std::vector<float> logistic(std::span<float const> values) {
  std::vector<float> result;
  std::transform(values.begin(), values.end(), std::back_inserter(result), [](float value) {
    float const small = elementary::exp(-std::fabs(value));
    return (value < 0.0F ? small : 1.0F) / (1.0F + small);
  });
  return result;
}

std::vector<float>
in_cell(OutputFacts const& output, std::span<float const> values, std::size_t cell) {
  std::vector<float> result;
  for (std::size_t entry = cell; entry < values.size(); entry += output.cells) {
    result.push_back(values[entry]);
  }
  return result;
}

std::string class_name(OutputFacts const& output, std::size_t index) {
  return output.class_names.empty() ? text(index) : output.class_names[index];
}

} // namespace equivarify::runtime
