#include "equivarify/codegen/onnx_file/onnx_model.hpp"

#include "equivarify/codegen/onnx_file/protobuf_writer.hpp"

#include <cstring>

namespace equivarify::codegen {
namespace {

// AttributeProto.AttributeType.
constexpr std::int64_t float_attribute = 1;
constexpr std::int64_t int_attribute = 2;
constexpr std::int64_t string_attribute = 3;
constexpr std::int64_t tensor_attribute = 4;
constexpr std::int64_t floats_attribute = 6;
constexpr std::int64_t ints_attribute = 7;

/// The version of the format that came with \p operator_set.
std::int64_t version_of(std::int64_t operator_set) {
  return operator_set <= 13 ? 7 : operator_set <= 18 ? 8 : operator_set <= 20 ? 9 : 10;
}

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

/// Adds the value of an attribute, and its type.
class AttributeWriter {
public:
  explicit AttributeWriter(std::string const& name) { writer_.add(1, name); }

  void operator()(std::int64_t number) {
    writer_.add(3, number);
    writer_.add(20, int_attribute);
  }

  void operator()(float number) {
    writer_.add_float(2, number);
    writer_.add(20, float_attribute);
  }

  void operator()(std::string const& text) {
    writer_.add(4, text);
    writer_.add(20, string_attribute);
  }

  void operator()(std::vector<std::int64_t> const& numbers) {
    for (std::int64_t const number : numbers) {
      writer_.add(8, number);
    }
    writer_.add(20, ints_attribute);
  }

  void operator()(std::vector<float> const& numbers) {
    for (float const number : numbers) {
      writer_.add_float(7, number);
    }
    writer_.add(20, floats_attribute);
  }

  void operator()(OnnxTensor const& tensor) {
    writer_.add(5, encode(tensor));
    writer_.add(20, tensor_attribute);
  }

  std::string take() { return writer_.take(); }

private:
  ProtobufWriter writer_;
};

std::string encode_node(OnnxNode const& node) {
  ProtobufWriter writer;
  for (std::string const& input : node.inputs) {
    writer.add(1, input);
  }
  for (std::string const& output : node.outputs) {
    writer.add(2, output);
  }
  writer.add(3, node.name.empty() && !node.outputs.empty() ? node.outputs.front() : node.name);
  writer.add(4, node.type);
  for (auto const& [name, attribute] : node.attributes) {
    AttributeWriter encoded{name};
    std::visit(encoded, attribute);
    writer.add(5, encoded.take());
  }
  for (auto const& [name, tensor] : node.tensors) {
    AttributeWriter encoded{name};
    encoded(tensor);
    writer.add(5, encoded.take());
  }
  if (!node.domain.empty()) {
    writer.add(7, node.domain);
  }
  return writer.take();
}

std::string encode_dimension(OnnxExtent const& extent) {
  ProtobufWriter writer;
  if (auto const* const size = std::get_if<std::int64_t>(&extent)) {
    writer.add(1, *size);
  } else {
    writer.add(2, std::get<std::string>(extent));
  }
  return writer.take();
}

std::string encode_value(OnnxValue const& value) {
  ProtobufWriter shape;
  for (OnnxExtent const& extent : value.shape) {
    shape.add(1, encode_dimension(extent));
  }
  ProtobufWriter tensor_type;
  tensor_type.add(1, static_cast<std::int64_t>(value.type));
  if (value.has_shape || !value.shape.empty()) {
    tensor_type.add(2, shape.take());
  }
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
    writer.add(5, encode(constant));
  }
  for (OnnxValue const& input : model.inputs) {
    writer.add(11, encode_value(input));
  }
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

OnnxValue batched(std::string name, std::vector<std::int64_t> const& shape) {
  OnnxValue value{std::move(name), {"batch"}};
  value.shape.insert(value.shape.end(), shape.begin(), shape.end());
  return value;
}

std::string little_endian(std::vector<float> const& values) {
  return raw_data<std::uint32_t>(values);
}

std::string encode(OnnxTensor const& tensor) {
  ProtobufWriter writer;
  for (std::int64_t const extent : tensor.shape) {
    writer.add(1, extent);
  }
  bool const is_float = std::holds_alternative<std::vector<float>>(tensor.values);
  writer.add(2, static_cast<std::int64_t>(is_float ? OnnxType::float32 : OnnxType::int64));
  writer.add(8, tensor.name);
  writer.add(9,
             is_float ? little_endian(std::get<0>(tensor.values))
                      : raw_data<std::uint64_t>(std::get<1>(tensor.values)));
  return writer.take();
}

std::string encode(OnnxModel const& model) {
  ProtobufWriter operators;
  operators.add(1, "");
  operators.add(2, model.operator_set);
  ProtobufWriter writer;
  writer.add(1, version_of(model.operator_set));
  writer.add(2, model.producer);
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
