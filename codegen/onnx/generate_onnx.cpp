#include "equivarify/codegen/onnx/generate_onnx.hpp"

#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

namespace equivarify::codegen {

Generation generate_onnx(Network const& network, ReferenceWeights<float> const& weights) {
  require_lifted(network, "no ONNX file can be written");
  return {.files = {{network.name + ".onnx", encode(to_onnx(network, weights))}},
          .multiply_adds = network.multiply_adds(),
          .multiplications = network.multiply_adds(),
          .comparison = std::nullopt};
}

} // namespace equivarify::codegen
