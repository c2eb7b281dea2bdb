/// \file
/// Nodes of an ONNX model, one after another.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_NODES_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_NODES_HPP

#include "equivarify/codegen/layers/shape.hpp"
#include "equivarify/codegen/onnx/onnx_model.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

using Extents = std::vector<std::int64_t>;

/// \p value as ONNX has numbers.
[[nodiscard]] inline std::int64_t number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

/// A model to which nodes are added; `value_` names the value that the next one reads first.
class OnnxNodes {
protected:
  void add_node(std::string const& type,
                std::string output,
                std::vector<std::string> const& constants,
                std::vector<std::pair<std::string, OnnxAttribute>> attributes = {}) {
    std::vector<std::string> inputs{value_};
    inputs.insert(inputs.end(), constants.begin(), constants.end());
    model_.nodes.push_back({type, std::move(inputs), output, std::move(attributes)});
    value_ = std::move(output);
  }

  std::string add_constant(std::string name, Extents values) {
    Extents const shape{number(values.size())};
    model_.constants.push_back({name, shape, std::move(values)});
    return name;
  }

  std::string add_constant(std::string name, Extents shape, std::vector<float> values) {
    model_.constants.push_back({name, std::move(shape), std::move(values)});
    return name;
  }

  /// The value as an array [rest, shape...].
  void reshape(std::string const& output, Extents shape) {
    shape.insert(shape.begin(), -1);
    add_node("Reshape", output, {add_constant(output + ".shape", std::move(shape))});
  }

  void reshape(std::string const& output, Shape const& shape, std::size_t copies) {
    reshape(output, {number(copies * shape.channels), number(shape.rows), number(shape.columns)});
  }

  void gather(std::string const& output, Extents sources) {
    std::string const indices = add_constant(output + ".indices", std::move(sources));
    add_node("Gather", output, {indices}, {{"axis", std::int64_t{1}}});
  }

  OnnxModel model_;
  std::string value_ = "images";
};

} // namespace equivarify::codegen

#endif
