/// \file
/// The lattice of subgroups, up to conjugacy, as a Boost graph.
#ifndef EQUIVARIFY_ALGEBRA_SUBGROUP_GRAPH_HPP
#define EQUIVARIFY_ALGEBRA_SUBGROUP_GRAPH_HPP

#include "equivarify/algebra/group.hpp"
#include "equivarify/algebra/subgroup_lattice.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <string>
#include <vector>

namespace equivarify::algebra {

/// Conjugacy classes of subgroups and which of them lie in which.
struct SubgroupGraph {
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

  Graph graph;                        ///< from each class to the next larger ones
  std::vector<SubgroupClass> classes; ///< by vertex, in the order of subgroup_classes()
  std::string name;                   ///< what it is: `subgroups of D4`
};

/// The classes of subgroups of \p group. One class lies in another if a member of it lies in a
/// member of the other; there is an arc where no third class lies between. Cost: as
/// subgroup_classes(), and c m comparisons of two subgroups for c classes and m subgroups.
///
/// \throws LimitError as subgroup_classes().
[[nodiscard]] SubgroupGraph subgroup_graph(Group const& group);

/// \p graph in the language of Graphviz, the trivial subgroup lowest; a class that is one normal
/// subgroup is drawn as a box.
[[nodiscard]] std::string to_graphviz(SubgroupGraph const& graph);

} // namespace equivarify::algebra

#endif
