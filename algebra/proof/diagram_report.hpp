/// \file
/// What is shown of commuting diagrams, for those who do not draw them.
#ifndef EQUIVARIFY_ALGEBRA_PROOF_DIAGRAM_REPORT_HPP
#define EQUIVARIFY_ALGEBRA_PROOF_DIAGRAM_REPORT_HPP

#include "equivarify/algebra/proof/network_theorem.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::algebra::proof {

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

} // namespace equivarify::algebra::proof

#endif
