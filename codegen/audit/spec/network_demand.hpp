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

/// The theorem that a network of \p blocks needs: a claim for each block, and N(g x) = g N(x). If F
/// \p commutes with H already, further that its coinduction is its lift. \p known is theory().
[[nodiscard]] DemandedTheorem
network_demand(std::vector<NetworkBlock> const& blocks, bool commutes, Theory const& known);

} // namespace equivarify::audit

#endif
