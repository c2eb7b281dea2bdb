#include "equivarify/algebra/cayley_graph.hpp"
#include "equivarify/algebra/dot.hpp"

#include <fmt/format.h>

#include <array>

namespace equivarify::algebra {

namespace {

using Graph = GeneratorGraph::Graph;
using Arc = boost::graph_traits<Graph>::edge_descriptor;

/// Okabe and Ito's colours, which colour-blind people can tell apart.
constexpr std::array<char const*, 7> colours{
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"};

/// For each generator whether its arcs come in pairs there and back, or are loops.
std::vector<bool> involutions(GeneratorGraph const& graph) {
  std::size_t const size = boost::num_vertices(graph.graph);
  std::vector<std::vector<std::size_t>> images(graph.generator_names.size(),
                                               std::vector<std::size_t>(size));
  auto const [begin, end] = boost::edges(graph.graph);
  for (auto arc = begin; arc != end; ++arc) {
    Letter const& letter = graph.graph[*arc];
    if (!letter.inverted) {
      images[letter.generator][boost::source(*arc, graph.graph)] = boost::target(*arc, graph.graph);
    }
  }
  std::vector<bool> result;
  for (std::vector<std::size_t> const& image : images) {
    bool involution = true;
    for (std::size_t x = 0; x < size; ++x) {
      involution = involution && image[image[x]] == x;
    }
    result.push_back(involution);
  }
  return result;
}

/// Whether an arc is drawn: none for inverses, one for each pair there and back.
bool is_drawn(Graph const& graph, Arc const& arc, std::vector<bool> const& undirected) {
  Letter const& letter = graph[arc];
  return !letter.inverted &&
         (!undirected[letter.generator] || boost::source(arc, graph) <= boost::target(arc, graph));
}

} // namespace

std::string to_graphviz(GeneratorGraph const& graph) {
  std::vector<bool> const undirected = involutions(graph);
  DotGraph drawn;
  drawn.head = fmt::format("label={};\nlayout=neato;\noverlap=false;\nnode [shape=ellipse];\n",
                           quoted_for_graphviz(graph.name));
  for (std::string const& name : graph.vertex_names) {
    drawn.vertices.push_back(fmt::format("label={}", quoted_for_graphviz(name)));
  }
  auto const [begin, end] = boost::edges(graph.graph);
  for (auto arc = begin; arc != end; ++arc) {
    if (is_drawn(graph.graph, *arc, undirected)) {
      std::uint32_t const k = graph.graph[*arc].generator;
      drawn.arcs.push_back({boost::source(*arc, graph.graph),
                            boost::target(*arc, graph.graph),
                            fmt::format("label={}, color=\"{}\"{}",
                                        quoted_for_graphviz(graph.generator_names[k]),
                                        colours[k % colours.size()],
                                        undirected[k] ? ", dir=none" : "")});
    }
  }
  return to_dot(drawn);
}

} // namespace equivarify::algebra
