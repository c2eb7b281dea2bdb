#include "equivarify/algebra/probe/probe.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/probe/shrink_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace equivarify::algebra::probe {

namespace {

constexpr std::size_t inputs_to_identify_with = 6;

/// Runs one probe from its inputs to its report.
class Prober {
public:
  Prober(Experiment& experiment, ProbeOptions const& options)
      : experiment_{experiment}, options_{options} {}

  ProbeReport run() {
    gather_inputs();
    choose_elements();
    try_all();
    if (report_.failure) {
      conclude();
    }
    return std::move(report_);
  }

private:
  void gather_inputs() {
    std::vector<NamedInput> named = options_.given;
    if (named.empty()) {
      named = make_inputs(experiment_.input(), options_.inputs);
    }
    for (NamedInput& input : named) {
      if (input.values.size() != experiment_.input().size()) {
        throw AlgebraError(fmt::format("{} has {} numbers, expected {}, one for each entry that "
                                       "the action on inputs moves",
                                       input.name,
                                       input.values.size(),
                                       experiment_.input().size()));
      }
      names_.push_back(std::move(input.name));
      inputs_.push_back(std::move(input.values));
    }
    report_.inputs = inputs_.size();
  }

  void choose_elements() {
    Group const& group = experiment_.group();
    report_.all_elements = group.order() <= options_.max_elements;
    if (report_.all_elements) {
      elements_ = group.elements();
    } else {
      elements_ = {group.identity()};
      for (Generator const& generator : group.generators()) {
        elements_.push_back(generator.element);
      }
    }
    report_.elements = elements_.size();
  }

  /// Asks for f(x) and then for every f(g x), e again among them.
  void try_all() {
    std::vector<Element> asked{experiment_.group().identity()};
    asked.insert(asked.end(), elements_.begin(), elements_.end());
    experiment_.evaluate_turned(
        inputs_, asked, [&](std::size_t i, std::vector<Array> const& outputs) {
          note(outputs.front());
          for (std::size_t k = 1; k < asked.size(); ++k) {
            compare(i, asked[k], outputs.front(), outputs[k]);
          }
        });
    report_.evaluations = experiment_.evaluations();
  }

  void note(Array const& output) {
    for (double const value : output) {
      report_.not_numbers += std::isnan(value) ? 1U : 0U;
      if (std::isfinite(value)) {
        report_.largest.largest_number = std::max(report_.largest.largest_number, std::abs(value));
      }
    }
    first_output_ = first_output_ ? first_output_ : std::optional{output};
    report_.constant = report_.constant && *first_output_ == output;
  }

  void compare(std::size_t i, Element g, Array const& output, Array const& turned_first) {
    report_.numbers += turned_first.size();
    measure(experiment_.output().act(g, output), turned_first);
    auto const disagreement = experiment_.compare(g, output, turned_first);
    if (disagreement) {
      report_.differing += disagreement->entries;
      if (!report_.failure) {
        report_.failure =
            Failure{.found_in = names_[i], .g = g, .x = inputs_[i], .disagreement = *disagreement};
        failing_input_ = i;
      }
    }
  }

  void measure(Array const& a, Array const& b) {
    LargestDifference& largest = report_.largest;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (std::isnan(a[i]) && std::isnan(b[i])) {
        continue;
      }
      std::uint64_t const ulps = ulps_between(a[i], b[i], options_.tolerance.precision);
      double const distance = ulps == 0 ? 0 : std::abs(a[i] - b[i]);
      largest.ulps = std::max(largest.ulps, ulps);
      largest.absolute = std::isnan(distance) ? std::numeric_limits<double>::infinity()
                                              : std::max(largest.absolute, distance);
    }
  }

  void conclude() {
    if (!report_.is_function()) {
      return; // g = e: the same question had two answers, and a smaller one might have one
    }
    report_.identification = identify_law(experiment_, inputs_to_identify(), options_.max_elements);
    shrink_failure();
  }

  /// The failing input and random ones, of which no two laws are likely to say the same.
  [[nodiscard]] std::vector<Array> inputs_to_identify() const {
    InputOptions const random{.seed = options_.inputs.seed,
                              .random = inputs_to_identify_with,
                              .domain = options_.inputs.domain};
    std::vector<NamedInput> const made = make_inputs(experiment_.input(), random);
    std::vector<Array> result{inputs_[failing_input_]};
    for (std::size_t i = made.size() - inputs_to_identify_with; i < made.size(); ++i) {
      result.push_back(made[i].values);
    }
    return result;
  }

  void shrink_failure() {
    Failure& failure = *report_.failure;
    FailingPair pair = shrink(experiment_,
                              {.g = failure.g, .x = std::move(failure.x)},
                              elements_,
                              options_.inputs.domain,
                              options_.shrink_evaluations);
    failure.g = pair.g;
    failure.x = std::move(pair.x);
    experiment_.evaluate_turned({failure.x},
                                {experiment_.group().identity(), failure.g},
                                [&](std::size_t, std::vector<Array> const& outputs) {
                                  auto const found =
                                      experiment_.compare(failure.g, outputs[0], outputs[1]);
                                  failure.disagreement = found ? *found : failure.disagreement;
                                });
  }

  Experiment& experiment_;
  ProbeOptions const& options_;
  std::vector<std::string> names_;
  std::vector<Array> inputs_;
  std::vector<Element> elements_;
  std::optional<Array> first_output_;
  std::size_t failing_input_ = 0;
  ProbeReport report_;
};

} // namespace

ProbeReport probe(BlackBox const& function,
                  ArrayAction const& input,
                  ArrayAction const& output,
                  ProbeOptions const& options) {
  Experiment experiment{function, input, output, options.tolerance};
  return Prober{experiment, options}.run();
}

} // namespace equivarify::algebra::probe
