#include "equivarify/runtime/integer/definition.hpp"

#include "equivarify/runtime/evaluation/input_action.hpp"
#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/rounding.hpp"
#include "equivarify/runtime/integer/seen_entries.hpp"

#include <algorithm>

namespace equivarify::runtime {

namespace {

using Numbers = std::vector<std::int32_t>;
using Copies = IntegerCopies;

/// What one copy reads of \p s: itself, or s(h g_0), s(h g_1), ...
Numbers read_copy(LayerForm const& form, Copies const& s, std::vector<std::uint32_t> const& row) {
  if (!form.concatenated) {
    return s[row.front()];
  }
  Numbers result;
  for (std::uint32_t const copy : row) {
    result.insert(result.end(), s[copy].begin(), s[copy].end());
  }
  return result;
}

/// What all output pixels see under each tap of each plane of \p x; 0 outside. Of 16 bits, so that
/// compilers find fast products.
std::vector<std::int16_t> seen_entries(LayerForm const& form, Numbers const& x) {
  std::size_t const pixels = form.output_pixels();
  std::size_t const planes = x.size() / form.pixels();
  std::vector<std::int16_t> seen(planes * form.window() * pixels);
  for (std::size_t tap = 0; tap < form.window(); ++tap) {
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
      auto const entry = seen_entry(form, pixel, tap);
      for (std::size_t plane = 0; entry && plane < planes; ++plane) {
        seen[(plane * form.window() + tap) * pixels + pixel] =
            static_cast<std::int16_t>(x[plane * form.pixels() + *entry]);
      }
    }
  }
  return seen;
}

Numbers weighted(IntegerLayer const& layer, Numbers const& x) {
  LayerForm const& form = layer.form;
  std::size_t const pixels = form.output_pixels();
  std::size_t const terms = layer.weights.size() / form.outputs;
  std::vector<std::int16_t> const seen = seen_entries(form, x);
  Numbers y(form.outputs * pixels);
  for (std::size_t o = 0; o < form.outputs; ++o) {
    std::int32_t* const sums = y.data() + o * pixels;
    std::fill_n(sums, pixels, layer.bias[o]);
    for (std::size_t i = 0; i < terms; ++i) {
      std::int16_t const weight = layer.weights[o * terms + i];
      std::int16_t const* const entries = seen.data() + i * pixels;
      for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
        sums[pixel] += weight * entries[pixel];
      }
    }
    for (std::size_t pixel = 0; !layer.shifts.empty() && pixel < pixels; ++pixel) {
      sums[pixel] = static_cast<std::int32_t>(
          requantised(sums[pixel], layer.shifts[o], form.relu, layer.highest));
    }
  }
  return y;
}

std::int32_t pooled(LayerForm const& form, std::int32_t const* plane, std::size_t pixel) {
  std::int32_t largest = -largest_unsigned;
  std::int64_t sum = 0;
  std::int64_t count = 0;
  for (std::size_t tap = 0; tap < form.window(); ++tap) {
    if (auto const entry = seen_entry(form, pixel, tap)) {
      largest = std::max(largest, plane[*entry]);
      sum += plane[*entry];
      count += 1;
    }
  }
  if (form.kind == FormKind::max_pool) {
    return largest;
  }
  auto const window = static_cast<std::int64_t>(form.window());
  return static_cast<std::int32_t>(divide_rounded(sum, form.counts_padding ? window : count));
}

Numbers apply(IntegerLayer const& layer, Numbers x, bool reads_signed) {
  LayerForm const& form = layer.form;
  switch (form.kind) {
  case FormKind::weighted:
    return weighted(layer, x);
  case FormKind::relu:
    std::transform(
        x.begin(), x.end(), x.begin(), [](std::int32_t value) { return std::max(value, 0); });
    return x;
  case FormKind::table:
    std::transform(x.begin(), x.end(), x.begin(), [&](std::int32_t q) {
      std::int32_t const place = static_cast<std::int32_t>(table_origin(reads_signed)) + q;
      return std::int32_t{layer.table[static_cast<std::size_t>(place)]};
    });
    return x;
  case FormKind::copies:
  case FormKind::add:
  case FormKind::multiply:
  case FormKind::concatenate:
    return x;
  case FormKind::max_pool:
  case FormKind::average_pool:
  case FormKind::upsample:
    break;
  }
  Numbers y(form.outputs * form.output_pixels());
  for (std::size_t i = 0; i < y.size(); ++i) {
    std::int32_t const* const plane = x.data() + i / form.output_pixels() * form.pixels();
    std::size_t const pixel = i % form.output_pixels();
    y[i] =
        form.kind == FormKind::upsample ? plane[entry_at(form, pixel)] : pooled(form, plane, pixel);
  }
  return y;
}

