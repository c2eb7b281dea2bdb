#include "equivarify/codegen/c/step_block.hpp"
#include "equivarify/codegen/layers/batch_norm.hpp"
#include "equivarify/codegen/layers/layer_norm.hpp"
#include "equivarify/codegen/layers/pointwise.hpp"

#include <fmt/format.h>

#include <cmath>

namespace equivarify::codegen {

void add_c_batch_norm(StepBlock& block, Operation const& operation) {
  auto const epsilon = as_float<double>(operation.as<BatchNorm>()->epsilon);
  auto const at = [&block](char const* tensor, std::size_t c) {
    return static_cast<double>(block.weights(tensor)[c]);
  };
  std::size_t const channels = block.weights("weight").size();
  std::vector<float> scales;
  std::vector<float> shifts;
  for (std::size_t c = 0; c < channels; ++c) {
    double const scale = at("weight", c) / std::sqrt(at("running_variance", c) + epsilon);
    scales.push_back(static_cast<float>(scale));
    shifts.push_back(static_cast<float>(at("bias", c) - scale * at("running_mean", c)));
  }
  block.add_floats("scale", scales);
  block.add_floats("shift", shifts);
  std::size_t const size = read_by(block.step);
  block.add_loop(block.copies() * size,
                 fmt::format("y[k] = {0}_scale[k / {1} % {2}] * s[k] + {0}_shift[k / {1} % {2}];",
                             block.step.name,
                             size / channels,
                             channels));
}

void add_c_layer_norm(StepBlock& block, Operation const& operation) {
  LayerNorm const& norm = *operation.as<LayerNorm>();
  block.parts.helpers.insert("normalise");
  for (char const* tensor : {"weight", "bias"}) {
    block.add_floats(tensor, block.weights(tensor));
  }
  std::size_t const size = read_by(block.step);
  std::size_t const channels = block.weights("weight").size();
  block.add_loop_over_copies(
      {fmt::format("normalise({0}, {1}, {2}, {3}, {4}_weight, {4}_bias, s + h * {5}, y + h * {5});",
                   channels,
                   size / channels,
                   norm.each_place ? 1 : 0,
                   c_number(norm.epsilon),
                   block.step.name,
                   size)});
}

} // namespace equivarify::codegen
