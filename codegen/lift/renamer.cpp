#include "equivarify/codegen/lift/renamer.hpp"

#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"
#include "equivarify/codegen/onnx_file/protobuf_writer.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

/// The message with the fields that \p change does not write as they stand there.
template <typename Change>
std::string
Renamer::each_field(std::string_view message, char const* what, Change const& change) const {
  ProtobufReader reader{file_, message, what};
  std::string result;
  while (auto const field = reader.next()) {
    ProtobufWriter writer;
    bool const is_changed = change(reader, *field, writer);
    result += is_changed ? writer.take() : std::string{field->encoded};
  }
  return result;
}

std::string Renamer::name(std::string const& old) const {
  return old.empty() || shared_.contains(old) ? old : old + suffix_;
}

/// NodeProto: inputs 1, outputs 2, its own name 3, attributes 5.
std::string Renamer::node(std::string_view message, int depth) const {
  auto const change =
      [&](ProtobufReader const& reader, WireField const& field, ProtobufWriter& writer) {
        bool const is_value = field.number == 1 || field.number == 2;
        if (is_value) {
          writer.add(field.number, name(reader.text(field)));
        } else if (field.number == 3) {
          writer.add(3, reader.text(field) + suffix_);
        } else if (field.number == 5) {
          writer.add(5, attribute(reader.bytes(field), depth));
        }
        return is_value || field.number == 3 || field.number == 5;
      };
  return each_field(message, "node", change);
}

/// AttributeProto: a graph 6, graphs 11.
std::string Renamer::attribute(std::string_view message, int depth) const {
  auto const change =
      [&](ProtobufReader const& reader, WireField const& field, ProtobufWriter& writer) {
        bool const is_graph = field.number == 6 || field.number == 11;
        if (is_graph && depth == deepest_graph) {
          reader.fail(
              "graphs nested too deep", "more", fmt::format("at most {} levels", deepest_graph));
        }
        if (is_graph) {
          writer.add(field.number, graph(reader.bytes(field), depth + 1));
        }
        return is_graph;
      };
  return each_field(message, "attribute", change);
}

/// GraphProto inside a node; tensors have their name in field 8, values in field 1.
std::string Renamer::graph(std::string_view message, int depth) const {
  auto const change =
      [&](ProtobufReader const& reader, WireField const& field, ProtobufWriter& writer) {
        bool const is_value = field.number == graph_input || field.number == graph_output ||
                              field.number == graph_value;
        if (field.number == graph_node) {
          writer.add(field.number, node(reader.bytes(field), depth));
        } else if (field.number == graph_initializer) {
          writer.add(field.number, named(reader.bytes(field), 8));
        } else if (is_value) {
          writer.add(field.number, named(reader.bytes(field), 1));
        }
        return is_value || field.number == graph_node || field.number == graph_initializer;
      };
  return each_field(message, "graph", change);
}

/// A message whose name is field \p number.
std::string Renamer::named(std::string_view message, std::uint32_t number) const {
  auto const change =
      [&](ProtobufReader const& reader, WireField const& field, ProtobufWriter& writer) {
        if (field.number == number) {
          writer.add(number, name(reader.text(field)));
        }
        return field.number == number;
      };
  return each_field(message, "value", change);
}

} // namespace equivarify::codegen
