#include "equivarify/codegen/reference/test_vectors.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace equivarify::codegen {
namespace {

/// The reference takes about a second for 10^9 multiply-adds.
constexpr std::size_t reference_work = 2'000'000'000;

constexpr float constant_entry = 0.25F;
constexpr double share_of_largest = 1e-4;

/// What comes out at an input.
using Answer = std::function<std::vector<double>(std::vector<double> const&)>;

TestVectors make_vectors(Network const& network, Answer const& answer) {
  TestVectors vectors;
  std::size_t const fewest = network.construction ? 2 : 1; // poses are equal at a constant
  vectors.images = std::clamp<std::size_t>(
      reference_work / std::max<std::size_t>(1, network.multiply_adds()), fewest, 4);
  for (std::size_t n = 0; n < vectors.images; ++n) {
    auto const input = n + 1 < vectors.images || n == 0
                           ? random_input<float>(network, network.seed + n)
                           : std::vector<float>(network.input.size(), constant_entry);
    vectors.inputs.insert(vectors.inputs.end(), input.begin(), input.end());
    for (double const number : answer({input.begin(), input.end()})) {
      vectors.expected.push_back(static_cast<float>(number));
    }
  }
  return vectors;
}

} // namespace

TestVectors make_test_vectors(Network const& network, ReferenceWeights<float> const& weights) {
  ReferenceWeights<double> const exact = in_double(weights);
  double largest = 0;
  TestVectors vectors = make_vectors(network, [&](std::vector<double> const& x) {
    std::vector<double> numbers = output_of(network, evaluate(network, exact, x));
    for (double const number : numbers) {
      largest = std::max(largest, std::abs(number));
    }
    return numbers;
  });
  vectors.rounding = static_cast<float>(share_of_largest * largest);
  return vectors;
}

TestVectors make_integer_test_vectors(Network const& network,
                                      IntegerTensorsOfNetwork const& tensors) {
  return make_vectors(network, [&](std::vector<double> const& x) {
    std::vector<double> logits = evaluate_integers(network, tensors, x);
    for (double& logit : logits) {
      logit = std::ldexp(logit, -tensors.exponent);
    }
    return logits;
  });
}

void require_finite(TestVectors const& vectors, std::string const& code) {
  auto const is_finite = [](float value) { return std::isfinite(value); };
  auto const place = std::find_if_not(vectors.expected.begin(), vectors.expected.end(), is_finite);
  if (place != vectors.expected.end()) {
    throw InputError{
        {.pointer = "/network",
         .summary = fmt::format("no test vectors for {}", code),
         .found = fmt::format("an answer that is {}", *place),
         .expected = "finite numbers for random inputs: with trained weights, --weights FILE"}};
  }
}

} // namespace equivarify::codegen
