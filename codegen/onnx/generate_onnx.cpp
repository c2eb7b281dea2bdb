#include "equivarify/codegen/onnx/generate_onnx.hpp"

#include "equivarify/codegen/onnx/integer_network.hpp"
#include "equivarify/codegen/onnx/onnx_network.hpp"
#include "equivarify/codegen/spec/plain_block.hpp"

namespace equivarify::codegen {

namespace {

Generation generation_of(Network const& network, OnnxModel const& model) {
  return {.files = {{network.name + ".onnx", encode(model)}},
          .multiply_adds = network.multiply_adds(),
          .multiplications = network.multiply_adds(),
          .comparison = std::nullopt};
}

} // namespace

Generation generate_onnx(Network const& network, ReferenceWeights<float> const& weights) {
  require_lifted(network, "no ONNX file can be written");
  return generation_of(network, to_onnx(network, weights));
}

Generation generate_integer_onnx(Network const& network, IntegerFile const& file) {
  return generation_of(network, to_integer_onnx(network, file));
}

} // namespace equivarify::codegen
