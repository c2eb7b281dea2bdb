#include "equivarify/codegen/onnx_file/read_value.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace equivarify::codegen {
namespace {

OnnxExtent read_extent(ProtobufReader reader) {
  OnnxExtent extent{std::string{}};
  while (auto const field = reader.next()) {
    if (field->number == 1) {
      extent = reader.integer(*field);
    } else if (field->number == 2) {
      extent = reader.text(*field);
    }
  }
  return extent;
}

void read_tensor_type(ProtobufReader reader, OnnxValue& value) {
  while (auto const field = reader.next()) {
    if (field->number == 1) {
      value.type = static_cast<OnnxType>(reader.integer(*field));
    } else if (field->number == 2) {
      value.has_shape = true;
      ProtobufReader shape = reader.message(*field, "shape");
      while (auto const extent = shape.next()) {
        value.shape.push_back(read_extent(shape.message(*extent, "extent")));
      }
    }
  }
}

void read_type(ProtobufReader reader, OnnxValue& value) {
  while (auto const field = reader.next()) {
    if (field->number == 1) {
      read_tensor_type(reader.message(*field, "tensor"), value);
    } else if (field->number != 6) { // a denotation
      reader.fail(
          "a value that is no tensor", fmt::format("a type of kind {}", field->number), "a tensor");
    }
  }
}

} // namespace

OnnxValue read_value(ProtobufReader reader) {
  OnnxValue value{.name = {}, .has_shape = false};
  std::optional<WireField> type;
  while (auto const field = reader.next()) {
    if (field->number == 1) {
      value.name = reader.text(*field);
    } else if (field->number == 2) {
      type = *field;
    }
  }
  reader.set_place(fmt::format("{} \"{}\"", reader.place(), value.name));
  if (type) {
    read_type(reader.message(*type, "type"), value);
  }
  return value;
}

} // namespace equivarify::codegen
