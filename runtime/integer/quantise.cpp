#include "equivarify/runtime/integer/quantise.hpp"

#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/activation_scale.hpp"
#include "equivarify/runtime/integer/folded_weights.hpp"
#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/integer_engine.hpp"
#include "equivarify/runtime/integer/integer_format.hpp"
#include "equivarify/runtime/integer/range_analysis.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace equivarify::runtime {

namespace {

/// Filters whose weights are this many times (as a power of two) smaller than another's of their
/// layer get no finer a scale: their shifts would not fit.
constexpr int most_difference = 20;

float largest_magnitude(std::span<float const> values) {
  float result = 0;
  for (float const value : values) {
    result = std::max(result, std::abs(value));
  }
  return result;
}

/// The largest m with value * 2^m at most \p limit; \p otherwise for 0.
int scale_within(double value, double limit, int otherwise) {
  if (value == 0) {
    return otherwise;
  }
  int exponent = std::ilogb(limit / value);
  return std::ldexp(value, exponent + 1) <= limit ? exponent + 1 : exponent;
}

/// Turns floats into integers, layer by layer.
class Quantiser {
public:
  Quantiser(Description const& description,
            std::span<ParameterView const> parameters,
            std::span<float const> sample,
            std::vector<std::uint8_t> const& highest,
            ThreadPool& pool)
      : description_(description), parameters_(parameters), sample_(sample), highest_(highest),
        pool_(pool) {}

  IntegerWeights run(InputRule const& rule) {
    weights_.input = rule;
    for (std::size_t l = 0; l < description_.integer_layers.size(); ++l) {
      IntegerLayer& layer = weights_.layers.emplace_back();
      layer.form = description_.integer_layers[l];
      layer.highest = highest_.empty() ? layer.highest : highest_.at(l);
      int const exponent = align_last(weights_, description_.name);
      if (layer.form.kind == FormKind::weighted) {
        scale_ = scale_of(weights_, value_read(layer.form, l, 0));
        add_weights(l + 1 == description_.integer_layers.size());
      } else if (layer.joins()) {
        finish_sums({exponent});
      } else if (layer.form.kind == FormKind::table) {
        add_table();
      } else {
        layer.exponent = exponent;
      }
    }
    return std::move(weights_);
  }

private:
  /// The integers of the layer added last.
  void add_weights(bool is_last) {
    IntegerLayer& layer = weights_.layers.back();
    FoldedWeights const floats = folded_weights(layer.form, parameters_);
    std::vector<int> const exponents = scales_of(floats);
    if (is_last) {
      finish_logits(floats, *std::min_element(exponents.begin(), exponents.end()));
      return;
    }
    round_weights(floats, exponents, scale_, layer);
    finish_sums(exponents);
  }

  /// The table of the layer added last, at the scale that is best for what it makes of the sample.
  void add_table() {
    IntegerLayer& layer = weights_.layers.back();
    std::size_t const value = value_read(layer.form, weights_.layers.size() - 1, 0);
    bool const reads_signed = signed_values(weights_)[value];
    std::array<float, table_size> const values = function_values(
        layer.form.function, reads_signed, scale_of(weights_, value), std::string(layer.form.name));
    bool const has_sign = std::any_of(values.begin(), values.end(), [](float y) { return y < 0; });
    ActivationScale scale(!has_sign, largest_activation(!has_sign, largest_unsigned));
    auto const origin = static_cast<std::int32_t>(table_origin(reads_signed));
    for_each_sum([&](std::size_t /*place*/, std::int32_t entry) {
      scale.add(values[static_cast<std::size_t>(origin + entry)]);
    });
    layer.exponent = std::clamp(scale.best(0), -most_exponent, most_exponent);
    layer.table = rounded_table(values, layer.exponent);
  }

  /// Finds the scale of the activations made of the last layer's sums, whose scales are 2^m, m in
  /// \p exponents: one for each output, or one for all.
  void finish_sums(std::vector<int> const& exponents) {
    IntegerLayer& layer = weights_.layers.back();
    layer.shifts.assign(exponents.size(), 0);
    require_no_overflow(analyse_ranges(weights_), description_.name);
    int const least = *std::min_element(exponents.begin(), exponents.end());
    layer.exponent = choose_scale(exponents, least);
    for (std::size_t o = 0; o < exponents.size(); ++o) {
      layer.shifts[o] = static_cast<std::uint8_t>(exponents[o] - layer.exponent);
    }
    require_no_overflow(analyse_ranges(weights_), description_.name);
  }