/// The product of the values \p xs, those after the first stretched to it: value i has \p
/// channels[i] channels.
Numbers product_of(std::vector<Numbers> const& xs, std::vector<std::size_t> const& channels) {
  Numbers result = xs.front();
  PlaneShape const whole{channels.front(), result.size() / channels.front()};
  for (std::size_t i = 1; i < xs.size(); ++i) {
    PlaneShape const own{channels[i], xs[i].size() / channels[i]};
    for (std::size_t j = 0; j < result.size(); ++j) {
      result[j] *= xs[i][stretched_entry(own, whole, j)];
    }
  }
  return result;
}

/// The sum of the values \p xs, or these in a row, at one scale.
Numbers sum_or_row_of(IntegerLayer const& layer, std::vector<Numbers> const& xs) {
  Numbers sums;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    for (std::size_t j = 0; j < xs[i].size(); ++j) {
      std::int32_t const term = xs[i][j] * (std::int32_t{1} << layer.lifts[i]);
      if (i > 0 && layer.form.kind == FormKind::add) {
        sums[j] += term;
      } else {
        sums.push_back(term);
      }
    }
  }
  return sums;
}

/// What the layer \p l makes of the values \p xs, rounded and cut off.
Numbers joined(IntegerWeights const& weights, std::size_t l, std::vector<Numbers> const& xs) {
  IntegerLayer const& layer = weights.layers[l];
  bool const has_sign = signed_values(weights)[l + 1];
  std::vector<std::size_t> channels;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    channels.push_back(channels_of(weights, value_read(layer.form, l, i)));
  }
  Numbers sums =
      layer.form.kind == FormKind::multiply ? product_of(xs, channels) : sum_or_row_of(layer, xs);
  for (std::int32_t& sum : sums) {
    sum = layer.shifts.empty()
              ? sum
              : static_cast<std::int32_t>(requantised(sum, layer.shifts.front(), !has_sign));
  }
  return sums;
}

/// The copies of what layer \p l makes of \p values.
Copies copies_of(IntegerWeights const& weights,
                 std::size_t l,
                 std::vector<Copies> const& values,
                 std::vector<std::vector<std::uint32_t>> const& product) {
  IntegerLayer const& layer = weights.layers[l];
  Copies result;
  for (std::size_t h = 0; h < product.size(); ++h) {
    std::vector<std::uint32_t> const own{static_cast<std::uint32_t>(h)};
    std::vector<Numbers> read;
    for (std::size_t i = 0; i < layer.form.reads(); ++i) {
      read.push_back(read_copy(layer.form,
                               values[value_read(layer.form, l, i)],
                               layer.form.concatenated ? product[h] : own));
    }
    if (layer.joins()) {
      result.push_back(joined(weights, l, read));
    } else {
      bool const reads_signed = signed_values(weights)[value_read(layer.form, l, 0)];
      result.push_back(apply(layer, std::move(read.front()), reads_signed));
    }
  }
  return result;
}

} // namespace

std::vector<IntegerCopies> values_by_definition(IntegerWeights const& weights,
                                                Description const& description,
                                                std::span<float const> x) {
  std::vector<Copies> values(1);
  std::vector<float> moved(x.size());
  for (std::size_t h = 0; h < description.order; ++h) {
    move_input(description, description.inverse[h], x, moved);
    Numbers& copy = values.front().emplace_back(x.size());
    std::transform(moved.begin(), moved.end(), copy.begin(), weights.input);
  }
  for (std::size_t l = 0; l < weights.layers.size(); ++l) {
    values.push_back(copies_of(weights, l, values, description.product));
  }
  return values;
}

std::vector<std::int32_t> evaluate_by_definition(IntegerWeights const& weights,
                                                 Description const& description,
                                                 std::span<float const> x) {
  std::vector<Copies> const values = values_by_definition(weights, description, x);
  Numbers logits;
  for (Numbers const& copy : values.back()) {
    logits.insert(logits.end(), copy.begin(), copy.end());
  }
  return logits;
}

} // namespace equivarify::runtime
