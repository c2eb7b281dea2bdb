#include "equivarify/algebra/subgroup_graph.hpp"

#include "equivarify/algebra/dot.hpp"

#include <boost/graph/transitive_reduction.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace equivarify::algebra {

namespace {

using Graph = SubgroupGraph::Graph;
using Vertex = boost::graph_traits<Graph>::vertex_descriptor;

/// Whether a member of \p below lies in a member of \p above, and so one in each.
bool lies_in(SubgroupClass const& below, SubgroupClass const& above) {
  return std::any_of(below.members.begin(), below.members.end(), [&](Subgroup const& member) {
    return above.representative.contains(member);
  });
}

/// An arc wherever one class lies in another.
Graph all_inclusions(std::vector<SubgroupClass> const& classes) {
  Graph graph{classes.size()};
  for (Vertex i = 0; i < classes.size(); ++i) {
    for (Vertex j = i + 1; j < classes.size(); ++j) {
      std::uint32_t const below = classes[i].representative.order();
      std::uint32_t const above = classes[j].representative.order();
      if (below < above && above % below == 0 && lies_in(classes[i], classes[j])) {
        boost::add_edge(i, j, graph);
      }
    }
  }
  return graph;
}

/// \p graph without the arcs that follow from others, in the same order; Boost's own result has
/// other numbers of vertices.
Graph without_implied(Graph const& graph) {
  Graph reduced;
  std::vector<Vertex> number(boost::num_vertices(graph));
  auto const index = boost::get(boost::vertex_index, graph);
  boost::transitive_reduction(
      graph, reduced, boost::make_iterator_property_map(number.begin(), index), index);
  Graph result{number.size()};
  auto const [begin, end] = boost::edges(graph);
  for (auto arc = begin; arc != end; ++arc) {
    Vertex const below = boost::source(*arc, graph);
    Vertex const above = boost::target(*arc, graph);
    if (boost::edge(number[below], number[above], reduced).second) {
      boost::add_edge(below, above, result);
    }
  }
  return result;
}

} // namespace

SubgroupGraph subgroup_graph(Group const& group) {
  SubgroupGraph result{.graph = {},
                       .classes = subgroup_classes(group),
                       .name = fmt::format("subgroups of {}", group.name())};
  result.graph = without_implied(all_inclusions(result.classes));
  return result;
}

std::string to_graphviz(SubgroupGraph const& graph) {
  DotGraph drawn;
  drawn.head = fmt::format("label={};\nrankdir=BT;\n", quoted_for_graphviz(graph.name));
  for (SubgroupClass const& each : graph.classes) {
    bool const is_normal = each.members.size() == 1;
    drawn.vertices.push_back(
        fmt::format("label={}, shape={}",
                    quoted_for_graphviz(fmt::format(
                        "{}, order {}{}",
                        each.representative.to_string(),
                        each.representative.order(),
                        is_normal ? "" : fmt::format(", {} conjugates", each.members.size()))),
                    is_normal ? "box" : "ellipse"));
  }
  auto const [begin, end] = boost::edges(graph.graph);
  for (auto arc = begin; arc != end; ++arc) {
    drawn.arcs.push_back(
        {boost::source(*arc, graph.graph), boost::target(*arc, graph.graph), "dir=none"});
  }
  return to_dot(drawn);
}

} // namespace equivarify::algebra
