/// \file
/// Random networks of integers and inputs for them, by the runtime alone.
#ifndef EQUIVARIFY_TESTS_INTEGERS_RANDOM_INTEGERS_HPP
#define EQUIVARIFY_TESTS_INTEGERS_RANDOM_INTEGERS_HPP

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/integer_weights.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <cstdint>
#include <vector>

namespace equivarify::testing {

/// A table of random entries, in half of all cases of ones without a sign.
inline runtime::IntegerLayer::Table random_table(runtime::Random& random) {
  bool const has_sign = random.below(2) == 0;
  runtime::IntegerLayer::Table table;
  for (std::size_t i = 0; i < runtime::table_size; ++i) {
    auto const entry = static_cast<int>(random.below(has_sign ? 255 : 256));
    table.push_back(static_cast<std::int16_t>(has_sign ? entry - 127 : entry));
  }
  return table;
}

/// Random weights, of which most activations are within their range and some are cut off.
inline runtime::IntegerWeights random_integers(runtime::Description const& description,
                                               runtime::Random& random) {
  bool const has_sign = !description.input_negated.empty() || random.below(2) == 0;
  runtime::IntegerWeights weights{
      .input = has_sign ? runtime::InputRule{127, -127, 127} : runtime::InputRule{}, .layers = {}};
  if (runtime::joins_input(description.integer_layers)) {
    weights.input.scale = 128;
  }
  for (runtime::LayerForm const& form : description.integer_layers) {
    runtime::IntegerLayer& layer = weights.layers.emplace_back();
    layer.form = form;
    int const exponent = runtime::align_last(weights, description.name);
    layer.exponent = exponent;
    if (layer.joins()) {
      bool const multiplies = form.kind == runtime::FormKind::multiply;
      auto const shift = static_cast<std::uint8_t>(random.below(3) + (multiplies ? 6 : 0));
      layer.shifts = {shift};
      layer.exponent = exponent - shift;
    }
    if (form.kind == runtime::FormKind::table) {
      layer.exponent = static_cast<int>(random.below(5)) + 3;
      layer.table = random_table(random);
    }
    if (form.kind != runtime::FormKind::weighted) {
      continue;
    }
    layer.exponent = static_cast<int>(random.below(5)) + 3;
    std::size_t const terms =
        runtime::parts_of(form, description.order) * form.channels * form.window();
    for (std::size_t i = 0; i < form.outputs * terms; ++i) {
      layer.weights.push_back(static_cast<std::int8_t>(static_cast<int>(random.below(255)) - 127));
    }
    for (std::size_t o = 0; o < form.outputs; ++o) {
      layer.bias.push_back(form.bias ? static_cast<std::int32_t>(random.below(4001)) - 2000 : 0);
      layer.shifts.push_back(static_cast<std::uint8_t>(6 + random.below(6)));
    }
    layer.highest = static_cast<std::uint8_t>(random.below(2) == 0 ? 255 : 40 + random.below(120));
  }
  weights.layers.back().shifts.clear();
  weights.layers.back().highest = 255;
  return weights;
}

/// \p count random inputs, from 0 to 1 or from -1 to 1, and a little beyond.
inline std::vector<float> random_inputs(runtime::Description const& description,
                                        bool has_sign,
                                        std::size_t count,
                                        runtime::Random& random) {
  std::vector<float> inputs(count * description.input_size());
  for (float& value : inputs) {
    float const share = static_cast<float>(random.below(1051)) / 1000;
    value = has_sign && random.below(2) == 0 ? -share : share;
  }
  return inputs;
}

} // namespace equivarify::testing

#endif
