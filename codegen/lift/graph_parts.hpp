/// \file
/// A graph of an ONNX file as the bytes of its parts.
#ifndef EQUIVARIFY_CODEGEN_LIFT_GRAPH_PARTS_HPP
#define EQUIVARIFY_CODEGEN_LIFT_GRAPH_PARTS_HPP

#include "equivarify/codegen/onnx_file/protobuf_reader.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::codegen {

inline constexpr std::uint32_t model_graph = 7; ///< a field of onnx.proto

/// The texts in field \p number of \p message.
[[nodiscard]] std::vector<std::string>
names_in(std::string_view file, std::string_view message, std::uint32_t number);

/// The parts of a graph as they stand in the file.
struct GraphParts {
  std::vector<std::string_view> nodes;
  std::string others; ///< all fields but nodes, other inputs, outputs and descriptions of values
};

/// Calls f(reader of the graph, field) for each field of the graph of the model \p file.
template <typename F>
void for_each_graph_field(std::string_view file, F const& f) {
  ProtobufReader model{file, file, "the model"};
  while (auto const field = model.next()) {
    if (field->number != model_graph) {
      continue;
    }
    ProtobufReader graph = model.message(*field, "graph");
    while (auto const part = graph.next()) {
      f(graph, *part);
    }
  }
}

/// The parts of the graph of \p file; of its inputs those in \p kept.
[[nodiscard]] GraphParts graph_parts_of(std::string_view file,
                                        std::set<std::string> const& kept = {});

/// Whether the node \p message holds a graph, which may read any value by its name.
[[nodiscard]] bool holds_graph(std::string_view file, std::string_view message);

} // namespace equivarify::codegen

#endif
