/// \file
/// The part of the ONNX format that networks need: a graph of nodes on named tensors.
#ifndef EQUIVARIFY_CODEGEN_ONNX_FILE_ONNX_MODEL_HPP
#define EQUIVARIFY_CODEGEN_ONNX_FILE_ONNX_MODEL_HPP

#include "equivarify/codegen/layers/onnx_form.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace equivarify::codegen {

/// TensorProto.DataType, as far as it is read.
enum class OnnxType : std::int64_t {
  float32 = 1,
  uint8 = 2,
  int8 = 3,
  uint16 = 4,
  int16 = 5,
  int32 = 6,
  int64 = 7,
  boolean = 9,
  float16 = 10,
  float64 = 11,
  uint32 = 12,
  uint64 = 13,
  bfloat16 = 16
};

/// A constant, row-major: numbers of all types with a point as single-precision ones, whole numbers
/// of all types as 64-bit ones.
struct OnnxTensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::variant<std::vector<float>, std::vector<std::int64_t>> values;
  friend bool operator==(OnnxTensor const&, OnnxTensor const&) = default;

  /// The number of entries.
  [[nodiscard]] std::size_t size() const {
    return std::visit([](auto const& numbers) { return numbers.size(); }, values);
  }
};

/// One operator; of ONNX's own set where `domain` is empty.
struct OnnxNode {
  std::string type;
  std::vector<std::string> inputs; ///< an empty name is one that is left out
  std::vector<std::string> outputs;
  std::vector<std::pair<std::string, OnnxAttribute>> attributes{};
  std::vector<std::pair<std::string, OnnxTensor>> tensors{}; ///< the attributes that are tensors
  bool has_graphs = false;                                   ///< a loop or a branch
  std::string name{};
  std::string domain{};
  friend bool operator==(OnnxNode const&, OnnxNode const&) = default;
};

/// An extent of an input: its size, or its name where any size is taken.
using OnnxExtent = std::variant<std::int64_t, std::string>;

/// An input or output of the model.
struct OnnxValue {
  std::string name;
  std::vector<OnnxExtent> shape{};
  OnnxType type = OnnxType::float32;
  bool has_shape = true; ///< false where nothing is said of it; none is not that of a number
  friend bool operator==(OnnxValue const&, OnnxValue const&) = default;
};

/// Single-precision numbers of \p shape, one array for each element of a batch of any size.
[[nodiscard]] OnnxValue batched(std::string name, std::vector<std::int64_t> const& shape);

/// A model. Every node uses only what stands before it.
struct OnnxModel {
  std::string name;
  std::string description;
  std::map<std::string, std::string> metadata;
  std::vector<OnnxValue> inputs; ///< those without a constant of their name
  std::vector<OnnxValue> outputs;
  std::vector<OnnxNode> nodes;
  std::vector<OnnxTensor> constants;
  std::int64_t operator_set = 13; ///< version of ONNX's own operators
  std::string producer = "equivarify";
  friend bool operator==(OnnxModel const&, OnnxModel const&) = default;
};

/// The bytes of \p values, the least significant byte of each first whatever the machine.
[[nodiscard]] std::string little_endian(std::vector<float> const& values);

/// The bytes of \p tensor as a message of its own, TensorProto, as ONNX's test data have it in
/// files with the ending .pb.
[[nodiscard]] std::string encode(OnnxTensor const& tensor);

/// The bytes of an ONNX file of version 7 (ONNX 1.8, 2020), or of that which its operator set
/// needs; the same model gives the same bytes. Field numbers are those of onnx.proto.
[[nodiscard]] std::string encode(OnnxModel const& model);

} // namespace equivarify::codegen

#endif
