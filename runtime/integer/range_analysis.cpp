#include "equivarify/runtime/integer/range_analysis.hpp"

#include "equivarify/runtime/base/failure.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/function_table.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>

namespace equivarify::runtime {

namespace {

/// Sums are of 32 bits; logits must be floats too.
constexpr std::uint64_t largest_sum = 0x7fffffff;
constexpr std::uint64_t largest_logit = std::uint64_t{1} << 24U;

std::uint64_t magnitude(Interval const& range) {
  return static_cast<std::uint64_t>(std::max({range.highest, -range.lowest, std::int64_t{0}}));
}

/// Entries of \p values and zeros, of padding or of sums that are not complete.
std::vector<Interval> with_zero(std::vector<Interval> values) {
  for (Interval& value : values) {
    value = {std::min<std::int64_t>(value.lowest, 0), std::max<std::int64_t>(value.highest, 0)};
  }
  return values;
}

/// All of \p values together.
Interval hull_of(std::vector<Interval> const& values) {
  Interval hull = values.front();
  for (Interval const& value : values) {
    hull = {std::min(hull.lowest, value.lowest), std::max(hull.highest, value.highest)};
  }
  return hull;
}

/// The sums of output \p o, whose entries lie in \p inputs, by channel.
Interval sums_of(IntegerLayer const& layer, std::size_t o, std::vector<Interval> const& inputs) {
  std::size_t const window = layer.form.window();
  std::size_t const terms = layer.weights.size() / layer.form.outputs;
  Interval sum{layer.bias[o], layer.bias[o]};
  for (std::size_t i = 0; i < terms; ++i) {
    std::int64_t const weight = layer.weights[o * terms + i];
    Interval const& entry = inputs[i / window % layer.form.channels];
    sum.lowest += std::min(weight * entry.lowest, weight * entry.highest);
    sum.highest += std::max(weight * entry.lowest, weight * entry.highest);
  }
  return sum;
}

RangeBound bound_weighted(IntegerLayer const& layer, std::vector<Interval> const& inputs) {
  bool const is_last = layer.shifts.empty();
  RangeBound result{.layer = std::string(layer.form.name),
                    .limit = is_last ? largest_logit : largest_sum,
                    .entries = hull_of(inputs)};
  for (std::size_t o = 0; o < layer.form.outputs; ++o) {
    Interval const sum = sums_of(layer, o, inputs);
    unsigned const shift = is_last ? 0 : layer.shifts[o];
    auto const activation = [&](std::int64_t value) {
      return requantised(value, shift, layer.form.relu, layer.highest);
    };
    std::uint64_t const half = shift == 0 ? 0 : std::uint64_t{1} << (shift - 1);
    result.bound = std::max(result.bound, magnitude(sum) + half);
    result.sums.push_back(sum);
    result.values.push_back(is_last ? sum
                                    : Interval{activation(sum.lowest), activation(sum.highest)});
  }
  return result;
}

/// A mean lies where its entries do.
RangeBound bound_mean(LayerForm const& form, std::vector<Interval> const& inputs) {
  RangeBound result{
      .layer = std::string(form.name), .limit = largest_sum, .entries = hull_of(inputs)};
  for (Interval const& entry : inputs) {
    auto const window = static_cast<std::int64_t>(form.window());
    result.sums.push_back({entry.lowest * window, entry.highest * window});
    result.values.push_back(entry);
    result.bound = std::max(result.bound, 2 * magnitude(result.sums.back()) + form.window());
  }
  return result;
}

using Channels = std::vector<Interval>;

/// The products of values \p inputs, of which those of one channel are stretched to all.
Channels multiplied_channels(std::vector<Channels> const& inputs) {
  Channels products = inputs.front();
  for (std::size_t i = 1; i < inputs.size(); ++i) {
    for (std::size_t c = 0; c < products.size(); ++c) {
      Interval const& a = products[c];
      Interval const& b = inputs[i][inputs[i].size() == 1 ? 0 : c];
      auto const [lowest, highest] = std::minmax(
          {a.lowest * b.lowest, a.lowest * b.highest, a.highest * b.lowest, a.highest * b.highest});
      products[c] = {lowest, highest};
    }
  }
  return products;
}

/// What \p table makes of the activations of \p value; \p origin is where it has that of 0.
Interval table_range(IntegerLayer::Table const& table, std::size_t origin, Interval const& value) {
  auto const place = [&](std::int64_t q) {
    return table.data() + static_cast<std::size_t>(static_cast<std::int64_t>(origin) + q);
  };
  auto const [lowest, highest] = std::minmax_element(place(value.lowest), place(value.highest) + 1);
  return {*lowest, *highest};
}

/// The sums of values \p inputs, or the values in a row, at one scale.
Channels joined_channels(IntegerLayer const& layer, std::vector<Channels> const& inputs) {
  if (layer.form.kind == FormKind::multiply) {
    return multiplied_channels(inputs);
  }
  Channels sums;
  bool const adds = layer.form.kind == FormKind::add;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::int64_t const factor = std::int64_t{1} << layer.lifts[i];
    for (std::size_t c = 0; c < inputs[i].size(); ++c) {
      Interval const term{inputs[i][c].lowest * factor, inputs[i][c].highest * factor};
      if (adds && i > 0) {
        sums[c] = {sums[c].lowest + term.lowest, sums[c].highest + term.highest};
      } else {
        sums.push_back(term);
      }
    }
  }
  return sums;
}

RangeBound
bound_joined(IntegerLayer const& layer, std::vector<Channels> const& inputs, bool has_sign) {
  RangeBound result{.layer = std::string(layer.form.name),
                    .limit = largest_sum,
                    .entries = hull_of(inputs.front()),
                    .sums = joined_channels(layer, inputs)};
  for (Channels const& input : inputs) {
    result.entries = hull_of({result.entries, hull_of(input)});
  }
  unsigned const shift = layer.shifts.empty() ? 0 : layer.shifts.front();
  std::uint64_t const half = shift == 0 ? 0 : std::uint64_t{1} << (shift - 1);
  for (Interval const& sum : result.sums) {
    result.bound = std::max(result.bound, magnitude(sum) + half);
    result.values.push_back(layer.shifts.empty()
                                ? sum
                                : Interval{requantised(sum.lowest, shift, !has_sign),
                                           requantised(sum.highest, shift, !has_sign)});
  }
  return result;
}

/// Follows the intervals of the channels of all values.
class RangeAnalysis {
public:
  explicit RangeAnalysis(IntegerWeights const& weights)
      : weights_(weights), has_sign_(signed_values(weights)) {
    values_.emplace_back(weights.layers.front().form.channels,
                         Interval{weights.input.lowest, weights.input.highest});
  }

