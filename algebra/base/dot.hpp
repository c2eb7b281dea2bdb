/// \file
/// Directed graphs in the language of Graphviz.
#ifndef EQUIVARIFY_ALGEBRA_DOT_HPP
#define EQUIVARIFY_ALGEBRA_DOT_HPP

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::algebra {

/// A graph to be drawn. Attributes are text such as `label="a", shape=box`.
struct DotGraph {
  struct Arc {
    std::size_t from = 0; ///< index of a vertex
    std::size_t to = 0;
    std::string attributes;
  };

  std::string head; ///< statements on the graph as a whole, each with its semicolon
  std::vector<std::string> vertices; ///< the attributes of each
  std::vector<Arc> arcs;
};

/// \p graph as a file for Graphviz. Cost: linear.
[[nodiscard]] std::string to_dot(DotGraph const& graph);

/// \p text as a quoted word of Graphviz's language, whose own words (node, edge, graph, ...) and
/// backslashes need quotes too.
[[nodiscard]] std::string quoted_for_graphviz(std::string_view text);

} // namespace equivarify::algebra

#endif
