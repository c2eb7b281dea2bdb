/// \file
/// How far the logits of integers are from those of the floats that they were made of.
#ifndef EQUIVARIFY_TESTS_INTEGERS_DISTANCE_FROM_FLOATS_HPP
#define EQUIVARIFY_TESTS_INTEGERS_DISTANCE_FROM_FLOATS_HPP

#include "equivarify/codegen/reference/evaluator.hpp"
#include "equivarify/runtime/integer/integer_network.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace equivarify::testing {

/// The largest difference of a logit, and the largest logit of the floats.
struct FloatDistance {
  double error = 0;
  double largest = 0;
};

/// That of \p integers from \p network with the weights \p floats, on the first 20 inputs of
/// \p sample.
inline FloatDistance distance_from_floats(runtime::IntegerNetwork& integers,
                                          codegen::Network const& network,
                                          codegen::ReferenceWeights<float> const& floats,
                                          std::span<float const> sample) {
  std::size_t const size = integers.description().input_size();
  std::vector<float> found(integers.description().labels());
  FloatDistance distance;
  for (std::size_t n = 0; n < 20; ++n) {
    std::span<float const> const x = sample.subspan(n * size, size);
    integers.forward(x, found);
    std::vector<float> const expected = codegen::output_of(
        network, codegen::evaluate<float>(network, floats, {x.begin(), x.end()}));
    for (std::size_t i = 0; i < found.size(); ++i) {
      distance.error =
          std::max(distance.error, static_cast<double>(std::abs(found[i] - expected[i])));
      distance.largest = std::max(distance.largest, static_cast<double>(std::abs(expected[i])));
    }
  }
  return distance;
}

} // namespace equivarify::testing

#endif
