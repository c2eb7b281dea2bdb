/// \file
/// Layers with random weights.
#ifndef EQUIVARIFY_TESTS_CODEGEN_WEIGHTED_LAYER_HPP
#define EQUIVARIFY_TESTS_CODEGEN_WEIGHTED_LAYER_HPP

#include "equivarify/codegen/layers/layer_type.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace equivarify::codegen {

using Values = std::vector<float>;

/// A layer of \p type with every field at its default, on as few values as it takes: on images if
/// it takes them, or on vectors, lines or volumes.
[[nodiscard]] inline Layer layer_of(LayerType const& type) {
  Operation const operation = type.standard();
  for (Shape const& input : {Shape{2, 6, 7}, Shape{24}, Shape{2, 1, 9}, Shape{2, 9, 4, 3}}) {
    std::vector<Shape> const inputs(type.reads().least, input);
    try {
      return {"layer", operation, inputs, output_shape(operation, inputs)};
    } catch (ShapeError const&) {
      continue;
    }
  }
  throw algebra::InternalError{type.name() + " takes none of these"};
}

/// Different numbers of both signs, the same on each call.
[[nodiscard]] inline Values numbers(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  Values values(count);
  std::generate(values.begin(), values.end(), [&] {
    return static_cast<float>(static_cast<std::int64_t>(random() >> 44U) - (1 << 19)) * 0x1p-18F;
  });
  return values;
}

/// A layer with random weights; the biases are 0 unless \p biased.
class Weighted {
public:
  explicit Weighted(LayerType const& type, bool biased = true) : Weighted{layer_of(type), biased} {}

  explicit Weighted(Layer layer, bool biased = false) : layer_{std::move(layer)} {
    for (ParameterForm const& form : parameter_forms(layer_)) {
      values_.push_back(form.name == "bias" && !biased ? Values(form.size())
                                                       : numbers(form.size(), values_.size()));
    }
    for (ParameterForm const& form : state_forms(layer_)) {
      values_.emplace_back(form.size(), *form.start);
    }
  }

  [[nodiscard]] Layer const& layer() const { return layer_; }

  [[nodiscard]] StructuralClass structure() const { return structure_of(layer_.operation); }

  /// Of the entries of all values that the layer reads, one value after another.
  [[nodiscard]] Values operator()(Values const& x) const {
    Inputs<float> xs;
    auto begin = x.begin();
    for (Shape const& shape : layer_.inputs) {
      auto const end = begin + static_cast<std::ptrdiff_t>(shape.size());
      xs.emplace_back(begin, end);
      begin = end;
    }
    return evaluate_layer(layer_, Tensors<float>(values_.begin(), values_.end()), xs);
  }

private:
  Layer layer_;
  std::vector<Values> values_;
};

/// \p x where \p layer gives numbers there, and otherwise what is near and has them: sizes for a
/// logarithm, small numbers for an arc sine, numbers from 1 on for an inverse hyperbolic cosine.
[[nodiscard]] inline Values in_domain(Weighted const& layer, Values const& x) {
  for (auto const change : {+[](float value) { return value; },
                            +[](float value) { return std::abs(value); },
                            +[](float value) { return value / 8.0F; },
                            +[](float value) { return 1.0F + std::abs(value); }}) {
    Values changed = x;
    std::transform(x.begin(), x.end(), changed.begin(), change);
    Values const y = layer(changed);
    if (std::none_of(y.begin(), y.end(), [](float value) { return std::isnan(value); })) {
      return changed;
    }
  }
  return x;
}

} // namespace equivarify::codegen

#endif
