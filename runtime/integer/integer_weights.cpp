#include "equivarify/runtime/integer/integer_weights.hpp"

#include "equivarify/runtime/base/failure.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace equivarify::runtime {

namespace {

constexpr int most_lift = 30;

/// Of a scale that is no power of two.
constexpr int no_exponent = std::numeric_limits<int>::min();

int input_exponent(InputRule const& rule) {
  int exponent = 0;
  return std::frexp(rule.scale, &exponent) == 0.5 ? exponent - 1 : no_exponent;
}

} // namespace

std::int32_t InputRule::operator()(float x) const {
  double const scaled = static_cast<double>(x) * scale;
  // std::round is half away from zero.
  double const rounded = std::clamp<double>(std::round(scaled), lowest, highest);
  return static_cast<std::int32_t>(rounded);
}

std::size_t parts_of(LayerForm const& form, std::size_t order) {
  return form.concatenated ? order : 1;
}

std::size_t channels_of(IntegerWeights const& weights, std::size_t value) {
  return value == 0 ? weights.layers.front().form.channels : weights.layers[value - 1].form.outputs;
}

double scale_of(IntegerWeights const& weights, std::size_t value) {
  while (value > 0) {
    IntegerLayer const& layer = weights.layers[value - 1];
    if (layer.has_scale()) {
      return std::ldexp(1.0, layer.exponent);
    }
    value = value_read(layer.form, value - 1, 0);
  }
  return weights.input.scale;
}

int align_last(IntegerWeights& weights, std::string const& where) {
  std::size_t const l = weights.layers.size() - 1;
  IntegerLayer& layer = weights.layers.back();
  std::vector<int> exponents;
  for (std::size_t i = 0; i < layer.form.reads(); ++i) {
    std::size_t const value = value_read(layer.form, l, i);
    exponents.push_back(value == 0 ? input_exponent(weights.input)
                                   : weights.layers[value - 1].exponent);
  }
  int const finest = *std::max_element(exponents.begin(), exponents.end());
  if (!layer.joins()) {
    return finest;
  }
  int const coarsest = *std::min_element(exponents.begin(), exponents.end());
  bool const lifts = layer.form.kind != FormKind::multiply;
  if (coarsest == no_exponent || (lifts && finest - coarsest > most_lift)) {
    fail<DataError>(text(where,
                         ": the layer ",
                         layer.form.name,
                         coarsest == no_exponent
                             ? " reads the input, whose scale is no power of two"
                             : " reads values whose scales are more than 2^30 apart"));
  }
  if (layer.form.kind == FormKind::multiply) {
    layer.lifts.assign(exponents.size(), 0);
    return std::accumulate(exponents.begin(), exponents.end(), 0);
  }
  for (int const exponent : exponents) {
    layer.lifts.push_back(static_cast<std::uint8_t>(finest - exponent));
  }
  return finest;
}

bool joins_input(std::span<LayerForm const> layers) {
  std::vector<bool> has_its_scale{true};
  for (std::size_t l = 0; l < layers.size(); ++l) {
    LayerForm const& form = layers[l];
    bool const joins = joins_values(form.kind);
    for (std::size_t i = 0; joins && i < form.reads(); ++i) {
      if (has_its_scale[value_read(form, l, i)]) {
        return true;
      }
    }
    has_its_scale.push_back(form.kind != FormKind::weighted && form.kind != FormKind::table &&
                            !joins && has_its_scale[value_read(form, l, 0)]);
  }
  return false;
}

std::vector<bool> signed_values(IntegerWeights const& weights) {
  std::vector<bool> result{weights.input.lowest < 0};
  for (std::size_t l = 0; l < weights.layers.size(); ++l) {
    LayerForm const& form = weights.layers[l].form;
    if (form.kind == FormKind::table) {
      result.push_back(has_negative(weights.layers[l].table));
      continue;
    }
    bool can_be_negative = form.kind == FormKind::weighted;
    for (std::size_t i = 0; i < form.reads(); ++i) {
      can_be_negative = can_be_negative || result[value_read(form, l, i)];
    }
    result.push_back(can_be_negative && !form.relu && form.kind != FormKind::relu);
  }
  return result;
}

void require_integer_form(Description const& description) {
  if (!description.integer_refusal.empty() || description.integer_layers.empty()) {
    fail<DataError>(text(description.name,
                         ": cannot be evaluated in integers: ",
                         description.integer_refusal.empty()
                             ? "its code was generated without them; generate it again"
                             : description.integer_refusal));
  }
}

} // namespace equivarify::runtime
