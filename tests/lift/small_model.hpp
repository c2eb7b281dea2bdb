/// \file
/// Small ONNX models made node by node.
#ifndef EQUIVARIFY_TESTS_LIFT_SMALL_MODEL_HPP
#define EQUIVARIFY_TESTS_LIFT_SMALL_MODEL_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::testing {

using codegen::OnnxAttribute;
using codegen::OnnxExtent;
using codegen::OnnxModel;
using codegen::OnnxTensor;
using Extents = std::vector<std::int64_t>;
using NodeAttributes = std::vector<std::pair<std::string, OnnxAttribute>>;

/// A model that grows; `last` is what the last node gave, at first the input `x`.
struct SmallModel {
  explicit SmallModel(Extents const& input, std::int64_t operator_set = 13) {
    model.name = "small";
    model.operator_set = operator_set;
    model.inputs = {{"x", {input.begin(), input.end()}}};
  }

  /// A constant of numbers from -1 to 1.
  std::string weights(std::string const& name, Extents const& shape, float least = -1.0F) {
    std::size_t count = 1;
    for (std::int64_t const extent : shape) {
      count *= static_cast<std::size_t>(extent);
    }
    std::vector<float> values(count);
    for (float& value : values) {
      value = least + (1.0F - least) * static_cast<float>(engine() % 1000U) / 1000.0F;
    }
    return constant(name, shape, std::move(values));
  }

  template <typename Number>
  std::string constant(std::string const& name, Extents const& shape, std::vector<Number> values) {
    model.constants.push_back({name, shape, std::move(values)});
    return name;
  }

  std::string integers(std::string const& name, Extents values) {
    auto const count = static_cast<std::int64_t>(values.size());
    return constant(name, {count}, std::move(values));
  }

  /// The operator \p type on the last value and \p more, which becomes the last value.
  SmallModel& then(std::string const& type,
                   std::vector<std::string> const& more = {},
                   NodeAttributes attributes = {}) {
    std::vector<std::string> inputs{last};
    inputs.insert(inputs.end(), more.begin(), more.end());
    return on(type, std::move(inputs), std::move(attributes));
  }

  /// The same on \p inputs alone.
  SmallModel&
  on(std::string const& type, std::vector<std::string> inputs, NodeAttributes attributes = {}) {
    last = fmt::format("v{}", model.nodes.size());
    model.nodes.push_back({.type = type,
                           .inputs = std::move(inputs),
                           .outputs = {last},
                           .attributes = std::move(attributes)});
    return *this;
  }

  /// A constant as a node.
  std::string constant_node(OnnxTensor tensor) {
    last = fmt::format("v{}", model.nodes.size());
    model.nodes.push_back(
        {.type = "Constant", .inputs = {}, .outputs = {last}, .tensors = {{"value", tensor}}});
    return last;
  }

  /// The model whose output is the last value.
  OnnxModel done() {
    model.outputs = {{last, {}}};
    return model;
  }

  OnnxModel model;
  std::string last = "x";
  std::mt19937 engine{7};
};

} // namespace equivarify::testing

#endif
