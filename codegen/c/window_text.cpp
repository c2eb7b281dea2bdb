#include "equivarify/codegen/c/step_block.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/pool.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

namespace equivarify::codegen {
namespace {

Window windows_in(StepBlock const& block, Operation const& operation) {
  return *operation.type().window(operation, block.step.input());
}

/// Adds the table of sizes `STEP_windows`.
void add_sizes(StepBlock& block, std::vector<std::size_t> const& numbers) {
  block.parts.data += fmt::format("static const size_t {}_windows[{}] = {{{}}};\n\n",
                                  block.step.name,
                                  numbers.size(),
                                  fmt::join(numbers, ", "));
}

/// The sizes of both images and of the windows, in the order of helpers.c.
std::vector<std::size_t> filter_sizes(Step const& step, Window const& window) {
  return {step.input().channels,
          step.input().rows,
          step.input().columns,
          step.output.channels,
          step.output.rows,
          step.output.columns,
          window.size.rows,
          window.size.columns,
          window.stride.rows,
          window.stride.columns,
          window.pad.top,
          window.pad.left};
}

void add_transposed(StepBlock& block, Window const& window) {
  block.parts.helpers.insert("spread");
  add_sizes(block, filter_sizes(block.step, window));
  block.add_loop_over_copies(
      {fmt::format("spread({0}_windows, s + h * {1}, {0}_weight, {0}_bias, y + h * {2});",
                   block.step.name,
                   read_by(block.step),
                   block.step.output.size())});
}

/// Adds the struct of sizes `STEP_windows`.
void add_windows(StepBlock& block, Window const& window) {
  std::vector<std::size_t> numbers = filter_sizes(block.step, window);
  numbers.insert(
      numbers.end(),
      {window.dilation.rows, window.dilation.columns, window.groups, window.circular ? 1U : 0U});
  block.parts.data += fmt::format(
      "static const windows {}_windows = {{{}}};\n\n", block.step.name, fmt::join(numbers, ", "));
}

/// The call that makes copy h of `count` copies of what is read.
std::string call_of(StepBlock& block, Operation const& operation, std::size_t count) {
  std::string const rest = fmt::format("copies, {0}, {1}_weight, {1}_bias, y + h * {2});",
                                       count,
                                       block.step.name,
                                       block.step.output.size());
  if (block.step.is_convolution()) {
    block.parts.helpers.insert("convolve");
    add_windows(block, windows_in(block, operation));
    return fmt::format("convolve(&{}_windows, {}", block.step.name, rest);
  }
  block.parts.helpers.insert("multiply");
  return fmt::format("multiply({}, {}, {}", read_by(block.step), block.step.output.size(), rest);
}

/// The weights of a dense layer, which lie unit by unit, in strips of as many units as helpers.c
/// has side by side: for each input those of all units of the strip.
std::vector<float> in_strips(std::vector<float> const& weights, std::size_t units) {
  constexpr std::size_t strip = 32;
  std::size_t const inputs = weights.size() / units;
  std::vector<float> result;
  result.reserve(weights.size());
  for (std::size_t first = 0; first < units; first += strip) {
    for (std::size_t input = 0; input < inputs; ++input) {
      for (std::size_t unit = first; unit < std::min(units, first + strip); ++unit) {
        result.push_back(weights[unit * inputs + input]);
      }
    }
  }
  return result;
}

void add_pool(StepBlock& block, Operation const& operation, std::string const& helper) {
  Step const& step = block.step;
  Window const window = windows_in(block, operation);
  auto const* const average = operation.as<AveragePool2d>();
  bool const counts_padding = average == nullptr || average->count_include_pad;
  block.parts.helpers.insert(helper);
  add_sizes(block,
            {step.input().rows,
             step.input().columns,
             window.size.rows,
             window.size.columns,
             window.stride.rows,
             window.stride.columns,
             window.pad.top,
             window.pad.left,
             step.output.rows,
             step.output.columns,
             counts_padding ? window.size.rows * window.size.columns : 0});
  block.add_line(fmt::format(
      "{}({}_windows, {}, s, y);", helper, step.name, block.copies() * step.input().channels));
}

} // namespace

void add_c_weighted(StepBlock& block, Operation const& operation) {
  std::vector<float> const& weights = block.weights("weight");
  block.add_floats("weight",
                   block.step.is_matrix_product() ? in_strips(weights, block.step.output.size())
                                                  : weights);
  block.add_floats("bias",
                   lacks_bias(operation) ? std::vector<float>(block.step.output.channels)
                                         : block.weights("bias"));
  if (block.step.is_transposed()) {
    add_transposed(block, windows_in(block, operation));
    return;
  }
  bool const mixing = block.step.mixing == CopyMixing::group_product;
  std::size_t const count = mixing ? block.copies() : 1;
  block.add_loop_over_copies(
      {fmt::format("const float *copies[{}];", count),
       fmt::format("for (k = 0; k < {}; ++k) {{", count),
       fmt::format("  copies[k] = s + {} * {};",
                   mixing ? fmt::format("product[h * {} + k]", block.copies()) : "(h + k)",
                   read_by(block.step)),
       "}",
       call_of(block, operation, count)});
}

void add_c_mean(StepBlock& block, Operation const& operation) {
  Window const window = windows_in(block, operation);
  if (!window.transposed) {
    add_pool(block, operation, "mean");
    return;
  }
  Shape const& image = block.step.input();
  block.parts.helpers.insert("repeat");
  add_sizes(block, {image.rows, image.columns, window.size.rows, window.size.columns});
  block.add_line(fmt::format(
      "repeat({}_windows, {}, s, y);", block.step.name, block.copies() * image.channels));
}

void add_c_largest(StepBlock& block, Operation const& operation) {
  add_pool(block, operation, "largest");
}

} // namespace equivarify::codegen
