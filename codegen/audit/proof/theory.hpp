/// \file
/// What the auditor holds true, and what it demands to be proved.
#ifndef EQUIVARIFY_CODEGEN_AUDIT_PROOF_THEORY_HPP
#define EQUIVARIFY_CODEGEN_AUDIT_PROOF_THEORY_HPP

#include "equivarify/codegen/audit/proof/expression.hpp"

#include <map>
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
  std::string compared_at; ///< a variable; empty where the sides are compared as they are
};

/// A theorem: its claims in order.
struct DemandedTheorem {
  std::string id;
  bool of_construction = false; ///< demanded only where the network's construction needs it
  std::vector<Demand> claims;
};

/// The laws of groups, the definitions of the paper and of other constructions, the nineteen lemma
/// identities, and what the constructions rest on.
struct Theory {
  std::vector<Law> axioms;
  std::map<std::string, Law> given; ///< hypotheses by name
  /// Heads that may be used only after claims are proved, which show that there is what they name.
  std::map<std::string, std::vector<std::string>> defined_after{};
  std::vector<DemandedTheorem> theorems;
};

/// The auditor's own table of them.
[[nodiscard]] Theory theory();

} // namespace equivarify::audit

#endif
