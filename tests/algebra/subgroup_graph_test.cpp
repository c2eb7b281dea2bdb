#include "equivarify/algebra/subgroup_graph.hpp"

#include "equivarify/algebra/named_groups.hpp"
#include "equivarify/algebra/small_groups.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

namespace equivarify::algebra {
namespace {

using Arcs = std::set<std::pair<std::size_t, std::size_t>>;

Arcs arcs_of(SubgroupGraph const& graph) {
  Arcs arcs;
  auto const [begin, end] = boost::edges(graph.graph);
  for (auto arc = begin; arc != end; ++arc) {
    arcs.emplace(boost::source(*arc, graph.graph), boost::target(*arc, graph.graph));
  }
  return arcs;
}

/// Whether some member of \p below is a proper subset of some member of \p above.
bool is_below(SubgroupClass const& below, SubgroupClass const& above) {
  return std::any_of(below.members.begin(), below.members.end(), [&](Subgroup const& a) {
    return std::any_of(above.members.begin(), above.members.end(), [&](Subgroup const& b) {
      return a.order() < b.order() && b.contains(a);
    });
  });
}

/// The arcs by the definition.
Arcs covers(std::vector<SubgroupClass> const& classes) {
  Arcs arcs;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    for (std::size_t j = 0; j < classes.size(); ++j) {
      bool const between =
          std::any_of(classes.begin(), classes.end(), [&](SubgroupClass const& middle) {
            return is_below(classes[i], middle) && is_below(middle, classes[j]);
          });
      if (is_below(classes[i], classes[j]) && !between) {
        arcs.emplace(i, j);
      }
    }
  }
  return arcs;
}

TEST(SubgroupGraph, HasAnArcWhereNothingLiesBetween) {
  std::vector<Group> groups = small_groups();
  groups.push_back(symmetric(4));
  for (Group const& group : groups) {
    SubgroupGraph const graph = subgroup_graph(group);
    EXPECT_EQ(graph.classes.size(), subgroup_classes(group).size());
    EXPECT_EQ(arcs_of(graph), covers(graph.classes)) << group.name();
  }
}

TEST(SubgroupGraph, OfD4HasElevenArcs) {
  EXPECT_EQ(boost::num_edges(subgroup_graph(dihedral(4)).graph), 11U);
}

TEST(SubgroupGraph, IsDrawnFromTheTrivialSubgroupUpwards) {
  EXPECT_EQ(to_graphviz(subgroup_graph(dihedral(3))),
            "digraph G {\n"
            "label=\"subgroups of D3\";\n"
            "rankdir=BT;\n"
            "0[label=\"1, order 1\", shape=box];\n"
            "1[label=\"<s>, order 2, 3 conjugates\", shape=ellipse];\n"
            "2[label=\"<r>, order 3\", shape=box];\n"
            "3[label=\"<r, s>, order 6\", shape=box];\n"
            "0->1 [dir=none];\n"
            "0->2 [dir=none];\n"
            "1->3 [dir=none];\n"
            "2->3 [dir=none];\n"
            "}\n");
}

} // namespace
} // namespace equivarify::algebra
