/// \file
/// Nodes that hold a graph: loops and branches.
#ifndef EQUIVARIFY_TESTS_LIFT_GRAPH_ATTRIBUTE_HPP
#define EQUIVARIFY_TESTS_LIFT_GRAPH_ATTRIBUTE_HPP

#include "equivarify/codegen/lift/graph_parts.hpp"
#include "equivarify/codegen/lift/renamer.hpp"
#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/onnx_file/protobuf_writer.hpp"

#include <cstdint>
#include <string>

namespace equivarify::testing {

/// The graph of \p model as a message.
[[nodiscard]] inline std::string graph_message(codegen::OnnxModel const& model) {
  std::string const bytes = codegen::encode(model);
  std::string graph;
  codegen::for_each_graph_field(bytes,
                                [&](codegen::ProtobufReader const&,
                                    codegen::WireField const& part) { graph += part.encoded; });
  return graph;
}

/// The bytes of \p model, whose last node holds the graph of \p body as its attribute \p name.
[[nodiscard]] inline std::string with_graph(codegen::OnnxModel const& model,
                                            std::string const& name,
                                            codegen::OnnxModel const& body) {
  constexpr std::int64_t graph_attribute = 5; // AttributeProto.GRAPH
  codegen::ProtobufWriter attribute;
  attribute.add(1, name);
  attribute.add(6, graph_message(body));
  attribute.add(20, graph_attribute);
  codegen::ProtobufWriter added;
  added.add(5, attribute.take());
  std::string const more = added.take();

  std::string const bytes = codegen::encode(model);
  std::size_t const last = codegen::graph_parts_of(bytes).nodes.size();
  codegen::ProtobufReader reader{bytes, bytes, "the model"};
  codegen::ProtobufWriter whole;
  std::string result;
  while (auto const field = reader.next()) {
    if (field->number != codegen::model_graph) {
      result += field->encoded;
      continue;
    }
    std::string graph;
    std::size_t node = 0;
    codegen::for_each_graph_field(
        bytes, [&](codegen::ProtobufReader const& parts, codegen::WireField const& part) {
          if (part.number == codegen::graph_node && ++node == last) {
            codegen::ProtobufWriter writer;
            writer.add(codegen::graph_node, std::string{parts.bytes(part)} + more);
            graph += writer.take();
          } else {
            graph += part.encoded;
          }
        });
    whole.add(codegen::model_graph, graph);
    result += whole.take();
  }
  return result;
}

} // namespace equivarify::testing

#endif
