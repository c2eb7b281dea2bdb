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
  std::size_t bound = 0; // of layers with windows that sum, one after another
  for (std::size_t l = 0; l < packed.size(); ++l) {
    LayerForm const& form = packed[l].form;
    if (FastLayer::takes_tiles(weights.layers[l])) {
      if (form.concatenated && !of_group) {
        of_group = group_scheme(product);
      }
      result[l] = FastLayer::of(weights.layers[l],
                                packed[l],
                                bounds[bound],
                                form.concatenated ? *of_group : separate_copies(product.size()));
    }
    bool const is_bounded = form.kind == FormKind::weighted || form.kind == FormKind::average_pool;
    bound += is_bounded ? 1U : 0U;
  }
  return result;
}

} // namespace equivarify::runtime
