#include "equivarify/runtime/integer/fast_layers.hpp"

#include "equivarify/runtime/integer/group_scheme.hpp"
#include "equivarify/runtime/integer/range_analysis.hpp"
#include "equivarify/runtime/integer/rounding.hpp"

#include <algorithm>

namespace equivarify::runtime {

namespace {

using Schemes = std::vector<GroupScheme>;

/// Calls f(l, entries, schemes) for each layer l that takes tiles.
template <typename F>
void for_each_with_tiles(IntegerWeights const& weights,
                         std::vector<std::vector<std::uint32_t>> const& product,
                         F const& f) {
  if (product.size() > largest_scheme_order) {
    return;
  }
  Schemes of_group;
  Schemes const of_copies{separate_copies(product.size())};
  for (RangeBound const& bound : analyse_ranges(weights)) {
    IntegerLayer const& layer = weights.layers[bound.place];
    if (!FastLayer::takes_tiles(layer)) {
      continue;
    }
    if (layer.form.concatenated && of_group.empty()) {
      of_group = group_schemes(product);
    }
    f(bound.place, bound.entries, layer.form.concatenated ? of_group : of_copies);
  }
}

/// The layer with weights whose activations layer \p l reads, as they are, pooled or repeated;
/// nothing where it reads the input, joined values or what a table makes.
std::optional<std::size_t> maker_of(IntegerWeights const& weights, std::size_t l) {
  std::size_t value = value_read(weights.layers[l].form, l, 0);
  while (value > 0) {
    IntegerLayer const& layer = weights.layers[value - 1];
    if (layer.form.kind == FormKind::weighted) {
      return value - 1;
    }
    if (layer.joins() || layer.form.kind == FormKind::table) {
      return std::nullopt;
    }
    value = value_read(layer.form, value - 1, 0);
  }
  return std::nullopt;
}

} // namespace

std::vector<std::optional<FastLayer>>
fast_layers(IntegerWeights const& weights,
            std::vector<PackedLayer> const& packed,
            std::vector<std::vector<std::uint32_t>> const& product) {
  std::vector<std::optional<FastLayer>> result(packed.size());
  for_each_with_tiles(
      weights, product, [&](std::size_t l, Interval const& entries, Schemes const& schemes) {
        result[l] = FastLayer::of(weights.layers[l], packed[l], entries, schemes);
      });
  return result;
}

std::vector<std::uint8_t> caps_for_tiles(IntegerWeights const& weights,
                                         std::vector<PackedLayer> const& packed,
                                         std::vector<std::vector<std::uint32_t>> const& product) {
  std::vector<std::uint8_t> result(weights.layers.size(), std::uint8_t{largest_unsigned});
  for_each_with_tiles(
      weights, product, [&](std::size_t l, Interval const& entries, Schemes const& schemes) {
        std::optional<std::size_t> const maker = maker_of(weights, l);
        if (!maker) {
          return;
        }
        auto const cap = FastLayer::best_cap(weights.layers[l], packed[l], entries, schemes);
        result[*maker] = std::min(result[*maker], cap.value_or(result[*maker]));
      });
  return result;
}

} // namespace equivarify::runtime
