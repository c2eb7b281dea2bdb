#include "equivarify/codegen/generate/comparison.hpp"

#include "equivarify/codegen/generate/compiled_program.hpp"
#include "equivarify/codegen/generate/emit_comparison.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

std::vector<float> read_floats(fs::path const& file) {
  std::string const bytes = read_bytes(file);
  std::vector<float> values(bytes.size() / sizeof(float));
  std::copy_n(bytes.data(), values.size() * sizeof(float), reinterpret_cast<char*>(values.data()));
  return values;
}

void append(std::string& bytes, std::vector<double> const& values) {
  for (double const value : values) {
    auto const single = std::bit_cast<std::array<char, sizeof(float)>>(static_cast<float>(value));
    bytes.append(single.data(), single.size());
  }
}

/// The values that the program works with are single precision, so the reference gets the same.
void round_to_single(std::vector<double>& values) {
  std::transform(values.begin(), values.end(), values.begin(), [](double value) {
    return static_cast<double>(static_cast<float>(value));
  });
}

struct TestVectors {
  ReferenceWeights<double> weights;
  std::vector<std::vector<double>> inputs;
};

/// Makes an element of the group fix \p input, which a construction with poses treats apart.
void make_symmetric(Network const& network, std::size_t number, std::vector<double>& input) {
  std::size_t const g = number % network.group.order();
  auto const& sources = network.input_permutations[g];
  auto const source_value = [&](std::size_t i) { // of the entry that g takes to the place i
    bool const negated = !network.input_negated.empty() && network.input_negated[g][i];
    return negated ? 0.0 - input[i] : input[i];
  };
  std::vector<bool> done(input.size());
  for (std::size_t first = 0; first < input.size(); ++first) {
    std::size_t i = first;
    for (; !done[i]; i = sources[i]) {
      done[i] = true;
      double const value = source_value(i);
      bool const contradicts = sources[i] == first && value != input[first];
      input[sources[i]] = contradicts ? 0.0 : value;
    }
    for (i = sources[first]; input[first] == 0.0 && i != first; i = sources[i]) {
      input[i] = 0.0; // the cycle changes its sign
    }
  }
}

/// \p weights, or random ones where there are none.
ReferenceWeights<double> weights_for(Network const& network,
                                     std::optional<ReferenceWeights<float>> const& weights) {
  ReferenceWeights<double> result = random_weights<double>(network, network.seed);
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (weights) {
      std::vector<float> const& values = weights->at(i).values;
      result[i].values.assign(values.begin(), values.end());
    }
    round_to_single(result[i].values);
  }
  return result;
}

