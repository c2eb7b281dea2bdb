#include "equivarify/codegen/symmetry/one_map.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <utility>

namespace equivarify::codegen {
namespace {

/// Whether output i of \p layer is made of the entries i of what it reads. So is a product of those
/// of its first value; the others may be smaller.
bool goes_entry_by_entry(Layer const& layer) {
  switch (structure_of(layer.operation)) {
  case StructuralClass::pointwise:
  case StructuralClass::pointwise_odd:
  case StructuralClass::reshape:
  case StructuralClass::reduction_over_entries:
  case StructuralClass::sum_of_values:
  case StructuralClass::product_of_values:
  case StructuralClass::affine_in_channels:
  case StructuralClass::normalised:
    return true;
  case StructuralClass::linear:
  case StructuralClass::linear_in_windows:
  case StructuralClass::largest_in_windows:
  case StructuralClass::mean_in_windows:
  case StructuralClass::values_in_a_row:
  case StructuralClass::part_of_entries:
    return false;
  }
  throw algebra::InternalError{"a layer of no known class"};
}

bool is_product(Layer const& layer) {
  return structure_of(layer.operation) == StructuralClass::product_of_values;
}

std::vector<bool> values_of_classes(std::vector<Layer> const& layers) {
  std::vector<bool> result(layers.size() + 1);
  result.back() = true;
  for (std::size_t i = layers.size(); i-- > 0;) {
    if (result[i + 1] && goes_entry_by_entry(layers[i])) {
      for (std::size_t k = 0; k < layers[i].reads.size(); ++k) {
        bool const is_whole = k == 0 || !is_product(layers[i]);
        result[layers[i].reads[k]] = result[layers[i].reads[k]] || is_whole;
      }
    }
  }
  return result;
}

} // namespace

OneMap one_map(Network const& network) {
  OneMap map;
  for (Block const& block : network.blocks) {
    std::size_t const before = map.layers.size(); // the number of the value that the block reads
    for (Layer layer : block.layers) {
      for (std::size_t& value : layer.reads) {
        value += before;
      }
      map.layers.push_back(std::move(layer));
    }
  }
  map.is_of_classes = values_of_classes(map.layers);
  return map;
}

} // namespace equivarify::codegen
