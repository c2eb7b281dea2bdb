#include "equivarify/runtime/integer/fast_layers.hpp"

#include "equivarify/runtime/integer/group_scheme.hpp"
#include "equivarify/runtime/integer/range_analysis.hpp"

namespace equivarify::runtime {

namespace {

/// Finding a scheme takes cubic time; with more copies each has few multiply-adds anyway.
constexpr std::size_t largest_order = 32;

} // namespace

std::vector<std::optional<FastLayer>>
fast_layers(IntegerWeights const& weights,
            std::vector<PackedLayer> const& packed,
            std::vector<std::vector<std::uint32_t>> const& product) {
  std::vector<std::optional<FastLayer>> result(packed.size());
  if (product.size() > largest_order) {
    return result;
  }
  std::optional<GroupScheme> of_group;
  std::vector<RangeBound> const bounds = analyse_ranges(weights);
  auto bound = bounds.begin();
  for (std::size_t l = 0; l < packed.size(); ++l) {
    LayerForm const& form = packed[l].form;
    while (bound != bounds.end() && bound->place < l) {
      ++bound;
    }
    if (FastLayer::takes_tiles(weights.layers[l])) {
      if (form.concatenated && !of_group) {
        of_group = group_scheme(product);
      }
      result[l] = FastLayer::of(weights.layers[l],
                                packed[l],
                                bound->entries,
                                form.concatenated ? *of_group : separate_copies(product.size()));
    }
  }
  return result;
}

} // namespace equivarify::runtime
