#include "equivarify/runtime/integer/rounded_gradient.hpp"

#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/rounding.hpp"
#include "equivarify/runtime/integer/seen_entries.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace equivarify::runtime {

namespace {

void add_to(std::span<float const> x, std::span<float> y) {
  std::transform(x.begin(), x.end(), y.begin(), y.begin(), std::plus<>{});
}

} // namespace

RoundedGradient::RoundedGradient(IntegerWeights const& weights, Description const& description)
    : weights_(weights), description_(description), has_sign_(signed_values(weights)),
      floats_(weights.layers.size()) {
  for (std::size_t l = 0; l < weights.layers.size(); ++l) {
    bool const is_table = weights.layers[l].form.kind == FormKind::table;
    tables_.push_back(is_table ? table_slopes(l) : Floats());
  }
  load();
}

void RoundedGradient::load() {
  for (std::size_t l = 0; l < weights_.layers.size(); ++l) {
    IntegerLayer const& layer = weights_.layers[l];
    if (layer.form.kind != FormKind::weighted) {
      continue;
    }
    std::vector<int> const exponents = sum_exponents(layer);
    std::size_t const terms = layer.weights.size() / layer.form.outputs;
    floats_[l].resize(layer.weights.size());
    for (std::size_t i = 0; i < layer.weights.size(); ++i) {
      floats_[l][i] = static_cast<float>(
          std::ldexp(layer.weights[i] * scale_of(weights_, read(l)), -exponents[i / terms]));
    }
  }
}

std::vector<FoldedWeights> RoundedGradient::zero() const {
  std::vector<FoldedWeights> result;
  for (IntegerLayer const& layer : weights_.layers) {
    result.push_back({Floats(layer.weights.size()), Floats(layer.bias.size())});
  }
  return result;
}

/// Of what the table cuts off the slope is 0: its function is cut off too.
RoundedGradient::Floats RoundedGradient::table_slopes(std::size_t l) const {
  IntegerLayer const& layer = weights_.layers[l];
  double const scale = scale_of(weights_, read(l));
  bool const makes_sign = has_sign_[l + 1];
  auto const most = static_cast<double>(largest_activation(!makes_sign, largest_unsigned));
  auto const at = [&](std::int64_t q) {
    auto const x = static_cast<float>(static_cast<double>(q) / scale);
    double const y = std::ldexp(static_cast<double>(layer.form.function(x)), layer.exponent);
    return std::ldexp(std::clamp(y, makes_sign ? -most : 0.0, most), -layer.exponent);
  };
  auto const origin = static_cast<std::int64_t>(table_origin(has_sign_[read(l)]));
  std::int64_t const lowest = has_sign_[read(l)] ? -largest_signed : 0;
  std::int64_t const highest = has_sign_[read(l)] ? largest_signed : largest_unsigned;
  Floats slopes(table_size);
  for (std::int64_t q = lowest; q <= highest; ++q) {
    std::int64_t const below = std::max(q - 1, lowest);
    std::int64_t const above = std::min(q + 1, highest);
    slopes[static_cast<std::size_t>(origin + q)] =
        static_cast<float>((at(above) - at(below)) * scale / static_cast<double>(above - below));
  }
  return slopes;
}

void RoundedGradient::add(std::vector<IntegerCopies> const& values,
                          std::span<float const> slopes,
                          std::vector<FoldedWeights>& sums) const {
  Pass pass{.values = values, .slopes = {}, .sums = sums};
  for (IntegerCopies const& value : values) {
    Copies& copies = pass.slopes.emplace_back();
    for (std::vector<std::int32_t> const& copy : value) {
      copies.emplace_back(copy.size());
    }
  }
  std::size_t const each = slopes.size() / description_.order;
  for (std::size_t h = 0; h < description_.order; ++h) {
    std::copy_n(slopes.data() + h * each, each, pass.slopes.back()[h].data());
  }
  for (std::size_t l = weights_.layers.size(); l > 0; --l) {
    pass_layer(l - 1, pass);
  }
}

