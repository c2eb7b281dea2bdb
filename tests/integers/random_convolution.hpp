/// \file
/// A random convolution over integers, by its definition and by fast loops.
#ifndef EQUIVARIFY_TESTS_INTEGERS_RANDOM_CONVOLUTION_HPP
#define EQUIVARIFY_TESTS_INTEGERS_RANDOM_CONVOLUTION_HPP

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/integer/fast_layer.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "integers/table_of.hpp"

namespace equivarify::testing {

/// What entries and weights are drawn.
enum class Entries { any, extreme };

/// A layer with windows of 3 x 3, its entries and its activations by the definition.
struct Convolution {
  Convolution(ProductTable group, runtime::Random& random, Entries draw = Entries::any)
      : product(std::move(group)) {
    runtime::LayerForm& form = layer.form;
    form = {.name = "conv",
            .concatenated = random.below(4) > 0,
            .relu = random.below(2) == 0,
            .channels = 1 + random.below(9),
            .rows = 3 + random.below(12),
            .columns = 3 + random.below(25),
            .outputs = 1 + random.below(11),
            .window_rows = 3,
            .window_columns = 3,
            .top = random.below(2),
            .left = random.below(2),
            .circular = random.below(3) == 0};
    form.output_rows = form.rows - 2 + form.top + random.below(1 + form.top);
    form.output_columns = form.columns - 2 + form.left + random.below(1 + form.left);
    reads_signed = random.below(2) == 0;
    parts = runtime::parts_of(form, product.size());
    for (std::size_t i = 0; i < form.outputs * parts * form.channels * 9; ++i) {
      int const weight = draw == Entries::any ? static_cast<int>(random.below(255)) - 127
                                              : (random.below(2) == 0 ? 127 : -127);
      layer.weights.push_back(static_cast<std::int8_t>(weight));
    }
    for (std::size_t o = 0; o < form.outputs; ++o) {
      layer.bias.push_back(static_cast<std::int32_t>(random.below(4001)) - 2000);
      layer.shifts.push_back(static_cast<std::uint8_t>(random.below(12)));
    }
    layer.highest = static_cast<std::uint8_t>(random.below(2) == 0 ? 255 : 1 + random.below(255));
    for (std::size_t i = 0; i < product.size() * form.channels * form.pixels(); ++i) {
      std::uint64_t const number = draw == Entries::any ? random.below(256) : 255 * random.below(2);
      entries.push_back(reads_signed ? std::max(static_cast<std::int32_t>(number) - 128, -127)
                                     : static_cast<std::int32_t>(number));
    }
  }

  /// Multiply-adds of the definition.
  [[nodiscard]] std::size_t multiplications() const {
    return layer.weights.size() * layer.form.output_pixels() * product.size();
  }

  /// What entries can be.
  [[nodiscard]] runtime::Interval bound() const {
    return reads_signed ? runtime::Interval{-127, 127} : runtime::Interval{0, 255};
  }

  [[nodiscard]] runtime::PackedLayer packed() const {
    return {layer, product.size(), reads_signed, !layer.form.relu};
  }

  [[nodiscard]] std::vector<runtime::GroupScheme> schemes() const {
    return layer.form.concatenated ? runtime::group_schemes(product)
                                   : std::vector{runtime::separate_copies(product.size())};
  }

  /// The first of them, whose factors are the smallest.
  [[nodiscard]] runtime::GroupScheme scheme() const { return schemes().front(); }

  [[nodiscard]] std::int32_t
  entry(std::size_t h, std::size_t channel, std::size_t row, std::size_t column) const {
    runtime::LayerForm const& form = layer.form;
    if (form.circular) {
      row = (row + form.rows - form.top) % form.rows;
      column = (column + form.columns - form.left) % form.columns;
    } else {
      row -= form.top;
      column -= form.left;
    }
    return row < form.rows && column < form.columns
               ? entries[(h * form.channels + channel) * form.pixels() + row * form.columns +
                         column]
               : 0;
  }

  [[nodiscard]] std::int64_t sum(std::size_t h, std::size_t o, std::size_t pixel) const {
    runtime::LayerForm const& form = layer.form;
    std::int64_t result = layer.bias[o];
    for (std::size_t i = 0; i < parts * form.channels * 9; ++i) {
      std::size_t const part = i / 9 / form.channels;
      result += std::int64_t{layer.weights[o * parts * form.channels * 9 + i]} *
                entry(form.concatenated ? product[h][part] : h,
                      i / 9 % form.channels,
                      pixel / form.output_columns + i % 9 / 3,
                      pixel % form.output_columns + i % 3);
    }
    return result;
  }

  /// As PackedLayer has them; what lies in channels that are none is left out.
  [[nodiscard]] std::vector<std::int64_t> activations() const {
    std::vector<std::int64_t> result;
    for (std::size_t i = 0; i < product.size() * layer.form.outputs * layer.form.output_pixels();
         ++i) {
      std::size_t const o = i / layer.form.output_pixels() % layer.form.outputs;
      std::size_t const h = i / layer.form.output_pixels() / layer.form.outputs;
      result.push_back(runtime::requantised(sum(h, o, i % layer.form.output_pixels()),
                                            layer.shifts[o],
                                            layer.form.relu,
                                            layer.highest));
    }
    return result;
  }

  /// By \p fast, in \p least bands of rows where there are as many.
  [[nodiscard]] std::vector<std::int64_t> run(runtime::FastLayer const& fast,
                                              runtime::IntegerKernel const& kernel,
                                              std::size_t least = 1) const {
    runtime::LayerForm const& form = layer.form;
    runtime::PackedLayer const about = packed();
    std::vector<std::uint8_t> in(product.size() * about.input_bytes(), about.zero_in);
    std::vector<std::uint8_t> out(product.size() * about.output_bytes(), 77);
    for (std::size_t i = 0; i < entries.size(); ++i) {
      std::size_t const channel = i / form.pixels() % form.channels;
      std::size_t const h = i / form.pixels() / form.channels;
      in[h * about.input_bytes() + (channel / 4 * form.pixels() + i % form.pixels()) * 4 +
         channel % 4] = static_cast<std::uint8_t>(entries[i] + about.zero_in);
    }
    runtime::FastScratch scratch;
    std::size_t const count = fast.bands(least);
    for (std::size_t number = count; number-- > 0;) {
      fast.run(kernel, in.data(), out.data(), {.number = number, .count = count}, scratch);
    }
    std::vector<std::int64_t> result;
    for (std::size_t i = 0; i < product.size() * form.outputs * form.output_pixels(); ++i) {
      std::size_t const o = i / form.output_pixels() % form.outputs;
      std::size_t const h = i / form.output_pixels() / form.outputs;
      result.push_back(
          std::int64_t{out[h * about.output_bytes() +
                           (o / 4 * form.output_pixels() + i % form.output_pixels()) * 4 + o % 4]} -
          about.zero_out);
    }
    return result;
  }

  ProductTable product;
  runtime::IntegerLayer layer;
  std::size_t parts = 1;
  bool reads_signed = false;
  std::vector<std::int32_t> entries;
};

} // namespace equivarify::testing

#endif
