/// \file
/// What the auditor holds true, and what it demands to be proved.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_THEORY_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_THEORY_HPP

#include "equivarify/codegen/audit/expression.hpp"

#include <string>
#include <vector>

namespace equivarify::audit {

/// A claim with what may be used in its proof.
struct Demand {
  std::string name;
  Assignment variables;
  std::vector<Law> hypotheses;
  std::vector<std::string> cites;
  Expression left;
  Expression right;
  std::string compared_at; ///< empty where the sides are compared as they are
};

/// A theorem: its claims in order.
struct DemandedTheorem {
  std::string id;
  std::vector<Demand> claims;
};

/// The laws of groups, the definitions of the paper, and the eleven lemma identities.
struct Theory {
  std::vector<Law> axioms;
  std::vector<DemandedTheorem> theorems;
};

/// The auditor's own table of them.
[[nodiscard]] Theory theory();

/// A block of a network: its name, whether it sees the concatenated copies, and its layers.
struct NetworkBlock {
  std::string name;
  bool concat = false;
  std::vector<std::string> layers;
};

/// The theorem that a network of \p blocks needs: a claim for each block, and N(g x) = g N(x).
[[nodiscard]] DemandedTheorem network_demand(std::vector<NetworkBlock> const& blocks);

} // namespace equivarify::audit

#endif
