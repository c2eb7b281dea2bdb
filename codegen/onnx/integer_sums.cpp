#include "equivarify/codegen/onnx/integer_sums.hpp"

#include "equivarify/codegen/generate/generate_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace equivarify::codegen {
namespace {

constexpr double largest_sum = 2147483647; ///< that the 32 bits of generated programs hold

/// How far from 0 each output's sum over channel \p c can be.
std::vector<double> reach_of_channel(IntegerTensors const& tensors,
                                     std::size_t outputs,
                                     std::size_t channels,
                                     double most,
                                     std::size_t c) {
  std::size_t const terms = tensors.weight.size() / outputs / channels;
  std::vector<double> reach(outputs);
  for (std::size_t o = 0; o < outputs; ++o) {
    for (std::size_t i = 0; i < terms; ++i) {
      reach[o] += std::abs(tensors.weight[(o * channels + c) * terms + i]) * most;
    }
  }
  return reach;
}

double largest_of_both(std::vector<double> const& a, std::vector<double> const& b) {
  double largest = 0;
  for (std::size_t o = 0; o < a.size(); ++o) {
    largest = std::max(largest, a[o] + b[o]);
  }
  return largest;
}

void add_to(std::vector<double>& sum, std::vector<double> const& more) {
  for (std::size_t o = 0; o < sum.size(); ++o) {
    sum[o] += more[o];
  }
}

} // namespace

IntegerSums integer_sums(std::string const& name,
                         IntegerTensors const& tensors,
                         std::size_t outputs,
                         std::size_t channels,
                         double most) {
  std::vector<double> part(outputs); // how far the sums of the part at hand can go
  std::transform(tensors.bias.begin(), tensors.bias.end(), part.begin(), [](double bias) {
    return std::abs(bias);
  });
  std::vector<double> whole = part;
  IntegerSums sums{.parts = {{0, 0}}, .largest = 0};
  for (std::size_t c = 0; c < channels; ++c) {
    std::vector<double> const reach = reach_of_channel(tensors, outputs, channels, most, c);
    if (largest_of_both(part, reach) >= exact_floats) {
      sums.parts.push_back({c, c});
      part.assign(outputs, 0);
    }
    if (double const alone = largest_of_both(part, reach); alone >= exact_floats) {
      throw GenerateError(
          fmt::format("layer {}: the sum over channel {} can reach {}, but single precision, in "
                      "which an ONNX file adds, has gaps from 2^24 on",
                      name,
                      c,
                      alone));
    }
    add_to(part, reach);
    add_to(whole, reach);
    sums.parts.back().end = c + 1;
  }
  sums.largest = *std::max_element(whole.begin(), whole.end());
  if (sums.largest > largest_sum) {
    throw GenerateError(
        fmt::format("layer {}: a sum can reach {}, more than 32 bits hold", name, sums.largest));
  }
  std::erase_if(sums.parts, [](ChannelRange const& range) { return range.begin == range.end; });
  return sums;
}

} // namespace equivarify::codegen
