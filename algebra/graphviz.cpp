#include "equivarify/algebra/cayley_graph.hpp"

#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graphviz.hpp>
#include <fmt/format.h>

#include <array>
#include <sstream>

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

/// The arcs that are drawn: none for inverses, one for each pair there and back.
struct IsDrawn {
  Graph const* graph = nullptr;
  std::vector<bool> const* undirected = nullptr;

  bool operator()(Arc const& arc) const {
    Letter const& letter = (*graph)[arc];
    return !letter.inverted && (!(*undirected)[letter.generator] ||
                                boost::source(arc, *graph) <= boost::target(arc, *graph));
  }
};

} // namespace

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

std::string to_graphviz(GeneratorGraph const& graph) {
  std::vector<bool> const undirected = involutions(graph);
  auto const write_vertex = [&](std::ostream& out, std::size_t x) {
    out << fmt::format("[label={}]", quoted_for_graphviz(graph.vertex_names[x]));
  };
  auto const write_arc = [&](std::ostream& out, Arc const& arc) {
    std::uint32_t const k = graph.graph[arc].generator;
    out << fmt::format("[label={}, color=\"{}\"{}]",
                       quoted_for_graphviz(graph.generator_names[k]),
                       colours[k % colours.size()],
                       undirected[k] ? ", dir=none" : "");
  };
  auto const write_head = [&](std::ostream& out) {
    out << fmt::format("label={};\nlayout=neato;\noverlap=false;\nnode [shape=ellipse];\n",
                       quoted_for_graphviz(graph.name));
  };
  std::ostringstream out;
  boost::write_graphviz(
      out,
      boost::filtered_graph<Graph, IsDrawn>{graph.graph, IsDrawn{&graph.graph, &undirected}},
      write_vertex,
      write_arc,
      write_head);
  return out.str();
}

} // namespace equivarify::algebra