TestVectors make_vectors(Network const& network, ReferenceWeights<double> weights) {
  std::uint64_t const seed = network.seed;
  // The reference takes about a second for 10^9 multiply-adds.
  std::size_t const affordable =
      std::size_t{2'000'000'000} / std::max<std::size_t>(1, network.multiply_adds());
  TestVectors vectors{std::move(weights), {}};
  for (std::size_t i = 0; i < std::clamp<std::size_t>(affordable, 2, 20); ++i) {
    vectors.inputs.push_back(random_input<double>(network, seed + i));
    if (network.construction && i % 2 == 1) {
      make_symmetric(network, i / 2, vectors.inputs.back());
    }
    round_to_single(vectors.inputs.back());
  }
  return vectors;
}

std::vector<std::string> names_of(ReferenceWeights<double> const& weights) {
  std::vector<std::string> names;
  for (auto const& parameter : weights) {
    names.push_back(parameter.name);
  }
  return names;
}

std::string to_bytes(TestVectors const& vectors) {
  std::string bytes;
  for (auto const& parameter : vectors.weights) {
    append(bytes, parameter.values);
  }
  for (auto const& input : vectors.inputs) {
    append(bytes, input);
  }
  return bytes;
}

/// \p difference in units in the last place of the largest logit; the largest number there is where
/// one of them is out of range.
std::uint64_t in_ulp(double difference, Comparison const& comparison) {
  constexpr auto out_of_range = std::numeric_limits<std::uint64_t>::max();
  constexpr auto most = static_cast<double>(std::numeric_limits<float>::max());
  if (!(difference >= 0 && comparison.largest_logit >= 0 && comparison.largest_logit <= most)) {
    return out_of_range;
  }
  auto const largest = static_cast<float>(comparison.largest_logit);
  float const unit = std::nextafter(largest, std::numeric_limits<float>::infinity()) - largest;
  double const units = difference / static_cast<double>(unit);
  return units < 1e18 ? static_cast<std::uint64_t>(std::ceil(units)) : out_of_range;
}

/// The distance of \p found from \p expected: 0 where both are not a number, or the same infinity,
/// infinite where one of them alone is none.
double distance(double expected, double found) {
  if (expected == found || (std::isnan(expected) && std::isnan(found))) {
    return 0.0;
  }
  double const difference = std::abs(expected - found);
  return std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
}

void compare_values(Network const& network,
                    TestVectors const& vectors,
                    std::vector<float> const& answers,
                    Comparison& result) {
  std::size_t place = 0;
  for (auto const& input : vectors.inputs) {
    for (double const expected : output_of(network, evaluate(network, vectors.weights, input))) {
      double const found = static_cast<double>(answers[place++]);
      result.largest_difference = std::max(result.largest_difference, distance(expected, found));
      result.not_numbers += std::isfinite(expected) ? 0U : 1U;
      result.largest_logit = std::isfinite(expected)
                                 ? std::max(result.largest_logit, std::abs(expected))
                                 : result.largest_logit;
    }
  }
  result.values = place;
}

/// g y for the logits y = \p answers of an input: (g y)(h) = y(g^-1 h).
std::vector<float>
act_on_logits(Network const& network, algebra::Element g, std::span<float const> answers) {
  algebra::Group const& group = network.group;
  std::size_t const classes = network.labels.classes.size();
  std::vector<float> result;
  for (algebra::Element const h : group.elements()) {
    auto const copy =
        answers.subspan(group.multiply(group.inverse(g), h).index() * classes, classes);
    result.insert(result.end(), copy.begin(), copy.end());
  }
  return result;
}

/// g y for what comes out at an input, \p answers = y.
std::vector<float>
act_on_answers(Network const& network, algebra::Element g, std::span<float const> answers) {
  if (network.outputs.empty()) {
    return act_on_logits(network, g, answers);
  }
  std::vector<float> result;
  for (Output const& output : network.outputs) {
    auto const part = answers.subspan(result.size(), output.head.size());
    auto const moved = output.head.act(g, std::vector<float>(part.begin(), part.end()));
    result.insert(result.end(), moved.begin(), moved.end());
  }
  return result;
}

/// Adds the bits in which \p found differs from \p expected to \p bits; the largest difference.
double compare_numbers(std::span<float const> found,
                       std::span<float const> expected,
                       std::uint64_t& bits) {
  double deviation = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto const difference =
        std::bit_cast<std::uint32_t>(found[i]) ^ std::bit_cast<std::uint32_t>(expected[i]);
    bits += static_cast<std::uint64_t>(std::popcount(difference));
    deviation = std::max(deviation,
                         distance(static_cast<double>(expected[i]), static_cast<double>(found[i])));
  }
  return deviation;
}

/// Counts the bits in which what comes out at g x differs from g times what comes out at x, and
/// finds the largest difference.
void compare_bits(Network const& network, std::span<float const> answers, Comparison& result) {
  std::size_t const size = result.values / result.vectors;
  double deviation = 0;
  for (algebra::Element const g : network.group.elements()) {
    for (std::size_t n = 0; n < result.vectors; ++n) {
      std::size_t const turned = ((1 + g.index()) * result.vectors + n) * size;
      auto const expected = act_on_answers(network, g, answers.subspan(n * size, size));
      deviation =
          std::max(deviation,
                   compare_numbers(answers.subspan(turned, size), expected, result.differing_bits));
    }
  }
  result.deviation_ulp = in_ulp(deviation, result);
}

} // namespace

std::uint64_t Comparison::largest_ulp() const {
  return in_ulp(largest_difference, *this);
}

bool Comparison::is_equivariant() const {
  return exact ? differing_bits == 0 : deviation_ulp <= allowed_ulp;
}

Comparison compare_with_reference(Plan const& plan,
                                  std::string const& header,
                                  std::optional<ReferenceWeights<float>> const& weights) {
  Network const& network = plan.network;
  TemporaryFolder const folder;
  TestVectors const vectors = make_vectors(network, weights_for(network, weights));
  Comparison result{.vectors = vectors.inputs.size(), .exact = plan.is_exact()};
  write_file(folder.path() / (network.name + ".hpp"), header);
  write_file(folder.path() / "comparison.cpp",
             emit_comparison(network.name, {.tensors = names_of(vectors.weights)}));
  write_file(folder.path() / "input", to_bytes(vectors));
  constexpr char const* advice = "With --no-compare the code is written without being compared.";
  result.compile_seconds = compile_program(folder.path(), "comparison", advice);
  std::string const count = std::to_string(result.vectors);
  std::string const order = std::to_string(network.group.order());
  run_program(folder.path(), {"./comparison", "input", "output", count, order, "1", count}, advice);
  std::vector<float> const answers = read_floats(folder.path() / "output");
  compare_values(network, vectors, answers, result);
  compare_bits(network, answers, result);
  return result;
}

} // namespace equivarify::codegen
