#include "equivarify/codegen/spec/reader.hpp"

#include "equivarify/codegen/spec/fields.hpp"
#include "equivarify/codegen/spec/reads.hpp"

#include <algorithm>

namespace equivarify::codegen {
namespace {

/// Calls the n-th layer of a type TYPEn where the user gave it no name.
void name_layers(std::vector<BlockSpec>& blocks) {
  std::map<std::string, int> count;
  for (BlockSpec& block : blocks) {
    for (LayerSpec& layer : block.layers) {
      std::string const type = type_name(layer.operation);
      std::string const standard = type + std::to_string(++count[type]);
      layer.name = layer.name.empty() ? standard : layer.name;
    }
  }
}

/// Leaves out where a layer reads the one before, so that stating it changes no digest.
void leave_out_standard_inputs(BlockSpec& block) {
  std::string before = block_input;
  for (LayerSpec& layer : block.layers) {
    if (layer.inputs == std::vector{before}) {
      layer.inputs.clear();
    }
    before = layer.name;
  }
}

} // namespace

Spec read_spec(nlohmann::json const& value, Problems const& problems) {
  Spec spec;
  read_members(TableOf<Spec>::table(), spec, value, {"", problems});
  name_layers(spec.network);
  std::for_each(spec.network.begin(), spec.network.end(), leave_out_standard_inputs);
  return spec;
}

} // namespace equivarify::codegen
