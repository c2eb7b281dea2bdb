#include "equivarify/codegen/reference/test_vectors.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/reference/evaluator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace equivarify::codegen {
namespace {

/// The reference takes about a second for 10^9 multiply-adds.
constexpr std::size_t reference_work = 2'000'000'000;

constexpr float constant_entry = 0.25F;
constexpr double share_of_largest = 1e-4;

} // namespace

TestVectors make_test_vectors(Network const& network, ReferenceWeights<float> const& weights) {
  ReferenceWeights<double> const exact = in_double(weights);
  TestVectors vectors;
  double largest = 0;
  vectors.images = std::clamp<std::size_t>(
      reference_work / std::max<std::size_t>(1, network.multiply_adds()), 2, 4);
  for (std::size_t n = 0; n < vectors.images; ++n) {
    auto const input = n + 1 < vectors.images
                           ? random_input<float>(network, network.seed + n)
                           : std::vector<float>(network.input.size(), constant_entry);
    vectors.inputs.insert(vectors.inputs.end(), input.begin(), input.end());
    auto const layers = evaluate(network, exact, std::vector<double>(input.begin(), input.end()));
    for (double const number : output_of(network, layers)) {
      vectors.expected.push_back(static_cast<float>(number));
      largest = std::max(largest, std::abs(number));
    }
  }
  vectors.rounding = static_cast<float>(share_of_largest * largest);
  return vectors;
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
