#include "equivarify/runtime/evaluation/equivariance_check.hpp"

#include "equivarify/runtime/elementary/probabilities.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"
#include "equivarify/runtime/evaluation/turned_images.hpp"
#include "equivarify/runtime/group/moved_entry.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace equivarify::runtime {

namespace {

std::vector<float> probabilities_of(std::span<float const> logits, Description const& description) {
  std::vector<float> result(logits.size());
  std::size_t const labels = description.labels();
  for (std::size_t begin = 0; labels != 0 && begin < logits.size(); begin += labels) {
    joint_softmax(logits.subspan(begin, labels),
                  description.classes,
                  std::span(result).subspan(begin, labels));
  }
  return result;
}

/// Adds the comparison of two values to \p report.
void add_comparison(Difference const& values, EquivarianceReport& report) {
  auto const bits_of = [](float value) { return std::bit_cast<std::uint32_t>(value); };
  int const bits = std::popcount(bits_of(values.expected) ^ bits_of(values.found));
  report.values += 1;
  report.differing_bits += static_cast<std::size_t>(bits);
  if (bits != 0 && !report.first) {
    report.first = values;
  }
  if (!std::isfinite(values.expected) || !std::isfinite(values.found)) {
    report.not_finite += 1;
    if (!report.first_not_finite) {
      report.first_not_finite = values;
    }
  }
}

/// |found - expected| in units in the last place of \p scale; none where neither is finite.
std::size_t deviation_of(Difference const& values, float scale) {
  if (!std::isfinite(values.expected) && !std::isfinite(values.found)) {
    return 0;
  }
  float const ratio =
      std::ceil(std::abs(values.found - values.expected) / unit_in_last_place(scale));
  constexpr float representable = 1e18F; // what is larger, or no number, counts as infinite
  return ratio < representable ? static_cast<std::size_t>(ratio)
                               : std::numeric_limits<std::size_t>::max();
}

float largest(std::span<float const> values) {
  float result = 0;
  for (float const value : values) {
    result = std::max(result, std::abs(value));
  }
  return result;
}

/// Adds the comparison of one output of an image, which is number context.output.
void compare_output(OutputFacts const& output,
                    OutputPair values,
                    Difference here,
                    EquivarianceReport& report) {
  std::vector<std::uint32_t> const& sources = output.permutations[here.element];
  std::size_t const bits_before = report.differing_bits;
  float const scale = largest(values.of_image);
  here.kind = "output";
  for (here.entry = 0; here.entry < output.size; ++here.entry) {
    float const value = values.of_image[sources[here.entry]];
    here.expected = output.negated.empty()
                        ? value
                        : signed_value(value, output.negated[here.element][here.entry]);
    here.found = values.of_turned[here.entry];
    add_comparison(here, report);
    report.deviation = std::max(report.deviation, deviation_of(here, scale));
  }
  report.outputs[here.output].values += output.size;
  report.outputs[here.output].differing_bits += report.differing_bits - bits_before;
}

} // namespace

bool refutes(Description const& description, EquivarianceReport const& report) {
  return description.is_exact ? report.differing_bits != 0 : report.deviation > allowed_deviation;
}

bool holds(Description const& description, EquivarianceReport const& report) {
  bool const is_its_definition = !report.definition || report.definition->differing == 0;
  return is_its_definition && report.not_finite == 0 && !refutes(description, report);
}

void compare_outputs(Description const& description,
                     OutputPair outputs,
                     Difference const& context,
                     EquivarianceReport& report) {
  std::size_t const classes = description.classes;
  std::vector<std::uint32_t> const sources =
      description.products_with(description.inverse[context.element]);
  bool const logits = context.kind == "logit";
  float const scale = logits ? largest(outputs.of_image) : 0;
  Difference here = context;
  for (std::size_t place = 0; place < description.labels(); ++place) {
    here.copy = place / classes;
    here.class_index = place % classes;
    std::size_t const source = sources[here.copy];
    here.expected = outputs.of_image[source * classes + here.class_index];
    here.found = outputs.of_turned[place];
    add_comparison(here, report);
    if (logits) {
      report.deviation = std::max(report.deviation, deviation_of(here, scale));
    }
  }
}

void compare_named_outputs(Description const& description,
                           OutputPair outputs,
                           Difference const& context,
                           EquivarianceReport& report) {
  report.outputs.resize(description.outputs.size());
  Difference here = context;
  std::size_t place = 0;
  for (here.output = 0; here.output < description.outputs.size(); ++here.output) {
    OutputFacts const& output = description.outputs[here.output];
    compare_output(output,
                   {outputs.of_image.subspan(place, output.size),
                    outputs.of_turned.subspan(place, output.size)},
                   here,
                   report);
    place += output.size;
  }
}

Answers answers_of(Description const& description, std::span<float const> numbers) {
  return {{numbers.begin(), numbers.end()}, probabilities_of(numbers, description)};
}

void compare_answers(Description const& description,
                     Answers const& of_images,
                     Answers const& of_turned,
                     Difference context,
                     EquivarianceReport& report) {
  std::size_t const size = description.output_size();
  for (std::size_t begin = 0; begin < of_turned.numbers.size(); begin += size, ++context.image) {
    auto const pair = [&](std::vector<float> const& before, std::vector<float> const& after) {
      return OutputPair{std::span(before).subspan(begin, size),
                        std::span(after).subspan(begin, size)};
    };
    OutputPair const numbers = pair(of_images.numbers, of_turned.numbers);
    if (!description.outputs.empty()) {
      compare_named_outputs(description, numbers, context, report);
      continue;
    }
    context.kind = "logit";
    compare_outputs(description, numbers, context, report);
    context.kind = "probability";
    compare_outputs(
        description, pair(of_images.probabilities, of_turned.probabilities), context, report);
  }
}

std::optional<EquivarianceReport> check_images(Network& network,
                                               Dataset const& data,
                                               Range images,
                                               std::vector<std::size_t> const& elements,
                                               GoesOn const& goes_on) {
  Description const& description = network.description();
  EquivarianceReport report{
      .images = images.size(), .elements = elements.size(), .first = std::nullopt};
  TurnedImages turned_images(network, data);
  for (std::size_t begin = images.first; begin < images.end; begin += TurnedImages::batch) {
    if (!goes_on(begin)) {
      return {};
    }
    Answers const reference = answers_of(description, turned_images.answers(begin, 0));
    std::vector<bool> is_fixed(std::min(TurnedImages::batch, images.end - begin));
    for (std::size_t const g : elements) {
      Difference const context{.kind = "", .image = begin, .element = g};
      Answers const turned = answers_of(description, turned_images.answers(begin, g));
      compare_answers(description, reference, turned, context, report);
      for (std::size_t i = 0; g != 0 && i < is_fixed.size(); ++i) {
        is_fixed[i] = is_fixed[i] || turned_images.is_fixed(i);
      }
    }
    report.symmetric +=
        static_cast<std::size_t>(std::count(is_fixed.begin(), is_fixed.end(), true));
  }
  return report;
}

EquivarianceReport check_equivariance(Network& network,
                                      Dataset const& data,
                                      std::vector<std::size_t> elements,
                                      Watcher const& watcher) {
  std::size_t const order = network.description().order;
  if (elements.empty()) {
    elements = tried_elements(order, order, 0);
  }
  auto const tell = [&](std::size_t done) {
    if (watcher && done != 0) {
      watcher(done, data.size());
    }
    return true;
  };
  EquivarianceReport report = check_images(network, data, {0, data.size()}, elements, tell).value();
  tell(data.size());
  return report;
}

} // namespace equivarify::runtime
