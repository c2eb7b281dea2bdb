// Not by boost::write_graphviz, whose header takes 15 seconds to compile and leaves words unquoted.
#include "equivarify/algebra/dot.hpp"

#include <fmt/format.h>

#include <iterator>

namespace equivarify::algebra {

std::string to_dot(DotGraph const& graph) {
  std::string text = "digraph G {\n" + graph.head;
  auto const out = std::back_inserter(text);
  for (std::size_t i = 0; i < graph.vertices.size(); ++i) {
    fmt::format_to(out, "{}[{}];\n", i, graph.vertices[i]);
  }
  for (DotGraph::Arc const& arc : graph.arcs) {
    fmt::format_to(out, "{}->{} [{}];\n", arc.from, arc.to, arc.attributes);
  }
  return text + "}\n";
}

std::string quoted_for_graphviz(std::string_view text) {
  std::string word = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      word += '\\';
    }
    word += c;
  }
  return word + '"';
}

} // namespace equivarify::algebra
