#include "equivarify/runtime/integer/packed_weights.hpp"

#include <algorithm>

namespace equivarify::runtime {

namespace {

/// Entries lie \p zero too high, which the weights of output \p o multiply. Of 32 bits, which may
/// wrap around.
std::int32_t bias_of(IntegerLayer const& layer, std::size_t o, std::uint8_t zero) {
  std::size_t const terms = layer.weights.size() / layer.form.outputs;
  auto bias = static_cast<std::uint32_t>(layer.bias[o]);
  for (std::size_t i = o * terms; i < (o + 1) * terms; ++i) {
    bias -= zero * static_cast<std::uint32_t>(layer.weights[i]);
  }
  return static_cast<std::int32_t>(bias);
}

std::uint8_t shift_of(IntegerLayer const& layer, std::size_t o) {
  return layer.shifts.empty() ? std::uint8_t{0} : layer.shifts[o];
}

/// Writes the weights of filter \p f for one part, \p step bytes from one quad of channels and tap
/// to the next.
void write_filter(LayerForm const& form,
                  std::int8_t const* weights,
                  std::size_t step,
                  std::int8_t* out) {
  for (std::size_t channel = 0; channel < form.channels; ++channel) {
    for (std::size_t tap = 0; tap < form.window(); ++tap) {
      out[(channel / quad * form.window() + tap) * step + channel % quad] =
          weights[channel * form.window() + tap];
    }
  }
}

} // namespace

Lines<std::int8_t>
packed_weights(IntegerLayer const& layer, std::size_t parts, FilterBlocks const& blocks) {
  LayerForm const& form = layer.form;
  std::size_t const filters = rounded_up(form.outputs, blocks.step);
  std::size_t const of_part = rounded_up(form.channels, quad) * form.window();
  std::size_t const terms = form.channels * form.window();
  Lines<std::int8_t> result(filters * parts * of_part);
  for (std::size_t i = 0; i < form.outputs * parts; ++i) {
    std::size_t const f = i / parts;
    std::size_t const part = i % parts;
    std::size_t const first = f / blocks.most * blocks.most;
    std::size_t const count = std::min(blocks.most, filters - first);
    write_filter(form,
                 layer.weights.data() + i * terms,
                 count * quad,
                 result.data() + (first * parts + part * count) * of_part + (f - first) * quad);
  }
  return result;
}

std::vector<Finish> quad_finishes(IntegerLayer const& layer, std::uint8_t zero) {
  std::vector<Finish> result(rounded_up(layer.form.outputs, filters_at_once) / quad,
                             {.relu = layer.form.relu, .highest = layer.highest});
  for (std::size_t o = 0; o < layer.form.outputs; ++o) {
    result[o / quad].bias[o % quad] = bias_of(layer, o, zero);
    result[o / quad].shifts[o % quad] = shift_of(layer, o);
  }
  return result;
}

std::vector<LaneFinish> lane_finishes(IntegerLayer const& layer, std::uint8_t zero) {
  std::vector<LaneFinish> result(rounded_up(layer.form.outputs, lane_step) / lane_step);
  for (std::size_t o = 0; o < layer.form.outputs; ++o) {
    result[o / lane_step].set(o % lane_step, bias_of(layer, o, zero), shift_of(layer, o));
  }
  return result;
}

} // namespace equivarify::runtime
