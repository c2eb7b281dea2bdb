/// \file
/// What must be proved of a network.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_SPEC_NETWORK_DEMAND_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_SPEC_NETWORK_DEMAND_HPP

#include "equivarify/codegen/audit/proof/theory.hpp"

#include <string>
#include <vector>

namespace equivarify::audit {

/// A block of a network.
struct NetworkBlock {
  std::string name;
  /// `lift`, `concat`; over G/N `lift_N`, `concat_N`; `average`, `posed` of F and coinduced from H;
  /// `none` where it is used as it is.
  std::string how;
  std::vector<std::string> layers;
  bool gives_copies = true; ///< of a block used as it is: whether its output is one copy for each g
};

/// A part of what comes out of a network.
struct NetworkOutput {
  std::string name;
  bool induced = false; ///< a mean over H for each of its cosets, else over all of G
};

/// The theorem that a network of \p blocks needs: a claim for each block, N(g x) = g N(x), and
/// claims for each of \p outputs. If F \p commutes with H already, further that its coinduction is
/// its lift. \p known is theory().
[[nodiscard]] DemandedTheorem network_demand(std::vector<NetworkBlock> const& blocks,
                                             std::vector<NetworkOutput> const& outputs,
                                             bool commutes,
                                             Theory const& known);

} // namespace equivarify::audit

#endif
