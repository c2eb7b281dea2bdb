#include "equivarify/codegen/onnx/onnx_copies.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

std::string of_copy(std::string const& name, std::size_t h) {
  return fmt::format("{}/{}", name, h);
}

ReferenceParameter<float> const& tensor_called(std::string const& name,
                                               ReferenceWeights<float> const& weights) {
  return *std::find_if(
      weights.begin(), weights.end(), [&](auto const& tensor) { return tensor.name == name; });
}

} // namespace

void OnnxCopies::add_nodes(std::string const& type,
                           std::string const& name,
                           std::vector<std::string> const& constants,
                           Attributes const& attributes) {
  for (std::size_t h = 0; h < copies.size(); ++h) {
    std::vector<std::string> inputs{copies[h]};
    inputs.insert(inputs.end(), constants.begin(), constants.end());
    add_node(h, type, name, std::move(inputs), attributes);
  }
}

void OnnxCopies::add_node(std::size_t h,
                          std::string const& type,
                          std::string const& name,
                          std::vector<std::string> inputs,
                          Attributes const& attributes) {
  copies[h] = of_copy(name, h);
  model.nodes.push_back({type, std::move(inputs), {copies[h]}, attributes});
}

std::string OnnxCopies::add_constant(std::string name, Extents values) {
  Extents const shape{static_cast<std::int64_t>(values.size())};
  model.constants.push_back({name, shape, std::move(values)});
  return name;
}

std::string OnnxCopies::add_constant(std::string name, Extents shape, std::vector<float> values) {
  model.constants.push_back({name, std::move(shape), std::move(values)});
  return name;
}

std::string OnnxCopies::add_weight(std::string const& name) {
  return add_weight(name, tensor_called(name, weights_).values);
}

std::string OnnxCopies::add_weight(std::string const& name, std::vector<float> values) {
  std::vector<std::size_t> const& shape = tensor_called(name, weights_).shape;
  return add_constant(name, Extents(shape.begin(), shape.end()), std::move(values));
}

void OnnxCopies::reshape(std::string const& name, Extents shape) {
  shape.insert(shape.begin(), -1);
  add_nodes("Reshape", name, {add_constant(name + ".shape", std::move(shape))});
}

void OnnxCopies::concatenate(std::string const& name,
                             std::vector<std::vector<std::uint32_t>> const& seen) {
  std::vector<std::string> const before = copies;
  for (std::size_t h = 0; h < seen.size(); ++h) {
    std::vector<std::string> inputs;
    for (std::uint32_t const copy : seen[h]) {
      inputs.push_back(before[copy]);
    }
    add_node(h, "Concat", name, std::move(inputs), {{"axis", std::int64_t{1}}});
  }
}

} // namespace equivarify::codegen
