/// \file
/// The part of the ONNX format that a network needs: a graph of nodes on named tensors.
#ifndef EQUIVARIFY_CODEGEN_ONNX_ONNX_MODEL_HPP
#define EQUIVARIFY_CODEGEN_ONNX_ONNX_MODEL_HPP

#include "equivarify/codegen/layers/onnx_form.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace equivarify::codegen {

/// A constant: single-precision numbers or 64-bit integers, row-major.
struct OnnxTensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::variant<std::vector<float>, std::vector<std::int64_t>> values;
};

/// One operator of ONNX's own set.
struct OnnxNode {
  std::string type;
  std::vector<std::string> inputs;
  std::string output;
  std::vector<std::pair<std::string, OnnxAttribute>> attributes{};
  std::vector<std::string> more_outputs{}; ///< after the first
};

/// An input or output of the model: single-precision numbers, the first extent is the batch.
struct OnnxValue {
  std::string name;
  std::vector<std::int64_t> shape; ///< without the batch
};

/// A model with one input; every node uses only what stands before it.
struct OnnxModel {
  std::string name;
  std::string description;
  std::map<std::string, std::string> metadata;
  OnnxValue input;
  std::vector<OnnxValue> outputs;
  std::vector<OnnxNode> nodes;
  std::vector<OnnxTensor> constants;
};

/// The bytes of \p values, the least significant byte of each first whatever the machine.
[[nodiscard]] std::string little_endian(std::vector<float> const& values);

/// The bytes of an ONNX file, operator set 13 (ONNX 1.8, 2020); the same model gives the same
/// bytes. Field numbers are those of onnx.proto.
[[nodiscard]] std::string encode(OnnxModel const& model);

} // namespace equivarify::codegen

#endif
