#include "equivarify/algebra/probe/experiment.hpp"

#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace equivarify::algebra::probe {

namespace {

/// The most numbers that are handed to a black box at once.
constexpr std::size_t most_numbers = 1U << 22U;

} // namespace

Experiment::Experiment(BlackBox box, ArrayAction input, ArrayAction output, Tolerance tolerance)
    : box_{std::move(box)}, input_{std::move(input)}, output_{std::move(output)}, tolerance_{
                                                                                      tolerance} {
  if (!(input_.group() == output_.group())) {
    throw AlgebraError(fmt::format("{} acts on the input, {} on the output; expected one group",
                                   input_.group().name(),
                                   output_.group().name()));
  }
}

std::vector<Array> Experiment::evaluate(std::vector<Array> const& inputs) {
  std::vector<Array> outputs = box_(inputs);
  evaluations_ += inputs.size();
  if (outputs.size() != inputs.size()) {
    throw AlgebraError(
        fmt::format("{} outputs for {} inputs; expected one each", outputs.size(), inputs.size()));
  }
  for (Array const& output : outputs) {
    if (output.size() != output_.size()) {
      throw AlgebraError(fmt::format("an output has {} numbers, expected {}, one for each entry "
                                     "that the action on outputs moves",
                                     output.size(),
                                     output_.size()));
    }
  }
  return outputs;
}

void Experiment::evaluate_turned(std::vector<Array> const& inputs,
                                 std::vector<Element> const& elements,
                                 Visit const& visit) {
  std::size_t const numbers =
      (std::size_t{input_.size()} + output_.size() + 1) * std::max<std::size_t>(1, elements.size());
  std::size_t const at_once = std::max<std::size_t>(1, most_numbers / numbers);
  for (std::size_t begin = 0; begin < inputs.size(); begin += at_once) {
    std::size_t const end = std::min(begin + at_once, inputs.size());
    std::vector<Array> turned;
    for (std::size_t i = begin; i < end; ++i) {
      std::transform(elements.begin(), elements.end(), std::back_inserter(turned), [&](Element g) {
        return input_.act(g, inputs[i]);
      });
    }
    std::vector<Array> const outputs = evaluate(turned);
    auto row = outputs.begin();
    for (std::size_t i = begin; i < end; ++i) {
      auto const next = row + static_cast<std::ptrdiff_t>(elements.size());
      visit(i, {row, next});
      row = next;
    }
  }
}

std::optional<Disagreement>
Experiment::compare(Element g, Array const& output, Array const& turned_first) const {
  std::uint32_t const back = group().inverse(g).index();
  std::optional<Disagreement> found;
  for (std::uint32_t i = 0; i < output_.size(); ++i) {
    Source const source = output_.source(back, i);
    double const turned_last = source.in(output);
    if (tolerance_.agree(turned_first[i], turned_last, source.negated)) {
      continue;
    }
    found = found.value_or(Disagreement{
        .entry = i, .turned_first = turned_first[i], .turned_last = turned_last, .entries = 0});
    ++found->entries;
  }
  return found;
}

std::vector<bool> Experiment::fails(Element g, std::vector<Array> const& inputs) {
  std::vector<bool> result(inputs.size());
  evaluate_turned(
      inputs, {group().identity(), g}, [&](std::size_t i, std::vector<Array> const& outputs) {
        result[i] = compare(g, outputs[0], outputs[1]).has_value();
      });
  return result;
}

} // namespace equivarify::algebra::probe
