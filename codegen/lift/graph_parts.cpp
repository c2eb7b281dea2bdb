#include "equivarify/codegen/lift/graph_parts.hpp"

#include "equivarify/codegen/lift/renamer.hpp"

namespace equivarify::codegen {

std::vector<std::string>
names_in(std::string_view file, std::string_view message, std::uint32_t number) {
  std::vector<std::string> names;
  ProtobufReader reader{file, message, "message"};
  while (auto const field = reader.next()) {
    if (field->number == number) {
      names.push_back(reader.text(*field));
    }
  }
  return names;
}

namespace {

std::string first_of(std::vector<std::string> const& names) {
  return names.empty() ? "" : names.front();
}

} // namespace

GraphParts graph_parts_of(std::string_view file, std::set<std::string> const& kept) {
  GraphParts parts;
  for_each_graph_field(file, [&](ProtobufReader const& graph, WireField const& part) {
    bool const is_value =
        part.number == graph_input || part.number == graph_output || part.number == graph_value;
    if (part.number == graph_node) {
      parts.nodes.push_back(graph.bytes(part));
    } else if (!is_value || (part.number == graph_input &&
                             kept.contains(first_of(names_in(file, graph.bytes(part), 1))))) {
      parts.others += part.encoded;
    }
  });
  return parts;
}

bool holds_graph(std::string_view file, std::string_view message) {
  ProtobufReader reader{file, message, "node"};
  while (auto const field = reader.next()) {
    if (field->number != 5) {
      continue;
    }
    ProtobufReader attribute = reader.message(*field, "attribute");
    while (auto const part = attribute.next()) {
      if (part->number == 6 || part->number == 11) {
        return true;
      }
    }
  }
  return false;
}

} // namespace equivarify::codegen
