#include "equivarify/codegen/agree/agreement.hpp"

#include "equivarify/codegen/agree/choices.hpp"
#include "equivarify/codegen/agree/parting.hpp"
#include "equivarify/codegen/probe/black_box_error.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace equivarify::codegen {
namespace {

using algebra::probe::Array;
using algebra::probe::Tolerance;
using Rows = std::vector<std::vector<float>>;

constexpr double share_of_largest = 1e-4;

/// The inputs, then these moved by each element in turn.
Rows questions(Network const& network, Rows const& inputs) {
  Rows all = inputs;
  for (algebra::Element const g : network.group.elements()) {
    for (auto const& x : inputs) {
      all.push_back(act_on_input(network, g, x));
    }
  }
  return all;
}

std::vector<Array> to_arrays(Rows const& inputs) {
  std::vector<Array> arrays;
  for (auto const& input : inputs) {
    arrays.emplace_back(input.begin(), input.end());
  }
  return arrays;
}

double distance(float a, float b) {
  if (std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b) ||
      (std::isnan(a) && std::isnan(b))) {
    return 0;
  }
  double const difference = std::abs(static_cast<double>(a) - static_cast<double>(b));
  return std::isfinite(difference) ? difference : std::numeric_limits<double>::infinity();
}

/// Compares what two engines answer at inputs, moved by \p g where there is one.
void add_numbers(Rows const& a,
                 Rows const& b,
                 std::optional<algebra::Element> g,
                 Tolerance const& tolerance,
                 PairAgreement& pair) {
  for (std::size_t n = 0; n < a.size(); ++n) {
    for (std::size_t i = 0; i < a[n].size(); ++i) {
      auto const first = static_cast<double>(a[n][i]);
      auto const second = static_cast<double>(b[n][i]);
      ++pair.numbers;
      pair.largest_number = std::max({pair.largest_number, std::abs(first), std::abs(second)});
      pair.outside += tolerance.agree(first, second) ? 0U : 1U;
      pair.largest_ulps = std::max(
          pair.largest_ulps,
          algebra::probe::ulps_between(first, second, algebra::probe::Precision::single_precision));
      double const difference = distance(a[n][i], b[n][i]);
      if (difference > pair.largest_difference) {
        pair.largest_difference = difference;
        pair.worst = DifferingNumber{n, g, i, a[n][i], b[n][i]};
      }
    }
  }
}

void add_choices(std::vector<Choice> const& choices,
                 Rows const& a,
                 Rows const& b,
                 Tolerance const& tolerance,
                 PairAgreement& pair) {
  for (std::size_t n = 0; n < a.size(); ++n) {
    for (Choice const& choice : choices) {
      ++pair.choices;
      pair.same_choices += is_same_choice(choice, a[n], b[n], tolerance) ? 1U : 0U;
    }
  }
}

Tolerance default_tolerance(AnswersOfEngine const& answers) {
  float largest = 0;
  for (auto const& row : answers.plain) {
    for (float const number : row) {
      largest = std::isfinite(number) ? std::max(largest, std::abs(number)) : largest;
    }
  }
  return {.absolute = share_of_largest * static_cast<double>(largest)};
}

/// The input at which \p pair differs most.
Array worst_input(Network const& network, Rows const& inputs, DifferingNumber const& worst) {
  auto const& x = inputs[worst.input];
  auto const moved = worst.g ? act_on_input(network, *worst.g, x) : x;
  return {moved.begin(), moved.end()};
}

/// What \p engine answers; its name goes into the message where it does not.
std::vector<Array> answers_of(Engine const& engine, std::vector<Array> const& inputs) {
  try {
    return engine.answers(inputs);
  } catch (BlackBoxError const& error) {
    throw BlackBoxError(fmt::format("{}, {}: {}", engine.name, engine.kind, error.what()));
  }
}

} // namespace

double PairAgreement::ulps_of_largest() const {
  auto const largest = static_cast<float>(largest_number);
  float const unit = std::nextafter(largest, std::numeric_limits<float>::infinity()) - largest;
  return largest_difference == 0 ? 0 : largest_difference / static_cast<double>(unit); // NOLINT
}

bool Agreement::all_agree() const {
  return std::all_of(
      pairs.begin(), pairs.end(), [](PairAgreement const& pair) { return pair.agrees(); });
}

bool Agreement::all_exact() const {
  return std::all_of(defects.begin(), defects.end(), [](Defect const& defect) {
    return defect.differing_numbers == 0;
  });
}

AnswersOfEngine ask(Engine const& engine, Network const& network, Rows const& inputs) {
  std::vector<Array> const all = answers_of(engine, to_arrays(questions(network, inputs)));
  AnswersOfEngine answers;
  for (std::size_t k = 0; k <= network.group.order(); ++k) {
    Rows part;
    for (std::size_t n = 0; n < inputs.size(); ++n) {
      Array const& answer = all[k * inputs.size() + n];
      part.emplace_back(answer.begin(), answer.end());
    }
    if (k == 0) {
      answers.plain = std::move(part);
    } else {
      answers.moved.push_back(std::move(part));
    }
  }
  return answers;
}

Defect defect_of(Network const& network, AnswersOfEngine const& answers) {
  Defect defect;
  for (algebra::Element const g : network.group.elements()) {
    for (std::size_t n = 0; n < answers.plain.size(); ++n) {
      auto const expected = act_on_answer(network, g, answers.plain[n]);
      auto const& found = answers.moved[g.index()][n];
      defect.numbers.add(found, expected);
      for (std::size_t i = 0; i < found.size(); ++i) {
        bool const same =
            std::bit_cast<std::uint32_t>(found[i]) == std::bit_cast<std::uint32_t>(expected[i]);
        defect.differing_numbers += same ? 0U : 1U;
      }
    }
  }
  return defect;
}

PairAgreement agreement_of(Network const& network,
                           AnswersOfEngine const& a,
                           AnswersOfEngine const& b,
                           Tolerance const& tolerance) {
  PairAgreement pair;
  std::vector<Choice> const choices = choices_of(network);
  add_numbers(a.plain, b.plain, std::nullopt, tolerance, pair);
  add_choices(choices, a.plain, b.plain, tolerance, pair);
  for (algebra::Element const g : network.group.elements()) {
    add_numbers(a.moved[g.index()], b.moved[g.index()], g, tolerance, pair);
    add_choices(choices, a.moved[g.index()], b.moved[g.index()], tolerance, pair);
  }
  return pair;
}

Agreement agree(Network const& network,
                std::vector<Engine> const& engines,
                Rows const& inputs,
                std::optional<Tolerance> const& tolerance) {
  std::vector<AnswersOfEngine> answers;
  for (Engine const& engine : engines) {
    answers.push_back(ask(engine, network, inputs));
  }
  Agreement result{.inputs = inputs.size(),
                   .tolerance = tolerance.value_or(default_tolerance(answers.front())),
                   .default_tolerance = !tolerance,
                   .defects = {},
                   .pairs = {}};
  for (std::size_t i = 0; i < engines.size(); ++i) {
    result.defects.push_back(defect_of(network, answers[i]));
    for (std::size_t j = i + 1; j < engines.size(); ++j) {
      PairAgreement pair = agreement_of(network, answers[i], answers[j], result.tolerance);
      pair.first = i;
      pair.second = j;
      if (pair.worst && !pair.agrees()) {
        find_parting(engines[i], engines[j], worst_input(network, inputs, *pair.worst), pair);
      }
      result.pairs.push_back(std::move(pair));
    }
  }
  return result;
}

} // namespace equivarify::codegen