  std::vector<RangeBound> run() {
    for (std::size_t l = 0; l < weights_.layers.size(); ++l) {
      values_.push_back(values_of(l));
    }
    return std::move(bounds_);
  }

private:
  Channels values_of(std::size_t l) {
    IntegerLayer const& layer = weights_.layers[l];
    Channels values = values_[value_read(layer.form, l, 0)];
    switch (layer.form.kind) {
    case FormKind::weighted:
      return add(l, bound_weighted(layer, with_zero(values)));
    case FormKind::average_pool:
      return add(l, bound_mean(layer.form, with_zero(values)));
    case FormKind::add:
    case FormKind::multiply:
    case FormKind::concatenate:
      return add(l, bound_joined(layer, read_by(l), has_sign_[l + 1]));
    case FormKind::table: {
      std::size_t const origin = table_origin(has_sign_[value_read(layer.form, l, 0)]);
      for (Interval& value : values) {
        value = table_range(layer.table, origin, value);
      }
      return values;
    }
    case FormKind::relu:
      for (Interval& value : values) {
        value = {std::max<std::int64_t>(value.lowest, 0), std::max<std::int64_t>(value.highest, 0)};
      }
      return values;
    case FormKind::copies: {
      Channels all;
      while (all.size() < layer.form.outputs) {
        all.insert(all.end(), values.begin(), values.end());
      }
      return all;
    }
    case FormKind::max_pool:
    case FormKind::upsample:
      return values;
    }
    return values;
  }

  Channels add(std::size_t l, RangeBound bound) {
    bound.place = l;
    bounds_.push_back(std::move(bound));
    return bounds_.back().values;
  }

  /// The values that layer \p l reads, and zeros, of sums that are not complete.
  [[nodiscard]] std::vector<Channels> read_by(std::size_t l) const {
    LayerForm const& form = weights_.layers[l].form;
    std::vector<Channels> result;
    for (std::size_t i = 0; i < form.reads(); ++i) {
      result.push_back(with_zero(values_[value_read(form, l, i)]));
    }
    return result;
  }

  IntegerWeights const& weights_;
  std::vector<bool> has_sign_;
  std::vector<Channels> values_; ///< the input, then what each layer makes
  std::vector<RangeBound> bounds_;
};

} // namespace

std::vector<RangeBound> analyse_ranges(IntegerWeights const& weights) {
  return RangeAnalysis(weights).run();
}

void require_no_overflow(std::vector<RangeBound> const& bounds, std::string const& where) {
  for (RangeBound const& bound : bounds) {
    if (bound.bound > bound.limit) {
      fail<DataError>(text(where,
                           ": a sum of the layer ",
                           bound.layer,
                           " can reach ",
                           grouped(bound.bound),
                           ", expected at most ",
                           grouped(bound.limit)));
    }
  }
}

} // namespace equivarify::runtime