  /// m of each output: a sum stands for sum / 2^m.
  [[nodiscard]] std::vector<int> scales_of(FoldedWeights const& floats) const {
    std::size_t const outputs = weights_.layers.back().form.outputs;
    std::size_t const terms = floats.weights.size() / outputs;
    constexpr int none = 1000;
    std::vector<int> exponents;
    for (std::size_t o = 0; o < outputs; ++o) {
      double const weight = static_cast<double>(
          largest_magnitude(std::span(floats.weights).subspan(o * terms, terms)));
      constexpr double rounds_to_largest = 127.49;
      exponents.push_back(std::min(
          scale_within(weight, rounds_to_largest * scale_, none),
          scale_within(std::abs(static_cast<double>(floats.bias[o])), largest_bias, none)));
    }
    int const least = std::min(*std::min_element(exponents.begin(), exponents.end()), none / 2);
    for (int& exponent : exponents) {
      exponent = std::min(exponent, (least == none / 2 ? 0 : least) + most_difference);
    }
    return exponents;
  }

  /// All logits have one scale, the largest at which they are floats.
  void finish_logits(FoldedWeights const& floats, int most) {
    IntegerLayer& layer = weights_.layers.back();
    std::vector<RangeBound> bounds;
    constexpr int tries = 16;
    for (layer.exponent = most; layer.exponent > most - tries; --layer.exponent) {
      round_weights(floats, std::vector<int>(layer.form.outputs, layer.exponent), scale_, layer);
      bounds = analyse_ranges(weights_);
      if (bounds.back().bound <= bounds.back().limit) {
        return;
      }
    }
    require_no_overflow(bounds, description_.name);
  }

  /// Calls f(place, sum) for all sums of the layer added last, those of each image of the sample
  /// after another; of a table for the entries that it reads.
  template <typename F>
  void for_each_sum(F const& f) {
    IntegerWeights sums_alone = weights_;
    IntegerLayer& last = sums_alone.layers.back();
    last.shifts.clear();
    if (last.form.kind == FormKind::table) {
      last.form.kind = FormKind::concatenate; // of one value
      last.lifts = {0};
    }
    IntegerEngine engine(sums_alone, description_, pool_);
    std::size_t const size = description_.input_size();
    constexpr std::size_t at_once = 16;
    std::vector<std::int32_t> sums;
    for (std::size_t first = 0; first < sample_.size(); first += at_once * size) {
      std::size_t const numbers = std::min(at_once * size, sample_.size() - first);
      sums.resize(numbers / size * engine.output_size());
      engine.forward(sample_.subspan(first, numbers), sums);
      for (std::size_t i = 0; i < sums.size(); ++i) {
        f(i, sums[i]);
      }
    }
  }

  /// The scale of the activations made of the last layer's sums.
  [[nodiscard]] int choose_scale(std::vector<int> const& exponents, int least) {
    IntegerLayer const& last = weights_.layers.back();
    bool const has_sign = signed_values(weights_).back();
    ActivationScale scale(!has_sign, largest_activation(!has_sign, last.highest));
    for_each_sum([&](std::size_t place, std::int32_t sum) {
      int const exponent = exponents[place / last.form.output_pixels() % exponents.size()];
      scale.add(std::ldexp(static_cast<float>(sum), -exponent));
    });
    constexpr int most_shift = 30;
    int const most = *std::max_element(exponents.begin(), exponents.end());
    return std::clamp(scale.best(least), most - most_shift, least);
  }

  Description const& description_;
  std::span<ParameterView const> parameters_;
  std::span<float const> sample_;
  std::vector<std::uint8_t> const& highest_;
  ThreadPool& pool_;
  IntegerWeights weights_;
  double scale_ = 1; ///< an activation q stands for q / scale
};

} // namespace

InputRule choose_input_rule(std::span<float const> sample, unsigned bits, bool by_power_of_two) {
  bool const has_sign =
      std::any_of(sample.begin(), sample.end(), [](float value) { return value < 0; });
  InputRule rule;
  rule.highest = (std::int32_t{1} << (has_sign ? bits - 1 : bits)) - 1;
  rule.lowest = has_sign ? -rule.highest : 0;
  auto const most = static_cast<double>(largest_magnitude(sample));
  rule.scale = !has_sign && most == 1 && !by_power_of_two
                   ? rule.highest
                   : std::ldexp(1.0, scale_within(most, rule.highest + 0.49, 0));
  return rule;
}

IntegerWeights quantise(Description const& description,
                        std::span<ParameterView const> parameters,
                        std::span<float const> sample,
                        QuantiseOptions const& options,
                        ThreadPool& pool) {
  require_integer_form(description);
  return Quantiser(description, parameters, sample, options.highest, pool)
      .run(choose_input_rule(sample, options.input_bits, joins_input(description.integer_layers)));
}

} // namespace equivarify::runtime
