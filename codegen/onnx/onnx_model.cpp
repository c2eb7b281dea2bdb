#include "equivarify/codegen/onnx/onnx_model.hpp"

#include "equivarify/codegen/onnx/protobuf_writer.hpp"

#include <algorithm>
#include <cstring>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t ir_version = 7;
constexpr std::int64_t operator_set = 13;

// TensorProto.DataType and AttributeProto.AttributeType.
constexpr std::int64_t float_data = 1;
constexpr std::int64_t int64_data = 7;
constexpr std::int64_t float_attribute = 1;
constexpr std::int64_t int_attribute = 2;
constexpr std::int64_t ints_attribute = 7;

/// The numbers as bytes, little-endian whatever the machine.
template <typename Bits, typename Number>
std::string raw_data(std::vector<Number> const& values) {
  static_assert(sizeof(Bits) == sizeof(Number));
  std::string bytes(values.size() * sizeof(Number), '\0');
  char* place = bytes.data();
  for (Number const value : values) {
    Bits bits{};
    std::memcpy(&bits, &value, sizeof bits);
    for (std::size_t byte = 0; byte < sizeof bits; ++byte, bits >>= 8U) {
      *place++ = static_cast<char>(bits & 0xffU);
    }
  }
  return bytes;
}

std::string encode_tensor(OnnxTensor const& tensor) {
  ProtobufWriter writer;
  for (std::int64_t const extent : tensor.shape) {
    writer.add(1, extent);
  }
  bool const is_float = std::holds_alternative<std::vector<float>>(tensor.values);
  writer.add(2, is_float ? float_data : int64_data);
  writer.add(8, tensor.name);
  writer.add(9,
             is_float ? little_endian(std::get<0>(tensor.values))
                      : raw_data<std::uint64_t>(std::get<1>(tensor.values)));
  return writer.take();
}

std::string encode_attribute(std::string const& name, OnnxAttribute const& attribute) {
  ProtobufWriter writer;
  writer.add(1, name);
  if (auto const* const number = std::get_if<std::int64_t>(&attribute)) {
    writer.add(3, *number);
    writer.add(20, int_attribute);
    return writer.take();
  }
  if (auto const* const number = std::get_if<float>(&attribute)) {
    writer.add_float(2, *number);
    writer.add(20, float_attribute);
    return writer.take();
  }
  for (std::int64_t const number : std::get<1>(attribute)) {
    writer.add(8, number);
  }
  writer.add(20, ints_attribute);
  return writer.take();
}

std::string encode_node(OnnxNode const& node) {
  ProtobufWriter writer;
  for (std::string const& input : node.inputs) {
    writer.add(1, input);
  }
  writer.add(2, node.output);
  for (std::string const& output : node.more_outputs) {
    writer.add(2, output);
  }
  writer.add(3, node.output);
  writer.add(4, node.type);
  for (auto const& [name, attribute] : node.attributes) {
    writer.add(5, encode_attribute(name, attribute));
  }
  return writer.take();
}

std::string encode_dimension(std::int64_t extent) {
  ProtobufWriter writer;
  writer.add(1, extent);
  return writer.take();
}

std::string encode_shape(OnnxValue const& value) {
  ProtobufWriter batch;
  batch.add(2, "batch");
  ProtobufWriter writer;
  writer.add(1, batch.take());
  for (std::int64_t const extent : value.shape) {
    writer.add(1, encode_dimension(extent));
  }
  return writer.take();
}

std::string encode_value(OnnxValue const& value) {
  ProtobufWriter tensor_type;
  tensor_type.add(1, float_data);
  tensor_type.add(2, encode_shape(value));
  ProtobufWriter type;
  type.add(1, tensor_type.take());
  ProtobufWriter writer;
  writer.add(1, value.name);
  writer.add(2, type.take());
  return writer.take();
}

std::string encode_graph(OnnxModel const& model) {
  ProtobufWriter writer;
  for (OnnxNode const& node : model.nodes) {
    writer.add(1, encode_node(node));
  }
  writer.add(2, model.name);
  for (OnnxTensor const& constant : model.constants) {
    writer.add(5, encode_tensor(constant));
  }
  writer.add(11, encode_value(model.input));
  for (OnnxValue const& output : model.outputs) {
    writer.add(12, encode_value(output));
  }
  return writer.take();
}

std::string encode_entry(std::string const& key, std::string const& value) {
  ProtobufWriter writer;
  writer.add(1, key);
  writer.add(2, value);
  return writer.take();
}

} // namespace

std::string little_endian(std::vector<float> const& values) {
  return raw_data<std::uint32_t>(values);
}

std::string encode(OnnxModel const& model) {
  ProtobufWriter operators;
  operators.add(1, "");
  operators.add(2, operator_set);
  ProtobufWriter writer;
  writer.add(1, ir_version);
  writer.add(2, "equivarify");
  writer.add(3, EQUIVARIFY_VERSION);
  writer.add(6, model.description);
  writer.add(7, encode_graph(model));
  writer.add(8, operators.take());
  for (auto const& [key, value] : model.metadata) {
    writer.add(14, encode_entry(key, value));
  }
  return writer.take();
}

} // namespace equivarify::codegen
