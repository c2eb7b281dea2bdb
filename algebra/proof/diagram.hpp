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

/// What was shown of a diagram.
struct DiagramReport {
  std::size_t path_pairs = 0; ///< pairs of different paths from one set to another
  std::size_t equations = 0;  ///< proved, from which the equality of all those pairs follows
  std::size_t steps = 0;
  std::vector<std::string> failures; ///< equations that are not proved

  [[nodiscard]] bool commutes() const noexcept { return failures.empty(); }

  /// Calls \p fields for each member that files have, with its name there.
  static void describe(auto& fields) {
    fields.follows("commutes", &DiagramReport::commutes);
    fields.file("path_pairs", &DiagramReport::path_pairs);
    fields.file("equations", &DiagramReport::equations);
    fields.field("failures", &DiagramReport::failures);
  }
};

/// Shows that every two paths of the diagram of \p blocks are equal: for each set from which paths
/// start, the first path to each other set is compared with all maps into it that follow first
/// paths, from where the two part; the equality of any two follows by induction on their length.
/// Cost: sets x maps x blocks, and one proof for each face of the diagram.
[[nodiscard]] DiagramReport check_diagram(std::vector<BlockTerm> const& blocks);

/// \p diagram in the language of Graphviz.
[[nodiscard]] std::string to_dot(Diagram const& diagram, std::string const& name);

} // namespace equivarify::algebra::proof

#endif