void RoundedGradient::pass_layer(std::size_t l, Pass& pass) const {
  for (std::size_t h = 0; h < description_.order; ++h) {
    Floats dy = pass.slopes[l + 1][h];
    cut(l, h, dy, pass);
    switch (weights_.layers[l].form.kind) {
    case FormKind::weighted:
      pass_weighted(l, h, dy, pass);
      break;
    case FormKind::max_pool:
    case FormKind::average_pool:
    case FormKind::upsample:
      pass_pool(l, h, dy, pass);
      break;
    case FormKind::relu:
    case FormKind::table:
      pass_function(l, h, dy, pass);
      break;
    case FormKind::multiply:
      pass_product(l, h, dy, pass);
      break;
    case FormKind::add:
    case FormKind::concatenate:
      pass_joint(l, h, dy, pass);
      break;
    case FormKind::copies:
      add_copies(l, h, dy, pass);
      break;
    }
  }
}

void RoundedGradient::pass_function(std::size_t l,
                                    std::size_t h,
                                    Floats const& dy,
                                    Pass& pass) const {
  std::vector<std::int32_t> const& x = pass.values[read(l)][h];
  Floats& dx = pass.slopes[read(l)][h];
  auto const origin = static_cast<std::int32_t>(table_origin(has_sign_[read(l)]));
  for (std::size_t i = 0; i < dy.size(); ++i) {
    float const slope = tables_[l].empty() ? (x[i] > 0 ? 1.0F : 0.0F)
                                           : tables_[l][static_cast<std::size_t>(origin + x[i])];
    dx[i] += slope * dy[i];
  }
}

/// Makes the slopes of activations 0 where these were cut off.
void RoundedGradient::cut(std::size_t l, std::size_t h, Floats& dy, Pass const& pass) const {
  IntegerLayer const& layer = weights_.layers[l];
  if (layer.shifts.empty()) {
    return;
  }
  bool const has_sign = has_sign_[l + 1];
  std::int64_t const most = largest_activation(!has_sign, layer.highest);
  std::int64_t const least = has_sign ? -most : 0;
  for (std::size_t i = 0; i < dy.size(); ++i) {
    std::int64_t const y = pass.values[l + 1][h][i];
    dy[i] = y > least && y < most ? dy[i] : 0.0F;
  }
}

/// Adds \p dx, the slopes of all that copy \p h of layer \p l reads of its first value, to those of
/// the value.
void RoundedGradient::add_copies(std::size_t l, std::size_t h, Floats const& dx, Pass& pass) const {
  Copies& slopes = pass.slopes[read(l)];
  if (!weights_.layers[l].form.concatenated) {
    add_to(dx, slopes[h]);
    return;
  }
  std::size_t const each = slopes[h].size();
  for (std::size_t k = 0; k < description_.order; ++k) {
    add_to(std::span(dx).subspan(k * each, each), slopes[description_.product[h][k]]);
  }
}

/// To each value, or to the values one after another.
void RoundedGradient::pass_joint(std::size_t l, std::size_t h, Floats const& dy, Pass& pass) const {
  LayerForm const& form = weights_.layers[l].form;
  std::size_t first = 0;
  for (std::size_t i = 0; i < form.reads(); ++i) {
    Floats& dx = pass.slopes[read(l, i)][h];
    add_to(std::span(dy).subspan(first, dx.size()), dx);
    first += form.kind == FormKind::concatenate ? dx.size() : 0;
  }
}

void RoundedGradient::pass_product(std::size_t l,
                                   std::size_t h,
                                   Floats const& dy,
                                   Pass& pass) const {
  LayerForm const& form = weights_.layers[l].form;
  PlaneShape const whole{form.outputs, form.output_pixels()};
  auto const shape_of = [&](std::size_t i) {
    std::size_t const channels = channels_of(weights_, read(l, i));
    return PlaneShape{channels, pass.slopes[read(l, i)][h].size() / channels};
  };
  for (std::size_t i = 0; i < form.reads(); ++i) {
    for (std::size_t j = 0; j < dy.size(); ++j) {
      double slope = static_cast<double>(dy[j]);
      for (std::size_t k = 0; k < form.reads(); ++k) {
        std::size_t const entry = stretched_entry(shape_of(k), whole, j);
        slope *= k == i ? 1.0 : pass.values[read(l, k)][h][entry] / scale_of(weights_, read(l, k));
      }
      pass.slopes[read(l, i)][h][stretched_entry(shape_of(i), whole, j)] +=
          static_cast<float>(slope);
    }
  }
}

} // namespace equivarify::runtime
