#include "equivarify/codegen/agree/choices.hpp"

#include "equivarify/codegen/reference/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace equivarify::codegen {
namespace {

Choice count_from(std::size_t first, std::size_t size) {
  Choice choice(size);
  std::iota(choice.begin(), choice.end(), first);
  return choice;
}

/// The cells of an output on a grid whose first number is number \p first: their channels.
void add_cells(Output const& output, std::size_t first, std::vector<Choice>& choices) {
  std::size_t const cells = output.shape.rows * output.shape.columns;
  for (std::size_t v = 0; v < output.head.size(); v += output.shape.size()) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
      Choice& choice = choices.emplace_back();
      for (std::size_t c = 0; c < output.shape.channels; ++c) {
        choice.push_back(first + v + c * cells + cell);
      }
    }
  }
}

void add_output(Output const& output, std::size_t first, std::vector<Choice>& choices) {
  switch (output.loss) {
  case Loss::cross_entropy:
    choices.push_back(count_from(first, output.head.size()));
    return;
  case Loss::cross_entropy_per_cell:
    add_cells(output, first, choices);
    return;
  case Loss::mean_squared_error:
  case Loss::huber:
  case Loss::binary_cross_entropy:
    return;
  }
}

/// The entry of \p choice with the largest number; what is no number is never chosen.
std::size_t best_of(Choice const& choice, std::vector<float> const& numbers) {
  return *std::max_element(choice.begin(), choice.end(), [&](std::size_t i, std::size_t j) {
    bool const number_follows = !(numbers[j] != numbers[j]);
    return number_follows && (numbers[i] != numbers[i] || numbers[i] < numbers[j]);
  });
}

} // namespace

std::vector<Choice> choices_of(Network const& network) {
  if (network.outputs.empty()) {
    return {count_from(0, answer_size(network))};
  }
  std::vector<Choice> choices;
  std::size_t first = 0;
  for (Output const& output : network.outputs) {
    add_output(output, first, choices);
    first += output.head.size();
  }
  return choices;
}

bool is_same_choice(Choice const& choice,
                    std::vector<float> const& a,
                    std::vector<float> const& b,
                    algebra::probe::Tolerance const& tolerance) {
  std::size_t const of_a = best_of(choice, a);
  std::size_t const of_b = best_of(choice, b);
  return of_a == of_b ||
         (tolerance.agree(static_cast<double>(a[of_a]), static_cast<double>(a[of_b])) &&
          tolerance.agree(static_cast<double>(b[of_a]), static_cast<double>(b[of_b])));
}

std::string entry_name(Network const& network, std::size_t entry) {
  if (network.outputs.empty()) {
    std::size_t const classes = network.labels.classes.size();
    return fmt::format("{} at {}",
                       network.labels.classes[entry % classes],
                       network.labels.element_labels[entry / classes]);
  }
  for (Output const& output : network.outputs) {
    if (entry < output.head.size()) {
      return fmt::format("{}[{}]", output.name, entry);
    }
    entry -= output.head.size();
  }
  return fmt::format("number {}", entry);
}

} // namespace equivarify::codegen
