/// \file
/// Commuting diagrams: graphs of sets and maps in which all paths between two sets are equal.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_DIAGRAM_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_DIAGRAM_HPP

#include "equivarify/algebra/proof/network_theorem.hpp"
#include "equivarify/algebra/proof/proof.hpp"

#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::algebra::proof {

/// A set of a diagram.
struct DiagramSet {
  std::string label;
  Term sort;
  std::size_t column = 0; ///< how many blocks lead here
  bool moved = false;     ///< whether it stands behind g
  bool plain = false;     ///< whether it is the set of one copy
};

/// A map of a diagram.
struct DiagramMap {
  std::string label;
  Term value; ///< at the argument `x`
};

/// Sets and the maps between them; no cycles.
using Diagram =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, DiagramSet, DiagramMap>;

/// The diagram of a network (figures 1, 2 and 5 of the paper): X and the copies after each block,
/// each twice, before and behind an element g; below the copies the one at e, to which p leads, and
/// there the maps of which the blocks are made.
[[nodiscard]] Diagram network_diagram(std::vector<BlockTerm> const& blocks);

/// \p diagram in the language of Graphviz.
[[nodiscard]] std::string to_dot(Diagram const& diagram, std::string const& name);

} // namespace equivarify::algebra::proof

#endif
